"""What the declarations of all kinds of figures share."""

from pydantic import BaseModel, ConfigDict


class Declared(BaseModel):
    """What is drawn of the data: it cannot be changed, and knows no other names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def units(self) -> tuple[str, ...]:
        """Units of its figures, each once; none where they are words."""
        unit = getattr(self, "unit", "")
        return (unit,) if unit else ()

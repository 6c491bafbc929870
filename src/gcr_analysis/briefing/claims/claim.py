"""What all claims share: a kind, facts, and the grounds that have something standing beside them."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeVar

from gcr_analysis import framework
from gcr_analysis.briefing.quantity import Quantity

C = TypeVar("C", bound="Claim")


class UnfoundedError(Exception):
    """A claim that cannot be made: its kind, the ground that fails, and why.

    Attributes
    ----------
    kind, ground : str
        Ids of a kind and of one of its grounds in `framework/claims.yaml`.
    reason : str
        Why the ground fails, in words.
    """

    def __init__(self, kind: str, ground: str, reason: str = "") -> None:
        super().__init__(f"{kind}: {ground}: {reason}")
        self.kind, self.ground, self.reason = kind, ground, reason


@dataclass(frozen=True)
class Claim:
    """A statement of one kind.

    Parameters
    ----------
    beside
        Ids of the grounds that fail without barring the claim: what `otherwise` says for them in
        `framework/claims.yaml` stands beside it.
    """

    kind: ClassVar[str]
    beside: tuple[str, ...]

    @property
    def facts(self) -> dict[str, Quantity]:
        """The numbers that it may state, by name."""
        return {
            field.name: value
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), Quantity) and value.known
        }

    @property
    def words(self) -> dict[str, Any]:
        """What its messages take: all that it holds."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def parts(self) -> tuple["Claim", ...]:
        """Claims that it is made of."""
        return ()

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers and those of its parts."""
        return (*self.facts.values(), *(q for part in self.parts for q in part.quantities))

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states: two claims with one key are the same."""
        first = next(iter(self.facts.values()), None)
        about = (first.indicator, first.region, first.value_year, first.detail) if first else ()
        return (self.kind, *about)

    def ledger(self) -> dict[str, Any]:
        """Return kind, facts and grounds in plain Python.

        A ground is ``met``, or it has what stands instead.
        """
        declared = next(kind for kind in framework.claims().kinds if kind.id == self.kind)
        return {
            "kind": self.kind,
            "facts": {name: _slim(quantity) for name, quantity in self.facts.items()},
            "grounds": {
                ground.id: ground.otherwise if ground.id in self.beside else "met"
                for ground in declared.grounds
            },
        }


def _slim(quantity: Quantity) -> dict[str, Any]:
    names = ("text", "value", "unit", "region", "indicator", "value_year", "status", "detail")
    line = quantity.ledger()
    return {name: line[name] for name in names}


def if_founded(build: Callable[..., C], *args: Any, **options: Any) -> C | None:
    """Return a claim where its grounds hold, else None.

    >>> def never():
    ...     raise UnfoundedError("level", "both-ends")
    >>> if_founded(never) is None
    True
    """
    try:
        return build(*args, **options)
    except UnfoundedError:
        return None

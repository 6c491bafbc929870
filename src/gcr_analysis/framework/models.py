"""The shape of each declaration. A declaration that does not fit is refused when it is read."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["computed", "proxy", "published", "partial", "not collected", "not applicable"]
Direction = Literal["up", "down", "neutral"]
RegionKind = Literal[
    "world", "unhcr-region", "bureau", "m49", "income", "development", "platform", "country", "own"
]


class Declaration(BaseModel):
    """Base of all declarations: immutable, and without a field that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Declaration):
    """Who made figures, on what terms, and of which date."""

    id: str
    producer: str
    title: str
    vintage: str = Field(description="Date of the release, as YYYY, YYYY-MM or YYYY-MM-DD")
    vintage_label: str = Field(description="The release in words that a reader sees")
    licence: str
    url: str
    extract: str = Field(description="Folder of the source's own files in a folder of extracts")

    @property
    def citation(self) -> str:
        """Producer, title and vintage on one line."""
        return f"{self.producer}, {self.title} ({self.vintage_label})"


class Column(Declaration):
    """One column of a table."""

    name: str
    type: Literal["year", "iso3", "code", "text", "count", "number", "flag", "geometry"]
    description: str
    unit: str | None = None
    kind: Literal["stock", "flow", "ratio"] | None = None
    since: int | None = Field(None, description="First year in which the series was collected")
    values: tuple[str, ...] = ()
    required: bool = True


class Table(Declaration):
    """One table of the snapshot."""

    id: str
    title: str
    source: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    years: tuple[int, int] | None = None

    def column(self, name: str) -> Column:
        """Return the column called *name*."""
        return next(c for c in self.columns if c.name == name)


class Panel(Declaration):
    """One objective of the Global Compact, with the notebook that analyses it."""

    id: str
    number: int
    title: str
    objective: str
    reads_region_as: Literal["host", "origin", "host, origin and destination"]
    notebook: str
    indicators: str = Field(description="Package under gcr_analysis.indicators that computes its measures")
    default_regions: tuple[str, ...]


class Indicator(Declaration):
    """One measure of one panel."""

    id: str
    panel: str
    title: str
    definition: str
    unit: str
    direction: Direction
    gcr_code: str | None = None
    additive: bool = Field(False, description="Values of regions that share no country add up")
    tables: tuple[str, ...] = ()
    compute: str | None = Field(None, description="module.function under the panel's package")
    status: Status = "computed"
    only_for: tuple[RegionKind, ...] = ()
    not_for: tuple[RegionKind, ...] = ()
    not_for_members: tuple[str, ...] = Field((), description="Not for regions inside one of these regions")
    min_members: int = 1
    why_not: str = ""


class Break(Declaration):
    """A step in a series that comes from counting, not from people."""

    id: str
    series: tuple[str, ...]
    between: tuple[int, int]
    kind: Literal["definition", "registration", "reclassification", "coverage", "unit"]
    text: str
    origin: str | None = None
    asylum: str | None = None
    size: int | None = None

"""The shape of each declaration. A declaration that does not fit is refused when it is read."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Status = Literal["computed", "proxy", "published", "estimate", "partial", "not collected", "not applicable"]
Direction = Literal["up", "down", "neutral"]
RegionKind = Literal[
    "world", "unhcr-region", "bureau", "m49", "income", "development", "platform", "country", "own"
]


class Declaration(BaseModel):
    """Base of all declarations: immutable, and without a field that nobody reads."""

    # Most commands read a few kinds of declarations: the check of a kind is built when one is first read.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Source(Declaration):
    """Who made figures, on what terms, and of which date."""

    id: str
    producer: str
    producer_in_words: bool = Field(
        False,
        description="Whether `producer` is no name, but words: `producers.yaml` of a language has them",
    )
    title: str
    vintage: str = Field(description="Date of the release, as YYYY, YYYY-MM or YYYY-MM-DD")
    vintage_label: str = Field(description="The release in words that a reader sees")
    licence: str
    url: str
    extract: str = Field(description="Folder of the source's own files in a folder of extracts")
    disclaimer: str = Field("", description="What has to stand under everything that shows the source")
    verified: bool = Field(True, description="Whether its terms and figures were checked with the producer")

    @property
    def terms(self) -> str:
        """Its licence, with a word where it was not checked with the producer."""
        return self.licence if self.verified else f"{self.licence}; terms and figures not verified"

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
    cases_as_persons: dict[str, int] = Field(
        {},
        description="Countries of asylum whose cases it turns into persons, and until which year",
    )
    one_figure: tuple[str, ...] = Field(
        (), description="Countries that have one figure together, which stands under the first"
    )

    def column(self, name: str) -> Column:
        """Return the column called *name*."""
        return next(c for c in self.columns if c.name == name)


class Unit(Declaration):
    """How numbers in one unit are written, and how a change between two of them is told."""

    written: Literal["count", "decimal", "percent", "year"] = "decimal"
    before: str = Field("", description="What stands before every number")
    after: str | dict[str, str] = Field(
        "",
        description="What stands behind every number, or behind those of each plural category; `scaled` is "
        "what stands behind a word such as million",
    )
    in_table: str | dict[str, str] = Field(
        "", description="What stands behind a number in a table, as `after`"
    )
    decimals: int | None = Field(None, description="Decimals of every number; by its size when missing")
    whole_from: float | None = Field(None, description="No decimals from this number on")
    changes_by: Literal["points", "percent", "nothing"] = "percent"
    adds_up: bool = Field(False, description="The world is the total of its regions")
    prices_of: int | None = Field(None, description="Year whose prices the amounts are in")


class NoteTable(Declaration):
    """What the table of a panel's note shows."""

    groups: tuple[str, ...] = Field(description="Groups of rows, in order")
    only_known: bool = Field(False, description="Leave out measures without a figure")
    only_where: dict[str, str] = Field(
        {}, description="By group, the count of persons that is not zero where its rows say something"
    )

    @model_validator(mode="after")
    def _groups(self) -> Self:
        if unknown := self.only_where.keys() - set(self.groups):
            raise ValueError(f"only_where names {', '.join(sorted(unknown))}, which is none of the groups")
        return self


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
    compared: tuple[str, ...] = Field((), description="Measures that set regions side by side, in order")
    drawn: str | None = Field(None, description="One of them, a ratio, that regions of any size are drawn by")
    table: NoteTable


class Row(Declaration):
    """The row of a measure in the table of its panel's note."""

    group: str = Field(description="Group of the panel's table that it belongs to")
    after: str | None = Field(
        None, description="Measure of the group that it follows; by default the one declared before it"
    )
    only_for: tuple[RegionKind, ...] = ()
    not_for: tuple[RegionKind, ...] = ()
    always: bool = Field(False, description="Shown whatever its status, as every indicator of the Compact is")
    only_known: bool = Field(False, description="Shown only for regions that have a figure")
    change: bool = Field(True, description="Whether its change since the baseline says something")
    compared: bool = Field(True, description="Whether figures of two years stand side by side")
    lower_bound: bool | None = Field(
        None,
        description="Whether its figures are at least so much; by default where they are their lower end",
    )
    names_place: bool = Field(False, description="Whether its reason names a place, such as the largest")
    signed: bool = Field(False, description="Whether its figures bear a sign, plus included")
    stands_in: str | None = Field(None, description="Measure by whose title the row goes where it is a proxy")

    def is_for(self, kind: RegionKind) -> bool:
        """Whether tables show it for regions of a kind."""
        return kind not in self.not_for and (not self.only_for or kind in self.only_for)


class Pairs(Declaration):
    """Where the counts behind a measure stand by pair of places, such as host and origin."""

    table: str
    own: str = Field(description="Column of the places that a region consists of")
    other: str = Field(description="Column of the counterparts: origins, hosts, destinations or donors")
    columns: tuple[str, ...] = Field(description="Columns that are added")
    only: dict[str, tuple[str, ...]] = Field({}, description="Values that rows have in other columns")
    abroad: bool = Field(False, description="Leave out people inside their own country")
    hosts_report: bool = Field(False, description="A host without any row in a year did not report in it")
    cases: str | None = Field(
        None, description="Table of applications or decisions that says which hosts count in cases"
    )


class Indicator(Declaration):
    """One measure of one panel."""

    id: str
    panel: str
    title: str
    definition: str
    changed: str = Field(
        "", description="When and why its definition last changed, with the world's figure before and after"
    )
    unit: str
    direction: Direction
    fact: str = Field("", description="Measures of one fact share this name; by default its own id")
    gcr_code: str | None = None
    additive: bool = Field(False, description="Values of regions that share no country add up")
    tables: tuple[str, ...] = ()
    compute: str | None = Field(None, description="module.function under the panel's package")
    matched: str | None = Field(
        None, description="module.function that reads a change on the hosts with figures at both ends"
    )
    rests_on: str | None = Field(
        None,
        description="Count of persons that a ratio, share or spread is of: of few people no change is read",
    )
    status: Status = "computed"
    only_for: tuple[RegionKind, ...] = ()
    not_for: tuple[RegionKind, ...] = ()
    not_for_members: tuple[str, ...] = Field((), description="Not for regions inside one of these regions")
    min_members: int = 1
    why_not: str = ""
    revises: str | None = Field(
        None,
        description="Series of `framework/revisions.yaml` with which its figures are revised in proportion",
    )
    share_of: str | None = Field(
        None, description="Series of `framework/revisions.yaml` of which its figures are a share, in percent"
    )
    breaks: tuple[str, ...] = Field(
        (), description="Series of `framework/breaks.yaml` that it is made from, whose breaks it inherits"
    )
    not_broken_by: tuple[str, ...] = Field((), description="Breaks of these series that leave it whole")
    row: Row | None = Field(
        None, description="Its row in the note's table; a name alone is that of its group"
    )
    pairs: Pairs | None = Field(None, description="Its counts by pair of places, for comparisons")
    numerator: str | None = Field(
        None, description="Count that a rate or share is made of, beside which it is read"
    )
    absent: Literal["none", "unknown"] = Field(
        "unknown", description="What a country without a figure has: none on record, as in a ratio of flows"
    )
    base: Literal["hosted", "from there", "population"] | None = Field(
        None,
        description="What countries weigh where a comparison asks how many have a figure: by default what "
        "the panel reads regions as",
    )
    shape_of: str | None = Field(
        None,
        description="Volume whose spread it describes: judged only where that is judged and did not fall",
    )
    held: str | None = Field(
        None,
        description="module.function that reads both ends with what was there at both in the definition at "
        "both: no verdict is read from what entered or left it in between",
    )
    beside: tuple[str, ...] = Field((), description="Grounds of a claim that always stand beside its change")
    variant: str | None = Field(
        None,
        description="Measure of one definition, to be read across a break that moved nobody out of it",
    )
    own: str = Field("", description="Id of the own source that it comes from; empty for the project's own")

    @model_validator(mode="before")
    @classmethod
    def _fact_of_its_own(cls, written: Any) -> Any:
        return {"fact": written["id"]} | written if isinstance(written, dict) and "id" in written else written

    @field_validator("row", mode="before")
    @classmethod
    def _group_alone(cls, value: Any) -> Any:
        return {"group": value} if isinstance(value, str) else value


class RevisedSeries(Declaration):
    """Figures of past releases that add up to one of ours."""

    title: str
    of: tuple[str, ...] = Field(description="Series of the table `releases` that are added")
    side: Literal["asylum", "origin"] = Field(description="Column of it that holds the region's countries")


class Revisions(Declaration):
    """From what, and how sure, revision bands are."""

    level: float = Field(description="Share of figures that a band should hold")
    oldest: int = Field(description="Figures of this age, in years, and older are alike")
    ages: int = Field(description="Figures are looked at up to this age")
    sizes: tuple[float, ...] = Field(description="Bounds between classes of size, in persons")
    fewest: int = Field(description="Figures that a class needs to have a band of its own")
    narrowest: float = Field(description="Narrowest band that figures carry, as a share of the figure")
    series: dict[str, RevisedSeries]


class Target(Declaration):
    """A published goal: so many people from one year to another."""

    id: str
    text: str
    value: float
    unit: str
    since: int = Field(description="First year that counts")
    by: int = Field(description="Last year that counts")
    quoted: str = Field(description="The figure's name in the table published_values")


class Document(Declaration):
    """A dated document."""

    title: str = Field(description="Who published it, and its title")
    dated: str = Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$", description="Its date: year, month, day")
    url: str | None = None


class Break(Declaration):
    """A step in a series that comes from counting, not from people."""

    id: str
    series: tuple[str, ...] = Field(description="Series that are broken; the first one gives the size")
    between: tuple[int, int] = Field(description="The two years between whose figures it lies")
    kind: Literal["definition", "registration", "reclassification", "coverage", "estimate", "unit"]
    text: str
    origin: str | None = Field(None, description="Country of origin; missing when all are meant")
    asylum: str | None = Field(None, description="Country of asylum; missing when all are meant")
    only_with: Literal["oip"] | None = Field(None, description="Only in regions that host this group")
    seen_as: Literal["origin", "asylum"] | None = Field(
        None, description="Shows only where a region is read this way"
    )
    size: int | None = Field(
        None, description="Step of the first series, net of the recorded flows of the year, in its unit"
    )
    document: Document = Field(description="Where it is declared")
    evidence: Literal["document", "caveat", "figures", "named"] = Field(
        description="How it is known that the document declares it: see `framework/breaks.yaml`"
    )


class JudgedResidual(Declaration):
    """A large residual that somebody has looked at: no break, since no dated document declares one."""

    origin: str | None = Field(None, description="Country of origin; missing when all are meant")
    asylum: str
    year: int
    persons: int = Field(description="The residual that was judged; another one is judged anew")
    judged: str = Field(pattern=r"^\d{4}-\d\d-\d\d$", description="Day of the judgement")
    text: str


class ResidualRule(Declaration):
    """When a residual or a reclassification is large enough to be looked at, and what was judged."""

    least_people: int = Field(description="Least residual, in persons")
    least_percent: float = Field(description="It is above this percentage of the recorded flows")
    least_moved: int = Field(description="Least people who were moved from one group to another")
    least_moved_with_caveat: int = Field(description="The same where the source has a caveat on the host")
    judged: tuple[JudgedResidual, ...]


class PublishedFigure(Declaration):
    """A figure that was published and that we compute too."""

    text: str
    publication: str = Field(description="Id of a publication in the same file")
    indicators: tuple[str, ...] = Field(description="Ours is their sum")
    region: str = "world"
    year: int
    value: float | None = Field(None, description="As published, in the indicator's unit")
    quoted: str | None = Field(None, description="Or the figure's name in the table published_values")
    scale: float = Field(1, description="Turns the quoted figure into the indicator's unit")
    step: float = Field(1, description="It was rounded to a multiple of this")
    column: Literal["value", "low", "high"] = "value"
    why: str = Field("", description="Why ours differs by more than rounding")


class Publication(Declaration):
    """Where a figure was published."""

    title: str
    url: str | None = None


class Validation(Declaration):
    """Published figures beside which ours are set."""

    publications: dict[str, Publication]
    figures: tuple[PublishedFigure, ...]

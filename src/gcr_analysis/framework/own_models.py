"""The shape of what a folder under `own/` declares: who made the figures, and a table or a survey of them."""

import re
from pathlib import Path
from typing import Any, Literal

from pydantic import field_validator, model_validator

from gcr_analysis.framework.models import Declaration, Direction, Indicator, Source
from gcr_analysis.framework.own_folders import SOURCE

FORMULA = ("=", "+", "-", "@")  # a spreadsheet would run a text that begins with one of these

Regional = Literal["sum", "mean by refugees", "mean by population"]

_ID = re.compile(r"[a-z][a-z0-9_]*")
_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DECIMAL = re.compile(r"-?\d+\.\d*")
_LONGEST, _LONGEST_DEFINITION = 120, 400


class Entry(Declaration):
    """What all parts of a ``source.yaml`` share: texts are one line, and no spreadsheet takes one to run."""

    @field_validator("*")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = " ".join(value.split())
        if text.startswith(FORMULA):
            raise ValueError("begins like a formula: begin it with a letter")
        if len(text) > _LONGEST_DEFINITION:
            raise ValueError(f"is longer than {_LONGEST_DEFINITION} characters: say it in fewer")
        return text


class About(Entry):
    """Who made the figures: the fields of a source that an analyst writes."""

    producer: str
    title: str
    vintage: str
    vintage_label: str
    licence: str
    url: str = ""
    disclaimer: str = ""

    @field_validator("vintage", mode="before")
    @classmethod
    def _dated(cls, value: Any) -> str:
        text = str(value)
        if not _DATE.fullmatch(text):
            raise ValueError('is no date: write "YYYY", "YYYY-MM" or "YYYY-MM-DD", in quotes')
        return text

    @field_validator("url")
    @classmethod
    def _linked(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("is no address: begin it with https://, or leave it out")
        return value

    @field_validator("producer", "title", "vintage_label", "licence")
    @classmethod
    def _short(cls, value: str) -> str:
        return _named(value)


class _Measured(Entry):
    """A measure: beside a declared one (``of``), or a new one."""

    of: str | None = None
    id: str | None = None
    panel: str | None = None
    title: str | None = None
    definition: str | None = None
    beside: str | None = None

    @field_validator("id")
    @classmethod
    def _slug(cls, value: str | None) -> str | None:
        if value is not None and not _ID.fullmatch(value):
            raise ValueError("is no id: use lower-case words joined by underscores")
        return value

    @field_validator("title")
    @classmethod
    def _without_figures(cls, value: str | None) -> str | None:
        if value is not None and any(letter.isdigit() for letter in value):
            raise ValueError("has a digit, and every number in a note is a figure: put it into words")
        return value if value is None else _named(value)

    @property
    def key(self) -> str:
        """Name of the measure in the file: its own id, or that of the declared one."""
        return self.id or self.of or ""


class OwnMeasure(_Measured):
    """A measure whose figures by country and year are in a table."""

    unit: str | None = None
    direction: Direction | None = None
    region: Regional | None = None
    column: str | None = None
    gross: bool = False


class Figures(Entry):
    """A table of figures: its file, and the measures in it."""

    file: str
    sheet: str | None = None
    measures: tuple[OwnMeasure, ...]


class Among(Entry):
    """The people that a survey measure is about: by the values of a column, or by its range."""

    column: str
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    who: str

    @field_validator("values", mode="before")
    @classmethod
    def _written(cls, value: Any) -> tuple[str, ...]:
        return answers(value)

    @model_validator(mode="after")
    def _one_way(self) -> "Among":
        ranged = self.least is not None or self.most is not None
        if ranged == bool(self.values):
            raise ValueError("needs values, or least and most, and not both")
        if self.least is not None and self.most is not None and not self.least <= self.most:
            raise ValueError(f"least {self.least:g} is more than most {self.most:g}: swap them")
        return self


class SurveyMeasure(_Measured):
    """A share of people, by the answers to one question."""

    column: str
    counted: tuple[str, ...]
    not_counted: tuple[str, ...]
    missing: tuple[str, ...] = ()
    among: Among | None = None

    @field_validator("counted", "not_counted", "missing", mode="before")
    @classmethod
    def _written(cls, value: Any) -> tuple[str, ...]:
        return answers(value)

    @field_validator("counted", "not_counted")
    @classmethod
    def _some(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            raise ValueError("names no answer: a share needs answers that count and others that do not")
        return value


class Survey(Entry):
    """Answers of a survey: its file, its design, and the measures in it."""

    file: str
    sheet: str | None = None
    dates: str
    population: str
    country: str | None = None
    country_column: str | None = None
    year: int | None = None
    year_column: str | None = None
    weight: str | None = None
    stratum: str | None = None
    cluster: str | None = None
    single_clusters: Literal["refuse", "centre"] = "refuse"
    measures: tuple[SurveyMeasure, ...]

    @field_validator("country")
    @classmethod
    def _in_capitals(cls, value: str | None) -> str | None:
        return value.upper() if value is not None and len(value) == len("LBN") else value

    @model_validator(mode="after")
    def _told_once(self) -> "Survey":
        for name, column in (("country", self.country_column), ("year", self.year_column)):
            if (getattr(self, name) is None) == (column is None):
                raise ValueError(f"needs {name} or {name}_column, and not both")
        return self


class OwnSource(Declaration):
    """One folder under `own/`."""

    folder: Path
    source: Source
    figures: Figures | None = None
    survey: Survey | None = None
    indicators: tuple[Indicator, ...]

    @property
    def id(self) -> str:
        """Name of the folder and of the source."""
        return self.source.id

    @property
    def file(self) -> Path:
        """The file with the figures or the answers."""
        part = self.figures or self.survey
        assert part is not None
        return self.folder / part.file

    @property
    def files(self) -> tuple[Path, ...]:
        """What its figures rest on, as far as it is there."""
        return tuple(path for path in (self.folder / SOURCE, self.file) if path.is_file())

    def measure(self, indicator: str) -> OwnMeasure | SurveyMeasure:
        """Return what is declared of one of its indicators."""
        part = self.figures or self.survey
        assert part is not None
        return dict(zip((each.id for each in self.indicators), part.measures, strict=True))[indicator]


def answers(given: Any) -> tuple[str, ...]:
    """Return values as a file writes them.

    >>> answers([1, "yes", 2.0])
    ('1', 'yes', '2')
    """
    values = given if isinstance(given, list | tuple) else [given]
    if any(isinstance(value, bool) for value in values):
        raise ValueError("holds a bare yes or no, which YAML takes for true or false: put it in quotes")
    return tuple(plain_code(str(value).strip()) for value in values)


def plain_code(text: str) -> str:
    """Write a code without the decimals that say nothing, which some programs add.

    >>> plain_code("1.0"), plain_code("2.50"), plain_code("007"), plain_code("1.0 a")
    ('1', '2.5', '007', '1.0 a')
    """
    return text.rstrip("0").rstrip(".") if _DECIMAL.fullmatch(text) else text


def _named(text: str) -> str:
    if not text or len(text) > _LONGEST or not any(letter.isalnum() for letter in text):
        raise ValueError(f"is no name: write words, {_LONGEST} characters at most")
    return text

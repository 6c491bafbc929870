"""The envelope in which UNHCR's service answers, and the figures and codes in it."""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from gcr_analysis.errors import GcrError
from gcr_analysis.services.client import Question

LIMIT = 10_000
"""Rows on a page."""
NOT_APPLICABLE = "-"
DIGITS = 10  # of a number of people


class Envelope(BaseModel):
    """A page of an answer. What else is in it is not read: its sums add cases to persons."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    page: StrictInt
    pages: StrictInt = Field(alias="maxPages")
    items: list[dict[str, Any]]


def opened(question: Question, answer: Any, fields: Collection[str]) -> Envelope:
    """Return the envelope of an answer, once it is the page that was asked for and rows have their fields.

    Raises
    ------
    GcrError
        When it is not.

    Examples
    --------
    >>> question = Question("idmc-00001", "idmc/", ())
    >>> opened(question, {"page": 1, "maxPages": 1, "items": [{"year": 2025}]}, ["year", "total"])
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: the answer to idmc-00001 has no field total: the service has changed
    """
    try:
        envelope = Envelope.model_validate(answer)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "envelope"
        raise wrong(question, f"has no readable {where}", "the service has changed") from error
    if envelope.page != question.page:
        raise wrong(question, f"is page {envelope.page}, not {question.page}", "the page was not understood")
    rows, last = len(envelope.items), envelope.page >= envelope.pages
    if envelope.page > max(envelope.pages, 1) or (rows != LIMIT and not last) or rows > LIMIT:
        raise wrong(
            question,
            f"has {rows:,} rows on page {envelope.page} of {envelope.pages}",
            f"every page but the last was to hold {LIMIT:,}",
        )
    for item in envelope.items:
        if lacking := [field for field in fields if field not in item]:
            raise wrong(question, f"has no field {', '.join(lacking)}", "the service has changed")
    return envelope


def further(question: Question, envelope: Envelope) -> list[Question]:
    """Return the questions for the other pages, when this is the first.

    Examples
    --------
    >>> question = Question("idmc-00001", "idmc/", (("page", "1"),))
    >>> [more.name for more in further(question, Envelope(page=1, maxPages=3, items=[]))]
    ['idmc-00002', 'idmc-00003']
    """
    if question.page != 1:
        return []
    return [paged(question, page) for page in range(2, envelope.pages + 1)]


def paged(question: Question, page: int) -> Question:
    """Return the same question for another page."""
    params = tuple((name, str(page) if name == "page" else value) for name, value in question.params)
    return Question(f"{question.name.rpartition('-')[0]}-{page:05d}", question.path, params, page)


def figures(question: Question, values: pd.Series) -> pd.Series:
    """Turn values that mix whole numbers, texts of them and "-" into ``Int64``; "-" is missing.

    Raises
    ------
    GcrError
        When one is something else, such as a fraction, a negative number or a word.

    Examples
    --------
    >>> figures(Question("q", "", ()), pd.Series([5, "0", "-", None], dtype="object")).tolist()
    [5, 0, <NA>, <NA>]
    """
    numbers: dict[Any, int | None] = {}
    for value in values.unique():
        text = "" if value is None else str(value).strip()
        if text not in ("", NOT_APPLICABLE) and (not text.isdecimal() or len(text) > DIGITS):
            raise wrong(question, f"has {value!r:.40} as {values.name}", "that is no whole number of people")
        numbers[value] = int(text) if text.isdecimal() else None
    return pd.Series(pd.array([numbers[value] for value in values], dtype="Int64"), values.index)


def codes(question: Question, values: pd.Series, known: Collection[str]) -> pd.Series:
    """Return codes without blanks around them, once each belongs to a country or group that is known.

    Raises
    ------
    GcrError
        When the service summed the side ("-"), or wrote a code that nobody knows.
    """
    tidy = {value: "" if value is None else str(value).strip() for value in values.unique()}
    found = set(tidy.values())
    if NOT_APPLICABLE in found:
        raise wrong(question, f"has sums over {values.name}", "it was asked for each country apart")
    if "" in found:
        raise wrong(question, f"has rows without {values.name}", "each row was to have one")
    if unknown := sorted(found - set(known)):
        raise wrong(
            question,
            f"has {values.name} {', '.join(unknown[:5])}",
            "no country has that code; when UNHCR has a new one, add it to NO_COUNTRY in "
            "sources/unhcr_countries.py, and build the snapshot again",
        )
    return values.map(tidy).astype("str")


def years(question: Question, values: pd.Series, span: tuple[int, int]) -> pd.Series:
    """Return years as ``int64``, once each is one that was asked for.

    Raises
    ------
    GcrError
        When one is not.
    """
    first, last = span
    for value in values.unique():
        if not str(value).strip().isdecimal() or not first <= int(value) <= last:
            raise wrong(question, f"has the year {value}", f"{first} to {last} were asked for")
    return values.astype("int64")


def rows_of(envelope: Envelope, fields: Sequence[str]) -> pd.DataFrame:
    """Return the rows of a page, *fields* only, as they came."""
    columns = {field: [item[field] for item in envelope.items] for field in fields}
    return pd.DataFrame(columns, dtype="object")


def wrong(question: Question, what: str, why: str) -> GcrError:
    """Say in what an answer is not what was asked for."""
    return GcrError(f"the answer to {question.name} {what}: {why}")

"""The World Bank's service: development indicators, one question for each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.services.client import Question
from gcr_analysis.services.envelope import wrong
from gcr_analysis.services.harvest import Part
from gcr_analysis.sources import world_bank as economy
from gcr_analysis.sources import world_bank_development as development

ADDRESS = "https://api.worldbank.org/v2"
PER_PAGE = 20_000
FIELDS = ("indicator", "countryiso3code", "date", "value")


@dataclass(frozen=True)
class Indicators:
    """Indicators of the World Bank by country and year, groups of countries among them.

    Parameters
    ----------
    wanted
        Codes of the indicators.
    """

    wanted: tuple[str, ...]
    file: str = "world_bank/wdi.parquet"
    tables: tuple[str, ...] = ("economy", "development")

    def first(self) -> list[Question]:
        """Return a question for each indicator."""
        return [self._question(code, 1) for code in self.wanted]

    def read(self, question: Question, answer: Any) -> tuple[pd.DataFrame, list[Question]]:
        """Return the rows of a page and the questions for the others."""
        meta, items = _opened(question, answer)
        code = question.name.rpartition("-")[0]
        for item in items:
            if lacking := [field for field in FIELDS if field not in item]:
                raise wrong(question, f"has no field {', '.join(lacking)}", "the service has changed")
            if (item["indicator"] or {}).get("id") != code:
                raise wrong(question, f"is of {item['indicator']}", f"{code} was asked for")
        rows = pd.DataFrame(
            {
                "indicator": code,
                "iso3": [str(item["countryiso3code"] or "").strip() for item in items],
                "year": [_year(question, item["date"]) for item in items],
                "value": [_number(question, item["value"]) for item in items],
            }
        )
        rows = rows.assign(_total=meta["total"], _updated=str(meta.get("lastupdated", "")))
        pages = range(2, meta["pages"] + 1) if question.page == 1 else ()
        return rows, [self._question(code, page) for page in pages]

    def whole(self, pages: dict[Question, pd.DataFrame]) -> pd.DataFrame:
        """Return the figures of all indicators, once all rows came, each once."""
        rows = pd.concat(list(pages.values()), ignore_index=True)
        for code, came in rows.groupby("indicator"):
            if set(came["_total"]) != {len(came)}:
                raise GcrError(
                    f"{code} came with {len(came):,} rows of {int(came['_total'].max()):,}: ask again"
                )
        if len(set(rows["_updated"])) > 1:
            raise GcrError("the World Bank brought its figures up to date meanwhile: ask again")
        rows = rows[(rows["iso3"] != "") & rows["value"].notna()]
        keys = ["indicator", "iso3", "year"]
        if (twice := rows.duplicated(keys)).any():
            first = " ".join(str(value) for value in rows.loc[twice, keys].iloc[0])
            raise GcrError(f"two rows came for {first}: ask again")
        return rows[[*keys, "value"]].sort_values(keys, ignore_index=True)

    @staticmethod
    def _question(code: str, page: int) -> Question:
        params = (("format", "json"), ("per_page", str(PER_PAGE)), ("page", str(page)))
        return Question(f"{code}-{page:05d}", f"country/all/indicator/{code}", params, page)


def parts(known: Collection[str], until: int) -> list[Part]:
    """Return the indicators that the snapshot carries; the service is asked for all their years.

    Examples
    --------
    >>> parts([], 2025)[0].first()[0].path
    'country/all/indicator/NY.GDP.MKTP.CD'
    """
    return [Indicators(tuple(sorted({*economy.WANTED, *development.WANTED})))]


def _opened(question: Question, answer: Any) -> tuple[dict[str, Any], Sequence[dict[str, Any]]]:
    """Return the two halves of an answer, once it is the page that was asked for."""
    match answer:
        case [{"message": [{"value": message, **_more}, *_], **_rest}]:
            raise wrong(question, f"is a refusal ({message})", "an indicator may have a new code")
        case [{"page": int() | str(), "pages": int(), "total": int()} as meta, list() as items]:
            if int(meta["page"]) != question.page:
                raise wrong(question, f"is page {meta['page']}", f"page {question.page} was asked for")
            return meta, items
        case _:
            raise wrong(question, "is no pair of a head and rows", "the service has changed")


def _year(question: Question, value: object) -> int:
    if not str(value).isdecimal():
        raise wrong(question, f"has the date {value!r}", "a year was expected")
    return int(str(value))


def _number(question: Question, value: object) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise wrong(question, f"has the value {value!r}", "a number or nothing was expected")

"""What a cell says: a year or a country, or what is wrong with it and what would be right."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

import pandas as pd

from gcr_analysis.framework.own_models import FORMULA
from gcr_analysis.geography import country_name, regions
from gcr_analysis.geography.names import ambiguous, countries_named, near_countries
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.snapshot import last_own_year, load

_QUOTED = re.compile(r"""^('.*'|".*"|\d+) (?=has|is)""")
_MOST_NEAR = 4


class CellError(ValueError):
    """A cell that does not say what it should: what is wrong, and what would be right."""

    @property
    def kind(self) -> str:
        """What is wrong, whatever the cell holds: cells that are wrong in one way are of one kind.

        >>> CellError("'12,5' has a decimal comma: write 12.5").kind
        'has a decimal comma'
        """
        return _QUOTED.sub("", str(self)).partition(":")[0].strip()


def year(cell: str) -> int:
    """Read a year of the data.

    Raises
    ------
    CellError
        When the cell holds anything else.

    Examples
    --------
    >>> year("2024")
    2024
    """
    span = f"{FIRST_YEAR} to {last_own_year()}"
    if not re.fullmatch(r"\d{4}", cell):
        raise CellError(f"{cell!r:.40} is no year: write one from {span}")
    found = int(cell)
    if found > last_own_year():
        raise CellError(
            f"{found} is after the last year of the data: give years from {span}, and this one when the "
            "snapshot reaches it"
        )
    if found < FIRST_YEAR:
        raise CellError(f"{found} is before the first year of the data: give years from {span}")
    return found


@cache
def _codes() -> pd.DataFrame:
    return load("countries").astype({"iso3": "str"}).set_index("iso3")


@cache
def _by_iso2() -> dict[str, str]:
    rows = _codes()["iso2"].dropna().astype("str")
    return {iso2: str(iso3) for iso3, iso2 in rows.items()}


@cache
def _by_unhcr() -> dict[str, str]:
    """ISO3 by UNHCR's own code, where the two differ."""
    rows = _codes()["unhcr_code"].dropna().astype("str")
    return {code: str(iso3) for iso3, code in rows.items() if code != iso3}


def country(cell: str) -> str:
    """Read a country, by its ISO3 code or one of its names, as an ISO3 code.

    Raises
    ------
    CellError
        When the cell holds anything else, with the code that it may mean.

    Examples
    --------
    >>> country("LBN"), country("Liban")
    ('LBN', 'LBN')
    >>> country("LB")
    Traceback (most recent call last):
    gcr_analysis.indicators.own.cells.CellError: 'LB' is an ISO2 code: write LBN
    """
    code = cell.upper()
    if code in _countries():
        return code
    short = f"{cell!r:.40}"
    if not cell:
        raise CellError("there is no country: write its name, or an ISO3 code such as LBN")
    if cell.startswith(FORMULA):
        raise CellError(f"{short} begins like a formula: write an ISO3 code such as LBN")
    if code in _codes().index:
        raise CellError(f"{short} is no country ({country_name(code)}): leave it out")
    for what, known in (("UNHCR’s own code", _by_unhcr()), ("an ISO2 code", _by_iso2())):
        if code in known:
            raise CellError(f"{short} is {what}: write {known[code]}")
    named = countries_named(cell)
    if len(named) == 1:
        return named[0]
    if named:
        raise CellError(ambiguous(cell, named))
    raise CellError(f"{short} is no country: {_near(cell) or 'gcr regions --family country lists them'}")


def _near(cell: str) -> str:
    codes = sorted(_countries()) if len(cell) == len("LBN") else ()
    alike = [code for code in codes if sum(a == b for a, b in zip(code, cell.upper(), strict=False)) == 2]
    meant = " or ".join(f"{code} ({country_name(code)})" for code in alike[:_MOST_NEAR])
    return f"did you mean {meant}?" if meant else near_countries(cell)


@cache
def _countries() -> frozenset[str]:
    return frozenset(place.id for place in regions("country"))


def mistaken_for_iso3(cells: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Codes that are ISO3 for one country and UNHCR's own for another, with the names of both.

    Examples
    --------
    >>> mistaken_for_iso3(["AUS", "LBN"])
    {'AUS': ('Australia', 'Austria')}
    """
    own: Mapping[str, str] = _by_unhcr()
    found = sorted({cell.upper() for cell in cells} & own.keys() & _countries())
    return {code: (country_name(code), country_name(own[code])) for code in found}


def unhcr_only(cells: Iterable[str]) -> list[str]:
    """Codes that only UNHCR uses: who writes them takes all codes from UNHCR.

    >>> unhcr_only(["GFR", "LBN"])
    ['GFR']
    """
    return sorted(({cell.upper() for cell in cells} & _by_unhcr().keys()) - _countries())

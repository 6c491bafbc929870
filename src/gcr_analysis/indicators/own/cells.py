"""What a cell says: a number, a year or a country, or what is wrong with it and what would be right."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pandas as pd

from gcr_analysis.framework.own_models import FORMULA
from gcr_analysis.geography import country_name, regions
from gcr_analysis.geography.region import country_names
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.snapshot import latest_year, load
from gcr_analysis.snapshot.used import remembered

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}([, \u00a0\u202f'’]\d{3})+(\.\d+)?")
_DOTTED = re.compile(r"[-+]?\d{1,3}(\.\d{3}){2,}(,\d+)?|[-+]?\d{1,3}(\.\d{3})+,\d+")
_COMMA = re.compile(r"[-+]?\d+,\d+")
_QUOTED = re.compile(r"""^('.*'|".*"|\d+) (?=has|is)""")
_MOST_NEAR = 4
LARGEST = 1e15  # ten times the world's yearly income in US dollars
_MARKS = re.compile(r"[,\s\u00a0\u202f'’]")


class CellError(ValueError):
    """A cell that does not say what it should: what is wrong, and what would be right."""

    @property
    def kind(self) -> str:
        """What is wrong, whatever the cell holds: cells that are wrong in one way are of one kind.

        >>> CellError("'12,5' has a decimal comma: write 12.5").kind
        'has a decimal comma'
        """
        return _QUOTED.sub("", str(self)).partition(":")[0].strip()


def number(cell: str) -> float:
    """Read a number.

    Raises
    ------
    CellError
        When the cell holds anything else.

    Examples
    --------
    >>> number("12.5"), number("-3e2")
    (12.5, -300.0)
    >>> number("12,5")
    Traceback (most recent call last):
    gcr_analysis.indicators.own.cells.CellError: '12,5' has a decimal comma: write 12.5
    """
    short = f"{cell!r:.40}"
    if _NUMBER.fullmatch(cell):
        if abs(float(cell)) > LARGEST:
            raise CellError(f"{short} is beyond all reason: mend it, or leave the cell empty")
        return float(cell)
    if _DOTTED.fullmatch(cell):
        plain = cell.replace(".", "").replace(",", ".")
        raise CellError(f"{short} has dots between thousands: write {plain}")
    if _THOUSANDS.fullmatch(cell):
        hint = f", or {cell.replace(',', '.')} if the comma is a decimal one" if cell.count(",") == 1 else ""
        raise CellError(f"{short} has a thousands separator: write {_MARKS.sub('', cell)}{hint}")
    if _COMMA.fullmatch(cell):
        raise CellError(f"{short} has a decimal comma: write {cell.replace(',', '.')}")
    bare = cell.rstrip("% \u00a0")
    if cell.endswith("%") and _NUMBER.fullmatch(bare):
        raise CellError(f"{short} has a unit: write {bare}")
    raise CellError(f"{short} is no number: leave the cell empty where there is no figure")


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
    span = f"{FIRST_YEAR} to {latest_year()}"
    if not re.fullmatch(r"\d{4}", cell):
        raise CellError(f"{cell!r:.40} is no year: write one from {span}")
    found = int(cell)
    if found > latest_year():
        raise CellError(
            f"{found} is after the last year of the data: give years from {span}, and this one when the "
            "snapshot reaches it"
        )
    if found < FIRST_YEAR:
        raise CellError(f"{found} is before the first year of the data: give years from {span}")
    return found


@remembered
def _codes() -> pd.DataFrame:
    return load("countries").astype({"iso3": "str"}).set_index("iso3")


@remembered
def _by_iso2() -> dict[str, str]:
    rows = _codes()["iso2"].dropna().astype("str")
    return {iso2: str(iso3) for iso3, iso2 in rows.items()}


@remembered
def _by_unhcr() -> dict[str, str]:
    """ISO3 by UNHCR's own code, where the two differ."""
    rows = _codes()["unhcr_code"].dropna().astype("str")
    return {code: str(iso3) for iso3, code in rows.items() if code != iso3}


@remembered
def _by_name() -> dict[str, str]:
    codes = [place.id for place in regions("country")]
    return {name.lower(): code for code in codes for name in country_names(code).values()}


def country(cell: str) -> str:
    """Read an ISO3 code of a country.

    Raises
    ------
    CellError
        When the cell holds anything else, with the code that it may mean.

    Examples
    --------
    >>> country("LBN")
    'LBN'
    >>> country("Lebanon")
    Traceback (most recent call last):
    gcr_analysis.indicators.own.cells.CellError: 'Lebanon' is a name: write LBN
    """
    code = cell.upper()
    if code in _countries():
        return code
    short = f"{cell!r:.40}"
    if not cell:
        raise CellError("there is no country: write an ISO3 code such as LBN")
    if cell.startswith(FORMULA):
        raise CellError(f"{short} begins like a formula: write an ISO3 code such as LBN")
    if code in _codes().index:
        raise CellError(f"{short} is no country ({country_name(code)}): leave it out")
    for what, known, written in (
        ("UNHCR’s own code", _by_unhcr(), code),
        ("an ISO2 code", _by_iso2(), code),
        ("a name", _by_name(), cell.lower()),
    ):
        if written in known:
            raise CellError(f"{short} is {what}: write {known[written]}")
    raise CellError(f"{short} is no ISO3 code{_near(cell)}")


def _near(cell: str) -> str:
    names, codes = _by_name(), sorted(_countries())
    near = [names[name] for name in get_close_matches(cell.lower(), names, n=2, cutoff=0.7)]
    alike = [code for code in codes if sum(a == b for a, b in zip(code, cell.upper(), strict=False)) == 2]
    near += alike[:_MOST_NEAR] if len(cell) == 3 else []
    meant = " or ".join(f"{code} ({country_name(code)})" for code in dict.fromkeys(near))
    return f": did you mean {meant}?" if meant else ": gcr regions --family country lists them"


@remembered
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

"""A comparison of two years with its grounds, for people and for other programs."""

from collections.abc import Iterator
from math import isinf, isnan
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gcr_analysis.cli.options import AsOfOption, FormatOption, RegionOption
from gcr_analysis.errors import GcrError

if TYPE_CHECKING:
    from gcr_analysis.geography import Region

MOVERS = 5  # places that a comparison names
WHOLE_FROM = 1000  # figures from here on have no decimals
ROLES = {"asylum": "host"}


def compare(
    *,
    indicator: Annotated[str, typer.Option("--indicator", metavar="ID", help="A measure by its id.")],
    region: RegionOption = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="YEAR", help="The later year. [default: the latest]")
    ] = None,
    baseline_year: Annotated[
        str | None,
        typer.Option(
            "--baseline", "--baseline-year", metavar="YEAR", help="The earlier year. [default: 2016]"
        ),
    ] = None,
    as_of: AsOfOption = None,
    format: FormatOption = "table",
) -> None:
    """Compare two years of a measure, and say why a change holds.

    The grounds are those of the methods page.
    """
    if as_of:
        from gcr_analysis.snapshot.kept_releases import read_as_of

        read_as_of(as_of)
    from gcr_analysis.cli.show import show
    from gcr_analysis.indicators.asked import places_of
    from gcr_analysis.indicators.comparisons import COLUMNS
    from gcr_analysis.indicators.comparisons import compare as compared
    from gcr_analysis.indicators.measures import BASELINE_YEAR
    from gcr_analysis.running.plan import checked_year
    from gcr_analysis.snapshot import latest_year

    if not region:
        raise GcrError("no region given: give --region, such as --region world")
    asked = latest_year() if year is None else checked_year(year)
    baseline = BASELINE_YEAR if baseline_year is None else checked_year(baseline_year)
    places = places_of(region)
    rows = compared(indicator, places, asked, baseline).to_dict("records")
    if format != "table":
        show(rows, list(COLUMNS), format)
        return
    typer.echo("\n\n".join("\n".join(lines(*each)) for each in zip(rows, places, strict=True)))


def lines(row: dict[str, Any], region: "Region") -> Iterator[str]:
    """Write a comparison in lines for people.

    Parameters
    ----------
    row
        A row of `gcr_analysis.indicators.comparisons.compare`.
    region
        The region that it is of.

    Examples
    --------
    >>> from gcr_analysis.indicators.comparisons import compare
    >>> from gcr_analysis.geography import region
    >>> [row] = compare("resettlement_arrivals", "world", 2025, 2024).to_dict("records")
    >>> print("\\n".join([*lines(row, region("world"))][:3]))
    Resettlement arrivals as destination: World
      81,766 in 2025, after 188,759 in 2024: -106,993 (-56.7 %)
      places          231 with figures at both ends, 100 % of what is measured
    """
    from gcr_analysis import framework

    yield f"{framework.indicators()[row['indicator']].title}: {region.title}"
    yield f"  {_headline(row)}"
    for name, words in _grounds(row, region):
        yield f"  {name:15} {words}"


def _headline(row: dict[str, Any]) -> str:
    if isnan(row["end"]):
        return row["reason"] or f"no figure for {row['year']}"
    said = f"{_number(row, 'end')} in {row['compared_to']}"
    if isnan(row["start"]) or row["compared_from"] >= row["compared_to"]:
        return f"{said}. {row['reason']}"
    percent = "" if isnan(row["percent"]) else f" ({row['percent']:+.1f} %)"
    return (
        f"{said}, after {_number(row, 'start')} in {row['compared_from']}: {_signed(row, 'change')}{percent}"
    )


def _grounds(row: dict[str, Any], region: "Region") -> Iterator[tuple[str, str]]:
    yield from _years(row)
    if isnan(row["change"]) or row["compared_from"] >= row["compared_to"]:
        return
    if not isnan(row["places"]) or not isnan(row["share"]):
        number = "" if isnan(row["places"]) else f"{row['places']:.0f} with figures at both ends, "
        yield "places", f"{number}{100 * row['share']:.0f} % of what is measured"
    if row["start_status"] != "computed" or row["end_status"] != "computed":
        yield "status", f"{row['start_status']}, then {row['end_status']}"
    if row["change_low"] != row["change_high"] and not isnan(row["change_low"]):
        yield "later releases", f"may make it {_signed(row, 'change_low')} to {_signed(row, 'change_high')}"
    if row["decisive"]:
        yield "one place", _one_place(row)
        yield from _made_by(row, region)
    yield from _beside(row)
    if row["fails"]:
        yield "may be told", f"no ({row['fails']}): {row['reason']}"
    else:
        yield "may be told", f"yes, with {row['hedges'].replace('; ', ', ')}" if row["hedges"] else "yes"


def _years(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Say which years are compared, and why, where they are not those asked for."""
    if row["compared_from"] != row["baseline_year"] and row["compared_from"] < row["compared_to"]:
        yield "years", f"asked from {row['baseline_year']}, compared from {row['compared_from']}"
    if row["compared_to"] != row["year"]:
        yield "years", f"asked for {row['year']}, the latest figure is of {row['compared_to']}"
    if row["breaks"]:
        yield "breaks", row["breaks"]
    if row["variant"]:
        yield "variant", f"{row['variant']} has one definition from {row['baseline_year']} on"


def _beside(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what has to stand beside the change."""
    from gcr_analysis import framework

    if row["numerator"] and not isnan(row["numerator_end"]):
        apart = ", the other way" if row["diverges"] else ""
        moved = f"{row['numerator_start']:,.0f} to {row['numerator_end']:,.0f}"
        yield "made of", f"{framework.indicators()[row['numerator']].title}: {moved}{apart}"
    if row["turned"]:
        yield "last year", f"{_signed(row, 'last_year_change')}, against the years before"
    if not isnan(row["residual"]):
        yield "flows", _flows(row)


def _one_place(row: dict[str, Any]) -> str:
    from gcr_analysis.geography import country_name

    name = country_name(row["decisive"])
    if isnan(row["end_without"]):
        return f"no place besides {name} has figures at both ends"
    role = ROLES.get(row["role"], row["role"])
    said = f"without {name} ({role}) {_number(row, 'end_without')}, after {_number(row, 'start_without')}"
    if row["turns"]:
        return f"{said}: the direction turns"
    half = "; it makes half of the change or more" if row["makes_half"] else ""
    return f"{said}{half}; {row['turning'] or 'none'} of {row['tried']} places turn the direction"


def _made_by(row: dict[str, Any], region: "Region") -> Iterator[tuple[str, str]]:
    from gcr_analysis.indicators.comparisons import movers

    made = movers(row["indicator"], region, row["year"], row["baseline_year"])
    for role, places in made.groupby("role", sort=False):
        named = places.head(MOVERS)
        if len(places) > 1:
            told = (
                f"{place} {_amount(row, value, '+')}"
                for place, value in zip(named["place"], named["contribution"], strict=True)
            )
            yield f"by {ROLES.get(str(role), role)}", ", ".join(told)


def _flows(row: dict[str, Any]) -> str:
    named = {"arrivals": "+", "returns": "-", "resettled": "-", "naturalised": "-"}
    told = [
        f"{name} {sign}{row[name]:,.0f}"
        for name, sign in named.items()
        if not isnan(row[name]) and not isinf(row[name])
    ]
    return f"{', '.join(told) or 'none on record'}; residual {row['residual']:+,.0f}"


def _number(row: dict[str, Any], name: str) -> str:
    return _amount(row, row[name], "")


def _signed(row: dict[str, Any], name: str) -> str:
    return _amount(row, row[name], "+")


def _amount(row: dict[str, Any], value: float, sign: str) -> str:
    from gcr_analysis import framework

    unit = framework.units()[row["unit"]]
    if unit.written == "year":
        return f"{value:{sign}.0f}"
    decimals = 0 if unit.written == "count" or abs(value) >= WHOLE_FROM else 2
    before = f"{unit.before} ".lstrip()
    after = " %" if row["unit"] == "percent" and not sign else ""
    return f"{before}{value:{sign},.{decimals}f}{after}"

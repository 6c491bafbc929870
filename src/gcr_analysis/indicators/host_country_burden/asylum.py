"""Asylum systems: people newly displaced, applications, decisions, what they end in and how long they wait.

Some countries count applications or decisions in cases, a case being one person or a family. Cases and
persons never add: these measures count persons, and say which country's cases they leave out. The figure is
`partial` where the cases are `MATERIAL`. That makes the United States, and every region with it, partial
before 2021 and in 2025; a few appeals counted in cases elsewhere do not.
"""

from typing import NamedTuple

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators import frames
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.used import remembered

MIN_DECISIONS = 100  # fewer make no rate and no waiting time
MATERIAL = 0.015  # cases left out, as a share of all that was reported
SUBSTANTIVE = ("recognised", "complementary", "rejected")
CLOSED = ("closed",)
TEMPORARY_ASYLUM = "TA"
GROUPS = ("refugees", "refugee_like", "oip")  # of the flows: recognised together, not one by one
# Until 2020 the flows turn the cases of the United States into persons, at 1.1 to 1.5 persons a case. In
# 2025 they add them as they are, as they do with every other country's.
CONVERTED = ("USA", 2020)


class Counted(NamedTuple):
    """The same thing counted in two units: a row a year, a column a country, missing where not reported."""

    persons: pd.DataFrame
    cases: pd.DataFrame

    def within(self, region: Region, years: Years) -> "Counted":
        """Cut both to the region's countries and to *years*."""
        return Counted(*(frame.reindex(index=list(years), columns=list(region.countries)) for frame in self))


def new_displacement(region: Region, years: Years) -> Measured:
    """People newly displaced into a region across borders in each year.

    Group recognitions, people in refugee-like situations, other people in need of international protection,
    and individual applications together: it contains `asylum_applications`. Cases that the flows add to
    persons are taken out again; an estimate of persons from cases stays, and the figure is `partial`.

    Returns
    -------
    Measured
        Persons, with coverage and reason.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> table = new_displacement(region("world"), (2022, 2024, 2025))
    >>> table["value"].astype(int).tolist(), table["status"].tolist()
    ([10302734, 5535645, 5168159], ['', '', 'partial'])
    """
    everywhere, estimated = _newly_displaced()
    counted = everywhere.within(region, years)
    estimated = estimated.reindex_like(counted.persons)
    notes = {
        "Leaves out applications that {names} counted in cases": counted.cases,
        "Part of the applications in {names} is an estimate from cases": estimated,
    }
    partial = _is_material(counted) | (estimated.sum(axis=1) > 0)
    return _measured(_total(counted.persons), region, notes, partial)


def asylum_applications(region: Region, years: Years) -> Measured:
    """New asylum applications lodged in a region in each year, in persons.

    Type N of the source: neither appeals nor repeat applications. The series begins when all countries tell
    these apart, in 2006. A country that still gives new and repeat applications as one figure is left out.

    Returns
    -------
    Measured
        Persons, with coverage and reason.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> asylum_applications(region("world"), (2023, 2024))["value"].astype(int).tolist()
    [3537423, 3031007]
    """
    counted = _applications().within(region, tuple(y for y in years if y >= _told_apart_since()))
    together = new_with_repeat().reindex_like(counted.persons).where(counted.persons.isna())
    notes = {
        "Leaves out applications that {names} counted in cases": counted.cases,
        "New and repeat applications are one figure in {names}": together,
    }
    return _measured(_total(counted.persons), region, notes, _is_material(counted))


def asylum_decisions(region: Region, years: Years) -> Measured:
    """Substantive decisions on asylum in a region in each year, in persons.

    Recognised, granted complementary protection or rejected, at every level; applications that were closed
    without a decision on their substance are not counted.

    Returns
    -------
    Measured
        Persons, with coverage and reason.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> asylum_decisions(region("world"), (2023, 2024))["value"].astype(int).tolist()
    [1404143, 1409213]
    """
    return _decided(_decisions(SUBSTANTIVE).within(region, years), region)


def applications_closed(region: Region, years: Years) -> Measured:
    """Asylum applications closed without a decision on their substance in each year, in persons.

    They were withdrawn, abandoned, sent elsewhere or struck off. A protection rate is silent about them.

    Returns
    -------
    Measured
        Persons, with coverage and reason.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> applications_closed(region("PAK"), (2025,))["value"].astype(int).tolist()
    [13332]
    """
    return _decided(_decisions(CLOSED).within(region, years), region)


def protection_rate(region: Region, years: Years) -> Measured:
    """Share of substantive decisions that gave protection, in percent.

    Recognised and granted complementary protection over these and rejected, in persons, at every level but
    temporary asylum, which one country grants to whole groups. No rate on fewer than `MIN_DECISIONS`.

    Returns
    -------
    Measured
        Percent, with coverage and reason.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> protection_rate(region("world"), (2023, 2024))["value"].round(1).tolist()
    [58.4, 54.9]
    """
    counted = _decisions(SUBSTANTIVE, but=TEMPORARY_ASYLUM).within(region, years)
    positive = _decisions(SUBSTANTIVE[:2], but=TEMPORARY_ASYLUM).within(region, years)
    return _per_decision(100 * _total(positive.persons), _decided(counted, region))


def asylum_backlog_years(region: Region, years: Years) -> Measured:
    """Years that it would take to decide on all who wait at the end of a year, at the pace of that year.

    Pending asylum-seekers (an end-year stock) over substantive decisions (a flow), in persons. It is not how
    long anyone waits: applications are also closed without a decision, and new ones come in. No figure on
    fewer than `MIN_DECISIONS`. Where decisions in cases are left out, the backlog looks longer than it is.

    Returns
    -------
    Measured
        Years, with coverage and reason.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> asylum_backlog_years(region("world"), (2024,))["value"].round(1).tolist()
    [5.9]
    """
    pending = frames.of(frames.stock("asylum_seekers"), region, years).sum(axis=1)
    return _per_decision(pending, _decided(_decisions(SUBSTANTIVE).within(region, years), region))


def applications_counted() -> Counted:
    """New applications by year and country of asylum, in persons and in cases."""
    return _applications()


def decisions_counted() -> Counted:
    """Substantive decisions by year and country of asylum, in persons and in cases."""
    return _decisions(SUBSTANTIVE)


def _decided(counted: Counted, region: Region) -> Measured:
    notes = {"Leaves out decisions that {names} counted in cases": counted.cases}
    return _measured(_total(counted.persons), region, notes, _is_material(counted))


def _per_decision(amount: pd.Series, decided: Measured) -> Measured:
    decisions = decided["value"]
    table = decided.assign(value=amount / decisions.where(decisions > 0))
    few = decisions < MIN_DECISIONS
    return without_figure(table, few, f"Fewer than {MIN_DECISIONS} decisions", status="not collected")


def _measured(
    value: pd.Series, region: Region, notes: dict[str, pd.DataFrame], partial: pd.Series
) -> Measured:
    """Figures with what there is to say about some countries.

    Each note is a sentence and the amounts, by year and country, that it is about. These countries are not
    covered: their figure is not whole.
    """
    reason = pd.Series("", value.index)
    hosted = frames.of(frames.stock("refugees"), region, value.index).reindex(value.index)
    whole = hosted.copy()
    for sentence, amounts in notes.items():
        whole = whole.mask(amounts > 0, 0)
        said = amounts.apply(lambda row, sentence=sentence: _sentence(sentence, row), axis=1)
        reason = (reason + ". " + said).where((reason != "") & (said != ""), reason + said)
    reason = reason.mask(value.isna() & (reason == ""), "None reported in persons")
    coverage = whole.sum(axis=1) / hosted.sum(axis=1).replace(0, float("nan"))
    status = partial.map({True: "partial", False: ""})
    return measured(value, coverage=coverage, status=status, reason=reason)


def _sentence(sentence: str, amounts: pd.Series) -> str:
    """Name the countries with a tenth of the amount or more, the largest first."""
    total = amounts.sum()
    if not total > 0:
        return ""
    large = amounts[amounts >= total / 10].sort_values(ascending=False)
    names = [country_in_sentence(str(code)) for code in large.index]
    if large.sum() < total:
        names.append("others")
    *first, last = names
    return sentence.format(names=f"{', '.join(first)} and {last}" if first else last)


def _is_material(counted: Counted) -> pd.Series:
    cases = counted.cases.sum(axis=1)
    return cases >= MATERIAL * (cases + counted.persons.sum(axis=1)).replace(0, float("inf"))


def _total(persons: pd.DataFrame) -> pd.Series:
    return persons.sum(axis=1, min_count=1)


@remembered
def _applications() -> Counted:
    rows = load("asylum_applications")
    return _counted(rows[rows["type"] == "N"], ("applications",))


@remembered
def new_with_repeat() -> pd.DataFrame:
    """Applications, in either unit, that are new and repeat ones in one figure."""
    rows = load("asylum_applications")
    return _wide(rows[rows["type"] == "NR"], ("applications",))


@remembered
def _told_apart_since() -> int:
    """First year without applications of mixed kind (V, various)."""
    rows = load("asylum_applications", ["year", "type"])
    return int(rows["year"][rows["type"] == "V"].max()) + 1


@remembered
def _decisions(columns: tuple[str, ...], but: str | None = None) -> Counted:
    rows = load("asylum_decisions")
    return _counted(rows[rows["level"] != but], columns)


@remembered
def _newly_displaced() -> tuple[Counted, pd.DataFrame]:
    """People newly displaced, without the cases that the flows add, and persons that are an estimate."""
    rows = load("displacement_flows")
    group, individual = _wide(rows, GROUPS), _wide(rows, ("asylum_applications",))
    added = _applications().cases.reindex(index=individual.index).fillna(0)
    host, last = CONVERTED
    estimated = added[[host]].mul(added.index <= last, axis=0)
    added = added.sub(estimated, fill_value=0)
    individual = (individual - added).where(lambda persons: (persons > 0) | (added == 0))
    return Counted(group.add(individual, fill_value=0), added), estimated


def _counted(rows: pd.DataFrame, columns: tuple[str, ...]) -> Counted:
    return Counted(*(_wide(rows[rows["unit"] == unit], columns) for unit in ("persons", "cases")))


def _wide(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Sums by year and country of asylum, missing where no row has a figure."""
    amounts = rows[list(columns)].astype("float64").sum(axis=1, min_count=1)
    keys = [rows["year"], rows["asylum"].astype("str")]
    return amounts.groupby(keys).sum(min_count=1).unstack("asylum").reindex(columns=frames.codes())

"""The gate: what speaks against a candidate snapshot, before it may take the place of the current one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import checks, identities, load, schemas
from gcr_analysis.snapshot.comparisons import doubts
from gcr_analysis.snapshot.doubt import Doubt
from gcr_analysis.snapshot.ledger import Correction, corrections

ONE_VERSION = ("conflict_deaths_26_1",)
"""Tables of one version, whose totals no newer file moves: see `totals.yaml`."""
FLOWS = ("refugee_returns", "idp_returns", "resettlement_arrivals", "naturalisations")
"""Tables of flows that a release of the middle of the year also fills."""
HALF = 0.7
NEW_CODE = (
    "look whether the source has a new code: then add it to the column's values in framework/tables.yaml"
)


@dataclass(frozen=True)
class Refusal:
    """One finding of the gate: table, check, column, years (empty where it is of none), message, remedy."""

    table: str
    check: str
    column: str
    years: tuple[int, ...]
    message: str
    remedy: str

    def __str__(self) -> str:
        """Return it on one line.

        >>> str(Refusal("population", "emptied column", "oip", (2023, 2024), "no figure is left", "wait"))
        'population.oip, 2023-2024: emptied column: no figure is left. Remedy: wait'
        """
        where = ".".join(part for part in (self.table or "snapshot", self.column) if part)
        when = f", {spans(self.years)}" if self.years else ""
        return f"{where}{when}: {self.check}: {self.message}. Remedy: {self.remedy}"


def refusals(
    frames: Mapping[str, pd.DataFrame], old: Mapping[str, pd.DataFrame], older: Collection[str] = ()
) -> list[Refusal]:
    """Return what speaks against new tables.

    Parameters
    ----------
    frames
        New tables by id; identities between tables are checked when all that these need are there.
    old
        The current ones; a new table that is not among them is compared with nothing.
    older
        New tables that are of an earlier date than the others of their source.

    Examples
    --------
    >>> from gcr_analysis.snapshot import load
    >>> old = load("idp_returns")
    >>> found = refusals({"idp_returns": old[old["year"] != 2015]}, {"idp_returns": old})
    >>> [(refusal.table, refusal.check, refusal.years) for refusal in found]
    [('idp_returns', 'lost years', (2015,))]
    """
    found: list[Refusal] = []
    codes = list(frames["countries"]["iso3"]) if "countries" in frames else list(load("countries")["iso3"])
    for name, frame in frames.items():
        table = framework.tables()[name]
        found += _schema(table, frame, codes)
        if name in old and {*frame} == {column.name for column in table.columns}:
            found += [_refusal(name, doubt) for doubt in doubts(table, frame, old[name])]
    found += _half_a_year(frames, old)
    found += _of_one_version(frames, old)
    if frames.keys() >= identities.NEEDED:
        found += [_of_figures("", "identity", message) for message in identities.broken(frames, older)]
    return _without_accepted(found, frames)


def spans(years: tuple[int, ...]) -> str:
    """Write years as spans.

    >>> spans((2016, 2017, 2018, 2021))
    '2016-2018, 2021'
    """
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _schema(table: framework.Table, frame: pd.DataFrame, codes: list[str]) -> Iterator[Refusal]:
    try:
        schemas.check(frame, table, codes)
    except GcrError as error:
        message = str(error).removeprefix(f"table {table.id}").lstrip(",: ")
        refusal = _of_figures(table.id, "schema", message)
        yield replace(refusal, remedy=NEW_CODE) if "isin(" in message else refusal


def _half_a_year(
    frames: Mapping[str, pd.DataFrame], current: Mapping[str, pd.DataFrame]
) -> Iterator[Refusal]:
    """Find a last year whose flows are those of some months: most of them far below the year before.

    A release of the middle of the year writes them under the plain year.
    """
    known = [name for name in FLOWS if name in frames and name in current]
    last = max((int(frames[name]["year"].max()) for name in known), default=0)
    old = max((int(current[name]["year"].max()) for name in known), default=0)
    if last <= old:
        return
    sums = [frames[name].groupby("year")["persons"].sum() for name in known]
    low = [name for name, of in zip(known, sums, strict=True) if of.get(last, 0) < HALF * of.get(last - 1, 0)]
    if 2 * len(low) > len(known):
        yield Refusal(
            "",
            "half a year",
            "",
            (last,),
            f"{', '.join(low)} are less than {HALF:.0%} of the year before, as in the middle of a year",
            f"wait for the figures of the end of the year, and take those until {last - 1} in the meantime: "
            f"gcr data refresh --until {last - 1}",
        )


def _of_one_version(frames: Mapping[str, pd.DataFrame], old: Mapping[str, pd.DataFrame]) -> Iterator[Refusal]:
    """Find totals that were those of the version and are others, as where another one's figures came in."""
    for total in checks.totals():
        table, column, year = total["table"], total["column"], total["year"]
        if table not in ONE_VERSION or table not in frames or table not in old:
            continue
        was, added = (
            int(rows.loc[rows["year"] == year, column].sum()) for rows in (old[table], frames[table])
        )
        if was == total["value"] != added:
            yield Refusal(
                table,
                "another version",
                column,
                (year,),
                f"{added:,}, and not {total['value']:,} as this version has it",
                "look for figures of another version; a new count of the producer gets a table of its own",
            )


def _refusal(table: str, doubt: Doubt) -> Refusal:
    return Refusal(table, doubt.check, doubt.column, doubt.years, doubt.message, doubt.remedy)


def _of_figures(table: str, kind: str, message: str) -> Refusal:
    remedy = "look at the rows that the message names; take them from the source again"
    return Refusal(table, kind, "", (), message, remedy)


def _without_accepted(found: list[Refusal], frames: Mapping[str, pd.DataFrame]) -> list[Refusal]:
    kept = []
    for refusal in found:
        totals = {entry.expected: _total(entry, frames) for entry in corrections() if _meets(entry, refusal)}
        if not totals:
            kept.append(refusal)
        elif all(expected != total for expected, total in totals.items()):
            accepted = " or ".join(f"{expected:,}" for expected in totals)
            kept.append(replace(refusal, message=f"{refusal.message}; the ledger accepts {accepted}"))
    return kept


def _meets(entry: Correction, refusal: Refusal) -> bool:
    same = (entry.entity, entry.series, entry.finding) == (refusal.table, refusal.column, refusal.check)
    return same and set(refusal.years) <= set(entry.years)


def _total(entry: Correction, frames: Mapping[str, pd.DataFrame]) -> int:
    """Return what the entry expects: the total of its column, or rows where it has none; of flows where it
    has no table."""
    total = 0
    for name in [entry.entity] if entry.entity else FLOWS:
        frame, year = frames[name], schemas.year_column(framework.tables()[name])
        rows = frame[frame[year].isin(entry.years)] if year and entry.years else frame
        total += int(rows[entry.series].sum()) if entry.series else len(rows)
    return total

"""What is to be run: panels, regions and years, all checked before the first kernel starts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Panel, panels
from gcr_analysis.geography import Region, region, regions
from gcr_analysis.indicators.asked import check_year, span
from gcr_analysis.indicators.engine import BASELINE_YEAR
from gcr_analysis.running.addresses import Address
from gcr_analysis.running.parameters import Value, checked_parameters
from gcr_analysis.running.paths import from_root, project_root
from gcr_analysis.running.releases import on_snapshot_of
from gcr_analysis.snapshot import latest_year

DEFAULT_REGIONS = "all"


@dataclass(frozen=True, slots=True)
class Run:
    """One panel notebook for one region, year and baseline year.

    Attributes
    ----------
    panel, slug, year, as_of
        Parts of the note's address, as is the baseline year among *parameters*. *as_of* is the earlier
        release whose snapshot its kernel reads; empty for the snapshot as it is.
    title
        The region in words, for progress and tables.
    notebook
        Path of the panel's notebook from the top of the repository.
    parameters
        What the notebook is given, in the order of its injected cell.
    """

    panel: str
    slug: str
    title: str
    year: int
    notebook: str
    parameters: tuple[tuple[str, Value], ...]
    as_of: str = ""

    @property
    def address(self) -> Address:
        """What tells its note from all others."""
        given: dict[str, Any] = dict(self.parameters)
        baseline_year = given.get("baseline_year", BASELINE_YEAR)
        return Address(self.slug, self.panel, baseline_year, self.year, self.as_of)

    @property
    def name(self) -> str:
        """The run in one short phrase.

        Examples
        --------
        >>> Run("host-country-burden", "mirps", "MIRPS countries", 2024, "n.ipynb", ()).name
        'mirps · host-country-burden · 2024'
        """
        return self.address.name

    def output(self, outputs: Path) -> Path:
        """Place of the executed notebook under the folder *outputs*.

        Examples
        --------
        >>> Run("p", "mirps", "MIRPS countries", 2024, "n.ipynb", ()).output(Path("outputs")).as_posix()
        'outputs/mirps/p/2024.ipynb'
        >>> parameters = (("region", "mirps"), ("year", 2024), ("baseline_year", 2020))
        >>> run = Run("p", "mirps", "MIRPS countries", 2024, "n.ipynb", parameters)
        >>> run.output(Path("outputs")).as_posix()
        'outputs/mirps/p/since-2020/2024.ipynb'
        """
        return self.address.note(outputs)


def plan_runs(
    panel_ids: Sequence[str] = (),
    region_names: Sequence[str | Path] = (),
    years: Sequence[int | str] = (),
    baseline_year: int | str | None = None,
    extra: Mapping[str, str] | None = None,
    *,
    families: Sequence[str] = (),
    as_of: str = "",
) -> tuple[Run, ...]:
    """Plan the runs: every panel asked for × every region asked for × every year asked for.

    Parameters
    ----------
    panel_ids
        Ids of panels; none means every panel that has a notebook.
    region_names
        Names of region sets or paths of region files; none, or ``"all"``, means the panel's default regions.
    years
        End-years; none means the latest.
    baseline_year
        Year from which changes are read, before each of *years*; the default one when None.
    extra
        Further parameters of the notebook, each value as the user wrote it.
    families
        Families of regions, such as ``"country"``: each of their regions is planned too.
    as_of
        An earlier release of UNHCR's figures, which the notes then rest on: *years* are held against its own.

    Returns
    -------
    tuple of Run
        In the order asked for, each run once.

    Raises
    ------
    GcrError
        On a name, year or parameter that is not one, before anything was started.

    Examples
    --------
    >>> [run.name for run in plan_runs(["host-country-burden"], ["MIRPS", "lbn"], [2024])]
    ['mirps · host-country-burden · 2024', 'lbn · host-country-burden · 2024']
    """
    runs: dict[Address, Run] = {}
    with on_snapshot_of(as_of) as release:
        chosen_years = [checked_year(year) for year in years] or [latest_year()]
        baseline = checked_baseline(BASELINE_YEAR if baseline_year is None else baseline_year, chosen_years)
        names = [*region_names, *(where.id for family in families for where in regions(family))]
        for panel in _panels(panel_ids):
            for argument, where in regions_of(panel, names).items():
                for year in chosen_years:
                    given: dict[str, Value] = {"region": argument, "year": year, "baseline_year": baseline}
                    run = Run(
                        panel=panel.id,
                        slug=where.slug,
                        title=where.title,
                        year=year,
                        notebook=f"notebooks/{panel.notebook}",
                        parameters=tuple(checked_parameters(_notebook(panel), given, extra or {}).items()),
                        as_of=release,
                    )
                    other = runs.setdefault(run.address, run)
                    if other != run:
                        raise GcrError(f"two region sets are named {run.slug!r}: rename one")
    return tuple(runs.values())


def checked_year(year: int | str) -> int:
    """Read a year and hold it against the years of the data.

    Parameters
    ----------
    year
        A whole number, or text that reads as one.

    Raises
    ------
    GcrError
        When it is not a whole number, or outside the data.

    Examples
    --------
    >>> checked_year("2024")
    2024
    >>> checked_year("20x4")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: year '20x4' is not a number: give one from 2000 to 2025
    """
    text = str(year).strip()
    if not (text.isascii() and text.removeprefix("-").isdigit()):
        raise GcrError(f"year {str(year)!r} is not a number: give one from {span()}")
    return check_year(int(text))


def checked_baseline(baseline_year: int | str, years: Iterable[int]) -> int:
    """Read a baseline year and hold it against the years that are compared with it.

    Raises
    ------
    GcrError
        When it is no year of the data, or not before each of *years*.

    Examples
    --------
    >>> checked_baseline(2016, [2024, 2025])
    2016
    >>> checked_baseline(2016, [2010])
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: baseline year 2016 is not before 2010: set --baseline-year to an earlier one
    """
    baseline = checked_year(baseline_year)
    first = min(years)
    if baseline >= first:
        raise GcrError(
            f"baseline year {baseline} is not before {first}: set --baseline-year to an earlier one"
        )
    return baseline


def checked_panel(name: str) -> Panel:
    """Panel of that id, in either case.

    Raises
    ------
    UnknownNameError
        When no panel has that id.

    Examples
    --------
    >>> checked_panel("Host-Country-Burden").number
    1
    """
    try:
        return panels()[name.lower()]
    except KeyError as error:
        raise UnknownNameError("panel", name, panels()) from error


def regions_of(panel: Panel, names: Sequence[str | Path] = ()) -> dict[str, Region]:
    """Regions called *names*; without any, or where one is ``"all"``, the default regions of *panel*.

    Returns
    -------
    dict
        Region by what a notebook is given for it: its id, or the path of the user's own file as seen from
        the top of the repository.

    Raises
    ------
    GcrError
        When a name is no region, or a region file is not sound.

    Examples
    --------
    >>> len(regions_of(checked_panel("host-country-burden")))
    25
    """
    wanted: list[str | Path] = []
    for name in names or [DEFAULT_REGIONS]:
        wanted += panel.default_regions if str(name).lower() == DEFAULT_REGIONS else [name]
    found = [(name, region(name)) for name in wanted]
    return {from_root(name) if where.kind == "own" else where.id: where for name, where in found}


def _panels(names: Sequence[str]) -> list[Panel]:
    if names:
        return [checked_panel(name) for name in names]
    return [panel for panel in panels().values() if has_notebook(panel)]


def has_notebook(panel: Panel) -> bool:
    """Whether the notebook of *panel* is there: a panel is declared before its analysis is written.

    Examples
    --------
    >>> has_notebook(checked_panel("host-country-burden"))
    True
    """
    return _path(panel).is_file()


def _notebook(panel: Panel) -> Path:
    if not has_notebook(panel):
        raise GcrError(f"panel {panel.id} cannot be run: there is no notebooks/{panel.notebook}")
    return _path(panel)


def _path(panel: Panel) -> Path:
    return project_root() / "notebooks" / panel.notebook

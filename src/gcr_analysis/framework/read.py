"""Read the declarations, each file once."""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import own
from gcr_analysis.framework.claim_models import Claims
from gcr_analysis.framework.fitting import LOADER, fitting, mapping
from gcr_analysis.framework.languages import ENGLISH, by_language, language, missing, words
from gcr_analysis.framework.measures import check_measures, in_order, measures_in
from gcr_analysis.framework.models import (
    Break,
    Column,
    Indicator,
    Panel,
    ResidualRule,
    Revisions,
    Source,
    Table,
    Target,
    Unit,
    Validation,
)
from gcr_analysis.framework.own_models import OwnSource

_HERE = files("gcr_analysis.framework")


def read_yaml(*parts: str) -> Any:
    """Return what one of the files of this folder declares."""
    try:
        return yaml.load(_HERE.joinpath(*parts).read_text(encoding="utf-8"), LOADER)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise GcrError(f"{'/'.join(parts)} is not YAML{line}: look at colons, quotes and indents") from error


def _entries(kind: str) -> dict[str, Any]:
    """Entries of the file *kind* and of every file in the folder *kind*, where somebody added one."""
    folder = _HERE.joinpath(kind)
    names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    entries: dict[str, Any] = read_yaml(f"{kind}.yaml")
    for name in names:
        added = read_yaml(kind, name)
        if not isinstance(added, dict) or not all(isinstance(entry, dict) for entry in added.values()):
            raise GcrError(f"{kind}/{name} is not a mapping of ids: gcr new writes one to begin with")
        if twice := entries.keys() & added.keys():
            both = ", ".join(sorted(twice))
            raise GcrError(f"{kind}/{name} declares {both}, which is declared already: rename it")
        entries |= added
    return entries


def sources() -> dict[str, Source]:
    """Every source by id, those of the user's own at the end.

    >>> sources()["world-bank"].producer
    'World Bank'
    """
    return _all_sources(os.environ.get(own.VARIABLE))


@cache
def _all_sources(variable: str | None) -> dict[str, Source]:
    return _declared_sources() | {name: each.source for name, each in own_sources().items()}


@cache
def _declared_sources() -> dict[str, Source]:
    return {
        name: fitting(Source, {"id": name, **entry}, f"source {name}")
        for name, entry in _entries("sources").items()
    }


def own_sources() -> dict[str, OwnSource]:
    """Sources of the user's own by id: the folders under `own/`, or under the folder in ``GCR_OWN``.

    Drafts that nobody has filled in yet are left out: see `own_drafts`.

    Raises
    ------
    GcrError
        When one of them does not declare what it should.

    Examples
    --------
    >>> isinstance(own_sources(), dict)
    True
    """
    return _read_own(os.environ.get(own.VARIABLE))[0]


def own_drafts() -> dict[str, own.DraftError]:
    """Own sources that are not filled in yet, by the name of their folder, with what is left to fill in.

    >>> isinstance(own_drafts(), dict)
    True
    """
    return _read_own(os.environ.get(own.VARIABLE))[1]


def looked_for_own() -> bool:
    """Whether this process has asked for own sources so far."""
    return _read_own.cache_info().currsize > 0


@cache
def _read_own(variable: str | None) -> tuple[dict[str, OwnSource], dict[str, own.DraftError]]:
    own.first_seen(variable)
    sources, drafts = {}, {}
    for folder in own.folders(own.place()):
        try:
            sources[folder.name] = own_source(folder)
        except own.DraftError as draft:
            drafts[folder.name] = draft
    return sources, drafts


def own_source(folder: Path) -> OwnSource:
    """Read one folder with a source of the user's own, wherever it lies.

    Raises
    ------
    GcrError
        When it does not declare what it should.
    """
    read = own.read_folder(folder, _declared_indicators(), panels(), _declared_sources())
    used = {declared.unit for declared in _declared_indicators().values()}
    for each in read.indicators:
        if each.unit not in used:
            raise UnknownNameError(f"unit of {each.id} in {own.shown(folder / own.SOURCE)}", each.unit, used)
    return read


@cache
def tables() -> dict[str, Table]:
    """Every table of the snapshot by id.

    >>> tables()["population"].key
    ('year', 'origin', 'asylum')
    """
    return {name: _table(name, entry) for name, entry in _entries("tables").items()}


def _table(name: str, entry: dict[str, Any]) -> Table:
    columns = tuple(
        fitting(Column, {"name": column, **spec}, f"column {column} of table {name}")
        for column, spec in entry.get("columns", {}).items()
    )
    table = fitting(Table, {**entry, "id": name, "columns": columns}, f"table {name}")
    names = [column.name for column in table.columns]
    for key in table.key:
        if key not in names:
            raise UnknownNameError(f"column in the key of table {name}", key, names)
    if table.source not in _declared_sources():
        raise UnknownNameError(f"source of table {name}", table.source, _declared_sources())
    return table


@cache
def panels() -> dict[str, Panel]:
    """Every panel by id, in the order of the objectives.

    >>> panels()["host-country-burden"].number
    1
    """
    declared = [Panel(id=name, **entry) for name, entry in read_yaml("panels.yaml").items()]
    return {panel.id: panel for panel in sorted(declared, key=lambda panel: panel.number)}


def indicators() -> dict[str, Indicator]:
    """Every indicator by id: all panels, in the order of their files, those of the user's own at the end.

    >>> indicators()["hosting_gini"].direction
    'down'
    """
    return _all_indicators(os.environ.get(own.VARIABLE))


def verified(measure: Indicator) -> bool:
    """Whether every source that a measure rests on was checked with its producer.

    >>> verified(indicators()["refugees_hosted"]), verified(indicators()["plan_requirements"])
    (True, False)
    """
    return all(sources()[tables()[name].source].verified for name in measure.tables)


@cache
def _all_indicators(variable: str | None) -> dict[str, Indicator]:
    by_id = dict(_declared_indicators())
    for name, source in own_sources().items():
        for each in source.indicators:
            if each.id in by_id:
                raise GcrError(
                    f"own sources {by_id[each.id].own} and {name} both declare {each.id}: rename one"
                )
            by_id[each.id] = each
    return by_id


def forget_own() -> None:
    """Forget the sources of the user's own, after their files have changed."""
    for remembered in (_all_sources, _read_own, _all_indicators, own.first_seen):
        remembered.cache_clear()


@cache
def _declared_indicators() -> dict[str, Indicator]:
    by_id: dict[str, Indicator] = {}
    files: dict[str, str] = {}
    for file in sorted(
        _HERE.joinpath("indicators").iterdir(), key=lambda file: file.name.removesuffix(".yaml")
    ):
        if not file.name.endswith(".yaml"):
            continue
        where = f"framework/indicators/{file.name}"
        for each in measures_in(mapping(file.read_bytes(), where, "panel and indicators"), where, panels()):
            if each.id in by_id:
                raise GcrError(f"{where}: {each.id} is declared in {files[each.id]} too: choose another id")
            by_id[each.id], files[each.id] = each, where
    known = {
        "unit": units(),
        "table": tables(),
        "revised series": revisions().series,
        "series of breaks": {series for each in breaks() for series in each.series},
        "break": {each.id for each in breaks()},
    }
    groups = {f"group of {panel.id}": panel.table.groups for panel in panels().values()}
    check_measures(by_id, files, known | groups)
    return by_id


def rows_of(panel: str) -> tuple[Indicator, ...]:
    """Measures that the table of a panel's note shows, in its order.

    >>> [measure.id for measure in rows_of("host-country-burden")[:2]]
    ['refugees_hosted', 'mandate_refugees_hosted']
    """
    return in_order(panels()[panel], indicators().values())


@by_language
def units() -> dict[str, Unit]:
    """Every declared unit by its name, as the language writes it.

    >>> units()["US dollars"].before
    'USD'
    """
    return {name: Unit(**_in_words(name, entry)) for name, entry in read_yaml("units.yaml").items()}


def _in_words(unit: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of a unit with the words of the language in place of the English ones."""
    told = {field for field in ("before", "after", "in_table") if field in entry}
    if language() == ENGLISH or not told:
        return entry
    declared = words("units.yaml")
    if unit not in declared:
        raise missing("units.yaml", unit)
    return {field: value for field, value in entry.items() if field not in told} | declared[unit]


@cache
def breaks() -> tuple[Break, ...]:
    """Every declared break in a series.

    >>> breaks()[0].between
    (2017, 2018)
    """
    return tuple(Break(**entry) for entry in read_yaml("breaks.yaml"))


@cache
def residual_rule() -> ResidualRule:
    """Read which residuals are large, and which large ones were judged.

    >>> residual_rule().least_people
    100000
    """
    return ResidualRule(**read_yaml("residuals.yaml"))


@cache
def region_declarations() -> dict[str, Any]:
    """Families of region sets and named sets, as declared.

    >>> region_declarations()["named"]["ssar"]["countries"]
    ['AFG', 'IRN', 'PAK']
    """
    return read_yaml("regions.yaml")


@cache
def everyday_names() -> dict[str, list[str]]:
    """Names of countries besides those of the UN and ISO 3166, by ISO3 code.

    >>> everyday_names()["TUR"]
    ['Turkey']
    """
    return read_yaml("country_names.yaml")


@cache
def claims() -> Claims:
    """Read what may be said with a figure: kinds of claims, their grounds, thresholds and verdicts.

    >>> claims().verdicts.least["percent"], claims().thresholds.least_people
    (2.0, 100)
    """
    return Claims(**read_yaml("claims.yaml"))


@cache
def revisions() -> Revisions:
    """Read from what revision bands are made.

    >>> revisions().series["refugees_by_asylum"].of
    ('refugees', 'oip')
    """
    return Revisions(**read_yaml("revisions.yaml"))


@cache
def targets() -> dict[str, Target]:
    """Every published goal by id.

    >>> targets()["resettled_by_2028"].value
    1000000.0
    """
    return {name: Target(id=name, **entry) for name, entry in read_yaml("targets.yaml").items()}


@cache
def validation() -> Validation:
    """Read the published figures beside which ours are set.

    >>> validation().figures[0].value
    20414669.0
    """
    return Validation(**read_yaml("validation.yaml"))

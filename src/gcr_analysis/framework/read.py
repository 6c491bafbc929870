"""Read the declarations, each file once."""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import own
from gcr_analysis.framework.models import (
    Break,
    Column,
    Indicator,
    Panel,
    ProgressRule,
    Revisions,
    Source,
    Table,
    Target,
    Validation,
)
from gcr_analysis.framework.own_models import OwnSource

_HERE = files("gcr_analysis.framework")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as fast, where it is built


def read_yaml(*parts: str) -> Any:
    """Return what one of the files of this folder declares."""
    return yaml.load(_HERE.joinpath(*parts).read_text(encoding="utf-8"), _LOADER)


def _entries(kind: str) -> dict[str, Any]:
    """Entries of the file *kind* and of every file in the folder *kind*, where somebody added one."""
    folder = _HERE.joinpath(kind)
    names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    entries: dict[str, Any] = read_yaml(f"{kind}.yaml")
    for name in names:
        added = read_yaml(kind, name)
        if twice := entries.keys() & added.keys():
            raise ValueError(f"declared twice: {', '.join(sorted(twice))}")
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
    return {name: Source(id=name, **entry) for name, entry in _entries("sources").items()}


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
    units = {declared.unit for declared in _declared_indicators().values()}
    for each in read.indicators:
        if each.unit not in units:
            raise UnknownNameError(f"unit of {each.id} in {own.shown(folder / own.SOURCE)}", each.unit, units)
    return read


@cache
def tables() -> dict[str, Table]:
    """Every table of the snapshot by id.

    >>> tables()["population"].key
    ('year', 'origin', 'asylum')
    """
    declared = {}
    for name, entry in _entries("tables").items():
        columns = tuple(Column(name=column, **spec) for column, spec in entry.pop("columns").items())
        declared[name] = Table(id=name, columns=columns, **entry)
    return declared


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
    found = [
        Indicator(panel=declared["panel"], **entry)
        for file in sorted(_HERE.joinpath("indicators").iterdir(), key=lambda f: f.name)
        if file.name.endswith(".yaml")
        for declared in [read_yaml("indicators", file.name)]
        for entry in declared["indicators"]
    ]
    by_id = {indicator.id: indicator for indicator in found}
    if len(by_id) < len(found):
        twice = {i.id for i in found if sum(j.id == i.id for j in found) > 1}
        raise ValueError(f"declared twice: {', '.join(sorted(twice))}")
    return by_id


@cache
def breaks() -> tuple[Break, ...]:
    """Every declared break in a series.

    >>> breaks()[0].between
    (2017, 2018)
    """
    return tuple(Break(**entry) for entry in read_yaml("breaks.yaml"))


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
def progress_rule() -> ProgressRule:
    """Read the rule that gives a directed measure its progress status.

    >>> progress_rule().least["percent"]
    2.0
    """
    return ProgressRule(**read_yaml("progress.yaml"))


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

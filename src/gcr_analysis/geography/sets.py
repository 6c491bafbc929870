"""Every region set: the declared ones, made once, and a user's own."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pandas as pd
from slugify import slugify

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import region_declarations
from gcr_analysis.framework.models import RegionKind
from gcr_analysis.geography.names import ambiguous, countries_named, near_countries
from gcr_analysis.geography.own import read_own
from gcr_analysis.geography.region import Region, country_in_sentence, country_name
from gcr_analysis.snapshot import data_folder, latest_year, load

# Families of countries by what they are to refugees, with the side of a pair that they are on.
_SIDES = {"host": "asylum", "origin": "origin"}


def region(name: str | Path | Region) -> Region:
    """Find a region set.

    Parameters
    ----------
    name
        Id of a declared set, ISO3 code or name of a country, in any case; or the path of a YAML file that
        describes a set of the user's own: a mapping with ``name``, ``title`` and ``countries``. A region is
        returned as it is.

    Returns
    -------
    Region

    Raises
    ------
    UnknownNameError
        When no set and no country has that name.
    GcrError
        When several countries have that name; when the user's file is missing or does not describe a set.

    Examples
    --------
    >>> region("ssar").countries
    ('AFG', 'IRN', 'PAK')
    >>> region("lbn").title, region("Turkey").id, region("Tchad").id
    ('Lebanon', 'TUR', 'TCD')
    """
    if isinstance(name, Region):
        return name
    if not isinstance(name, str | Path):
        raise GcrError(f"{name!r:.60} is not one region: give a region set, a country or a YAML file")
    if isinstance(name, Path) or name.lower().endswith((".yaml", ".yml")):
        return read_own(Path(name), taken=_declared(data_folder()))
    return _by_name(str(name).strip())


def regions(family: str | None = None) -> tuple[Region, ...]:
    """All declared region sets, or those of one family.

    Parameters
    ----------
    family
        ``world``, ``unhcr-region``, ``income``, ``development``, ``platform``, ``bureau``, ``m49`` or
        ``country``; or those countries that are a ``host`` or an ``origin``: with refugees, or other people
        in need of international protection, in them or from them at the end of the latest year.

    Examples
    --------
    >>> [r.id for r in regions("platform")]
    ['mirps', 'igad', 'ssar']
    >>> len(regions("unhcr-region"))
    6
    >>> [len(regions(family)) for family in ("country", "host", "origin")]
    [227, 169, 195]
    """
    families = [kind for kind in get_args(RegionKind) if kind != "own"]
    if family is not None and family not in (*families, *_SIDES):
        raise UnknownNameError("family of regions", family, (*families, *_SIDES))
    declared = _declared(data_folder())
    if family in _SIDES:
        return tuple(declared[iso3] for iso3 in sorted(_with_refugees(_SIDES[family]) & declared.keys()))
    return tuple(r for r in declared.values() if family in (None, r.kind))


@cache
def unassigned() -> tuple[str, ...]:
    """Codes that belong to no UNHCR region: Abyei, unknown, stateless.

    With the six UNHCR regions they make up the world, so that what the six leave out has a name.

    Examples
    --------
    >>> unassigned()
    ('AB9', 'UNK', 'XXA')
    """
    assigned = {iso3 for r in regions("unhcr-region") for iso3 in r.countries}
    return tuple(iso3 for iso3 in region("world").countries if iso3 not in assigned)


@cache
def no_countries() -> frozenset[str]:
    """Codes of the data that are no country, and so no region: Abyei, Tibetans, unknown, stateless.

    Examples
    --------
    >>> sorted(no_countries())
    ['AB9', 'TIB', 'UNK', 'XXA']
    """
    rows = _countries()
    return frozenset(rows["iso3"][~rows["is_country"]].astype(str))


def _with_refugees(side: str) -> set[str]:
    """Codes that are on one side of a pair with people at the end of the latest year."""
    rows = load("population", ["year", side, "refugees", "oip"])
    people = rows[["refugees", "oip"]].sum(axis=1)
    return set(rows[side][(rows["year"] == latest_year()) & (people > 0)].astype(str))


def _by_name(name: str) -> Region:
    declared = _declared(data_folder())
    if name in declared:
        return declared[name]
    by_lower_case = {known.lower(): known for known in declared}
    if name.lower() in by_lower_case:
        return declared[by_lower_case[name.lower()]]
    called = countries_named(name)
    if len(called) == 1:
        return declared[called[0]]
    if called:
        raise GcrError(f"region {ambiguous(name, called)}")
    titled = [r.id for r in declared.values() if r.title.lower() == name.lower()]
    if titled:  # its id, not the one that is spelt most alike
        raise UnknownNameError("region", name, [], hint=f"did you mean {titled[0]}?")
    if any(part.strip().lower() in by_lower_case for part in name.split(",")):
        raise UnknownNameError("region", name, [], hint="give each region by itself")
    if near := near_countries(name):
        raise UnknownNameError("region", name, [], hint=near)
    raise UnknownNameError("region", name, declared, hint="see: gcr regions")


@cache
def _declared(folder: Path) -> dict[str, Region]:
    """Every declared set by id. *folder* is the snapshot that the members are read from."""
    declarations = region_declarations()
    found = [
        _family_set(kind, *group)
        for kind, family in declarations["families"].items()
        for group in _members(kind, family)
    ]
    found += [_named_set(name, entry) for name, entry in declarations["named"].items()]
    found += [_country(iso3) for iso3 in _countries()["iso3"][_countries()["is_country"]]]
    by_id = {r.id: r for r in found}
    if len(by_id) < len(found):
        raise ValueError("two region sets have one id")
    return by_id


@cache
def _countries() -> pd.DataFrame:
    return load("countries").astype({"iso3": "str"})


def _members(kind: str, family: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, list[str]]]:
    """Yield each group of a family: the family's declaration, the group's name, its countries."""
    if kind == "world":
        yield family, "world", list(_countries()["iso3"])
    elif kind == "income":
        groups = load("income_groups")
        latest = groups[groups["fiscal_year"] == groups["fiscal_year"].max()]
        for name in family["groups"]:
            yield family, name, list(latest["iso3"][latest["group"] == name])
    elif kind == "development":
        yield family, "least-developed", sorted(least_developed_at(latest_year()))
    else:
        columns = [family["column"]] if isinstance(family["column"], str) else family["column"]
        for column in columns:
            for name, members in _countries().groupby(column)["iso3"]:
                yield family, str(name), list(members)


def least_developed_at(year: int) -> frozenset[str]:
    """Countries on the list of least developed countries at the end of *year*.

    >>> len(least_developed_at(2025))
    44
    """
    listed = load("least_developed")
    member = (listed["joined"] <= year) & (listed["left"].isna() | (listed["left"] > year).fillna(False))
    return frozenset(listed["iso3"][member].astype(str))


def _family_set(kind: RegionKind, family: dict[str, Any], name: str, countries: list[str]) -> Region:
    slug = slugify(name)
    group = family.get("groups", {}).get(slug, {})
    return Region(
        id=family["prefix"] + slug,
        title=group.get("title") or family.get("name", "{name}").format(name=name),
        kind=kind,
        countries=tuple(sorted(countries)),
        as_of=family["as_of"],
        source=family["source"],
        sentence=group.get("sentence") or family.get("sentence", "{name}").format(name=name),
        plural=group.get("plural", family.get("plural", False)),
    )


def _named_set(name: str, entry: dict[str, Any]) -> Region:
    return Region(id=name, **{**entry, "countries": tuple(sorted(entry["countries"]))})


def _country(iso3: str) -> Region:
    return Region(
        id=iso3,
        title=country_name(iso3),
        kind="country",
        countries=(iso3,),
        as_of="2026",
        source="unhcr-countries",
        sentence=country_in_sentence(iso3),
    )

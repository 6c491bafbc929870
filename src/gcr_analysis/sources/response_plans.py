"""Refugee response plans by OCHA's Financial Tracking Service: what was asked, and what was recorded."""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import no_refugee_plans, response_plans
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads

FIRST_YEAR = 2013
REGIONAL = "Regional response plan"


HOSTS_FILE = "fts_refugee_plans_by_country_2013-2026.csv"


@reads("response_plan_hosts")
def response_plan_hosts(extract: Extract) -> pd.DataFrame:
    """Requirements and funding by plan, year and host; an empty amount stays missing."""
    names = {"name": "plan", "year": "year", "countryCode": "country"}
    names |= {"requirements": "required_usd", "funding": "funded_usd"}
    rows = extract.csv(f"additional/{HOSTS_FILE}", list(names))
    rows = rows.rename(columns=names).assign(plan=plan_ids(rows["name"]))
    rows = rows.astype({"year": "int64", "required_usd": "float64", "funded_usd": "float64"})
    below = rows[(rows[["required_usd", "funded_usd"]] < 0).any(axis=1)]
    if len(below):
        first = below.iloc[0]
        raise GcrError(
            f"extract {HOSTS_FILE} has an amount below zero for {first['plan']} {first['year']} "
            f"{first['country']}: give amounts of dollars, or leave them empty"
        )
    return once(rows, ["plan", "year", "country"], HOSTS_FILE)


@reads("response_plans")
def requirements_of_plans(extract: Extract) -> pd.DataFrame:
    """Requirements of whole plans; plans that are not for refugees are left out."""
    names = {"planVersion": "plan", "years": "year", "revisedRequirements": "usd"}
    names |= {"origRequirements": "original_usd"}
    file = "fts_response_plans_2026-04-19.csv"
    rows = extract.csv(f"additional/{file}", [*names, "code", "categories"]).rename(columns=names)
    rows = rows[~rows["code"].str.startswith("#", na=False)]  # the line of hashtags under the header
    rows = rows.astype({"year": "int64", "usd": "float64", "original_usd": "float64"})
    regional = rows["categories"].str.contains(REGIONAL, na=False) & (rows["year"] >= FIRST_YEAR)
    other = rows["plan"].str.contains("|".join(no_refugee_plans()), na=False)
    rows = rows[regional & ~other]
    rows = rows.assign(
        plan=plan_ids(rows["plan"]), original_usd=rows["original_usd"].mask(rows["original_usd"] == 0)
    )
    return once(rows[["plan", "year", "usd", "original_usd"]], ["plan", "year"], file)


def plan_ids(names: pd.Series) -> pd.Series:
    """Return the id of the declared plan that each name belongs to.

    Raises
    ------
    GcrError
        When a name belongs to no plan or to several.

    Examples
    --------
    >>> plan_ids(pd.Series(["South Sudan Regional Refugee Response Plan 2024"])).tolist()
    ['south_sudan']
    """
    return names.map({name: _plan_id(name) for name in names.dropna().unique()})


def once(rows: pd.DataFrame, key: list[str], file: str) -> pd.DataFrame:
    """Return the rows, each key once.

    Raises
    ------
    GcrError
        When a key comes twice, as when two versions stand in one file.
    """
    twice = rows[rows.duplicated(key)]
    if len(twice):
        cells = " ".join(str(cell) for cell in twice[key].iloc[0])
        raise GcrError(f"extract {file} has two rows for {cells}: keep those of one version")
    return rows.reset_index(drop=True)


def _plan_id(name: str) -> str:
    found = [plan.id for plan in response_plans().values() if any(part in name for part in plan.named)]
    if len(found) != 1:
        what = f"belongs to {' and '.join(found)}" if found else "is no declared plan"
        raise GcrError(f"the response plan {name!r} {what}: name it in framework/response_plans.yaml")
    return found[0]

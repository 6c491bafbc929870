"""UNHCR's money: contributions received and spending, as reported to IATI.

The three levels (global, region, operation) are shares of one total and never contain each other: summed
over levels, the figures give UNHCR's funds and spending of the year as UNHCR publishes them (2016: 3.97
billion US dollars spent), and partner disbursements by type as in the extract of that name.
"""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.donors import BODIES_OF_STATES, donor_name
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate
from gcr_analysis.sources.world_bank import MERGED

DONOR_TYPES = {
    10: "government",
    11: "local government",
    15: "other public sector",
    21: "international NGO",
    22: "national NGO",
    40: "multilateral",
    60: "foundation",
    70: "private sector",
}
EARMARKING = {1: "unearmarked", 2: "softly earmarked", 3: "earmarked", 4: "tightly earmarked"}
FLOWS = {"direct_expenditure": "direct", "disbursement_to_partners": "to partners"}
IMPLEMENTERS = {
    "UNHCR direct": "UNHCR",
    "government": "government",
    "national NGO": "national NGO",
    "international NGO": "international NGO",
    "UN/multilateral": "UN and multilateral",
}
PLACE = {"file_year": "year", "lvl": "level", "title_eng": "operation", "op_iso3": "country"}

# Operations of one country whose country the source leaves out.
COUNTRY_OF = {r"in Greece": "GRC", r"in the United Kingdom": "GBR", r"north-west Syria": "SYR"}
# Offices that serve a region and stand under the country of their seat.
NO_COUNTRY = r"Refugee Coordination Office|Support Hub|Representation to the AU|Legal Unit"
# Offices that serve several countries, most of all that of their seat.
MULTI_COUNTRY = r"(?i)regional office|multi-country office|regional representation"


@reads("unhcr_contributions")
def contributions(extract: Extract) -> pd.DataFrame:
    """Contributions in US dollars, donors under one name each through all years."""
    names = PLACE | {
        "transaction_provider_org": "donor",
        "transaction_provider_org_type": "donor_type",
        "earmarking_code": "earmarking",
        "contribution_usd": "usd",
    }
    rows = extract.parquet("unhcr_funding/contributions_by_donor_operation.parquet", list(names))
    rows = _placed(rows.rename(columns=names))
    rows = rows.assign(
        donor=rows["donor"].map(donor_name),
        donor_type=translate(rows["donor_type"], DONOR_TYPES),
        earmarking=translate(rows["earmarking"], EARMARKING),
    )
    return _summed(rows.assign(donor_type=_one_type_each(rows)))


@reads("unhcr_expenditure")
def expenditure(extract: Extract) -> pd.DataFrame:
    """Spending in US dollars, the pillars of the budget (which end in 2021) summed."""
    names = PLACE | {"flow": "flow", "implementer_type": "implementer", "usd": "usd"}
    rows = extract.parquet("unhcr_funding/expenditure_by_operation.parquet", list(names))
    rows = _placed(rows.rename(columns=names))
    rows = rows.assign(
        flow=translate(rows["flow"], FLOWS), implementer=translate(rows["implementer"], IMPLEMENTERS)
    )
    rows = _summed(rows)
    _check_partner_funds(extract, rows)
    return rows


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Operations without the year in their title, each in its country as UNHCR's statistics count it."""
    operation = rows["operation"].str.replace(r"\s*\(\d{4}\)$", "", regex=True)
    country = rows["country"].replace(MERGED)
    for pattern, code in COUNTRY_OF.items():
        country = country.mask(country.isna() & operation.str.contains(pattern), code)
    return rows.assign(
        operation=operation,
        country=country.mask(operation.str.contains(NO_COUNTRY)),
        multi_country=operation.str.contains(MULTI_COUNTRY),
    )


def _one_type_each(rows: pd.DataFrame) -> pd.Series:
    """One kind for each donor where the source changes between several."""
    kinds = rows.groupby("donor")["donor_type"].transform("nunique")
    one = rows["donor_type"].mask(kinds > 1, "government")
    return one.mask(rows["donor"].isin(BODIES_OF_STATES), "multilateral")


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each combination of everything but the amount, rounded to cents."""
    keys = [column for column in rows if column != "usd"]
    return rows.groupby(keys, dropna=False, as_index=False)["usd"].sum().round({"usd": 2})


def _check_partner_funds(extract: Extract, rows: pd.DataFrame) -> None:
    """Sums over levels are UNHCR's partner disbursements by type, to a thousand dollars."""
    types = [name for name in IMPLEMENTERS if name != "UNHCR direct"]
    name = "unhcr_funding/partner_disbursement_by_type_musd.csv"
    stated = extract.csv(name, ["file_year", *types]).astype("float64").set_index("file_year")
    partners = rows[rows["flow"] == "to partners"]
    ours = partners.pivot_table(index="year", columns="implementer", values="usd", aggfunc="sum") / 1e6
    difference = (ours - stated.rename(columns=IMPLEMENTERS)).abs().max().max()
    if not difference < 0.002:
        raise GcrError(f"extract {name} and the spending by operation differ by {difference:.3f} million")

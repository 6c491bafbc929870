"""The record of expectations: what share of outcomes their interval held in years before the pandemic."""

import pandas as pd

from gcr_analysis.geography import region, regions
from gcr_analysis.indicators.frames import FIRST_YEAR, codes
from gcr_analysis.methods import expectation as method
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.used import remembered

LAST_YEAR = 2019  # the last one before the years that expectations are for
SCOPES = {"world": "World", "unhcr-region": "UNHCR regions", "country": "Countries"}
APPLICATIONS_SINCE = 2006  # before, new applications are not told apart everywhere


def expectation_record() -> pd.DataFrame:
    """Share of held-back outcomes inside the interval of an expectation, by series and kind of place.

    Any five years in a row since 2000, with a mean of a thousand or more a year, are a base for the two years
    that follow, up to 2019. None reported counts as none, as it does in the sums of a region.

    Returns
    -------
    DataFrame
        A row a series and scope, and one over all scopes: ``series``, ``scope``, ``nominal`` (0 to 1),
        ``windows``, and the shares of them (0 to 1) ``inside``, ``below`` and ``above`` the interval.

    Examples
    --------
    >>> record = expectation_record().set_index(["series", "scope"])
    >>> record.loc[("Resettlement", "All"), ["nominal", "inside"]].round(2).tolist()
    [0.8, 0.8]
    """
    told = pd.concat({name: _held_back(name) for name in _series()}, names=["series"]).reset_index("series")
    every = told.assign(scope="All")
    record = (
        pd.concat([told, every])
        .groupby(["series", "scope"], sort=False)
        .agg(
            windows=("inside", "size"),
            inside=("inside", "mean"),
            below=("below", "mean"),
            above=("above", "mean"),
        )
    )
    record.insert(0, "nominal", method.NOMINAL)
    return record.loc[list(_series())].reset_index()


def _held_back(series: str) -> pd.DataFrame:
    """Held-back windows of a series in the world, the UNHCR regions and every country."""
    places = [region("world"), *regions("unhcr-region"), *regions("country")]
    rounds = []
    for wide in _series()[series]:
        totals = pd.DataFrame({place.id: wide[list(place.countries)].sum(axis=1) for place in places})
        rounds.append(method.held_back(totals))
    scope = {place.id: SCOPES[place.kind] for place in places}
    told = pd.concat(rounds, ignore_index=True)
    same = (told["place"] == "world") & told.duplicated(["place", "first"])  # from whichever side
    told = told[~same]
    return told.assign(scope=told["place"].map(scope))


@remembered
def _series() -> dict[str, list[pd.DataFrame]]:
    """Yearly persons by country of each series: one frame for each side of a pair that it is read from."""
    arrivals, returns = load("resettlement_arrivals"), load("refugee_returns")
    lodged, decided = load("asylum_applications"), load("asylum_decisions")
    new = lodged[(lodged["type"] == "N") & (lodged["unit"] == "persons")]
    new = new[new["year"] >= APPLICATIONS_SINCE]
    substantive = decided[decided["unit"] == "persons"]
    substance = substantive[["recognised", "complementary", "rejected"]].sum(axis=1)
    return {
        "Resettlement": [_wide(arrivals, side, "persons") for side in ("destination", "origin")],
        "Returns": [_wide(returns, "origin", "persons")],
        "Applications": [_wide(new, "asylum", "applications")],
        "Decisions": [_wide(substantive.assign(persons=substance), "asylum", "persons")],
    }


def _wide(rows: pd.DataFrame, side: str, column: str) -> pd.DataFrame:
    rows = rows[rows["year"].between(FIRST_YEAR, LAST_YEAR)]
    sums = rows[column].astype("Float64").groupby([rows["year"], rows[side].astype("str")]).sum()
    wide = sums.astype(float).unstack(side).reindex(columns=codes())
    return wide.reindex(range(int(wide.index.min()), LAST_YEAR + 1)).fillna(0.0)

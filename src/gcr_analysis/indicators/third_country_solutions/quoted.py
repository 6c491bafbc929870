"""The world's figures as publications give them: whole years of one subject, each with its publication."""

from gcr_analysis.indicators.measured import Measured, Years, measured
from gcr_analysis.snapshot import load

DEPARTURES = "departures on resettlement with UNHCR's help"
SUBMISSIONS = "submissions for resettlement"
RECEIVING = "countries that receive submissions for resettlement"
DAYS = "days from submission to departure, average"
_HEDGE = {"about": ", about as many", "at least": ", at least as many", "at most": ", at most as many"}


def quoted(subject: str, years: Years) -> Measured:
    """Figures of a subject of the table ``published_values``, for the years that have one.

    Figures for several years together and for a part of a year are left out.

    Examples
    --------
    >>> quoted(DEPARTURES, (2022, 2023))["value"].to_dict()
    {2022: 58457.0, 2023: 96311.0}
    """
    rows = load("published_values")
    rows = rows[rows["subject"].eq(subject) & rows["year"].isin(years)]
    rows = rows[rows["period"] == rows["year"].astype("str")]
    rows = rows.set_index(rows["year"].astype(int)).sort_index()
    hedge = rows["precision"].astype("str").map(_HEDGE).fillna("")
    reason = "Published by " + rows["publication"] + hedge
    return measured(rows["value"], status="published", source="published", reason=reason)


def quoted_total(subject: str, first: int, last: int) -> float:
    """Return the published figure of a subject for several years together; missing where there is none.

    Examples
    --------
    >>> quoted_total("entry permits, 8 nationalities, fifth edition", 2019, 2023)
    1.0
    """
    rows = load("published_values")
    rows = rows[rows["subject"].eq(subject) & rows["period"].eq(f"{first}-{last}")]
    return float(rows["value"].iloc[0]) if len(rows) else float("nan")

"""Food: people in acute food insecurity, the latest analysis of each country, and means of three years."""

import numpy as np
import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate
from gcr_analysis.sources.unhcr_countries import by_iso2, known_codes

REPORT = "additional/grfc_afi_database_2016-2024.xlsx"
REPORT_COLUMNS = {
    "ISO Code 3": "country",
    "Year of reference": "year",
    "Selection in the GRFC": "selected",
    "Population group selected": "group",
    "Data availability": "available",
    "Source": "source",
    "Population group/\nGeographical area analysed": "area",
    "Methodology": "method",
    "Population analysed": "analysed",
    "Analysis period": "period",
    "Population in Phase 3 or above #": "persons",
}
LAST_YEAR = 2024  # rows of 2025 are what the edition foresaw, for part of the countries
KEY = ["year", "country", "people", "method"]
METHODS = {
    "IPC": "IPC",
    "CARI": "CARI",
    "rCARI": "CARI",
    "FEWS NET": "FEWS NET",
    "FEWS NET (RM)": "FEWS NET",
    "HNO": "HNO",
    "": "not stated",
    "70": "not stated",
    "ENA": "other",
    "Structured interviews in person": "other",
    "rCARI (national); HNO (displaced)": "other",
}
# Whom an area is about, where it names people; the first that fits counts.
PEOPLE = {
    r"host population": "mixed",
    r"^(?:residents|country)": "country",
    r"refugees.*(?:idps|ret)|idps.*(?:refugees|migrants)": "mixed",
    r"migrants": "migrants",
    r"^(?:\w+ )?refugees": "refugees",
}
GROUPS = {"Refugees": "refugees", "Migrants": "migrants"}

ANALYSES = "additional/ipc_current_2026-08.csv"
PHASES = ["phase1", "phase2", "phase3", "phase4", "phase5"]
ROUNDING = 0.001  # phases are rounded one by one, so that they add up to the people analysed only nearly

MEANS = "additional/faostat_food_security_2026-08.json"
INDICATORS = {
    "undernourishmentPct": "undernourishment",
    "moderateOrSevereFoodInsecurityPct": "food_insecurity",
    "severeFoodInsecurityPct": "severe_food_insecurity",
}

FIGURE = {"period": "period", "periodEndYear": "year", "value": "percent"}


@reads("acute_food_insecurity")
def acute_food_insecurity(extract: Extract) -> pd.DataFrame:
    """People in phase 3 or above, or the like, by year, country, group of people and method.

    A country that the report selected without a figure has a row without one; a country that it did not
    select has none.

    Raises
    ------
    GcrError
        When more people are in acute food insecurity than were analysed, or a figure stands there twice.
    """
    rows = extract.workbook(REPORT, 1, list(REPORT_COLUMNS)).rename(columns=REPORT_COLUMNS)
    rows = rows[rows["country"].isin(known_codes(extract)) & (rows["selected"] == "Y")]
    rows = rows[rows["year"].astype("int64") <= LAST_YEAR]
    texts = {name: _text(rows[name]) for name in ("group", "area", "source", "method", "period")}
    known = rows["available"] == "Y"
    period = texts["period"].where(texts["period"].str.contains(r"20\d\d"))
    method = translate(texts["method"].where(known, "").rename("Methodology"), METHODS)
    rows = pd.DataFrame(
        {
            "year": rows["year"].astype("int64"),
            "country": rows["country"],
            "people": _people(texts["group"], texts["area"].where(known, ""), known),
            "method": method.mask(texts["source"] == "CH", "CH").where(known, "none"),
            "analysed": _whole(rows["analysed"].where(known)),
            "persons": _whole(rows["persons"].where(known)),
            "period": period.where(known),
            "period_year": _last_year(period.where(known)),
        }
    )
    figures, gaps = rows[known], rows[~known].drop_duplicates(KEY)
    _refuse_wrong_figures(figures)
    told = pd.MultiIndex.from_frame(figures[KEY[:3]])
    return pd.concat([figures, gaps[~pd.MultiIndex.from_frame(gaps[KEY[:3]]).isin(told)]], ignore_index=True)


@reads("food_analyses")
def food_analyses(extract: Extract) -> pd.DataFrame:
    """Latest analysis of each country. An analysis of nobody, of whom a zero says nothing, has no row.

    Raises
    ------
    GcrError
        When the phases of a country do not add up to the people analysed, or to those in phase 3 or above.
    """
    columns = ["iso3", "periodStart", "periodEnd", "populationAnalyzed", "phase3PlusPopulation", *PHASES]
    rows = extract.csv(ANALYSES, columns)
    rows = rows.astype(dict.fromkeys(columns[3:], "int64"))
    rows = rows[rows["iso3"].isin(known_codes(extract)) & (rows["populationAnalyzed"] > 0)]
    backwards = rows[rows["periodStart"] > rows["periodEnd"]]
    if len(backwards):
        raise GcrError(
            f"{extract.shown(ANALYSES)}: the period of {backwards.iloc[0]['iso3']} ends before it begins"
        )
    for whole, parts in (("populationAnalyzed", PHASES), ("phase3PlusPopulation", PHASES[2:])):
        off = rows[(rows[parts].sum(axis=1) - rows[whole]).abs() > ROUNDING * rows["populationAnalyzed"]]
        if len(off):
            raise GcrError(
                f"{extract.shown(ANALYSES)}: the phases of {off.iloc[0]['iso3']} do not add up to {whole}"
            )
    return pd.DataFrame(
        {
            "country": rows["iso3"],
            "begins": rows["periodStart"].str[:7],
            "ends": rows["periodEnd"].str[:7],
            "analysed": rows["populationAnalyzed"],
            "persons": rows["phase3PlusPopulation"],
            "phase_4": rows["phase4"],
            "phase_5": rows["phase5"],
        }
    )


@reads("food_security")
def food_security(extract: Extract) -> pd.DataFrame:
    """Percent of people who are undernourished or food insecure, each country's latest mean of three years.

    Raises
    ------
    GcrError
        When a percentage is below 0 or above 100, or a code is that of no country.
    """
    rows = pd.DataFrame(
        [
            {"country": code, "indicator": INDICATORS[key], **figure}
            for code, figures in extract.json(MEANS, ["perCountry"])["perCountry"].items()
            for key, figure in figures.items()
            if key in INDICATORS
        ],
        columns=["country", "indicator", *FIGURE],
    )
    for name in FIGURE:
        if rows[name].isna().any():
            raise GcrError(
                f"{extract.shown(MEANS)} lacks {name} for {rows['country'][rows[name].isna()].iloc[0]}"
            )
    rows = rows.rename(columns=FIGURE).astype({"year": "int64", "percent": "float64"})
    wrong = rows[~rows["percent"].between(0, 100)]
    if len(wrong):
        first = wrong.iloc[0]
        raise GcrError(f"{extract.shown(MEANS)} has {first['percent']:g} percent for {first['country']}")
    return rows.assign(country=translate(rows["country"], by_iso2(extract)))


def _people(group: pd.Series, area: pd.Series, known: pd.Series) -> pd.Series:
    """Whom a figure is about: the area where it names people, otherwise the group that the report selected.

    A figure for refugees without an area is about far more people, so that it is unclear whose it is.
    """
    people = group.map(GROUPS).fillna("country")
    people = people.mask(known & (area == "") & (people == "refugees"), "unclear")
    named = pd.Series(np.nan, index=area.index, dtype=object)
    for pattern, whom in PEOPLE.items():
        named = named.mask(named.isna() & area.str.lower().str.contains(pattern), whom)
    return named.fillna(people)


def _text(cells: pd.Series) -> pd.Series:
    """Cells as text without blanks at either end; a date, as a single month is kept, as ``Jun 2020``."""
    return (
        cells.map(lambda cell: cell.strftime("%b %Y") if hasattr(cell, "strftime") else cell)
        .fillna("")
        .astype("str")
        .str.split()
        .str.join(" ")
    )


def _whole(cells: pd.Series) -> pd.Series:
    return pd.to_numeric(cells).astype("float64").round().astype("Int64")


def _last_year(period: pd.Series) -> pd.Series:
    """Last year that a period names, which its last month belongs to."""
    return pd.to_numeric(period.str.extract(r".*(20\d\d)", expand=False)).astype("Int64")


def _refuse_wrong_figures(rows: pd.DataFrame) -> None:
    for problem, wrong in (
        ("more people in acute food insecurity than analysed", rows["persons"] > rows["analysed"]),
        ("a figure without the people analysed", rows["persons"].isna() | rows["analysed"].isna()),
        ("two figures of one group and method", rows.duplicated(KEY)),
    ):
        if wrong.any():
            first = rows[wrong].iloc[0]
            raise GcrError(f"extract {REPORT} has {problem} for {first['country']} in {first['year']}")

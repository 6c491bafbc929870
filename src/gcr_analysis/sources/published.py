"""Figures that reports and press pages published: facts, each with where it was read.

What a figure measures is said in our own words in `published.yaml`; only values, places, dates and
addresses come from the extracts.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import yaml

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate
from gcr_analysis.sources.unhcr_countries import country_names

VALUES = "published/published_values.csv"
RESETTLEMENT = "published/resettlement_headlines.csv"
NEEDS = "UNHCR, Projected Global Resettlement Needs"

WORDS = {
    "at least": "more than|over|at least|>",
    "at most": "at most|less than|<",
    "about": "around|about|approx(?:imately)?[.]?|some|estimated|nearly|almost",
    "rounded": "rounded",
}
PLACES = {
    "-": "World",
    "ODA recipients": "Countries that receive aid",
    "LIC+MIC": "Low- and middle-income countries",
    "OECD": "OECD countries",
    "37 OECD + Brazil": "OECD countries and Brazil",
    "World (99 countries)": "99 countries",
    "World (132-country survey)": "132 countries",
    "51 countries (87% of refugees)": "51 countries",
    "13 UNHCR-surveyed countries": "13 countries",
    "AUS": "Australia",
    "Africa (three regions)": "Africa",
    "MENA": "Middle East and North Africa",
    "Europe (incl. Türkiye)": "Europe",
    "Myanmar (Rohingya)": "Myanmar",
}
CODES = {"Ukraine": "UKR", "Afghanistan": "AFG", "Syrian Arab Rep.": "SYR", "AUS": "AUS"}
SERIES = {
    "needs": "projected resettlement needs",
    "submissions": "submissions for resettlement",
    "departures": "departures on resettlement with UNHCR's help",
}
# Sites on which publishers put figures of their own: UNHCR and its national offices, the Compact's platform
# and its newsletter, the OECD. Every other site carries what somebody else published.
PUBLISHERS = (
    *("unhcr.org", "unhcr.ca", "unrefugees.ch", "globalcompactrefugees.org", "manage.kmail-lists.com"),
    "oecd.org",
)
GCR_CODES = {"departures": "3.1.1"}
DIMENSIONS = {
    "total": "",
    "origin": ", by country of origin",
    "asylum": ", by country of asylum",
    "region_of_asylum": ", by region of asylum",
}


@reads("published_values")
def published_values(extract: Extract) -> pd.DataFrame:
    """Published figures, one row each.

    A total that both extracts carry stands once, as its publisher carried it where one of the two is the
    publisher's own; where the two differ, both stand, each with its source.
    """
    rows = pd.concat([_values(extract), _resettlement(extract)], ignore_index=True)
    rows = rows.assign(value=rows["value_text"].map(number), carried_by=rows["url"].map(carrier))
    one = rows.groupby(["subject", "place", "period", "value"], sort=False)
    copied = rows["carried_by"].eq("others")
    of_publisher = one["carried_by"].transform(lambda carried: carried.eq("publisher").any()).fillna(False)
    rows = rows[~(of_publisher.astype(bool) & copied)]
    again = rows.duplicated(["subject", "place", "period", "value"]) & ~rows["id"].str.startswith("PV")
    rows = rows[~again]
    words = zip(rows["said"], rows["value_text"], rows["unit"], strict=True)
    return rows.assign(
        precision=rows["precision"].fillna(pd.Series([precision(*w) for w in words], index=rows.index)),
        year=rows["period"].map(last_year).astype("Int64"),
    )


def number(text: str) -> float | None:
    """Return the one number in *text*; None where there is none or more than one.

    A remark in brackets does not count, "million" does.

    Examples
    --------
    >>> number("2.4 million"), number(">50"), number("46 (5.7 million)")
    (2400000.0, 50.0, 46.0)
    >>> number("two-thirds"), number("86 / 10 / 4"), number("7 in 10")
    (None, None, None)
    """
    match = re.fullmatch(r"[>~]?\s*([\d,.]+)\s*(million)?\s*(\([^)]*\))?", text.strip())
    if match is None:
        return None
    return round(float(match[1].replace(",", "")) * (1e6 if match[2] else 1), 6)


def carrier(url: str) -> str:
    """Who carried a figure where it was read: its ``publisher``, or ``others``, as the press or a blog.

    Examples
    --------
    >>> carrier("https://www.unhcr.ca/news/needs"), carrier("https://reporting.unhcr.org/node/17347")
    ('publisher', 'publisher')
    >>> carrier("https://notunhcr.org/news"), carrier("https://news.example/unhcr.org")
    ('others', 'others')
    """
    host = urlsplit(url).hostname or ""
    return "publisher" if any(host == site or host.endswith(f".{site}") for site in PUBLISHERS) else "others"


def precision(said: str, value: str, unit: str) -> str:
    """How precise a published number is, from the words beside it and from its own digits.

    Parameters
    ----------
    said
        The extract's remark: a unit with a word in brackets, or the word itself.
    value
        The figure as published.
    unit
        Unit in our own words.

    Returns
    -------
    str
        ``exact``, ``rounded``, ``at least``, ``at most`` or ``about``.

    Examples
    --------
    >>> precision("pledges (more than)", "1500", "pledges"), precision("exact", "58457", "persons")
    ('at least', 'exact')
    >>> precision("", "1.052", "million persons"), precision("", "116000", "persons")
    ('rounded', 'rounded')
    """
    for name, words in WORDS.items():
        beside = rf"^({words})|\(({words})( half)?[;)]"
        if re.search(beside, said) or re.search(beside, value):
            return name
    counted = not re.search(r"million|billion|percent", f"{unit} {value}")
    plain = number(value)
    if counted and plain is not None and (plain % 100 or plain < 1000):
        return "exact"
    return "rounded"


def last_year(period: str) -> int | None:
    """Last year of a period; None where the figure is of mid-year or of half a year.

    Examples
    --------
    >>> last_year("2018-2019"), last_year("2022-23"), last_year("mid-2025"), last_year("Jan-Jun 2025")
    (2019, 2023, None, None)
    """
    if re.search(r"mid|Jan-Jun", period):
        return None
    years = re.findall(r"\d{4}", period)
    short = re.search(r"(\d{2})\d{2}-(\d{2})\b(?!\d)", period)
    return int(short[1] + short[2]) if short else int(years[-1])


@cache
def _subjects() -> dict[str, dict[str, Any]]:
    text = files("gcr_analysis.sources").joinpath("published.yaml").read_text(encoding="utf-8")
    return {name: entry for entry in yaml.safe_load(text) for name in entry["ids"]}


def _values(extract: Extract) -> pd.DataFrame:
    columns = ["id", "geography", "year_or_period", "value", "unit", "source_title", "source_year"]
    rows = extract.csv(VALUES, [*columns, "where_found"])
    unknown = sorted(set(rows["id"]) - set(_subjects()))
    if unknown:
        raise GcrError(
            f"extract {VALUES} has figures that sources/published.yaml lacks: {', '.join(unknown)}"
        )
    url = rows["where_found"].str.replace(r"^github (\S+?)@.*", r"https://github.com/\1", regex=True)
    return pd.DataFrame(
        {
            "id": rows["id"],
            "gcr_code": [_subjects()[name].get("gcr_code") for name in rows["id"]],
            "subject": [_subjects()[name]["subject"] for name in rows["id"]],
            "place": rows["geography"].replace(PLACES),
            "iso3": rows["geography"].map(CODES),
            "period": rows["year_or_period"],
            "value_text": rows["value"],
            "said": rows["unit"],
            "unit": [_subjects()[name]["unit"] for name in rows["id"]],
            "precision": [_subjects()[name].get("precision") for name in rows["id"]],
            "publication": rows["source_title"].str.replace(r"\s*\([^)]*\)", "", regex=True),
            "published": rows["source_year"],
            "url": url.str.split().str[0],
        }
    )


def _resettlement(extract: Extract) -> pd.DataFrame:
    columns = ["series", "year", "dimension", "entity", "iso3", "value", "precision", "source_url"]
    rows = extract.csv(RESETTLEMENT, columns)
    names = country_names(extract).query("language == 'en'").set_index("iso3")["name"]
    place = rows["entity"].replace(PLACES)
    key = rows["iso3"].fillna(place.str.replace(" ", "-"))
    return pd.DataFrame(
        {
            "id": rows["series"] + "-" + rows["year"] + "-" + rows["dimension"] + "-" + key.str.lower(),
            "gcr_code": rows["series"].map(GCR_CODES),
            "subject": translate(rows["series"], SERIES) + translate(rows["dimension"], DIMENSIONS),
            "place": rows["iso3"].map(names).fillna(place),
            "iso3": rows["iso3"],
            "period": rows["year"],
            "value_text": rows["value"],
            "said": rows["precision"],
            "unit": "persons",
            "precision": None,
            "publication": NEEDS,
            "published": None,
            "url": rows["source_url"].mask(rows["source_url"] == "same").ffill().str.split().str[0],
        }
    )

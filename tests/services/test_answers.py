"""An answer that is not what was asked for is refused, and says in what."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.services import envelope, unhcr, world_bank
from gcr_analysis.services.client import Question
from gcr_analysis.services.unhcr import Caveats, Nowcasts, Pairs, listed_years

KNOWN = frozenset({"AFG", "IRN", "PAK", "UNK"})
FIGURES = ("refugees", "oip")
PART = Pairs("population/", "unhcr/population.parquet", ("population",), (2000, 2025), FIGURES, KNOWN)
PAIRS, HOSTS, SUMS = PART.first()

Item = dict[str, Any]


def row(
    year: Any = 2025, origin: Any = "AFG", asylum: Any = "PAK", refugees: Any = 5, oip: Any = "-"
) -> Item:
    return {"year": year, "coo_iso": origin, "coa_iso": asylum, "refugees": refugees, "oip": oip}


def page(*items: Item, number: int = 1, pages: int = 1) -> dict[str, Any]:
    return {"page": number, "short-url": "x", "maxPages": pages, "total": [], "items": list(items)}


def without(item: Item, name: str) -> Item:
    return {key: value for key, value in item.items() if key != name}


def test_each_question_asks_for_both_sides_apart_or_for_their_sums():
    asked = dict(PAIRS.params)
    assert (asked["coo_all"], asked["coa_all"], asked["cf_type"]) == ("true", "true", "ISO")
    assert (asked["yearFrom"], asked["yearTo"]) == ("2000", "2025")  # a lone bound is ignored
    assert {"coo_all", "coa_all"} & dict(HOSTS.params).keys() == {"coa_all"}
    assert not {"coo_all", "coa_all"} & dict(SUMS.params).keys()


def test_rows_are_read_with_their_mixed_figures():
    rows, more = PART.read(PAIRS, page(row(), row(2024, "UNK ", "IRN", "0", 7)))
    assert more == []
    assert rows["coo_iso"].tolist() == ["AFG", "UNK"]
    assert rows["refugees"].tolist() == [5, 0]
    assert rows["oip"].isna().tolist() == [True, False]


def test_the_first_page_leads_to_the_others(monkeypatch):
    monkeypatch.setattr(envelope, "LIMIT", 1)
    _, more = PART.read(PAIRS, page(row(), pages=3))
    assert [question.page for question in more] == [2, 3]
    assert [dict(question.params)["page"] for question in more] == ["2", "3"]
    assert PART.read(more[0], page(row(), number=2, pages=3))[1] == []


WRONG = {
    "no object": ([], "has no readable envelope"),
    "an error": ({"error": "busy"}, "has no readable page"),
    "no list of rows": (page() | {"items": {}}, "has no readable items"),
    "another page": (page(row(), number=2, pages=2), "is page 2, not 1"),
    "a page that is not full": (page(row(), pages=2), "has 1 rows on page 1 of 2"),
    "a column that is gone": (page(without(row(), "oip")), "has no field oip: the service has changed"),
    "a year that was not asked for": (page(row(1999)), "has the year 1999: 2000 to 2025 were asked for"),
    "a year that is none": (page(row("-")), "has the year -"),
    "a side that was summed": (page(row(asylum="-")), "has sums over coa_iso: it was asked for each"),
    "a side that is missing": (page(row(origin=None)), "has rows without coo_iso"),
    "codes of UNHCR": (page(row(origin="UKN")), "has coo_iso UKN: no country has that code"),
    "a fraction": (page(row(refugees=5.5)), "has 5.5 as refugees: that is no whole number of people"),
    "a negative number": (page(row(refugees=-5)), "has -5 as refugees"),
    "a word": (page(row(refugees="many")), "has 'many' as refugees"),
    "a formula": (page(row(refugees="=1+1")), "has '=1\\+1' as refugees"),
}


@pytest.mark.parametrize(("answer", "message"), WRONG.values(), ids=WRONG)
def test_another_answer_than_was_asked_for_is_refused(answer, message):
    with pytest.raises(GcrError, match=f"the answer to population-00001 {message}"):
        PART.read(PAIRS, answer)


def test_sums_that_came_for_each_country_are_refused():
    with pytest.raises(GcrError, match="has rows for each coo_iso: it was asked for their sum"):
        PART.read(SUMS, page(row()))


def test_a_column_more_is_no_harm():
    rows, _ = PART.read(PAIRS, page(row() | {"new": 1}))
    assert "new" not in rows


def whole(pairs: list[list[Item]], sums: list[Item]) -> pd.DataFrame:
    found = {}
    for number, items in enumerate(pairs, start=1):
        question = envelope.paged(PAIRS, number)
        answer = page(*items, number=number, pages=len(pairs))
        found[question] = PART.read(question, answer)[0]
    hosts = pd.DataFrame([item for items in pairs for item in items] or sums)
    summed = by_host(hosts)
    several = [summed[n : n + envelope.LIMIT] for n in range(0, len(summed), envelope.LIMIT)] or [[]]
    for number, items in enumerate(several, start=1):
        question = envelope.paged(HOSTS, number)
        found[question] = PART.read(question, page(*items, number=number, pages=len(several)))[0]
    found[SUMS] = PART.read(SUMS, page(*sums))[0]
    return PART.whole(found)


def by_host(rows: pd.DataFrame) -> list[Item]:
    """Rows summed by country of asylum, in one row each."""
    people = rows.assign(refugees=pd.to_numeric(rows["refugees"], errors="coerce"))
    people = people[people["coa_iso"] != "-"]
    made = people.groupby(["year", "coa_iso"], as_index=False)["refugees"].sum()
    return [row(int(r["year"]), "-", r["coa_iso"], int(r["refugees"])) for r in made.to_dict("records")]


def summed(refugees: Any, oip: Any = "-", year: int = 2025) -> Item:
    return row(year, "-", "-", refugees, oip)


@pytest.fixture
def single(monkeypatch):
    """A page holds one row."""
    monkeypatch.setattr(envelope, "LIMIT", 1)


def test_pages_are_joined_when_they_add_up(single):
    rows = whole([[row(refugees=5)], [row(asylum="IRN", refugees=10)]], [summed(15)])
    assert rows["coa_iso"].tolist() == ["IRN", "PAK"]


def test_sums_may_differ_by_what_rounding_explains(single):
    whole([[row(refugees=5)], [row(asylum="IRN", refugees=10)]], [summed(20)])
    with pytest.raises(GcrError, match="population of 2025 came with 15 refugees pair by pair and 25 in all"):
        whole([[row(refugees=5)], [row(asylum="IRN", refugees=10)]], [summed(25)])


def test_people_who_moved_between_countries_of_asylum_are_noticed(monkeypatch):
    monkeypatch.setattr(envelope, "LIMIT", 2)
    pages = {
        PAIRS: PART.read(PAIRS, page(row(refugees=50), row(asylum="IRN", refugees=100)))[0],
        HOSTS: PART.read(HOSTS, page(row(origin="-", refugees=100), row(2025, "-", "IRN", 50)))[0],
        SUMS: PART.read(SUMS, page(summed(150)))[0],
    }
    with pytest.raises(GcrError, match="population of 2025 IRN came with 100 refugees pair by pair and 50"):
        PART.whole(pages)


def test_rows_that_came_twice_are_refused(single):
    with pytest.raises(GcrError, match="population came with two rows for 2025 AFG PAK"):
        whole([[row()], [row()]], [summed(10)])


def test_years_that_are_gone_are_refused(monkeypatch):
    monkeypatch.setattr(envelope, "LIMIT", 2)
    with pytest.raises(GcrError, match="population of 2024 came with 0 refugees pair by pair and 100 in all"):
        whole([[row()]], [summed(5), summed(100, year=2024)])


def test_no_rows_at_all_are_refused():
    with pytest.raises(GcrError, match="population came without rows"):
        whole([[]], [summed(0)])


def test_figures_that_changed_meanwhile_are_refused(single):
    second = envelope.paged(PAIRS, 2)
    pages = {
        PAIRS: PART.read(PAIRS, page(row(), pages=2))[0],
        HOSTS: PART.read(HOSTS, page(row(origin="-")))[0],
        SUMS: PART.read(SUMS, page(summed(5)))[0],
    }
    pages[second] = PART.read(second, page(row(asylum="IRN"), number=2, pages=3))[0]
    with pytest.raises(GcrError, match="population came on 2 pages, and the service speaks of 3"):
        PART.whole(pages)


def test_kinds_are_codes_and_no_missing_values():
    part = Pairs(
        "asylum-decisions/", "f", ("t",), (2000, 2025), ("dec_other",), KNOWN, ("dec_level", "dec_pc")
    )
    pairs, hosts, sums = part.first()
    item = {
        "year": 2025,
        "coo_iso": "AFG",
        "coa_iso": "PAK",
        "dec_level": "NA",
        "dec_pc": "P",
        "dec_other": 5,
    }
    rows, _ = part.read(pairs, page(item))
    assert rows["dec_level"].tolist() == ["NA"]
    of_all, _ = part.read(sums, page(item | {"coo_iso": "-", "coa_iso": "-"}))
    of_host, _ = part.read(hosts, page(item | {"coo_iso": "-"}))
    assert len(part.whole({pairs: rows, hosts: of_host, sums: of_all})) == 1
    other, _ = part.read(hosts, page(item | {"coo_iso": "-", "dec_pc": "C"}))
    with pytest.raises(GcrError, match="of 2025 PAK NA C came with 0 dec_other pair by pair and 5 in all"):
        part.whole({pairs: rows, hosts: other, sums: of_all})


def note(
    year: str = "2015, 2019 - 2020", kinds: str = "REF,ASY", origin: str = "", asylum: str = "PAK"
) -> Item:
    return {"year": year, "population_type": kinds, "coo_iso": origin, "coa_iso": asylum, "footnote": "Text"}


def test_caveats_come_without_their_text():
    part = Caveats(KNOWN)
    (question,) = part.first()
    rows, _ = part.read(question, {"page": 1, "maxPages": 1, "items": [note()]})
    found = part.whole({question: rows})
    assert found["years"].tolist() == ["2015 2019 2020"]
    assert "Text" not in found.to_csv()
    assert found["coo_iso"].isna().all()


@pytest.mark.parametrize("years", ["soon", "2015-", "15", "2015 and 2016"])
def test_years_in_words_are_refused(years):
    with pytest.raises(GcrError, match="has the years"):
        listed_years(Question("footnotes-00001", "footnotes/", ()), years)


def estimate(month: Any = "August", asylum: str = "PAK", refugees: Any = 5) -> Item:
    return {"year": 2026, "month": month, "coa_iso": asylum, "refugees": refugees, "asylum_seekers": "0"}


def test_nowcasts_are_of_a_month():
    part = Nowcasts(KNOWN)
    (question,) = part.first()
    rows, _ = part.read(question, page(estimate(), estimate("august ", "IRN")))
    assert part.whole({question: rows})["month"].tolist() == [8, 8]
    with pytest.raises(GcrError, match="has the month 'Summer'"):
        part.read(question, page(estimate("Summer")))
    with pytest.raises(GcrError, match="two rows for a country and month"):
        part.whole({question: part.read(question, page(estimate(), estimate()))[0]})


# World Bank

BANK = world_bank.Indicators(("SP.POP.TOTL",))
(PEOPLE,) = BANK.first()


def figure(iso: str = "AFG", date: Any = "2024", value: Any = 40.0, code: str = "SP.POP.TOTL") -> Item:
    return {"indicator": {"id": code}, "countryiso3code": iso, "date": date, "value": value}


def bank(
    *rows: Item, page: Any = 1, pages: int = 1, total: int | None = None, updated: str = "2026-07-01"
) -> list:
    meta = {"page": page, "pages": pages, "per_page": 20_000, "total": len(rows) if total is None else total}
    return [meta | {"lastupdated": updated}, list(rows)]


def test_indicators_keep_what_has_a_value_and_a_code():
    rows, more = BANK.read(PEOPLE, bank(figure(), figure("", value=1.0), figure("PAK", value=None)))
    assert more == []
    assert BANK.whole({PEOPLE: rows})["iso3"].tolist() == ["AFG"]


WRONG_BANK = {
    "a refusal": (
        [{"message": [{"id": "120", "key": "Invalid value", "value": "no"}]}],
        r"is a refusal \(no\)",
    ),
    "no pair": ({}, "is no pair of a head and rows"),
    "null rows": ([{"page": 1, "pages": 1, "total": 0}, None], "is no pair of a head and rows"),
    "another page": (bank(figure(), page=2), "is page 2: page 1 was asked for"),
    "another indicator": (bank(figure(code="SP.POP.GROW")), "is of {'id': 'SP.POP.GROW'}"),
    "no year": (bank(figure(date="2024Q1")), "has the date '2024Q1'"),
    "no number": (bank(figure(value="40")), "has the value '40'"),
    "a column that is gone": (bank(without(figure(), "value")), "has no field value"),
}


@pytest.mark.parametrize(("answer", "message"), WRONG_BANK.values(), ids=WRONG_BANK)
def test_another_answer_of_the_bank_is_refused(answer, message):
    with pytest.raises(GcrError, match=f"the answer to SP.POP.TOTL-00001 {message}"):
        BANK.read(PEOPLE, answer)


def read_whole(answer: list, read: Callable = BANK.read) -> pd.DataFrame:
    return BANK.whole({PEOPLE: read(PEOPLE, answer)[0]})


def test_indicators_are_whole_or_refused():
    with pytest.raises(GcrError, match=r"SP\.POP\.TOTL came with 1 rows of 2"):
        read_whole(bank(figure(), total=2))
    with pytest.raises(GcrError, match=r"two rows came for SP\.POP\.TOTL AFG 2024"):
        read_whole(bank(figure(), figure()))
    second = BANK._question("SP.POP.TOTL", 2)
    pages = {
        PEOPLE: BANK.read(PEOPLE, bank(figure(), pages=2, total=2))[0],
        second: BANK.read(second, bank(figure("PAK"), page="2", pages=2, total=2, updated="2026-08-01"))[0],
    }
    with pytest.raises(GcrError, match="brought its figures up to date meanwhile"):
        BANK.whole(pages)


def test_all_that_the_readers_take_is_asked_for():
    asked = {
        question.path.rpartition("/")[2] for part in world_bank.parts([], 2025) for question in part.first()
    }
    assert {"SP.POP.TOTL", "NY.GDP.PCAP.PP.CD", "SI.POV.NAHC"} <= asked
    parts = [*unhcr.parts(KNOWN, 2025), *unhcr.besides(KNOWN, 2025)]
    assert len({part.file for part in parts}) == len(parts)

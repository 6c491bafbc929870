import re

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import sources, tables
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.addition import RefusedError, add
from gcr_analysis.snapshot.assemble import build
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.ucdp_26_1 import FILE

TABLE = "conflict_deaths_26_1"
ABSENT = ["BDI", "BEN", "CAF", "COG", "DJI", "ERI", "GIN", "GMB", "HND", "HTI", "LBR", "MRT", "SLE", "SLV"]
ABSENT += ["SWZ", "TCD", "TGO"]


def refused(extracts, message: str) -> None:
    with pytest.raises(GcrError, match=re.escape(f"extract {FILE} {message}")):
        reader(TABLE)(Extract(extracts))


def test_each_year_has_its_deaths_and_those_since_2016(extracts):
    rows = reader(TABLE)(Extract(extracts)).set_index(["country", "year"])
    assert rows.loc["AFG"].to_dict("index") == {
        2024: {"deaths": 357, "deaths_since_2016": 155_748},
        2025: {"deaths": 332, "deaths_since_2016": 156_080},
    }


def test_deaths_in_kosovo_count_in_serbia_and_taiwan_has_no_row(extracts):
    rows = reader(TABLE)(Extract(extracts)).set_index(["country", "year"])
    assert rows.loc[("SRB", 2025)].tolist() == [5, 14]
    assert set(rows.index.get_level_values("country")) == {"AFG", "AUT", "SRB", "UKR"}


def test_a_country_that_comes_twice_is_refused(extracts, change):
    change(FILE, lambda rows: rows.assign(iso3=rows["iso3"].replace("AUT", "UKR")))
    refused(extracts, "has countries more than once: UKR")


def test_a_code_without_a_country_is_refused(extracts, change):
    change(FILE, lambda rows: rows.assign(iso3=rows["iso3"].replace("AUT", "ATL")))
    refused(extracts, "has codes without a country of ours: ATL")


@pytest.mark.parametrize("value", ["", "-3", "1.5", "n/a"])
def test_a_number_that_counts_nobody_is_refused_and_never_zero(extracts, change, value: str):
    change(FILE, lambda rows: rows.assign(deaths_2024=rows["deaths_2024"].replace("357", value)))
    refused(extracts, "has no whole number of deaths_2024: AFG")


def test_ten_years_cannot_have_fewer_deaths_than_their_last_two(extracts, change):
    change(FILE, lambda rows: rows.assign(deaths_2016_2025=rows["deaths_2016_2025"].replace("156080", "688")))
    refused(extracts, "has fewer deaths in ten years than in two: AFG")


def test_deaths_and_kinds_of_violence_must_agree(extracts, change):
    change(FILE, lambda rows: rows.assign(deaths_2025=rows["deaths_2025"].replace("332", "0")))
    refused(extracts, "has deaths without a kind of violence, or a kind without deaths: AFG")


def test_a_file_of_version_25_1_is_no_file_of_version_26_1(extracts):
    other = extracts / "context/ucdp_organised_violence_country_year_v25_1.csv"
    (extracts / FILE).write_bytes(other.read_bytes())
    refused(extracts, "lacks the column deaths_2024")


def test_a_later_table_that_disagrees_is_refused_until_somebody_has_looked(extracts, change, tmp_path):
    build(extracts, tmp_path / "data")
    change(FILE, lambda rows: rows.assign(deaths_2024=rows["deaths_2024"].replace("91779", "68116")))
    with pytest.raises(RefusedError, match=f"{TABLE}.deaths, 2024: moved total"):
        add(TABLE, extracts / FILE, tmp_path / "data")


def test_the_totals_are_those_of_the_version():
    totals = load(TABLE).groupby("year")["deaths"].sum()
    assert totals.to_dict() == {2024: 185_874, 2025: 242_184}


def test_sudan_and_ukraine_are_as_the_version_has_them():
    deaths = load(TABLE).set_index(["country", "year"])["deaths"]
    assert deaths.loc["SDN"].tolist() == [7_103, 75_174]
    assert deaths.loc["UKR"].tolist() == [91_779, 90_345]


def test_version_25_1_is_as_it_was_and_holds_none_of_the_later_figures():
    earlier = load("conflict_deaths")
    assert earlier["year"].max() == 2024
    last = earlier[earlier["year"] == 2024].set_index("country")["deaths"]
    assert (last.sum(), last["UKR"]) == (160_900, 68_116)


def test_a_country_that_is_absent_has_no_row_and_no_rule_bounds_its_deaths():
    there = set(load(TABLE)["country"])
    assert not there & {*ABSENT, "PSE"}
    earlier = load("conflict_deaths").query("year == 2024").set_index("country")["deaths"]
    assert earlier[ABSENT].max() == 1_294 and earlier[ABSENT].min() == 0


def test_the_source_names_the_version_who_to_cite_and_who_copied_it():
    source, earlier = (sources()[tables()[name].source] for name in (TABLE, "conflict_deaths"))
    assert source.id != earlier.id
    assert "Davies, Pettersson and Öberg 2026" in source.title
    for words in ("version 26.1", "second-hand copy", "75378137", "16 August 2026"):
        assert words in source.citation
    assert source.licence == "CC-BY-4.0"

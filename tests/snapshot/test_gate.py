"""The gate refuses every damaged candidate, says where and what to do, and lets whole ones pass."""

import shutil
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import tables
from gcr_analysis.snapshot import data_folder, gate, load
from gcr_analysis.snapshot.candidate import check
from gcr_analysis.snapshot.gate import Refusal, refusals
from gcr_analysis.snapshot.ledger import Correction
from gcr_analysis.snapshot.releases import carried

Damage = Callable[[pd.DataFrame], pd.DataFrame]


def drop_years(*years: int) -> Damage:
    return lambda rows: rows[~rows["year"].isin(years)]


def drop_rows(year: int, share: float) -> Damage:
    def damage(rows: pd.DataFrame) -> pd.DataFrame:
        of_year = rows.index[rows["year"] == year]
        return rows.drop(of_year[: int(share * len(of_year))])

    return damage


def drop_country(side: str, code: str, since: int = 0) -> Damage:
    return lambda rows: rows[~((rows[side].astype(str) == code) & (rows["year"] >= since))]


def tenth_of_country(side: str, code: str, year: int) -> Damage:
    """A country has a tenth of its people in a year."""

    def damage(rows: pd.DataFrame) -> pd.DataFrame:
        hit = (rows[side].astype(str) == code) & (rows["year"] == year)
        return rows.assign(refugees=rows["refugees"].mask(hit, rows["refugees"] // 10))

    return damage


def blank(column: str, *years: int) -> Damage:
    def damage(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(
            **{column: rows[column].mask(rows["year"].isin(years) if years else rows["year"] > 0)}
        )

    return damage


def zero(column: str, *years: int) -> Damage:
    return lambda rows: rows.assign(**{column: rows[column].mask(rows["year"].isin(years), 0)})


def zeros_for_missing(column: str, since: int) -> Damage:
    return lambda rows: rows.assign(
        **{column: rows[column].mask(rows[column].isna() & (rows["year"] >= since), 0)}
    )


def swap(one: str, other: str) -> Damage:
    return lambda rows: rows.assign(**{one: rows[other], other: rows[one]})


def twice(count: int) -> Damage:
    return lambda rows: pd.concat([rows, rows.tail(count)], ignore_index=True)


def shift(years: int) -> Damage:
    """Figures stand under the next year, and the years at the ends are those of the table."""

    def damage(rows: pd.DataFrame) -> pd.DataFrame:
        first, last = rows["year"].min(), rows["year"].max()
        moved = rows.assign(year=rows["year"] + years)
        return moved[moved["year"].between(first, last)]

    return damage


def times(column: str, factor: float, *years: int) -> Damage:
    def damage(rows: pd.DataFrame) -> pd.DataFrame:
        more = (rows[column].astype("Float64") * factor).round().astype("Int64")
        return rows.assign(**{column: rows[column].mask(rows["year"].isin(years), more)})

    return damage


def negative(column: str) -> Damage:
    return lambda rows: rows.assign(**{column: rows[column].mask(rows.index == rows.index[0], -1)})


def code(column: str, old: str, new: str) -> Damage:
    def damage(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(**{column: rows[column].astype(str).replace(old, new).astype("category")})

    return damage


def unit(old: str, new: str, since: int) -> Damage:
    """Rows of one unit are read as rows of another."""

    def damage(rows: pd.DataFrame) -> pd.DataFrame:
        units = rows["unit"].astype(str)
        return rows.assign(unit=units.mask((units == old) & (rows["year"] >= since), new).astype("category"))

    return damage


def text(column: str, new: str) -> Damage:
    return lambda rows: rows.assign(**{column: rows[column].mask(rows.index == rows.index[0], new)})


def add_year(year: int, factor: float) -> Damage:
    """A further year: the figures of the last one, times a factor."""

    def damage(rows: pd.DataFrame) -> pd.DataFrame:
        fresh = rows[rows["year"] == rows["year"].max()].assign(year=year)
        amounts = [name for name in fresh if str(fresh[name].dtype) == "Int64" and name != "year"]
        for name in amounts:
            fresh = fresh.assign(**{name: (fresh[name].astype("Float64") * factor).round().astype("Int64")})
        return pd.concat([rows, fresh], ignore_index=True)

    return damage


def without_column(column: str) -> Damage:
    return lambda rows: rows.drop(columns=column)


def further_column(name: str) -> Damage:
    return lambda rows: rows.assign(**{name: 0})


POPULATION, APPLICATIONS = "population", "asylum_applications"
RETURNS, ARRIVALS, IDP_RETURNS = "refugee_returns", "resettlement_arrivals", "idp_returns"

# Table, what is done to it, the check that must find it, and the column that the message must name.
FAULTS: list[tuple[str, Damage, str, str]] = [
    (POPULATION, drop_years(2014), "lost years", ""),
    (POPULATION, drop_years(*range(1951, 2000)), "lost years", ""),
    (RETURNS, drop_years(2025), "lost years", ""),
    ("economy", drop_years(2024), "lost years", ""),
    (POPULATION, drop_rows(2025, 0.5), "lost rows", ""),
    (POPULATION, drop_rows(2003, 0.15), "lost rows", ""),
    (APPLICATIONS, drop_rows(2022, 0.3), "lost rows", ""),
    ("demographics", drop_rows(2020, 0.2), "lost rows", ""),
    (POPULATION, drop_country("asylum", "UGA"), "lost country", "refugees"),
    (POPULATION, drop_country("origin", "SYR", 2012), "lost country", "refugees"),
    (ARRIVALS, drop_country("destination", "CAN"), "lost country", "persons"),
    (IDP_RETURNS, drop_country("country", "SDN"), "lost country", "persons"),
    ("naturalisations", drop_country("asylum", "TZA"), "lost country", "persons"),
    (POPULATION, blank("oip", 2023), "emptied column", "oip"),
    (POPULATION, blank("idps", *range(1993, 2020)), "emptied column", "idps"),
    (POPULATION, blank("stateless"), "emptied column", "stateless"),
    (RETURNS, blank("persons", 2022), "emptied column", "persons"),
    (POPULATION, zero("asylum_seekers", 2021), "emptied column", "asylum_seekers"),
    (POPULATION, zero("host_community", 2022, 2023), "emptied column", "host_community"),
    (POPULATION, zeros_for_missing("oip", 2018), "zeros for missing", "oip"),
    ("demographics", zeros_for_missing("female_5_11", 2015), "zeros for missing", "female_5_11"),
    (POPULATION, swap("origin", "asylum"), "swapped sides", "refugees"),
    (RETURNS, swap("origin", "asylum"), "swapped sides", "persons"),
    (ARRIVALS, swap("origin", "destination"), "swapped sides", "persons"),
    (APPLICATIONS, swap("origin", "asylum"), "swapped sides", "applications"),
    ("displacement_flows", zeros_for_missing("refugees", 2010), "zeros for missing", "refugees"),
    (POPULATION, twice(1), "schema", ""),
    (IDP_RETURNS, twice(20), "schema", ""),
    (POPULATION, shift(1), "shifted years", "refugees"),
    (ARRIVALS, shift(1), "shifted years", "persons"),
    (RETURNS, shift(-1), "shifted years", "persons"),
    (POPULATION, times("refugees", 1.1, 2015), "moved total", "refugees"),
    (POPULATION, times("refugees", 100, 2024), "moved total", "refugees"),
    (POPULATION, times("asylum_seekers", 0.8, 2025), "moved total", "asylum_seekers"),
    (ARRIVALS, times("persons", 1.5, 2010), "moved total", "persons"),
    (POPULATION, tenth_of_country("asylum", "POL", 2025), "moved country", "refugees"),
    (POPULATION, negative("refugees"), "schema", ""),
    (POPULATION, code("asylum", "DEU", "GFR"), "schema", ""),
    (RETURNS, code("origin", "UNK", "UKN"), "schema", ""),
    (APPLICATIONS, code("type", "NA", "nan"), "schema", ""),
    (APPLICATIONS, unit("cases", "persons", 2000), "cases as persons", "applications"),
    (APPLICATIONS, unit("cases", "persons", 2025), "cases as persons", "applications"),
    ("country_names", text("name", "=HYPERLINK(1)"), "formula", "name"),
    ("country_names", text("name", "@SUM(A1)"), "formula", "name"),
    ("country_names", text("name", " Chad "), "schema", ""),
    (POPULATION, add_year(2026, 5.0), "jump", "refugees"),
    (POPULATION, add_year(2026, 0.1), "jump", "refugees"),
    (POPULATION, without_column("stateless"), "schema", ""),
    (POPULATION, further_column("refugees_2"), "schema", ""),
]


@cache
def current(table: str) -> pd.DataFrame:
    return load(table)


@pytest.mark.parametrize(
    ("table", "damage", "kind", "column"),
    [pytest.param(*fault, id=f"{n}-{fault[0]}-{fault[2]}") for n, fault in enumerate(FAULTS)],
)
def test_a_damaged_table_is_refused(table: str, damage: Damage, kind: str, column: str) -> None:
    found = refusals({table: damage(current(table))}, {table: current(table)})
    named = [refusal for refusal in found if refusal.check == kind]
    assert named, f"found only {[refusal.check for refusal in found]}"
    assert table in {refusal.table for refusal in named}
    assert not column or column in {refusal.column for refusal in named}
    assert all(refusal.message and refusal.remedy and "\n" not in str(refusal) for refusal in found)


@pytest.mark.parametrize("table", [name for name in tables() if "year" in current(name)])
def test_a_table_as_it_is_passes(table: str) -> None:
    assert refusals({table: current(table)}, {table: current(table)}) == []


STOCKS = ["refugees", "oip", "asylum_seekers", "idps", "stateless", "others_of_concern", "host_community"]


@cache
def release(name: str) -> dict[str, pd.DataFrame]:
    """The tables that a release carried, in the shape of ours."""
    figures = carried(name)["persons"].astype("Int64")
    stocks = figures[figures.index.get_level_values("series").isin(STOCKS)].unstack("series")
    made = {POPULATION: stocks.reindex(columns=STOCKS).reset_index()}
    for table in (RETURNS, ARRIVALS, "naturalisations"):
        made[table] = figures.loc[table].rename("persons").reset_index()
    made[IDP_RETURNS] = (
        figures.loc[IDP_RETURNS].rename("persons").reset_index("origin", drop=True).reset_index()
    )
    made[IDP_RETURNS] = made[IDP_RETURNS].rename(columns={"asylum": "country"})
    made[ARRIVALS] = made[ARRIVALS].rename(columns={"asylum": "destination"})
    columns = {name: [column.name for column in tables()[name].columns] for name in made}
    categories = ("origin", "asylum", "destination", "country")
    return {
        name: frame[columns[name]].astype({c: "category" for c in columns[name] if c in categories})
        for name, frame in made.items()
    }


YEAR_ENDS = ("GT2022", "GT2023", "GT2024", "GT2025", "GT2025r1")


@pytest.mark.parametrize(("old", "new"), list(pairwise(YEAR_ENDS)))
def test_a_release_of_the_end_of_a_year_passes_with_what_the_ledger_explains(old: str, new: str) -> None:
    assert refusals(release(new), release(old)) == []


@pytest.mark.parametrize(("old", "new"), [("GT2022", "GT2023"), ("GT2023", "GT2024"), ("GT2024", "GT2025")])
def test_without_the_ledger_its_revisions_are_found(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "corrections", lambda: ())
    assert {refusal.check for refusal in refusals(release(new), release(old))} == {"moved total"}


@pytest.mark.parametrize(("old", "new"), [("GT2022", "MYT2023"), ("GT2024", "MYT2025")])
def test_a_release_of_the_middle_of_a_year_is_refused(old: str, new: str) -> None:
    found = refusals(release(new), release(old))
    (half,) = [refusal for refusal in found if refusal.check == "half a year"]
    assert half.years == (int(new[3:7]),)
    assert "end of the year" in half.remedy


def test_an_entry_of_the_ledger_holds_only_for_the_figures_that_it_expects() -> None:
    late = {RETURNS: times("persons", 0.9, 2022)(release("GT2023")[RETURNS])}
    (refusal,) = refusals(late, {RETURNS: release("GT2022")[RETURNS]})
    assert refusal.check == "moved total"
    assert "the ledger accepts 1,356,261 or 999,261" in refusal.message


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def page(path: Path) -> None:
    path.write_text("<!doctype html><title>Service unavailable</title>")


DAMAGED = {"idp_returns": cut, "conflict_idps": page, "naturalisations": Path.unlink}


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Refusal]:
    """What is found, by table, in a candidate in the project's layout with three damaged files."""
    folder = tmp_path_factory.mktemp("snapshot") / "candidate"
    shutil.copytree(data_folder(), folder)
    for table, damage in DAMAGED.items():
        damage(folder / f"{table}.parquet")
    found = check(folder)
    assert len(found) == len(DAMAGED)
    return {refusal.table: refusal for refusal in found}


@pytest.mark.parametrize("table", DAMAGED, ids=["cut", "page", "gone"])
def test_a_file_that_cannot_be_read_is_refused(damaged: dict[str, Refusal], table: str) -> None:
    refusal = damaged[table]
    assert (refusal.table, refusal.check) == (table, "file")
    remedy = "name the folder that holds it" if DAMAGED[table] is Path.unlink else "fetch the file again"
    assert remedy in refusal.remedy


def test_sums_that_do_not_agree_between_tables_are_refused() -> None:
    frames = {name: load(name) for name in tables()}
    one = frames["demographics"].index[frames["demographics"]["total"] > 0][0]
    frames["demographics"] = frames["demographics"].copy()
    frames["demographics"].loc[one, "total"] += 7
    found = refusals(frames, {name: load(name) for name in tables()})
    assert [refusal.check for refusal in found] == ["identity"]


def test_sources_own_files_that_are_not_there_are_findings_and_no_folder_is_an_error(tmp_path: Path) -> None:
    found = check(tmp_path)
    assert {refusal.table for refusal in found} == set(tables()) - {"nowcasts"}  # which only a service has
    assert {refusal.check for refusal in found} == {"file"}
    with pytest.raises(GcrError, match="no folder to check"):
        check(tmp_path / "none")


def test_a_refusal_is_one_line_with_its_place_and_remedy() -> None:
    refusal = Refusal("population", "emptied column", "oip", (2019, 2020, 2022), "no figure is left", "wait")
    assert str(refusal) == (
        "population.oip, 2019-2020, 2022: emptied column: no figure is left. Remedy: wait"
    )


def test_a_candidate_may_be_compared_with_a_release() -> None:
    assert check(data_folder(), "GT2024") == []
    with pytest.raises(GcrError, match="unknown release 'GT2019'"):
        check(data_folder(), "GT2019")


def test_a_finding_on_rows_is_accepted_with_the_rows_that_are_left(monkeypatch) -> None:
    old = load("naturalisations")
    new = old[old["year"] != 1999]
    entry = {"entity": "naturalisations", "series": "", "years": (1999,), "finding": "lost years"}
    found = refusals({"naturalisations": new}, {"naturalisations": old})
    assert [refusal.check for refusal in found] == ["lost years"]
    for rows, left in ((0, []), (5, ["lost years"])):
        accepted = Correction(**entry, reason="withdrawn by the source", by="a person", expected=rows)
        monkeypatch.setattr(gate, "corrections", lambda accepted=accepted: (accepted,))
        found = refusals({"naturalisations": new}, {"naturalisations": old})
        assert [refusal.check for refusal in found] == left


@pytest.mark.parametrize("table", ["food_analyses", "inform_risk"])
def test_a_table_without_years_that_lost_rows_is_refused(table):
    old = load(table)
    kept = old.head(int(0.8 * len(old)))
    [found] = refusals({table: kept}, {table: old})
    assert (found.check, found.years) == ("lost rows", ())
    assert f"{len(kept)} rows are left of {len(old)}" in found.message
    assert not refusals({table: old}, {table: old})


def test_a_later_figure_of_food_insecurity_that_disagrees_is_refused():
    old = load("acute_food_insecurity")
    there = (old["country"] == "SDN") & (old["year"] == 2024)
    new = old.assign(persons=old["persons"].mask(there, old["persons"] // 10))
    [found] = refusals({"acute_food_insecurity": new}, {"acute_food_insecurity": old})
    assert (found.check, found.column, found.years) == ("moved country", "persons", (2024,))
    assert "SDN as country has 2,559,740 after 25,597,400" in found.message


@pytest.mark.parametrize(
    ("table", "country", "column"),
    [("food_analyses", "SDN", "persons"), ("refugee_work_rights", "COL", "practice")],
)
def test_a_table_without_years_that_lost_a_country_or_moved_its_figure_is_refused(table, country, column):
    old = load(table)
    place = "iso3" if "iso3" in old else "country"
    here = old[place] == country
    assert here.any()
    assert [found.check for found in refusals({table: old[~here]}, {table: old})] == ["lost country"]
    figure = next(name for name in (column, *old.select_dtypes("number")) if name in old)
    moved = old.assign(**{figure: old[figure].astype("float64").mask(here, old[figure] // 5)})
    moved = moved.astype({figure: old[figure].dtype})
    assert "moved figure" in {found.check for found in refusals({table: moved}, {table: old})}


def test_a_figure_of_another_version_is_refused():
    old = load("conflict_deaths_26_1")
    there = (old["country"] == "UKR") & (old["year"] == 2024)
    new = old.assign(deaths=old["deaths"].mask(there, 68_116))
    found = {
        refusal.check: refusal.message
        for refusal in refusals({"conflict_deaths_26_1": new}, {"conflict_deaths_26_1": old})
    }
    assert "another version" in found
    assert "162,211" in found["another version"]

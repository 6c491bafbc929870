"""The page on releases finds its releases by their data, says what a query of its own says, and is found."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pandas as pd
import pytest
import yaml

from gcr_analysis import framework, snapshot
from gcr_analysis.figures.check import faults
from gcr_analysis.figures.size import SIZES
from gcr_analysis.figures.svg import svg
from gcr_analysis.indicators import revisions
from gcr_analysis.indicators.revisions import furthest_moves
from gcr_analysis.publishing import release_figure as drawn
from gcr_analysis.publishing import releases as told
from gcr_analysis.publishing.feed import feed
from gcr_analysis.publishing.outputs import read
from gcr_analysis.publishing.parts import _methods, site_settings
from gcr_analysis.publishing.release_figure import most_moved, release_figure, title, told_again
from gcr_analysis.publishing.releases import (
    accepted,
    bands,
    in_order,
    last_large_revision,
    releases_page,
    yearly_pair,
)
from gcr_analysis.snapshot import data_folder
from gcr_analysis.snapshot.ledger import corrections

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shown() -> str:
    return releases_page([])


def test_it_tells_of_the_newest_release_and_of_the_last_that_brought_a_year(shown: str) -> None:
    said = shown.replace("\\", "")
    assert "GT2025r1 (published 25 June 2026) against GT2025 (published 12 June 2026)." in said
    assert "GT2025 (published 12 June 2026) against GT2024 (published 12 June 2025), the last" in said
    assert "gcr data diff" not in shown
    assert "(methods.qmd#two-releases)" in shown
    assert "{#two-releases}" in _methods()


def test_it_opens_with_what_changed_and_the_last_large_revision(shown: str) -> None:
    first = shown.replace("\\", "").splitlines()[0]
    assert first == (
        "The newest release, GT2025r1 (published 25 June 2026), changed 25 figures of years that the release "
        "before it also has (asylum-seekers), none by more than rounding to multiples of 5 can explain. The "
        "last large revision came with MYT2025r1 (published 30 March 2026): returned refugees in 2022 went "
        "from 1,356,261 to 999,261 (−26\u00a0%)."
    )


def test_no_release_made_a_large_revision_where_totals_stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    still = pd.DataFrame(
        {"before": [1e6, 10.0], "after": [1_004_000.0, 90.0]},
        index=pd.MultiIndex.from_tuples([("idps", 2020), ("oip", 2020)], names=["series", "year"]),
    )
    monkeypatch.setattr(told, "totals", lambda *_: still)
    assert last_large_revision() is None
    monkeypatch.setattr(told, "totals", lambda *_: still.assign(after=[1_006_000.0, 90.0]))
    found = last_large_revision()
    assert found
    assert (found.what, found.change) == ("internally displaced people at the end of 2020", "+0.6\u00a0%")


def test_the_two_newest_releases_differ_as_a_query_of_its_own_says(shown: str) -> None:
    """The newest release starts the figures that it was the first to carry; SQL counts them."""
    query = """
        with newest as (select release from read_parquet(?) order by published desc limit 1)
        select count(*), any_value(r.asylum), count(distinct r.asylum), count(distinct r.series)
        from read_parquet(?) r, newest where r.first_release = newest.release
    """
    files = [str(data_folder() / f"{name}.parquet") for name in ("release_dates", "releases")]
    [(figures, asylum, countries, series)] = duckdb.execute(query, files).fetchall()
    assert (figures, asylum, countries, series) == (25, "CAN", 1, 1)
    assert f"{figures} figures changed, in {series} of 11 series" in shown
    assert (
        shown.count("Rounding to multiples of 5 can explain it") == 2
    )  # and asylum-seekers of the year before
    assert '<td class="gcr-words">Canada&nbsp;+6</td>' in shown


def test_what_moved_most_stands_first(shown: str) -> None:
    yearly = shown.partition("{#yearly}")[2]
    assert yearly.index("Returned refugees, persons") < yearly.index("Asylum-seekers, persons")
    assert "<td>1,356,261</td><td>999,261</td><td>−357,000</td>" in yearly
    assert "The year 2025 is new, which is no revision." in yearly
    assert '<th scope="row">Resettlement arrivals</th><td>81,766</td>' in yearly


def test_a_release_without_changes_and_one_of_another_day_are_told_as_such(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = told._told("MYT2025", "GT2025")
    monkeypatch.setattr(told, "_told", lambda *_: replace(real, revised=(), figures=0))
    monkeypatch.setattr(told, "last_large_revision", lambda: None)
    page = releases_page([])
    assert "changed no figure of a year that the release before it also has. No release made a" in page
    assert "Of 2025 one of the two releases tells the middle and the other the end" in page
    assert '<th scope="row">Resettlement arrivals</th><td>28,592</td><td>81,766</td>' in page


def dates(*rows: tuple[str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["name", "published", "reference_date"])
    return table.set_index(table["name"].str.lower().rename("release"))


def test_the_releases_of_two_years_are_found_by_their_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = ("GT1", "2031-06-01", "2030-12-31"), ("GT1r1", "2031-07-01", "2030-12-31")
    mid, three = ("MYT2", "2031-10-01", "2031-06-30"), ("GT2", "2032-06-01", "2031-12-31")
    monkeypatch.setattr(told, "releases", lambda: dates(one, two, mid, three))
    assert yearly_pair() == ("GT1r1", "GT2")
    monkeypatch.setattr(told, "releases", lambda: dates(one, two, mid))
    assert yearly_pair() is None


def test_releases_stand_in_the_order_of_publication_each_with_its_day(shown: str) -> None:
    names = [each.name for each in in_order()]
    assert names[:3] == ["MYT2022", "GT2022", "MYT2023"]
    assert [shown.index(f'<th scope="row">{name}</th>') for name in names] == sorted(
        shown.index(f'<th scope="row">{name}</th>') for name in names
    )
    assert [each.kind for each in in_order()][:2] == ["middle of the year", "end of the year"]


def test_every_entry_of_the_ledger_is_shown(shown: str) -> None:
    assert sum(len(each.totals) for each in accepted()) == len(corrections())
    for entry in corrections():
        assert f"{entry.expected:,}" in shown
        assert entry.reason in shown


def test_bands_say_what_releases_did(shown: str) -> None:
    found = bands()
    returns = dict(found.moving)["Returned refugees, by country of origin"]
    assert returns[0] == ("the newest year", "0 to +23\u00a0%", "+195\u00a0%: World, 2022")
    assert [age for age, _, _ in returns][1:] == [
        "one year older",
        "two years older",
        "three or more years older",
    ]
    assert "<td>−35\u00a0% to +23\u00a0%</td>" in shown
    assert found.unknown == ("Naturalised refugees",)


def test_no_band_is_not_called_no_move(shown: str) -> None:
    """The ledger on the same page holds a move of returned internally displaced people."""
    assert "stayed as they were" not in shown
    assert (
        "returned internally displaced people, World, 2022, from 5,708,166 to 8,324,166 (+46"
        in shown.replace("\\", "")
    )


def test_of_series_without_a_band_as_many_large_figures_stood_still_as_is_said() -> None:
    rule, still = framework.revisions(), bands().still
    assert len(still) == 13
    for name, series in rule.series.items():
        if series.title in still:
            moved = revisions._moved(name)
            large = moved[moved["factor"].notna() & (moved["size"] == len(rule.sizes))]
            stood = (large["factor"] - 1).abs() <= rule.narrowest
            assert stood.groupby(large["age"]).mean().min() >= rule.level, name


def test_furthest_moves_are_those_of_a_plain_search() -> None:
    rule = framework.revisions()
    for (series, age), move in furthest_moves().iterrows():  # type: ignore[misc]
        rows = revisions._moved(series).dropna(subset=["factor"])
        rows = rows[(rows["age"] == age) & (rows["then"] >= rule.sizes[-1])]
        assert max(max(factor, 1 / factor) for factor in rows["factor"]) == pytest.approx(
            max(move["factor"], 1 / move["factor"])
        )


HISTORY = pd.DataFrame(
    {"2022-12": [5.0, None, None], "2023-12": [5.0, 10.0, None], "2024-12": [5.0, 12.0, 7.0]},
    index=[2022, 2023, 2024],
)


def test_the_figure_shows_years_that_the_release_of_a_later_year_told_again() -> None:
    assert list(told_again(HISTORY).index) == [2022, 2023]
    figure = release_figure()
    assert figure
    assert [name for name in figure.data if name.isdecimal()] == ["2021", "2022", "2023", "2024"]
    assert figure.data["2022"].dropna().drop_duplicates().tolist() == [339_261, 1_356_261, 999_261]
    assert (
        "2022: 339,261 from GT2022 on, 1.36\u00a0million from GT2023 on, 999,261 from MYT2025r1 on"
        in figure.alt
    )
    assert [(line.field, line.strong) for line in figure.drawing.series if line.strong] == [("2022", True)]
    assert {line.shape for line in figure.drawing.series} == {"step"}
    assert not [fault for size in SIZES.values() for fault in faults(svg(figure.specification, size))]


def test_its_title_is_true_of_any_history() -> None:
    assert title(HISTORY) == "Returns of 2023 were first 10, then 12: no other year was revised"
    still = HISTORY.loc[[2022]]
    assert most_moved(still) is None
    assert title(still) == "No release changed the returns of an earlier year"
    both = HISTORY.assign(**{"2024-12": [6.0, 12.0, 7.0], "2025-12": [6.0, 20.0, 7.0]})
    assert title(both) == "Returns of 2023 were first 10, then 12, then 20: no other year was revised as much"


def test_nothing_is_drawn_where_no_year_was_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn, "past_returns", lambda _: HISTORY[["2022-12"]])
    assert release_figure() is None


def test_the_foot_names_the_release_and_links_to_the_page() -> None:
    text = yaml.safe_load(site_settings())["website"]["page-footer"]["center"]
    source = snapshot.sources()["unhcr-population"]
    assert f"{source.producer}, {source.vintage_label}." in text
    assert "(/reports/releases.qmd)" in text


@pytest.mark.parametrize(
    "notebook",
    [REPOSITORY / "notebooks" / panel.notebook for panel in framework.panels().values()],
    ids=lambda path: path.stem,
)
def test_every_note_names_the_release_of_its_figures_among_its_sources(notebook: Path) -> None:
    """On the page, in the PDF and in the DOCX, which all print these."""
    label = snapshot.sources()["unhcr-population"].vintage_label
    assert label in {source.vintage for source in read(notebook).note.sources if source.producer == "UNHCR"}


def test_the_page_is_linked_from_the_page_about_figures_from_data_and_from_the_feed() -> None:
    for page in ("about", "data"):
        assert "(releases.qmd)" in (REPOSITORY / "reports" / f"{page}.qmd").read_text(encoding="utf-8")
    links = {
        link.get("href") for link in ElementTree.fromstring(feed()).iter("{http://www.w3.org/2005/Atom}link")
    }
    assert links == {"../reports/data.html", "../reports/releases.html"}

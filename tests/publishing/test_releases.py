"""The page on releases finds its releases by their data, says what a query of its own says, and is found."""

import json
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pandas as pd
import pytest

from gcr_analysis import snapshot
from gcr_analysis.publishing import release_figure as drawn
from gcr_analysis.publishing import releases as told
from gcr_analysis.publishing.feed import feed
from gcr_analysis.publishing.outputs import read
from gcr_analysis.publishing.parts import footer
from gcr_analysis.publishing.release_figure import most_moved, release_figure, title, told_again
from gcr_analysis.publishing.releases import accepted, bands, in_order, releases_page, yearly_pair
from gcr_analysis.snapshot import data_folder
from gcr_analysis.snapshot.ledger import corrections

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shown() -> str:
    return releases_page([])


def test_it_tells_of_the_newest_release_and_of_the_last_that_brought_a_year(shown: str) -> None:
    said = shown.replace("\\", "")
    assert "GT2025r1 (published 25 June 2026) against GT2025 (published 12 June 2026)." in said
    assert "GT2025 (published 12 June 2026) against GT2024 (published 12 June 2025), which told" in said
    assert "gcr data diff GT2025 GT2025r1 --notes" in shown


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
    assert '<td class="gcr-words">Canada&nbsp;+6</td>' in shown


def test_what_moved_most_stands_first(shown: str) -> None:
    yearly = shown.partition("{#yearly}")[2]
    assert yearly.index("Returned refugees, persons") < yearly.index("Asylum-seekers, persons")
    assert "<td>1,356,261</td><td>999,261</td><td>−357,000</td>" in yearly
    assert "First figures of 2025, which is no revision" in yearly


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
    told_bands = dict(bands())
    assert told_bands["Refugees, by country of asylum"] == ("none",) * 4
    assert told_bands["Returned refugees, by country of origin"][0] == "0 to +23\u00a0%"
    assert "−35\u00a0% to +23\u00a0%" in shown


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
    assert figure.png.startswith(b"\x89PNG")


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
    text = json.loads(footer())["website"]["page-footer"]["center"]
    source = snapshot.sources()["unhcr-population"]
    assert f"{source.producer}, {source.vintage_label}." in text
    assert "(/reports/releases.qmd)" in text


@pytest.mark.parametrize(
    "notebook", sorted((REPOSITORY / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem
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

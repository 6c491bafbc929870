"""Explore: any measure of any places, by keyboard, on a phone, without scripts, from bad addresses."""

import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from gcr_analysis import framework, geography
from gcr_analysis.exports import export_columns
from gcr_analysis.indicators.engine import CONTRACT, TYPES, indicators
from gcr_analysis.numbers import number
from gcr_analysis.publishing.dataset.figures import published

pytestmark = pytest.mark.browser

EXPLORE = "explore/index.html"
CHART = f"{EXPLORE}?measure=refugees_hosted&places=lbn,tcd,col,mirps&years=2005-2025&view=chart"
BARS = f"{EXPLORE}?measure=protection_rate&places=world,ken,usa&years=2024&view=chart"
MAP = f"{EXPLORE}?measure=asylum_backlog_years&places=the-americas&years=2024&view=map"
VIEWS = {"table": EXPLORE, "chart": CHART, "bars": BARS, "map": MAP}
NO_EVAL = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'"
)
CHOICES = 100
CSV_OF = """async choices => {
  const load = name => import(new URL(`../theme/explore/${name}.js`, document.baseURI));
  const [{once, figures}, {gathered}, {csv}] = await Promise.all(["data", "figures", "take"].map(load));
  const told = await once("measures.json"), placed = await once("places.json");
  const lists = {
    ...told,
    measureOf: new Map(told.measures.map(each => [each.id, each])),
    placeOf: new Map(placed.places.map(each => [each.id, each])),
    countries: placed.places.filter(each => each.kind === "country").map(each => each.id),
  };
  const found = [];
  for (const choice of choices) {
    found.push(csv(gathered(choice, lists, await figures(choice.measure)), told.baseline_year));
  }
  return found;
}"""


def settled(page: Any, words: str = "") -> Any:
    """Wait until the page has said what it shows; return the page."""
    page.locator(".gcr-explore-said", has_text=words or "figures.").or_(
        page.locator(".gcr-explore-said", has_text="The table below")
    ).first.wait_for(state="attached")
    return page


def title(page: Any) -> str:
    return page.locator("#explore-title").inner_text()


def asked(page: Any) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_hundred_choices_are_what_the_command_prints(visit: Callable[..., Any]) -> None:
    drawn = random.Random(2025)
    ids, places = published(), [region.id for region in geography.regions()]
    choices = []
    for _ in range(CHOICES):
        start, end = sorted(drawn.choices(range(2000, 2026), k=2))
        chosen = drawn.sample(places, drawn.randint(1, 6))
        choices.append(
            {"measure": drawn.choice(ids), "places": chosen, "from": start, "to": end, "view": "table"}
        )
    answers = visit(EXPLORE).evaluate(CSV_OF, choices)
    known = 0
    for choice, answer in zip(choices, answers, strict=True):
        rows = indicators(
            choice["places"], range(choice["from"], choice["to"] + 1), indicator=choice["measure"]
        )
        expected = export_columns("csv", {name: rows[name].tolist() for name in CONTRACT}, TYPES).decode()
        assert answer == expected, choice
        known += int(rows["value"].notna().sum())
    assert known > 5 * CHOICES


def test_numbers_are_written_as_on_other_pages(visit: Callable[..., Any]) -> None:
    drawn = random.Random(7)
    values = [
        0,
        0.02,
        0.4,
        0.96,
        7.25,
        9.97,
        71.2,
        99.7,
        99.97,
        100,
        999.6,
        81_766,
        35_638_779,
        999_950_000,
        -3.2,
    ]
    values += [drawn.uniform(-1, 1) * 10 ** drawn.uniform(-3, 11) for _ in range(60)]
    units = {name: unit for name, unit in framework.units().items() if unit.written != "year"}
    written = visit(EXPLORE).evaluate(
        """async ([units, values]) => {
          const {number} = await import(new URL("../theme/explore/words.js", document.baseURI));
          return units.map(unit => values.map(value => number(value, unit)));
        }""",
        [[unit.model_dump() for unit in units.values()], values],
    )
    for name, found in zip(units, written, strict=True):
        assert found == [number(float(value), name) for value in values], name


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_seen_is_said_and_can_be_taken_along(visit: Callable[..., Any], view: str) -> None:
    page = settled(visit(VIEWS[view]))
    with page.expect_download() as download:
        page.locator(".gcr-csv").click()
    rows = read(Path(download.value.path()).read_text())
    assert list(rows[0]) == [*CONTRACT]
    command = page.locator(".gcr-command").inner_text()
    assert f"--indicator {rows[0]['indicator']} " in command
    if view == "map":
        assert "--family country --indicator" in command
        assert len(rows) == len(geography.regions("country"))
    assert page.locator(".gcr-figures tbody tr").count() > 1
    assert "UNHCR" in page.locator(".gcr-source").inner_text()
    assert page.locator(".gcr-canvas svg").count() == (0 if view == "table" else 1)


def test_no_library_is_loaded_for_a_table(visit: Callable[..., Any], served: str) -> None:
    page = visit("reports/cite.html")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(served + EXPLORE)
    settled(page)
    assert not [url for url in loaded if url.endswith(("vega.js", "world.json"))]
    page.get_by_text("Chart", exact=True).click()
    page.locator(".gcr-canvas svg").wait_for()
    assert [url for url in loaded if url.endswith("vega.js")]


@pytest.mark.parametrize("view", ["chart", "bars", "map"])
def test_drawings_need_no_eval(visit: Callable[..., Any], served: str, view: str) -> None:
    page = visit("reports/cite.html")

    def strict(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": NO_EVAL})

    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.route("**/explore/index.html*", strict)
    page.goto(served + VIEWS[view])
    page.locator(".gcr-canvas svg path").first.wait_for()
    assert said == []


def test_breaks_part_lines_and_are_told(visit: Callable[..., Any]) -> None:
    page = settled(visit(CHART))
    notes = page.locator(".gcr-notes").inner_text()
    assert "Colombia and MIRPS countries, 2018: Other people in need of international protection" in notes
    lines = page.locator(".gcr-canvas g.mark-line > path")
    assert lines.count() == 6  # of four places two are parted once
    assert "break 1" in page.locator(".gcr-figures tr", has_text="2018").inner_text()


def test_partial_figures_are_hollow_and_missing_ones_named(visit: Callable[..., Any]) -> None:
    page = settled(visit(f"{EXPLORE}?measure=asylum_backlog_years&places=world,lbn,usa&view=chart"))
    notes = page.locator(".gcr-notes").inner_text()
    assert "Hollow: partial" in notes
    assert "Not applicable: Lebanon: Only UNHCR decides." in notes
    fills = page.locator(".gcr-canvas g.mark-symbol path").evaluate_all(
        "all => all.map(one => one.getAttribute('fill'))"
    )
    assert {"#ffffff", "#0b5394"} <= set(fills)
    page = settled(visit(f"{EXPLORE}?measure=gcr_1_1_1&places=tcd&view=chart"))
    assert "Proxy: Contributions to UNHCR" in page.locator(".gcr-notes").inner_text()


@pytest.mark.parametrize("view", ["table", "chart"])
def test_a_partial_year_without_a_figure_is_told(visit: Callable[..., Any], view: str) -> None:
    page = settled(visit(f"{EXPLORE}?measure=asylum_decisions&places=alb&years=2000-2002&view={view}"))
    notes = page.locator(".gcr-notes").inner_text()
    assert "No figure: Albania (partial: At least: leaves out 20 decisions that Albania" in notes
    assert ("there is nothing to draw" in notes) == (view == "chart")


def test_everything_is_chosen_by_the_keyboard_and_said(visit: Callable[..., Any]) -> None:
    page = settled(visit(f"{EXPLORE}?places=lbn"))
    said = page.locator(".gcr-explore-said")
    measure = page.get_by_label("Measure", exact=True)
    measure.focus()
    page.keyboard.type("protection rate")
    assert measure.get_attribute("aria-expanded") == "true"
    option = page.locator(f"#{measure.get_attribute('aria-activedescendant')}")
    assert option.get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    settled(page, "Protection rate")
    assert asked(page)["measure"] == "protection_rate"
    page.keyboard.press("Tab")
    page.keyboard.type("Turquie")
    assert said.text_content() == "1 found. Use the arrow keys."
    page.keyboard.press("Enter")
    settled(page, "Lebanon and Türkiye")
    assert page.evaluate("document.activeElement.id") == "explore-place"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.get_by_label("Add a place").get_attribute("aria-expanded") == "false"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove Lebanon"
    page.keyboard.press("Enter")
    settled(page, "Türkiye")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Remove Türkiye"
    page.keyboard.press("Tab")
    page.keyboard.type("2010")
    page.keyboard.press("Tab")
    page.keyboard.type("2020")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.locator(".gcr-canvas svg").wait_for()
    assert asked(page) == {
        "measure": "protection_rate",
        "places": "tur",
        "years": "2010-2020",
        "view": "chart",
    }
    assert said.text_content().startswith("Chart of Protection rate, Türkiye, 2010 to 2020")


def test_what_is_called_nothing_is_said_with_the_near_miss(visit: Callable[..., Any]) -> None:
    page = settled(visit(EXPLORE))
    page.get_by_label("Add a place").press_sequentially("Lebannon")
    assert (
        page.locator(".gcr-explore-said").text_content()
        == "Nothing is called “Lebannon”. Did you mean Lebanon?"
    )


def test_the_back_button_leads_to_the_choice_before(visit: Callable[..., Any]) -> None:
    page = settled(visit(f"{EXPLORE}?measure=refugees_hosted&places=lbn&years=2010-2020"))
    first = title(page)
    page.get_by_text("Chart", exact=True).click()
    page.locator(".gcr-canvas svg").wait_for()
    page.get_by_label("Add a place").fill("tcd")
    page.keyboard.press("Enter")
    settled(page, "Lebanon and Chad")
    page.go_back()
    settled(page, "Chart of Refugees hosted, Lebanon, 2010")
    page.go_back()
    settled(page, "Table of Refugees hosted, Lebanon, 2010")
    assert title(page) == first
    page.go_forward()
    page.locator(".gcr-canvas svg").wait_for()
    page.reload()
    settled(page, "Chart of")


def test_a_bad_address_is_told_in_sentences_and_shows_something(visit: Callable[..., Any]) -> None:
    markup = quote("<img src=x onerror=alert(1)>")
    page = settled(
        visit(f"{EXPLORE}?measure=refuges_hosted&places=lebannon,{markup},ken&years=1990-2030&view=pie", 320)
    )
    said = page.locator(".gcr-problems").inner_text()
    assert "no measure called “refuges_hosted”. Did you mean Refugees hosted (refugees_hosted)?" in said
    assert "no place called “lebannon”. Did you mean Lebanon (lbn)?" in said
    assert "no place called “<img src=x onerror=alert(1)>”" in said
    assert "“1990-2030” is no year from 2000 to 2025" in said
    assert "“pie” is no way to show figures: there are table, chart and map." in said
    assert title(page) == "Refugees hosted: Kenya"
    assert page.locator("main img").count() == 0
    for bad in (
        "?",
        "?measure=&places=,,&years=",
        "?places=" + "lbn," * 500,
        "?measure=%00&places=%F0%9F%98%80",
    ):
        page = settled(visit(EXPLORE + bad))
        assert page.locator(".gcr-figures tbody tr").count() > 0


def test_years_begin_with_the_first_figure_until_they_are_chosen(visit: Callable[..., Any]) -> None:
    page = settled(visit(f"{EXPLORE}?measure=gcr_3_1_1&places=tcd,cmr"))
    assert page.locator(".gcr-figures tbody th").first.inner_text() == "2022"
    assert page.locator("#explore-from").input_value() == "2022"
    page = settled(visit(f"{EXPLORE}?measure=gcr_3_1_1&places=tcd,cmr&years=2025-2020"))
    assert page.locator(".gcr-figures tbody th").all_inner_texts() == [
        str(year) for year in range(2020, 2026)
    ]


def test_many_breaks_do_not_push_the_figures_out_of_sight(visit: Callable[..., Any]) -> None:
    page = settled(visit(f"{EXPLORE}?measure=refugees_hosted", 390, 844))
    named = page.locator(".gcr-notes details")
    assert named.locator("li").count() > 3
    assert named.get_attribute("open") is None
    named.locator("summary").click()
    assert named.locator("li").first.is_visible()


def test_on_a_slow_line_it_says_what_is_coming(visit: Callable[..., Any], served: str) -> None:
    page = visit("reports/cite.html", 390)
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/explore/vega.js", hold)
    page.goto(served + CHART)
    page.get_by_text("Being drawn. The table below has the same figures.").wait_for()
    assert page.locator(".gcr-figures td").count() > 0
    held[0].continue_()
    page.locator(".gcr-canvas svg").wait_for()


def test_places_go_by_any_of_their_names(visit: Callable[..., Any]) -> None:
    page = settled(visit(f"{EXPLORE}?places={quote('Turquie,Ivory Coast,MIRPS')}&years=2024"))
    assert page.locator(".gcr-chosen span").all_inner_texts() == [
        "Türkiye",
        "Côte d'Ivoire",
        "MIRPS countries",
    ]


@pytest.fixture
def damaged(visit: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """A page of which one file is cut short."""

    def open_with(address: str, pattern: str, end: int) -> Any:
        page = visit("reports/cite.html")

        def cut(route: Any) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.body()[:end])

        page.route(pattern, cut)
        page.goto(
            urlsplit(page.url)
            ._replace(path=f"/{address.partition('?')[0]}", query=address.partition("?")[2])
            .geturl()
        )
        return page

    yield open_with


def test_files_that_are_not_whole_are_told(damaged: Callable[..., Any]) -> None:
    page = damaged(CHART, "**/data/refugees_hosted.json", 5000)
    page.locator(".gcr-problems", has_text="cut short or damaged: data/refugees_hosted.json").wait_for()
    page.get_by_label("Measure", exact=True).fill("protection rate")
    page.keyboard.press("Enter")
    page.locator(".gcr-canvas svg").wait_for()
    assert page.locator(".gcr-problems").is_hidden()
    page = damaged(EXPLORE, "**/places.json", 500)
    page.locator(".gcr-problems", has_text="lists of measures and places").wait_for()
    assert page.get_by_role("link", name="Every figure as one file").first.is_visible()
    page = damaged(CHART, "**/vega.js", 2000)
    page.locator(".gcr-problems", has_text="The chart could not be drawn").wait_for()
    assert page.locator(".gcr-figures tbody tr").count() == 21
    page = damaged(MAP, "**/world.json", 2000)
    page.locator(".gcr-problems", has_text="The map could not be drawn").wait_for()
    assert page.locator(".gcr-figures tbody tr").count() == len(geography.regions("country"))


def test_a_missing_file_and_no_network_are_told(visit: Callable[..., Any]) -> None:
    page = settled(visit(CHART))
    page.locator(".gcr-canvas svg").wait_for()
    page.context.set_offline(True)
    page.get_by_text("Table", exact=True).click()  # what is there goes on
    settled(page, "Table of Refugees hosted")
    page.get_by_label("Measure", exact=True).fill("protection rate")
    page.keyboard.press("Enter")
    page.locator(
        ".gcr-problems", has_text="data/protection_rate.json could not be loaded (no answer)"
    ).wait_for()
    page.context.set_offline(False)
    page.route("**/data/protection_rate.json", lambda route: route.fulfill(status=204, body=""))
    page.reload()
    page.locator(".gcr-problems", has_text="Protection rate").wait_for()


def test_scripts_off(visit: Callable[..., Any]) -> None:
    page = visit(CHART, java_script_enabled=False)
    assert page.locator("#explore-scripts").is_visible()
    assert not page.locator("#explore").is_visible()
    assert not page.locator("#explore-file").is_visible()
    assert page.locator("#explore-instead a").count() >= 3
    page.locator("details summary").first.click()
    assert page.get_by_role("link", name="Refugees hosted", exact=True).is_visible()


def test_opened_as_a_file(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / EXPLORE).as_uri())
    page.locator("#explore-file").wait_for()
    assert "opened as a file" in page.locator("#explore-instead").inner_text()
    assert not page.locator("#explore-scripts").is_visible()
    assert not page.locator("#explore").is_visible()
    page.close()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation(visit: Callable[..., Any], view: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = settled(visit(VIEWS[view], color_scheme=scheme))
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(page)
        assert not results.violations_count, f"{width} px: {results.generate_report()}"
    page.get_by_label("Add a place").press_sequentially("li")
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()


@pytest.mark.parametrize("view", VIEWS)
def test_it_fits_a_phone(visit: Callable[..., Any], view: str) -> None:
    page = settled(visit(VIEWS[view], 320))
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(400)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        targets = page.locator("#explore :is(button, select, input[type=text], .gcr-views label, a):visible")
        boxes = [target.bounding_box() for target in targets.all()]
        assert all(box["height"] >= 24 and box["width"] >= 24 for box in boxes)
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    texts = page.locator(".gcr-canvas svg text").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert all(size >= 12 for size in texts)
    names = page.locator(".gcr-canvas svg text").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert all(left >= -1 and right <= 391 for left, right in names)


def test_indicator_pages_lead_here(visit: Callable[..., Any]) -> None:
    page = visit("indicators/2-2-1/index.html")
    page.get_by_role("link", name="Explore", exact=False).filter(has_text="any places").click()
    page.locator(".gcr-canvas svg").wait_for()
    assert asked(page)["measure"].startswith("gcr_2_2_1")


def test_figures_of_a_site_are_small(site: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (site / "explore").rglob("*") if path.is_file()}
    assert sum(sizes.values()) < 15_000_000
    figures = sorted(path.stat().st_size for path in (site / "explore" / "data").glob("*.json"))
    assert len(figures) == len(published())
    assert figures[len(figures) // 2] < 50_000
    assert figures[int(0.85 * len(figures))] < 100_000
    assert json.loads((site / "explore" / "measures.json").read_text())["last"] == 2025

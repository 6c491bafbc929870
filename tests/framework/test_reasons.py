"""Every reason is read back into declared patterns, written again as it was, and no pattern is idle."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import gcr_analysis
from gcr_analysis import framework, geography
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import reasons
from gcr_analysis.framework.reasons import WITH_AND, Part, kind, parsed, patterns, written
from gcr_analysis.geography import country_name, region
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators import food, forum
from gcr_analysis.indicators.comparisons import compare
from gcr_analysis.indicators.cube import store
from gcr_analysis.indicators.host_country_burden.donors import donors
from gcr_analysis.indicators.ledger import why_left_out
from gcr_analysis.indicators.own.estimates import Estimate
from gcr_analysis.indicators.own.measures import worded
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.published import SUBJECTS, period, rows_on, why_no_change
from gcr_analysis.running.cube import make_cube
from gcr_analysis.snapshot import latest_year, load

pytestmark = pytest.mark.reads_cube

PACKAGE = Path(gcr_analysis.__file__).parent
CODE = (*sorted((PACKAGE / "indicators").rglob("*.py")), PACKAGE / "framework" / "own.py")
COMPARED = ("igad", "LBN", "COL", "PSE")
VERDICTS = ("reason", "progress", "certainty")
Seen = dict[str, list[Part]]


@pytest.fixture(scope="module")
def of_figures() -> set[str]:
    """Every reason, and every break, of every measure of every declared set and country in every year."""
    assert make_cube(quiet=True)
    rows = pq.read_table(store.cube_path(), columns=["reason", "series_break", "status"])
    return {text for column in rows.columns for text in pc.unique(column).to_pylist()}


@pytest.fixture(scope="module")
def of_changes() -> set[str]:
    """What is said of every directed measure of all sets and countries, and of the changes of some."""
    last = latest_year()
    verdicts = [progress(geography.regions(), year) for year in (last, last - 4, last - 7)]
    told = {text for rows in verdicts for column in VERDICTS for text in rows[column]}
    for id, declared in framework.indicators().items():
        if "baseline" not in id and not declared.own:
            rows = compare(id, COMPARED)
            told |= {text for column in ("reason", "breaks") for text in rows[column]}
    return told


@pytest.fixture(scope="module")
def elsewhere() -> set[str]:
    """What is told of pledges and goals, of surveys and publications, and what other data might bring."""
    told = {*forum.pledges()["reason"], *forum.goals(latest_year())["reason"]}
    told |= {text for name in donors() for text in (name, f"Without {name}")}
    told |= {f"By {food.shown(method)}, in 3 countries" for method in food.methods()}
    for id, subjects in SUBJECTS.items():
        years = sorted({*rows_on(subjects)["year"]})
        told |= {why_no_change(id, first, last) for first in years for last in years if first < last}
    of = period(SimpleNamespace(period="2020-2021", unit="donors"))
    told.add(f"Published of World for 2023, and of World {of}: not one series")
    for result in load("unhcr_results")["result"].astype("str").unique():
        told.add(f"Left out: {'; '.join(why_left_out(region('world'), 2022, 2024, result))}")
    figure = ("works", "LBN", 2024, 50.0, 20.0, 80.0, 20.41)
    told |= {worded(Estimate(*figure, answers, 12, 1, 11)) for answers in (8, 80)}
    told |= {worded(Estimate(*figure, 40, 4, strata, 4 - strata)) for strata in (1, 2, 4)}
    return told - {"Left out: "}


@pytest.fixture(scope="module")
def declared() -> set[str]:
    """Texts of other declarations that are told as reasons."""
    told = {measure.why_not for measure in framework.indicators().values()}
    told |= {each.text for each in framework.breaks()} | {*framework.statuses()}
    return told | {plan.title for plan in framework.response_plans().values()}


@pytest.fixture(scope="module")
def told(of_figures: set[str], of_changes: set[str], elsewhere: set[str], declared: set[str]) -> set[str]:
    return of_figures | of_changes | elsewhere | declared


@pytest.fixture(scope="module")
def seen(told: set[str]) -> Seen:
    """Parts of all reasons, also of reasons within others, by the id of their pattern."""
    found: Seen = {}
    for reason in told:
        for part in parts_of(reason):
            found.setdefault(part.id, []).append(part)
    return found


def parts_of(reason: str) -> Iterator[Part]:
    for part in parsed(reason):
        yield part
        for name, value in part.slots.items():
            if name.startswith("reason"):
                for nested in (value,) if isinstance(value, str) else value:
                    yield from parts_of(nested)


def test_every_reason_is_made_of_declared_patterns_and_is_written_as_it_was(told: set[str]) -> None:
    assert len(told) > 7000
    unread = []
    for reason in told:
        try:
            again = written(parsed(reason))
        except GcrError:
            again = ""
        if again != reason:
            unread.append(reason)
    assert not sorted(unread)[:20], len(unread)


def test_places_are_countries_or_donors_by_their_whole_names(seen: Seen) -> None:
    codes = [str(code) for code in load("country_names")["iso3"].unique()]
    known = {country_name(code) for code in codes} | {country_in_sentence(code) for code in codes}
    known |= {"an unknown country", *donors()}
    named = {
        place
        for part in (part for parts in seen.values() for part in parts)
        for name, value in part.slots.items()
        if name.startswith("place")
        for place in ((value,) if isinstance(value, str) else value)
    }
    # Of donors whose name is no place's, commas are taken for those of a list.
    broken = {piece for name in donors() for piece in re.split(", | and ", name)}
    assert not named - known - broken
    assert len(named) > 200


def test_titles_are_those_of_measures(seen: Seen) -> None:
    titles = {part.slots["title"] for part in seen["same_fact"]}
    assert titles
    assert titles <= {measure.title for measure in framework.indicators().values()}


def test_a_list_parts_places_and_not_their_names() -> None:
    names = {str(name) for name in load("country_names").query("language == 'en'")["name"]}
    assert {name for name in names if " and " in name or ", " in name} == {*WITH_AND}
    for name in sorted(names):
        [part, more] = parsed(f"Without {name}, Chad, {name} and 2 more")
        assert part.slots == {"places_listed": (name, "Chad", name)}
        assert more.slots == {"number": "2"}
        [part] = parsed(f"New and repeat applications are one figure in Chad, the {name} and {name}")
        assert part.slots == {"places": ("Chad", f"the {name}", name)}
        [part] = parsed(f"Figures of an earlier year: {name} 2011, {name} 2012")
        assert part.slots == {"reasons": (f"{name} 2011", f"{name} 2012")}


def test_parts_know_what_joins_them() -> None:
    found = parsed("At least so many. Without Chad, Niger and 4 more: no food insecurity figure")
    assert [(part.id, part.joined) for part in found] == [
        ("at_least_so_many", ""),
        ("without", ". "),
        ("and_more", ""),
        ("no_food_insecurity_figure", ""),
    ]
    first, second = parsed("No figure for 2021: On needs of refugees from Sudan only; Held until 2022")
    assert (first.slots["reason"], first.joined) == ("On needs of refugees from Sudan only", "")
    assert (second.id, second.joined) == ("held_until", "; ")
    assert parsed("") == ()


def test_periods_and_titles_of_publications_may_hold_what_parts_reasons() -> None:
    analysed = "IPC, Feb-Mar 2017 (mainland); Jul-Sept 2017 (Zanzibar): 1 of 4 people analysed"
    first, second, share = parsed(
        f"Method not stated: 1 of 2 people analysed; {analysed}, 27 % of the country"
    )
    assert first.slots == {"number": "1", "number_analysed": "2"}
    assert second.slots["text_months"] == "Feb-Mar 2017 (mainland); Jul-Sept 2017 (Zanzibar)"
    assert share.slots == {"number": "27 %"}
    [said, carried] = parsed(
        "Published as a total of two years, 2018-2019: OECD: Who should fund refugee situations?, "
        "as carried by news.example, which is not the publisher"
    )
    assert said.slots["text_published"] == "OECD: Who should fund refugee situations?"
    assert carried.slots == {"text_site": "news.example"}


@pytest.mark.parametrize(
    "unknown",
    [
        "Nobody knows",
        "The series begins in 20",
        "The series begins in 2020; Nobody knows",
        "No figure for 2020: Nobody knows",
        "Without nobody: no poverty figure",
        "The source ends in 2019.",
    ],
)
def test_a_text_that_no_pattern_says_is_named(unknown: str) -> None:
    with pytest.raises(GcrError, match=rf"no pattern of reasons\.yaml says '{unknown}': declare one"):
        parsed(unknown)


def test_patterns_differ_and_each_slot_is_of_a_kind() -> None:
    slots = {name for text in patterns().values() for name in re.findall(r"\{(\w+)\}", text)}
    assert {kind(name) for name in slots} == {*reasons._KINDS}
    assert len({*patterns().values()}) == len(patterns())
    with pytest.raises(GcrError, match=r"slot who in reasons\.yaml is of no kind"):
        kind("who")


def test_each_pattern_is_made_somewhere(seen: Seen) -> None:
    assert not unmade(patterns(), seen)


def test_a_pattern_that_nobody_makes_is_found(seen: Seen) -> None:
    idle = {"idle": "The moon has figures for {year} only", "bare": "{number}: {year}"}
    assert unmade(patterns() | idle, seen) == ["idle", "bare"]


def unmade(declared: dict[str, str], seen: Iterable[str]) -> list[str]:
    """Ids of patterns that are in no reason and whose own words no module has."""
    modules = [texts_in(path) for path in CODE]
    return [
        id
        for id, pattern in declared.items()
        if id not in seen and not any(has_words(pattern, texts) for texts in modules)
    ]


def has_words(pattern: str, texts: list[str]) -> bool:
    """Whether some of the texts hold all words of a pattern, in the order in which they stand."""
    words = [piece.strip() for piece in re.split(r"\{\w+\}", pattern) if re.search("[a-z]", piece)]
    found = re.compile(".*".join(map(re.escape, words)))
    return bool(words) and any(found.search(text) for text in texts)


def texts_in(path: Path) -> list[str]:
    """Return the texts of a module, with braces for what is filled in; not those that document it."""
    tree = ast.parse(path.read_text())
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            found.append(node.value)
        if isinstance(node, ast.JoinedStr):
            pieces = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            found.append("".join(map(str, pieces)))
    return found

"""A plan is whole and right before the first kernel starts; what is wrong with it is one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.running import plan_runs
from gcr_analysis.running.parameters import notebook_parameters
from gcr_analysis.snapshot import latest_year

PANEL = "host-country-burden"
LAKE_CHAD = "name: lake-chad\ntitle: Lake Chad basin\ncountries: [CMR, NER, NGA, TCD]\n"


@pytest.fixture(autouse=True)
def repository(tree: Path, notebook: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small repository, with a notebook for the panel, in which the user stands."""
    notebook("1-host-country-burden")
    for module in ("gcr_analysis.running.plan", "gcr_analysis.running.paths"):
        monkeypatch.setattr(f"{module}.project_root", lambda: tree)
    monkeypatch.chdir(tree)
    return tree


def test_nothing_asked_for_is_every_panel_and_every_default_region_at_the_latest_year() -> None:
    runs = plan_runs()
    assert {run.panel for run in runs} == {PANEL}
    assert len(runs) == 25
    assert {run.year for run in runs} == {latest_year()}
    assert runs[0].parameters == (("region", "world"), ("year", latest_year()), ("baseline_year", 2016))


def test_panels_regions_and_years_are_multiplied_and_each_run_is_there_once() -> None:
    runs = plan_runs([PANEL], ["lbn", "mirps", "LBN"], ["2023", 2024, 2023])
    assert [(run.slug, run.year) for run in runs] == [
        ("lbn", 2023),
        ("lbn", 2024),
        ("mirps", 2023),
        ("mirps", 2024),
    ]


def test_all_is_the_default_regions_and_may_stand_beside_others() -> None:
    runs = plan_runs([PANEL], ["all", "lbn"])
    assert [run.slug for run in runs][-2:] == ["eth", "lbn"]


def test_a_region_file_is_named_as_seen_from_the_top_wherever_the_user_stands(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "sets").mkdir(exist_ok=True)
    (repository / "sets" / "chad.yaml").write_text(LAKE_CHAD)
    monkeypatch.chdir(repository / "sets")
    (run,) = plan_runs([PANEL], ["chad.yaml"], [2024])
    assert dict(run.parameters)["region"] == "sets/chad.yaml"
    assert run.output(Path("outputs")) == Path("outputs", "lake-chad", PANEL, "2024.ipynb")


def test_two_region_files_of_one_name_are_refused(repository: Path) -> None:
    for file in ("one.yaml", "two.yaml"):
        (repository / file).write_text(LAKE_CHAD)
    with pytest.raises(GcrError, match=r"^two region sets are named 'lake-chad': rename one$"):
        plan_runs([PANEL], ["one.yaml", "two.yaml"])


def test_further_parameters_come_last_and_have_the_type_of_the_default() -> None:
    (run,) = plan_runs([PANEL], ["mirps"], [2024], extra={"top": "10"})
    assert run.parameters[-1] == ("top", 10)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"panel_ids": ["host-burden"]}, "unknown panel 'host-burden': did you mean host-country-burden?"),
        ({"region_names": ["mirp"]}, "unknown region 'mirp': did you mean mirps"),
        ({"region_names": ["XYZ"]}, "unknown region 'XYZ'"),
        ({"region_names": ["../../x"]}, "unknown region '../../x'"),
        ({"region_names": ["nowhere.yaml"]}, "no region file nowhere.yaml"),
        ({"years": ["20x4"]}, "year '20x4' is not a number: give one from 2000 to 2025"),
        ({"years": ["2024.5"]}, "year '2024.5' is not a number: give one from 2000 to 2025"),
        ({"years": [True]}, "year 'True' is not a number: give one from 2000 to 2025"),
        ({"years": ["²"]}, "year '²' is not a number: give one from 2000 to 2025"),
        ({"years": [1999]}, "year 1999 is outside the data: give one from 2000 to 2025"),
        ({"years": ["-5"]}, "year -5 is outside the data: give one from 2000 to 2025"),
        ({"years": [2026]}, "year 2026 is outside the data: give one from 2000 to 2025"),
        ({"baseline_year": "then"}, "year 'then' is not a number: give one from 2000 to 2025"),
        ({"baseline_year": 1990}, "year 1990 is outside the data: give one from 2000 to 2025"),
        (
            {"years": [2019], "baseline_year": 2021},
            "baseline year 2021 is not before 2019: set --baseline-year to an earlier one",
        ),
        (
            {"years": [2024, 2010]},
            "baseline year 2016 is not before 2010: set --baseline-year to an earlier one",
        ),
        (
            {"extra": {"topp": "3"}},
            "unknown parameter of 1-host-country-burden.ipynb 'topp': did you mean top?",
        ),
        ({"extra": {"top": "ten"}}, "parameter top='ten' is not of type int, as its default 5 is"),
        ({"extra": {"baseline_year": "1"}}, "parameter 'baseline_year' has its own option: --baseline-year"),
    ],
)
def test_what_is_wrong_is_one_line_that_says_what_would_be_right(wrong: dict, line: str) -> None:
    with pytest.raises(GcrError) as error:
        plan_runs(**{"region_names": ["world"], **wrong})
    assert str(error.value).startswith(line)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("countries", "line"),
    [
        ("[CMR, XYZ]", "countries in set.yaml: unknown country 'XYZ'"),
        ("[CMR, NER, CMR]", "countries in set.yaml names CMR twice: name each once"),
        ("[]", "region file set.yaml has no countries"),
    ],
)
def test_an_own_set_with_a_wrong_country_is_refused(countries: str, line: str, repository: Path) -> None:
    (repository / "set.yaml").write_text(f"name: mine\ntitle: Mine\ncountries: {countries}\n")
    with pytest.raises(GcrError) as error:
        plan_runs([PANEL], ["set.yaml"])
    assert str(error.value).startswith(line)


@pytest.mark.parametrize("name", ["../../x", "a/b", "Mine!", ".", "con aux"])
def test_a_set_whose_name_is_no_slug_never_becomes_a_path(name: str, repository: Path) -> None:
    (repository / "set.yaml").write_text(f"name: {name!r}\ntitle: Mine\ncountries: [CMR]\n")
    with pytest.raises(GcrError, match="is not a slug"):
        plan_runs([PANEL], ["set.yaml"])


def test_markup_in_a_title_is_refused(repository: Path) -> None:
    (repository / "set.yaml").write_text("name: mine\ntitle: <b>Mine</b>\ncountries: [CMR]\n")
    with pytest.raises(GcrError, match="is not plain text"):
        plan_runs([PANEL], ["set.yaml"])


def test_a_panel_without_its_notebook_is_not_run_and_says_so(repository: Path) -> None:
    (repository / "notebooks" / "1-host-country-burden.ipynb").unlink()
    assert plan_runs() == ()
    with pytest.raises(
        GcrError, match=r"^panel host-country-burden cannot be run: there is no notebooks/1-host"
    ):
        plan_runs([PANEL])


def test_a_notebook_must_have_the_parameters_of_every_panel(notebook: Callable[..., Path]) -> None:
    notebook("1-host-country-burden", parameters='region = "world"\nyear = 2025  # as text "2025" would do')
    notebook_parameters.cache_clear()
    with pytest.raises(GcrError, match=r"has no parameter 'baseline_year'"):
        plan_runs([PANEL])
    notebook_parameters.cache_clear()

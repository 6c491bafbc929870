from pathlib import Path

import pytest

from gcr_analysis.briefing.place import Place, title_of
from gcr_analysis.errors import GcrError
from gcr_analysis.framework.languages import written_in
from gcr_analysis.geography import region

GOOD = {"name": "lake-chad", "title": "Lake Chad basin", "countries": ["tcd", "NGA", "NER", "CMR"]}


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def as_yaml(**changes: object) -> str:
    return "\n".join(f"{key}: {value!r}" for key, value in {**GOOD, **changes}.items())


def test_an_own_set_is_read_from_its_file(tmp_path: Path):
    own = region(written(tmp_path, as_yaml()))
    assert (own.id, own.kind, own.countries) == ("lake-chad", "own", ("CMR", "NER", "NGA", "TCD"))
    assert own.in_sentence == "the countries of Lake Chad basin"


def test_countries_of_an_own_set_may_be_written_by_their_names(tmp_path: Path):
    own = region(written(tmp_path, as_yaml(countries=["Tchad", "Nigeria", "NER", "Cameroon"])))
    assert own.countries == ("CMR", "NER", "NGA", "TCD")


def test_a_path_may_be_given_as_text(tmp_path: Path):
    assert region(str(written(tmp_path, as_yaml()))).title == "Lake Chad basin"


def test_an_own_set_may_say_what_other_languages_call_it(tmp_path: Path):
    forms = {"title": "Bassin du lac", "name": "le bassin", "at": "dans le bassin", "of": "du bassin"}
    names = {"fr": forms | {"from": "du bassin", "to": "vers le bassin"}}
    own = region(written(tmp_path, as_yaml(names=names)))
    with written_in("fr"):
        assert (title_of(own), Place.of(own).form("at")) == ("Bassin du lac", "dans le bassin")
    with (
        written_in("es"),
        pytest.raises(GcrError, match="lake-chad has no name in language es: give title, name"),
    ):
        Place.of(own)


def test_an_own_set_may_say_how_a_sentence_names_it(tmp_path: Path):
    own = region(written(tmp_path, as_yaml(sentence="the Lake Chad basin")))
    assert (own.in_sentence, own.plural) == ("the Lake Chad basin", False)


@pytest.mark.parametrize("title", ["Côte d'Ivoire & Ghana", "Sahel (G5)", "Syria, 3RP", "Afrique de l'Ouest"])
def test_a_title_may_hold_what_titles_hold(tmp_path: Path, title: str):
    assert region(written(tmp_path, as_yaml(title=title))).title == title


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "../../x"}, "is not a slug"),
        ({"name": "Lake Chad"}, "is not a slug"),
        ({"name": "a/b"}, "is not a slug"),
        ({"name": "-x"}, "is not a slug"),
        ({"name": 7}, "is not a slug"),
        ({"name": "since-2020"}, "is that of a folder of notes"),
        ({"name": "europe"}, "belongs to a declared region"),
        ({"name": "lbn"}, "belongs to a declared region"),
        ({"title": "<b>Lake</b>"}, "is not plain text"),
        ({"title": "Lake {{ x }}"}, "is not plain text"),
        ({"title": "[Lake](javascript:x)"}, "is not plain text"),
        ({"title": "Lake\nChad"}, "is not plain text"),
        ({"title": "x" * 81}, "is not plain text"),
        ({"title": 12}, "is not plain text"),
        ({"sentence": "the `lake`"}, "is not plain text"),
        ({"names": "Lac Tchad"}, "names in .* is no mapping of languages"),
        ({"names": {"frr": {"title": "Lac"}}}, "unknown language of names in .*: did you mean fr"),
        ({"names": {"fr": {"titel": "Lac"}}}, "unknown form of names in .* 'titel': did you mean title"),
        (
            {"names": {"fr": {"title": "Lac", "name": "le lac"}}},
            "lack at, of, from, to in fr: give every form",
        ),
        ({"countries": ["TCD", "LBX"]}, "unknown country 'LBX'"),
        ({"countries": ["TCD", "tcd"]}, "names TCD twice"),
        ({"countries": []}, "has no countries"),
        ({"countries": ["TCD", "Chad"]}, "names TCD twice"),
        ({"countries": ["TCD", "Congo"]}, "'Congo' may be COD"),
        ({"countries": ["Chadd"]}, "did you mean TCD"),
        ({"countries": "TCD"}, "is not a list of names or ISO3 codes"),
        ({"countries": [1, 2]}, "is not a list of names or ISO3 codes"),
        ({"contries": ["TCD"]}, "did you mean countries"),
    ],
)
def test_a_set_that_does_not_fit_is_refused_in_one_line(
    tmp_path: Path, changes: dict[str, object], message: str
):
    with pytest.raises(GcrError, match=message) as refused:
        region(written(tmp_path, as_yaml(**changes)))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- TCD\n- NGA\n", "is not a mapping"),
        ("", "is not a mapping"),
        ("name: [unclosed", "is not YAML"),
        ("name: x\ntitle: y\n", "has no countries"),
    ],
)
def test_a_file_that_is_no_set_is_refused_in_one_line(tmp_path: Path, text: str, message: str):
    with pytest.raises(GcrError, match=message) as refused:
        region(written(tmp_path, text))
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(GcrError, match="no region file"):
        region(tmp_path / "none.yaml")


def test_a_folder_is_no_region_file(tmp_path: Path):
    (tmp_path / "own.yaml").mkdir()
    with pytest.raises(GcrError, match="cannot be read"):
        region(tmp_path / "own.yaml")

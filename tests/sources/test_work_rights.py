import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader

FILE = "additional/refugee_work_rights_2022.csv"


def test_a_place_that_is_no_country_keeps_its_scores_and_has_no_country(extracts):
    rows = reader("refugee_work_rights")(Extract(extracts)).set_index("place")
    assert rows["country"].fillna("").to_dict() == {"TCD": "TCD", "DJI": "DJI", "KRI": "", "PAK": "PAK"}
    assert rows["experts"].fillna(0).tolist() == [8, 0, 5, 3]
    assert rows.loc["PAK", ["law", "practice", "movement"]].tolist() == [2, 3, 4.5]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("work_index", "2.5", "work_index is not the mean of its parts for TCD"),
        ("move_index", "2.5", "movement is not the mean of its parts for TCD"),
        ("dejure_score", "6", "a score is outside 1 to 5 for TCD"),
    ],
)
def test_wrong_scores_are_refused(extracts, change, column, value, message):
    change(FILE, lambda rows: rows.assign(**{column: rows[column].mask(rows["iso3"] == "TCD", value)}))
    with pytest.raises(GcrError, match=message):
        reader("refugee_work_rights")(Extract(extracts))


def test_the_averages_over_all_places_are_those_that_were_checked():
    rows = load("refugee_work_rights")
    assert len(rows) == 58
    assert [round(rows[score].mean(), 2) for score in ("law", "practice")] == [3.52, 3.07]

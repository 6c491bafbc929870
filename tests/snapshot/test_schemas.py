import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import tables
from gcr_analysis.snapshot import schemas
from gcr_analysis.snapshot.assemble import arrange

CODES = ["AFG", "PAK"]
TABLE = tables()["idp_returns"]


def rows(**columns):
    whole = {"year": [2020, 2021], "country": ["AFG", "PAK"], "persons": [5, 7]} | columns
    return pd.DataFrame(whole).astype({"country": "category", "persons": "Int64"})


def test_rows_that_fit_the_declaration_pass():
    schemas.check(rows(), TABLE, CODES)
    schemas.check(rows(persons=[5, None]), TABLE, CODES)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"persons": [5, -7]}, r"table idp_returns, persons: greater_than_or_equal_to\(0\) fails for -7"),
        ({"country": ["AFG", "XKX"]}, "table idp_returns, country: .* fails for XKX"),
        ({"country": ["AFG", None]}, "table idp_returns, country: not_nullable fails for nan"),
        ({"year": [2020, 2031]}, "table idp_returns, year: .* fails for 2031"),
        ({"year": [2020, 2020], "country": ["AFG", "AFG"]}, "two rows have the same key"),
        ({"extra": [1, 2]}, "table idp_returns: column_in_schema fails for extra"),
    ],
)
def test_what_does_not_fit_is_named_in_one_line(columns, message):
    with pytest.raises(GcrError, match=message) as error:
        schemas.check(rows(**columns), TABLE, CODES)
    assert "\n" not in str(error.value)


def test_a_zero_before_the_series_began_is_refused():
    table = tables()["displacement_flows"]
    columns = {"year": [2017], "origin": ["AFG"], "asylum": ["PAK"]}
    amounts = {"refugees": [5], "refugee_like": [None], "oip": [0], "asylum_applications": [None]}
    frame = pd.DataFrame(columns | amounts).astype(dict.fromkeys(amounts, "Int64"))
    frame = frame.astype({"origin": "category", "asylum": "category"})
    with pytest.raises(GcrError, match="oip is missing before 2018"):
        schemas.check(frame, table, CODES)
    schemas.check(frame.assign(oip=frame["oip"].mask(frame["year"] < 2018)), table, CODES)


def test_a_text_with_blanks_around_it_is_refused():
    names = pd.DataFrame({"iso3": ["AFG"], "language": ["en"], "name": ["Afghanistan "]})
    names = names.astype({"iso3": "category", "language": "category"})
    with pytest.raises(GcrError, match="table country_names, name: no blanks around fails for Afghanistan "):
        schemas.check(names, tables()["country_names"], CODES)


@given(
    st.lists(
        st.tuples(st.integers(1990, 2025), st.sampled_from(CODES), st.integers(0, 10**7)),
        unique_by=lambda row: row[:2],
        min_size=1,
    )
)
def test_whatever_is_arranged_keeps_every_figure_since_the_series_began(drawn):
    early = [row for row in drawn if row[0] < 1997 and row[2] > 0]
    frame = pd.DataFrame(drawn, columns=["year", "country", "persons"]).astype({"persons": "Int64"})
    if early:
        with pytest.raises(GcrError, match="table idp_returns has figures of persons before 1997"):
            arrange(frame, TABLE)
        return
    arranged = arrange(frame, TABLE)
    assert arranged["persons"].sum() == frame["persons"].sum()
    assert arranged.loc[arranged["year"] < 1997, "persons"].isna().all()
    assert arranged["persons"].notna().sum() == (frame["year"] >= 1997).sum()
    assert list(zip(arranged["year"], arranged["country"], strict=True)) == sorted(row[:2] for row in drawn)

import re
from dataclasses import dataclass, field

import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.sources import Extract, readers


@dataclass(frozen=True)
class Recording(Extract):
    """Extracts that note which files and columns were asked for."""

    asked: dict = field(default_factory=dict)

    def parquet(self, name, columns):
        self.asked.setdefault(name, set()).update(columns)
        return super().parquet(name, columns)

    def csv(self, name, columns):
        self.asked.setdefault(name, set()).update(columns)
        return super().csv(name, columns)

    def workbook(self, name, sheet, columns):
        self.asked.setdefault(name, set()).update(columns)
        return super().workbook(name, sheet, columns)

    def json(self, name, keys):
        self.asked.setdefault(name, set()).update(keys)
        return super().json(name, keys)

    def shapes(self, name, columns):
        self.asked.setdefault(name, set()).update(columns)
        return super().shapes(name, columns)


@pytest.mark.parametrize("table", sorted(readers().keys() - {"nowcasts"}))  # which only a service has
def test_a_file_that_is_missing_or_cut_short_is_named(extracts, table):
    recording = Recording(extracts)
    readers()[table](recording)
    assert recording.asked
    for name in recording.asked:
        path = extracts / name
        whole = path.read_bytes()
        path.unlink()
        with pytest.raises(GcrError, match=f"^extract {name} is missing in "):
            readers()[table](Extract(extracts))
        cut = len(whole) * 2 // 3
        path.write_bytes(whole[: whole.rfind(b",", 0, cut)] if path.suffix == ".csv" else whole[:cut])
        with pytest.raises(GcrError, match=f"^extract {name} is cut short or damaged: fetch it again$"):
            readers()[table](Extract(extracts))
        path.write_bytes(whole)


@pytest.mark.parametrize("table", sorted(readers()))
def test_a_column_that_is_not_there_is_named(extracts, change, table):
    recording = Recording(extracts)
    readers()[table](recording)
    for name, columns in recording.asked.items():
        if name.endswith("json"):
            continue
        whole = (extracts / name).read_bytes()
        for column in columns:
            change(name, lambda rows, column=column: rows.drop(columns=column))
            with pytest.raises(GcrError, match=rf"^extract {name} lacks the column {re.escape(column)}$"):
                readers()[table](Extract(extracts))
            (extracts / name).write_bytes(whole)


def test_a_shape_without_its_property_is_refused(extracts):
    path = extracts / "geo/un_world_lines.topojson"
    path.write_text(
        path.read_text().replace('"type": "solid"', '"drawn": "solid"').replace('"dashed"', '"d"')
    )
    path.write_text(path.read_text().replace('{"type": "d"}', '{"drawn": "d"}'))
    with pytest.raises(GcrError, match="lacks the column type"):
        readers()["boundary_lines"](Extract(extracts))


def test_a_file_without_rows_is_refused(extracts, change):
    change("unhcr/idmc.parquet", lambda rows: rows.head(0))
    with pytest.raises(GcrError, match=r"extract unhcr/idmc\.parquet is cut short or damaged"):
        readers()["conflict_idps"](Extract(extracts))


def test_na_is_a_text_and_only_an_empty_field_is_missing(tmp_path):
    (tmp_path / "a.csv").write_text("code,name\nNA,n/a\n,null\n")
    rows = Extract(tmp_path).csv("a.csv", ["code", "name"])
    assert rows["code"].tolist()[0] == "NA"
    assert rows["code"].isna().tolist() == [False, True]
    assert rows["name"].tolist() == ["n/a", "null"]


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfiso,all\nABW,1\n")
    assert Extract(tmp_path).csv("a.csv", ["iso"])["iso"].tolist() == ["ABW"]


def test_blanks_at_either_end_are_dropped_and_a_blank_is_missing(tmp_path):
    (tmp_path / "a.csv").write_text("name,x\n Namibia  ,1\n  ,2\n")
    names = Extract(tmp_path).csv("a.csv", ["name"])["name"]
    assert names.tolist()[0] == "Namibia"
    assert names.isna().tolist() == [False, True]


def test_a_missing_whole_number_leaves_the_others_whole(tmp_path):
    pd.DataFrame({"n": pd.array([2**60 + 1, None], dtype="Int64")}).to_parquet(tmp_path / "a.parquet")
    assert Extract(tmp_path).parquet("a.parquet", ["n"])["n"].tolist() == [2**60 + 1, pd.NA]


def test_a_line_with_too_few_fields_is_a_cut(tmp_path):
    (tmp_path / "a.csv").write_text("iso3,value\nAFG,1\nPA")
    with pytest.raises(GcrError, match="cut short or damaged"):
        Extract(tmp_path).csv("a.csv", ["iso3", "value"])

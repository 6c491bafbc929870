import pytest

from gcr_analysis import sources
from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import tables
from gcr_analysis.sources import reader, readers, reads


def test_every_declared_table_has_a_reader_and_every_reader_a_table():
    assert set(readers()) == set(tables())


def test_a_table_that_nobody_reads_names_the_near_ones():
    with pytest.raises(UnknownNameError, match="unknown table 'populations': did you mean population"):
        reader("populations")


def test_two_readers_of_one_table_are_refused():
    with pytest.raises(ValueError, match="two readers for table 'population'"):
        reads("population")(lambda extract: None)


def test_a_new_source_is_a_module_in_a_folder(tmp_path, monkeypatch):
    (tmp_path / "moon.py").write_text(
        "import pandas as pd\n"
        "from gcr_analysis.sources import reads\n\n"
        "@reads('craters')\n"
        "def craters(extract):\n"
        "    return pd.DataFrame({'iso3': ['MOO']})\n"
    )
    monkeypatch.setattr(sources, "__path__", [*sources.__path__, str(tmp_path)])
    monkeypatch.setattr("gcr_analysis.sources.registry._READERS", dict(readers()))
    readers.cache_clear()
    try:
        assert reader("craters")(None)["iso3"].tolist() == ["MOO"]
    finally:
        monkeypatch.undo()
        readers.cache_clear()

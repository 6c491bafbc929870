from gcr_analysis.framework import sources, tables
from gcr_analysis.sources import Extract, reader


def test_a_year_without_an_average_is_left_out(extracts):
    rows = reader("consumer_prices")(Extract(extracts))
    assert rows["year"].tolist() == [2016, 2024, 2025]
    assert rows["index"].tolist() == [240.007, 313.689, 321.943]
    assert rows["months"].tolist() == [12, 12, 11]


def test_the_source_says_who_made_the_index_and_who_copied_it():
    source = sources()[tables()["consumer_prices"].source]
    assert "Bureau of Labor Statistics" in source.producer
    assert "copied by" in source.title
    assert "second-hand" in source.vintage_label

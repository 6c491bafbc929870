"""What the figures on third-country solutions draw."""


def test_the_key_names_the_year_and_the_baseline_of_arrivals(solutions_in):
    arrivals, per_inhabitant = solutions_in("world").where.drawing.columns
    assert [(mark.shape, mark.field, mark.label) for mark in arrivals.marks] == [
        ("bar", "Arrivals", "2025"),
        ("tick", "2016", "baseline 2016"),
    ]
    assert (per_inhabitant.unit, len(per_inhabitant.marks)) == ("per 100,000 inhabitants", 1)


def test_arrivals_lie_on_each_other_and_the_baseline_is_named(solutions_in):
    shown = solutions_in("world").many
    assert [series.field for series in shown.drawing.series] == [*shown.data.columns[1:]]
    assert len({series.colour for series in shown.drawing.series}) == 2
    assert [(mark.at, mark.text) for mark in shown.drawing.uprights] == [(2016, "baseline 2016")]


def test_departures_and_submissions_have_one_scale_and_two_colours(solutions_in):
    columns = solutions_in("KEN").many.drawing.columns
    assert {column.unit for column in columns} == {"persons"}
    assert [column.marks[0].colour for column in columns] == ["main", "light", "light"]


def test_departures_are_hollow_where_they_are_partial(solutions_in):
    shown = solutions_in("mirps").many
    whole, _, pathways = (column.marks[0] for column in shown.drawing.columns)
    assert not shown.data[whole.hollow].any()
    assert shown.data[pathways.hollow].tolist() == [False, True, True]
    assert pathways.hollow_label == "Partial figure"


def test_a_ratio_that_no_origin_has_is_no_column(solutions_in):
    for region in ("world", "CAN"):
        shown = solutions_in(region).reach
        ratio = shown.data.columns[2]
        titles = {column.title for column in shown.drawing.columns}
        assert (ratio in titles) == shown.data[ratio].notna().any()

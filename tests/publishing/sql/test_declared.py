"""Each measure says how it is made again, or why it is not."""

from collections import Counter

import jinja2
from jinja2.meta import find_undeclared_variables

from gcr_analysis.framework import indicators
from gcr_analysis.publishing.sql import declared


def test_every_measure_has_a_query_or_a_reason():
    assert declared.declared().keys() == indicators().keys()
    assert all(each.shape or each.query or each.why_no_sql.strip() for each in declared.declared().values())


def test_nearly_every_measure_has_a_query():
    without = [id for id, each in declared.declared().items() if each.why_no_sql]
    assert without == ["gcr_1_2_2", "gcr_4_1_1", "gcr_4_1_2"]  # of which there are no figures
    assert all(indicators()[id].status == "not collected" for id in without)


def test_a_declaration_gives_its_query_nothing_that_nobody_reads():
    environment = jinja2.Environment()
    environment.filters["literals"] = str
    for id, entry in declared.declared().items():
        shape = declared.HERE.joinpath("shapes", f"{entry.shape}.sql")
        source = entry.query or (shape.read_text("utf-8") if entry.shape else "")
        texts = [source, *(text for text in entry.given.values() if isinstance(text, str))]
        read = set[str]().union(*(find_undeclared_variables(environment.parse(text)) for text in texts))
        assert entry.given.keys() <= read, id


def test_every_shape_is_the_shape_of_several_measures():
    files = {file.name.removesuffix(".sql") for file in declared.HERE.joinpath("shapes").iterdir()}
    used = Counter(each.shape for each in declared.declared().values() if each.shape)
    assert files - {"shared"} == used.keys()
    assert min(used.values()) > 1

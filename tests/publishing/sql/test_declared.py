"""Each measure says how it is made again, or why it is not."""

from collections import Counter

import jinja2.meta
import pytest

from gcr_analysis.framework import indicators
from gcr_analysis.publishing.sql import declared


def test_every_measure_has_a_query_or_a_reason():
    assert declared.declared().keys() == indicators().keys()
    assert all(each.shape or each.query or each.why_no_sql.strip() for each in declared.declared().values())


def test_nearly_every_measure_has_a_query():
    without = [id for id, each in declared.declared().items() if each.why_no_sql]
    assert without == ["gcr_1_2_2", "gcr_4_1_1", "gcr_4_1_2"]  # of which there are no figures
    assert all(indicators()[id].status == "not collected" for id in without)


@pytest.mark.parametrize("id", [id for id, each in declared.declared().items() if not each.why_no_sql])
def test_a_declaration_gives_its_query_nothing_that_nobody_reads(id: str):
    entry = declared.written(id)
    source = entry.query or declared.HERE.joinpath("shapes", f"{entry.shape}.sql").read_text("utf-8")
    texts = [source, *(text for text in entry.given.values() if isinstance(text, str))]
    environment = jinja2.Environment()
    environment.filters["literals"] = str
    read = set.union(*(jinja2.meta.find_undeclared_variables(environment.parse(text)) for text in texts))
    assert entry.given.keys() <= read


def test_every_shape_is_the_shape_of_several_measures():
    files = {file.name.removesuffix(".sql") for file in declared.HERE.joinpath("shapes").iterdir()}
    used = Counter(each.shape for each in declared.declared().values() if each.shape)
    assert files - {"shared"} == used.keys()
    assert min(used.values()) > 1

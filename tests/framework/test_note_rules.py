"""The shape of declared rules."""

import pytest
from pydantic import ValidationError

from gcr_analysis.framework import Rule

LEVEL, CHANGE = {"level": "idps"}, {"change": "idps", "ends_at": "people"}


def rule(**facts):
    return Rule.model_validate({"id": "a", "section": "lead", "weight": 1, "facts": facts})


def test_a_change_ends_at_a_fact_that_stands_before_it_and_always_holds():
    assert rule(people=LEVEL, last=CHANGE).facts["last"].ends_at == "people"
    for facts in ({"last": CHANGE, "people": LEVEL}, {"people": LEVEL | {"optional": True}, "last": CHANGE}):
        with pytest.raises(ValidationError, match="fact last ends at people, which is no fact before it"):
            rule(**facts)

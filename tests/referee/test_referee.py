"""The referee catches what is broken on purpose, and few real notes hold what it enforces."""

import pytest

from referee.referee import judge, make
from referee.seeded import FAULTS, Fault, note


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_seeded_fault_is_caught_and_the_right_sentence_is_not(fault: Fault) -> None:
    right, broken = ({(a.kind, a.ground): a.why for a in judge(note(fault, which)).alarms} for which in (False, True))
    assert right == {}
    assert (fault.kind, fault.ground) in broken

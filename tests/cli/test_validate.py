"""`gcr validate` names large steps that no break and no judgement covers, and judgements that are stale."""

from collections.abc import Callable

import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.indicators import candidates, validation

Gcr = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict.fromkeys(["figure", "region", "year", "published", "ours", "reason"], "x")
    table = pd.DataFrame([row | {"verdict": validation.AGREES}])
    monkeypatch.setattr(validation, "validate", lambda: table)


def test_large_residuals_of_the_latest_year_are_named_on_the_error_output(gcr: Gcr) -> None:
    code, out, err = gcr("validate", "--format", "csv")
    assert code == 0
    assert out.splitlines()[0] == "figure,region,year,published,ours,reason,verdict"
    assert "AFG in IRN: 452,273 people fewer than the recorded flows account for" in err
    assert "UKR in POL: 140,977 people fewer" in err and "SDN in EGY: 404,683 people more" in err
    assert "SYR in TUR" not in err


def test_a_judgement_of_a_figure_that_was_mended_since_is_one_line_and_exit_code_1(
    gcr: Gcr, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = framework.residual_rule()
    entry = rule.judged[0].model_copy(update={"persons": 1})
    monkeypatch.setattr(candidates, "residual_rule", lambda: rule.model_copy(update={"judged": (entry,)}))
    code, _, err = gcr("validate")
    assert code == 1
    assert "the residual of PSE in SAU in 2001 was judged at 1 and is 240,000 now: judge it again" in err

"""What all notes share, made before kernels are forked: rules, sentences, tables, their wide shapes, maps.

A fork server imports this where a plan is long enough for it to pay. Nothing is drawn, and no thread is left.
A kernel that finds another snapshot than the one that was read here is started anew and reads for itself.
Own sources are left to the kernels: the library that estimates from surveys starts threads.
"""

import os
import warnings
from contextlib import suppress

from gcr_analysis import briefing
from gcr_analysis.briefing.rules import compile_rules
from gcr_analysis.briefing.sentences import compile_templates
from gcr_analysis.figures.map_view import view
from gcr_analysis.framework.own import VARIABLE
from gcr_analysis.indicators.engine import BASELINE_YEAR
from gcr_analysis.snapshot import latest_year

STUDIES = (
    briefing.HostCountryBurden,
    briefing.SelfReliance,
    briefing.ThirdCountrySolutions,
    briefing.ReturnConditions,
)


def _warm() -> None:
    """Make what a note of the world takes, which is all tables and what is made of them for every region."""
    for compile_all in (compile_rules, compile_templates):
        with suppress(Exception):
            compile_all()
    for study in STUDIES:
        with suppress(Exception):  # it fails in a note again, and there it is told
            _ = study("world", latest_year(), BASELINE_YEAR).note
    with suppress(Exception):
        view(None)


_named = os.environ.get(VARIABLE)
os.environ[VARIABLE] = ""
with warnings.catch_warnings(action="ignore"):
    _warm()
del os.environ[VARIABLE]
if _named is not None:
    os.environ[VARIABLE] = _named

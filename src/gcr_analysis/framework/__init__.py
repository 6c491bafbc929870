"""What the project measures, from what, for whom: declarations in YAML and their typed reader."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gcr_analysis.framework.claim_models import Claims
    from gcr_analysis.framework.context import (
        CompactIndicator,
        Event,
        Initiative,
        PledgeGroup,
        Reference,
        Term,
        Timeline,
        compact,
        glossary,
        initiatives,
        pledges,
        timeline,
    )
    from gcr_analysis.framework.dataset import DatasetColumn, DatasetTable, dataset_tables, statuses
    from gcr_analysis.framework.forum import Forum, PledgeCount, forums
    from gcr_analysis.framework.judgements import Judgement, ledger
    from gcr_analysis.framework.models import (
        Break,
        Column,
        Document,
        Indicator,
        JudgedResidual,
        Pairs,
        Panel,
        ResidualRule,
        RevisedSeries,
        Revisions,
        Source,
        Table,
        Target,
        Unit,
    )
    from gcr_analysis.framework.note_rules import FactOf, Rule, Threshold, rules, thresholds
    from gcr_analysis.framework.own_models import OwnSource
    from gcr_analysis.framework.read import (
        breaks,
        claims,
        everyday_names,
        forget_own,
        indicators,
        looked_for_own,
        own_drafts,
        own_source,
        own_sources,
        panels,
        region_declarations,
        residual_rule,
        revisions,
        rows_of,
        sources,
        tables,
        targets,
        units,
        validation,
        verified,
    )
    from gcr_analysis.framework.refugee_plans import ResponsePlan, no_refugee_plans, response_plans
    from gcr_analysis.framework.searching import SearchWords, search_words

__all__ = [
    "Break",
    "Claims",
    "Column",
    "CompactIndicator",
    "DatasetColumn",
    "DatasetTable",
    "Document",
    "Event",
    "FactOf",
    "Forum",
    "Indicator",
    "Initiative",
    "JudgedResidual",
    "Judgement",
    "OwnSource",
    "Pairs",
    "Panel",
    "PledgeCount",
    "PledgeGroup",
    "Reference",
    "ResidualRule",
    "ResponsePlan",
    "RevisedSeries",
    "Revisions",
    "Rule",
    "SearchWords",
    "Source",
    "Table",
    "Target",
    "Term",
    "Threshold",
    "Timeline",
    "Unit",
    "breaks",
    "claims",
    "compact",
    "dataset_tables",
    "everyday_names",
    "forget_own",
    "forums",
    "glossary",
    "indicators",
    "initiatives",
    "ledger",
    "looked_for_own",
    "no_refugee_plans",
    "own_drafts",
    "own_source",
    "own_sources",
    "panels",
    "pledges",
    "region_declarations",
    "residual_rule",
    "response_plans",
    "revisions",
    "rows_of",
    "rules",
    "search_words",
    "sources",
    "statuses",
    "tables",
    "targets",
    "thresholds",
    "timeline",
    "units",
    "validation",
    "verified",
]

# Nothing is imported before it is used: a command that only prints help should not wait for Pydantic.
_HOMES = (
    "read",
    "models",
    "claim_models",
    "own_models",
    "context",
    "dataset",
    "forum",
    "judgements",
    "refugee_plans",
    "note_rules",
    "searching",
)


def __getattr__(name: str) -> Any:
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"{__name__}.{home}")
            if hasattr(module, name):
                globals()[name] = getattr(module, name)
                return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

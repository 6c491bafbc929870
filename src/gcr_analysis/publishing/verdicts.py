"""How many verdicts the default notes have, and which rules withhold the others."""

from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.indicators.measures import BASELINE_YEAR
from gcr_analysis.indicators.progress import INSUFFICIENT, JUDGED, judged, progress, withheld
from gcr_analysis.snapshot import latest_year


def verdicts() -> dict[str, Any]:
    """Count verdicts of the default regions of every panel, and those withheld, for the page on methods.

    Returns
    -------
    dict
        ``verdicts`` (the declared rules), ``panels`` (titles), ``rows`` and ``before``: a text and its counts
        by panel under today's rules and under the earlier ones; ``judged`` of ``facts``; ``notes``, ``year``
        and ``baseline``.
    """
    rules = framework.claims()
    panels = framework.panels()
    found = pd.concat(
        [progress([*panel.default_regions], panel=panel.id) for panel in panels.values()], ignore_index=True
    )
    words = {rule.id: rule.text.format(**rules.thresholds.model_dump()) for rule in rules.verdicts.rules}
    counts = withheld(found)
    shown = counts[(counts.sum(axis=1) > 0) | counts.index.isin(JUDGED)]
    number, facts = judged(found)
    return {
        "verdicts": rules.verdicts,
        "panels": [panel.title for panel in panels.values()],
        "rows": [
            {"text": words.get(str(name), str(name).capitalize()), "counts": row.tolist()}
            for name, row in shown.iterrows()
        ],
        "before": [
            {"text": name.capitalize(), "counts": [rules.verdicts.before[panel][name] for panel in panels]}
            for name in (*JUDGED, INSUFFICIENT)
        ],
        "judged": number,
        "facts": facts,
        "notes": sum(len(panel.default_regions) for panel in panels.values()),
        "year": latest_year(),
        "baseline": BASELINE_YEAR,
    }


def claims() -> list[dict[str, Any]]:
    """Return the declared kinds of claims with their grounds, thresholds written out.

    >>> [kind["id"] for kind in claims()][:3]
    ['level', 'change', 'rank']
    """
    contract = framework.claims()
    thresholds = contract.thresholds.model_dump()
    return [
        kind.model_dump()
        | {
            "grounds": [
                {"text": g.text.format(**thresholds), "otherwise": g.otherwise.format(**thresholds)}
                for g in kind.grounds
            ]
        }
        for kind in contract.kinds
    ]

"""Published figures beside ours: how far apart, and why."""

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework.models import PublishedFigure
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.snapshot import load

AGREES, EXPLAINED, DIFFERS = "agrees", "differs, explained", "differs"


def validate() -> pd.DataFrame:
    """Set every published figure of `framework/validation.yaml` beside ours.

    A published figure is good to half a unit of its last digit: ours agrees when it is within that.

    Returns
    -------
    DataFrame
        A row a figure, in the order of declaration: ``figure`` (what was measured), ``publication`` and its
        ``url`` (empty for reference values, which nobody published), ``region``, ``year``, ``indicator``,
        ``unit``, ``published``, ``ours`` (missing where we have none), ``difference`` (ours less published),
        ``tolerance``, ``verdict`` (``agrees``; ``differs, explained``; ``differs``) and ``reason``, the known
        reason of a difference.

    Examples
    --------
    >>> table = validate()
    >>> len(table) > 50, (table["verdict"] == "differs").any().item()
    (True, False)
    """
    return pd.DataFrame([_row(figure) for figure in framework.validation().figures])


def _row(figure: PublishedFigure) -> dict[str, object]:
    declared = framework.indicators()[figure.indicators[0]]
    published, ours = _published(figure), _ours(figure)
    title, url = _publication(figure)
    difference, tolerance = ours - published, figure.step / 2
    agrees = abs(difference) <= tolerance * (1 + 1e-9)
    return {
        "figure": figure.text,
        "publication": title,
        "url": url,
        "region": figure.region,
        "year": figure.year,
        "indicator": " + ".join(figure.indicators),
        "unit": declared.unit,
        "published": published,
        "ours": ours,
        "difference": difference,
        "tolerance": tolerance,
        "verdict": AGREES if agrees else EXPLAINED if figure.why else DIFFERS,
        "reason": figure.why,
    }


def _ours(figure: PublishedFigure) -> float:
    """Our own figure of that very year, missing where we have none."""
    rows = pd.concat([indicator(name, figure.region, figure.year) for name in figure.indicators])
    of_year = rows["value_year"] == figure.year
    return float(rows[figure.column].where(of_year).sum(skipna=False))


def _published(figure: PublishedFigure) -> float:
    if figure.value is not None:
        return figure.value
    return float(_quoted(figure)["value"]) * figure.scale


def _publication(figure: PublishedFigure) -> tuple[str, str]:
    """Title and address of where the figure stands."""
    if figure.quoted is not None:
        quoted = _quoted(figure)
        return str(quoted["publication"]), str(quoted["url"])
    publication = framework.validation().publications[figure.publication]
    return publication.title, publication.url or ""


def _quoted(figure: PublishedFigure) -> pd.Series:
    table = load("published_values")
    return table[table["id"] == figure.quoted].iloc[0]

"""Claims about what a figure draws: its numbers by their kinds, and the order in which they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim, if_founded
from gcr_analysis.briefing.claims.level import kind_of_part
from gcr_analysis.briefing.claims.order import Order, order
from gcr_analysis.briefing.quantity import Quantity


@dataclass(frozen=True)
class Drawing(Claim):
    """The numbers of a figure that its words name: bars, ends of lines, classes of a map.

    Parameters
    ----------
    drawn
        The numbers, in the order in which they are named.
    kind
        ``drawing`` of all of them; of those that are of one kind, such as shares, that kind.
    """

    drawn: tuple[Quantity, ...]
    kind: str  # type: ignore[misc]

    @property
    def facts(self) -> dict[str, Quantity]:
        """The numbers, counted."""
        return {f"drawn {n}": each for n, each in enumerate(self.drawn, 1) if each.known}

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states."""
        return (self.kind, self.drawn)


def drawing(drawn: tuple[Quantity, ...]) -> tuple[Drawing, ...]:
    """Claim that a figure draws the numbers that its words name, and what kind of number each of them is.

    >>> share = Quantity(value=13.0, unit="percent", indicator="refugees_hosted", detail="from IRN")
    >>> [claim.kind for claim in drawing((share,))]
    ['drawing', 'share']
    """
    if not drawn:
        return ()
    by_kind: dict[str, list[Quantity]] = {}
    for each in drawn:
        if each.indicator in framework.indicators():
            by_kind.setdefault(kind_of_part(each), []).append(each)
    return (
        Drawing(beside=(), drawn=drawn, kind="drawing"),
        *(Drawing(beside=(), drawn=tuple(some), kind=kind) for kind, some in by_kind.items()),
    )


def orders(rows: Iterable[Quantity]) -> tuple[Order, ...]:
    """Claim the orders in which the rows of a figure stand: of each measure the places, largest first.

    Parameters
    ----------
    rows
        Numbers of the rows, in the order in which they are drawn.

    Returns
    -------
    tuple of Order
        One for each measure whose figures are of one year, none of them partial, and stand in their order.

    Examples
    --------
    >>> rows = [Quantity(value=v, unit="persons", indicator="refugees_hosted", region=place, value_year=2025)
    ...         for place, v in (("COL", 9.0), ("DEU", 4.0))]
    >>> [claim.names for claim in orders(rows)], orders(rows[::-1])
    ([('COL', 'DEU')], ())
    """
    columns: dict[tuple[str, str], dict[str, Quantity]] = {}
    for each in rows:
        if each.known and each.indicator:
            name = f"{each.region}; {each.detail}".removesuffix("; ")
            columns.setdefault((each.indicator, each.unit), {}).setdefault(name, each)
    found = [
        if_founded(order, tuple(column), tuple(column.values()))
        for column in columns.values()
        if len(column) > 1
    ]
    return tuple(each for each in found if each)

"""Which grounds belong to which kind of claim, and the alarms of a sentence."""

from collections.abc import Callable, Iterator

from referee import comparable, figures, movement, orders, sayings, words
from referee.change import Alarm, Change, Failed, changes
from referee.notes import Said

# Of an alternative text that lists the figures of a drawn series only the first two are asked.
CHANGE: tuple[Callable[[Said, Change], Failed], ...] = (
    movement.order, comparable.later, movement.people, movement.direction, movement.one_place, movement.turn,
    movement.rate, movement.flows, comparable.places, comparable.whole_years, comparable.alike,
    comparable.copied,
)  # fmt: skip
OTHERS: tuple[tuple[str, Callable[[Said], Failed]], ...] = (
    ("level", figures.value), ("level", figures.own_year), ("level", figures.year_beside),
    ("level", figures.partial), ("sum", figures.bound),
    ("rank", orders.rank), ("none", orders.none), ("none", orders.everybody), ("change", orders.none_before),
    ("record", orders.record), ("places", orders.places), ("share", figures.share),
    ("cause", orders.cause), ("situation", sayings.situation), ("people", sayings.people),
    ("derived", sayings.derived), ("event", sayings.event), ("expectation", sayings.expectation),
    ("forecast", sayings.forecast), ("quotation", figures.quotation), ("verdict", figures.verdict),
    ("words", sayings.wording),
)  # fmt: skip


def judge(said: Said) -> Iterator[Alarm]:
    """Alarms of everything that a sentence asserts."""
    for change in changes(said):
        listed = said.where.endswith(":alt") and not words.KINDS["change"].search(said.text)
        for ground in CHANGE[:2] if listed else CHANGE:
            yield from (
                Alarm("change", name, said, f"{change.what}: {why}") for name, why in ground(said, change)
            )
    for kind, grounds in OTHERS:
        yield from (Alarm(kind, name, said, why) for name, why in grounds(said))

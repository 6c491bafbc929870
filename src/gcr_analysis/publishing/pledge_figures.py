"""Pledges in pictures: how many by forum, and their stage of implementation. Only figures as published."""

import re
from typing import Any

import pandas as pd

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.sentences import capital, listed, listed_with_semicolons
from gcr_analysis.figures.specification import Column, Mark, Rows, Shares
from gcr_analysis.framework import PledgeGroup
from gcr_analysis.publishing.context import pledged

Row = dict[str, Any]
FRACTIONS = {"half": 50.0, "one-third": 100 / 3, "two-thirds": 200 / 3, "three-quarters": 75.0}
"""Shares that are published in words, as percentages."""
_NUMBERS = Column(unit="pledges", marks=(Mark(shape="bar", field="number"),), written="as_published")
_SUBJECT = re.compile(r"^pledges (?:of \d{4} )?")


def pledge_figures() -> list[Figure]:
    """Draw each group of published figures that declares what is drawn of it.

    Examples
    --------
    >>> [figure.id for figure in pledge_figures()]
    ['forum-pledges', 'pledge-stages']
    """
    found = []
    for group, figures in pledged():
        rows = _blocks(group, figures)
        if rows and any(_percent(row) is not None for row in rows[-1]):
            found.append(stages(rows))
        elif rows:
            found.append(made(rows))
    return found


def _blocks(group: PledgeGroup, figures: tuple[Row, ...]) -> list[list[Row]]:
    """What is drawn of a group, without numbers that were published in no form that can be drawn."""
    known = {row["id"]: row for row in figures if row["value"] is not None or _percent(row) is not None}
    blocks = [[known[id] for id in block if id in known] for block in group.drawn]
    return [block for block in blocks if block]


def made(blocks: list[list[Row]]) -> Figure:
    """Draw numbers of pledges: a block for each thing counted, its dates below each other.

    Parameters
    ----------
    blocks
        Published figures, those of a block in the order of their dates.
    """
    rows = [row for block in blocks for row in block]
    told = listed_with_semicolons(
        f"{block[0]['subject']}: {listed(_at(row) for row in block)}" for block in blocks
    )
    return Figure(
        id="forum-pledges",
        title=_made_title(blocks),
        subtitle=(
            "Pledges on record at each date, as published. Blocks count different things and make no series; "
            "a bar is as long as the number that was quoted"
        ),
        source=_source(rows),
        alt=f"Bars in blocks. {capital(told)}.",
        data=pd.DataFrame(
            {
                "counted": [capital(row["subject"]) for row in rows],
                "when": [row["period"] for row in rows],
                "number": [row["value"] for row in rows],
                "as_published": [row["text"] for row in rows],
            }
        ),
        drawing=Rows(names="when", groups="counted", columns=(_NUMBERS,)),
    )


def _made_title(blocks: list[list[Row]]) -> str:
    """Say what was added after each forum closed; where nothing was, what is on record."""
    later = [block for block in blocks if len(block) > 1]
    if later and all(block[-1]["value"] > block[0]["value"] for block in later):
        grown = listed(
            f"from {block[0]['text']} to {block[-1]['text']} for {_of(block[0])}" for block in later
        )
        return f"More pledges were on record later: {grown}"
    return capital(listed(f"{b[-1]['text']} {b[-1]['subject']} by {b[-1]['period']}" for b in blocks))


def _at(row: Row) -> str:
    return f"{row['text']} ({row['period'].replace(' (', ', ').replace(')', '')})"


def _of(row: Row) -> str:
    """What a subject counts the pledges of."""
    return f"the {row['subject'].removeprefix('pledges of the ')}"


def stages(dates: list[list[Row]]) -> Figure:
    """Draw the stage of implementation: a bar a date, its published shares side by side.

    Parameters
    ----------
    dates
        Published figures, those of one date together, in the order of dates.
    """
    rows = [row for date in dates for row in date]
    told = listed_with_semicolons(
        f"{date[0]['period']}, of {_whole(date)}: {listed(map(_staged, date))}" for date in dates
    )
    return Figure(
        id="pledge-stages",
        title=_stages_title(dates),
        subtitle=(
            "Pledges by stage of implementation, percent, as those who pledged reported it. "
            "No share was published for the grey rest"
        ),
        source=_source(rows),
        alt=f"A bar of a hundred percent for each date. {capital(told)}.",
        data=pd.DataFrame(
            {
                "when": [row["period"] for row in rows],
                "of": [f"of {_whole(date)}" for date in dates for _ in date],
                "stage": [_stage(row) for row in rows],
                "percent": [_percent(row) for row in rows],
                "as_published": [_said(row) for row in rows],
            }
        ),
        drawing=Shares(names="when", whole="of", parts="stage", share="percent", written="as_published"),
    )


def _stages_title(dates: list[list[Row]]) -> str:
    """Say the first share of the last date, and of what the earlier ones are shares."""
    last = dates[-1]
    row = next(row for row in last if _percent(row) is not None)
    title = capital(f"{_said(row)} of {_whole(last)} were {_stage(row)} by {row['period']}")
    others = list(dict.fromkeys(whole for date in dates[:-1] if (whole := _whole(date)) != _whole(last)))
    return f"{title}; earlier shares are of {listed(others)} only" if others else title


def _stage(row: Row) -> str:
    return _SUBJECT.sub("", row["subject"])


def _staged(row: Row) -> str:
    return f"{_said(row)} {_stage(row)}"


def _whole(date: list[Row]) -> str:
    """Of what the shares of a date are: it is in their unit."""
    return next((row["unit"].partition(" of ")[2] for row in date if _percent(row) is not None), "pledges")


def _percent(row: Row) -> float | None:
    """A share as a percentage; None for what is no share."""
    if row["unit"].startswith("percent of "):
        return row["value"]
    return FRACTIONS.get(row["text"]) if row["unit"].startswith("share of ") else None


def _said(row: Row) -> str:
    """A number with its unit, where that is not in its words already."""
    if row["unit"].startswith("percent of "):
        return f"{row['text']}\u00a0%"
    return row["text"] if row["unit"].startswith("share of ") else f"{row['text']} {row['unit']}"


def _source(rows: list[Row]) -> str:
    """Cite where the figures were read, each once."""
    return f"Sources: {listed_with_semicolons(dict.fromkeys(row['publication'] for row in rows))}"

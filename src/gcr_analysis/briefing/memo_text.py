"""The words that memos on releases and snapshots share, and the templates of their text."""

from datetime import date
from functools import cache

import jinja2

from gcr_analysis.snapshot.releases import release, releases


def named(name: str) -> str:
    """Return a release's own name with its date.

    >>> named("latest")
    'GT2025r1 (published 25 June 2026)'
    """
    row = releases().loc[release(name)]
    return f"{row['name']} (published {day(row['published'])})"


def day(iso: str) -> str:
    """Write a date as people do.

    >>> day("2026-06-05")
    '5 June 2026'
    """
    when = date.fromisoformat(iso)
    return f"{when.day} {when:%B %Y}"


def plural(count: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "figure", "figures"), plural(25, "figure", "figures")
    ('1 figure', '25 figures')
    """
    return f"{count:,} {one if count == 1 else many}"


@cache
def text_template(name: str) -> jinja2.Template:
    """Return a template of plain text by its file name."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gcr_analysis.briefing", "templates"),
        autoescape=False,  # plain text for a terminal
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["plural"] = plural
    return environment.get_template(name)

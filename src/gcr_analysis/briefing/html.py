"""HTML from templates, escaped: the only place where text becomes markup."""

from functools import cache
from typing import Any

import jinja2


def html(template: str, values: dict[str, Any]) -> str:
    """Fill one of the package's HTML templates. Everything put in is escaped.

    >>> html("words.html", {"text": "<b>none</b>"})
    '<p>&lt;b&gt;none&lt;/b&gt;</p>'
    """
    return _environment().get_template(template).render(values)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("gcr_analysis.briefing", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

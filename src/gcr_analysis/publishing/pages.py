"""Fill the page templates. Whatever a template prints is escaped, unless it is Markdown already."""

from functools import cache
from html import escape
from typing import Any

import jinja2

from gcr_analysis.publishing.figure_table import data_table
from gcr_analysis.publishing.html import html_link, table
from gcr_analysis.publishing.text import (
    Markdown,
    amount,
    attribute,
    first_sentence,
    markdown,
    one_line,
    plain,
    quoted,
    web_link,
)


def page(template: str, **values: Any) -> str:
    """Return a page: one of the package's page templates, filled.

    Parameters
    ----------
    template
        File name under ``publishing/templates``.
    **values
        What the template names. Text is escaped for Markdown; `Markdown` is printed as it is.

    Raises
    ------
    jinja2.UndefinedError
        Where the template names what was not given.
    """
    text = _environment().get_template(template).render(values)
    return text.rstrip("\n") + "\n"


def html_page(template: str, **values: Any) -> str:
    """Return a page that is HTML and not Markdown: text is escaped for it.

    Parameters
    ----------
    template, **values
        As for `page`.
    """
    return _html().get_template(template).render(values)


def escaped_unless_markdown(value: Any) -> Any:
    """Return what a template prints for a value.

    >>> escaped_unless_markdown("<b>"), escaped_unless_markdown(Markdown("*yes*"))
    ('\\\\<b\\\\>', '*yes*')
    """
    return value if isinstance(value, Markdown) else markdown(value)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gcr_analysis.publishing", "templates"),
        autoescape=False,  # Markdown, not HTML: `finalize` escapes instead
        finalize=escaped_unless_markdown,
        comment_start_string="{##",  # `{#id}` is an identifier in Markdown
        comment_end_string="##}",
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "amount": amount,
        "data_table": data_table,
        "attribute": attribute,
        "code": lambda text: Markdown(text.rstrip("\n")),
        "first_sentence": first_sentence,
        "html": lambda text: Markdown(escape(one_line(text))),
        "html_link": html_link,
        "html_table": lambda data: Markdown(table(data)),
        "markup": lambda text: Markdown(one_line(text)),
        "percent": lambda share: f"{100 * share:.1f}".removesuffix(".0") + "\u00a0%",
        "plain": plain,
        "quoted": quoted,
        "title": lambda text: quoted(markdown(text)),
        "linked": web_link,
    }
    return environment


@cache
def _html() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("gcr_analysis.publishing", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

"""Fill the page templates. Whatever a template prints is escaped, unless it is Markdown already."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

import jinja2

from gcr_analysis.briefing.display import producer_of, producers_in_words
from gcr_analysis.briefing.measures_table import status_in_words
from gcr_analysis.briefing.reasons import reason_in_words
from gcr_analysis.briefing.sentences import filters
from gcr_analysis.framework import Panel
from gcr_analysis.framework.languages import ENGLISH, by_language, language, missing, spoken, word, words
from gcr_analysis.geography import Region
from gcr_analysis.publishing.figure_table import data_table
from gcr_analysis.publishing.html import html_link, table
from gcr_analysis.publishing.outputs import Cited
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
from gcr_analysis.snapshot import sources


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


def say(name: str, /, **values: Any) -> Markdown:
    """Return a message of pages, filled: words that stand on them beside those of notes.

    Parameters
    ----------
    name
        Id of a message in `sentences/pages.yaml` of the language, which is Markdown with the slots of a
        page template.
    **values
        What the message names; text is escaped as in a page.

    Examples
    --------
    >>> say("figure_number", number=2)
    'Figure 2'
    """
    return Markdown(_compiled(_environment, name).render(values).strip("\n"))


def said(name: str, /, **values: Any) -> str:
    """Return a message of pages as plain text, filled.

    >>> said("figure_number", number=2)
    'Figure 2'
    """
    return _compiled(_plain, name).render(values).strip("\n")


def english(label: object, address: str, root: str) -> Markdown:
    """Return a link to a page that exists in English alone.

    Parameters
    ----------
    label
        What the link says.
    address
        Its address as English pages give it: ``"/reports/cite.qmd"``, or ``"annex.qmd"`` beside a page.
    root
        The way to the root of the language's site; that of the English one is one step above. For a page
        beside a note, the way to the folder of the English note.

    Examples
    --------
    >>> english("More on citing", "/reports/cite.qmd", "../../../")
    '[More on citing](/reports/cite.qmd)'
    """
    if language() == ENGLISH:
        return Markdown(f"[{markdown(label)}]({address})")
    page = address.lstrip("/").replace(".qmd", ".html")
    way = f"{root}../{page}" if address.startswith("/") else f"{root}{page}"
    told = escape(one_line(label)) if not isinstance(label, Markdown) else label
    return Markdown(f'<a href="{escape(way)}" hreflang="en">{told} ({said("in_english")})</a>')


def panel_title(panel: Panel) -> str:
    """Return the title of a panel.

    >>> from gcr_analysis.framework import panels
    >>> panel_title(panels()["self-reliance"])
    'Self-reliance of refugees'
    """
    return word("panels", panel.id, panel.title)


def members_of(region: Region) -> str:
    """Return of when the members of a set are: in English as declared, else the year.

    >>> from gcr_analysis.geography import region
    >>> members_of(region("income-low"))
    'fiscal year 2026'
    """
    found = re.search(r"\d{4}", region.as_of)
    return region.as_of if language() == ENGLISH or found is None else found[0]


def unit_name(unit: str) -> str:
    """Return what a unit is called beside a measure.

    >>> unit_name("persons")
    'persons'
    """
    return word("unit_names", unit, unit)


def cited(source: Cited) -> Markdown:
    """Return a source as lists of sources cite it; names, titles and licences are in English everywhere.

    >>> cited(Cited(producer="UNHCR", title="Figures", vintage="June 2026", licence="CC BY 4.0"))
    'UNHCR, Figures, June 2026 (CC BY 4.0)'
    """
    about = _named(markdown(source.producer), web_link(source.title, source.url))
    licence = f" ({_in_english(markdown(source.licence))})" if source.licence else ""
    return Markdown(f"{about}, {markdown(source.vintage)}{licence}")


def _named(producer: str, title: str) -> str:
    """Producer and title, marked as English but for a producer that is said in words."""
    words = {markdown(each) for each in producers_in_words()}
    return f"{producer}, {_in_english(title)}" if producer in words else _in_english(f"{producer}, {title}")


def titles_marked(text: object) -> Markdown:
    """Return a line of sources with their producers and titles marked as English, in another language.

    >>> titles_marked("Source: UNHCR, Refugee Population Statistics Database")
    'Source: UNHCR, Refugee Population Statistics Database'
    """
    told = markdown(text)
    written = html_text if isinstance(text, Markdown) else markdown
    for source in sources().values() if language() != ENGLISH else ():
        producer, title = written(producer_of(source)), written(source.title)
        told = Markdown(told.replace(f"{producer}, {title}", _named(producer, title)))
    return told


def html_text(text: object) -> Markdown:
    """Return text as HTML, which a template prints as it is.

    >>> html_text("A & B")
    'A &amp; B'
    """
    return Markdown(escape(one_line(text)))


def _in_english(text: str) -> str:
    return text if language() == ENGLISH else f'<span lang="en">{text}</span>'


_OF_DECLARATIONS = {
    "cited": cited,
    "titles_marked": titles_marked,
    "members_of": members_of,
    "panel_title": panel_title,
    "reason": reason_in_words,
    "status": status_in_words,
    "unit_name": unit_name,
}
"""What pages say of declarations, as filters."""


@by_language
def _compiled(make: Callable[[], jinja2.Environment], name: str) -> jinja2.Template:
    messages = words("sentences", "pages.yaml")
    if name not in messages:
        raise missing("sentences/pages.yaml", name)
    return make().from_string(messages[name])


@by_language
def _plain() -> jinja2.Environment:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    environment.filters |= filters() | _OF_DECLARATIONS | {"code": lambda text: text}
    return environment


@by_language
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
    own = {
        "amount": amount,
        "data_table": data_table,
        "attribute": attribute,
        "code": lambda text: Markdown(text.rstrip("\n")),
        "first_sentence": first_sentence,
        "html": html_text,
        "html_link": html_link,
        "html_table": lambda data: Markdown(table(data)),
        "markup": lambda text: Markdown(one_line(text)),
        "percent": lambda share: f"{100 * share:.1f}".removesuffix(".0") + "\u00a0%",
        "plain": plain,
        "quoted": quoted,
        "title": lambda text: quoted(markdown(text)),
        "linked": web_link,
    }
    environment.filters = environment.filters | filters() | own | _OF_DECLARATIONS
    environment.globals |= {"say": say, "said": said, "english": english}
    return environment


@by_language
def _html() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gcr_analysis.publishing", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    direction = spoken().marks.direction
    lang = "en-GB" if language() == ENGLISH else language()
    environment.globals |= {"said": said, "lang": lang, "dir": direction}
    return environment

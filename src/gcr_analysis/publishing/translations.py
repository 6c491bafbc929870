"""The site in another language: a project of its own, whose site stands in a folder of the English one."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from gcr_analysis.errors import GcrError
from gcr_analysis.framework.languages import ENGLISH, language, languages, spoken, words, written_in
from gcr_analysis.publishing.files import folder_in_place_of, write_files
from gcr_analysis.publishing.pages import page, said

FOLDER = ".languages"
"""Folder of the projects: both publishers leave out what begins with a dot."""
SETTINGS = "_quarto.yml"
_OF_NOTES = ("/regions/", "/theme/f", "/theme/*.js", "/search/")
"""How the files begin that the pages of notes need."""
_QUARTOS = {
    "toggle-navigation": "toggle_navigation",
    "copy-button-tooltip": "copy_code",
    "copy-button-tooltip-success": "copied",
}
"""What Quarto would write in its own words, which it does not have in every language, and our messages."""


@dataclass(frozen=True)
class Switch:
    """A way to the same page in another language."""

    code: str
    name: str
    href: str


def switches(published: Iterable[str], page_of_language: str, root: str) -> tuple[Switch, ...]:
    """Return the ways to a page in the other languages that are published.

    Parameters
    ----------
    published
        Codes of the languages beside English.
    page_of_language
        Address of the page from the root of its language, such as ``regions/tcd/index.html``.
    root
        The way from the page to that root, such as ``"../../"``.

    Examples
    --------
    >>> [each.href for each in switches(("es", "fr"), "regions/tcd/index.html", "../../")]
    ['../../es/regions/tcd/index.html', '../../fr/regions/tcd/index.html']
    >>> with written_in("fr"):
    ...     [each.href for each in switches(("fr",), "index.html", "")]
    ['../index.html']
    """
    published = tuple(published)
    top = root if language() == ENGLISH else f"{root}../"
    found = []
    for code in (ENGLISH, *published) if published else ():
        if code != language():
            folder = "" if code == ENGLISH else f"{code}/"
            with written_in(code):
                found.append(Switch(code, spoken().name, f"{top}{folder}{page_of_language}"))
    return tuple(found)


def chosen(codes: Iterable[str]) -> tuple[str, ...]:
    """Return languages to publish beside English, in the order of their codes: ``all`` means every one.

    Raises
    ------
    UnknownNameError
        When there is no such language.

    Examples
    --------
    >>> chosen(["fr,es"]), chosen(["all"]), chosen(["en"])
    (('es', 'fr'), ('ar', 'es', 'fr'), ())
    """
    named = {code.strip().lower() for each in codes for code in each.split(",")} - {""}
    if "all" in named:
        named = (named - {"all"}) | set(languages())
    for code in sorted(named):
        with written_in(code):
            pass
    return tuple(sorted(named - {ENGLISH}))


def project_of(project: Path, code: str) -> Path:
    """Folder of the project of a language."""
    return project / FOLDER / code


def write_project(project: Path, published: Iterable[str]) -> None:
    """Write the project of the language of the moment, but for the pages under `regions/` and the search.

    Parameters
    ----------
    project
        The project of the English site, whose settings and theme it shares.
    published
        Codes of the languages that are published beside English.
    """
    own = project_of(project, language())
    theme = {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted((project / "theme").rglob("*"))
        if path.is_file()
    }
    settings = (project / SETTINGS).read_text(encoding="utf-8")
    first = page("_first_page.qmd", languages=switches(published, "index.html", ""))
    files = {SETTINGS: settings_of(settings).encode(), "index.qmd": first.encode()}
    with folder_in_place_of(own) as fresh:
        write_files(fresh, theme | files)


def settings_of(english: str) -> str:
    """Return the settings of the language's site, from those of the English one.

    Parameters
    ----------
    english
        The text of `_quarto.yml`.

    Raises
    ------
    GcrError
        Where it says something else than the messages of pages do, such as another title.
    """
    text = english
    with written_in(ENGLISH):
        was = {name: said(name) for name in words("sentences", "pages.yaml") if name.startswith("site_")}
    for name, told in was.items():
        if told not in text:
            raise GcrError(
                f"{SETTINGS} does not say {told!r:.80}, as the message {name} does: change both, "
                f"and {name} in framework/languages/{language()}/sentences/pages.yaml"
            )
        text = text.replace(told, said(name))
    told = yaml.safe_load(text)
    told["project"]["render"] = ["/index.qmd"]
    told["project"]["resources"] = [
        name for name in told["project"]["resources"] if name.startswith(_OF_NOTES)
    ]
    told["format"]["html"] |= {"lang": language(), "dir": spoken().marks.direction}
    told["format"]["html"]["language"] = {name: said(message) for name, message in _QUARTOS.items()}
    if address := told["website"].get("site-url"):
        told["website"]["site-url"] = f"{address.rstrip('/')}/{language()}/"
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)

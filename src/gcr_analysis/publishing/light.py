"""What the embedded publisher's pages load: one style sheet with the rules they use, and one short script.

smalldocs would have each page load all of Bootstrap, its scripts, a typeface of signs, and its own styles.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from posixpath import relpath

from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.style_sheet import Used, trimmed

LIBRARIES = "site_libs"
"""Folder of the publisher's own files in a site."""
SHEET, SCRIPT = f"{LIBRARIES}/site.css", f"{LIBRARIES}/site.js"

_OWN = (Path(__file__).with_name("embedded.css"), Path(__file__).with_name("embedded.js"))
_LINK = re.compile(r'<link rel="stylesheet" href="[^"]*"[^>]*>')
_LIBRARY = re.compile(rf'<script src="[^"]*{LIBRARIES}/[^"]*"[^>]*></script>')
_RELATIVE = re.compile(r'\b(href|src)="(?:\./)?(?![a-z][a-z+.-]*:|[/#])([^"]*)"')
_ADDRESS = re.compile(r"""url\((["']?)(?!["']?(?:data:|https?:|/|#))([^"')]+)\1\)""")


def lighten(
    site: Path,
    pages: Iterable[Path],
    styles: Sequence[tuple[Path, str]],
    scripts: Iterable[Path],
    kept: Kept,
) -> None:
    """Have the pages of a site load one style sheet and one script, and write these.

    Parameters
    ----------
    site
        Folder of the site.
    pages
        The pages, as they were written.
    styles
        The style sheets that the pages load so far, in their order, each with its address in the site.
    scripts
        Scripts that the pages load, which may name classes that no page has.
    kept
        What earlier publishings made.
    """
    used = Used()
    for page in pages:
        html = _with_one_of_each(page.read_text(encoding="utf-8"), relpath(site, page.parent))
        page.write_text(html, encoding="utf-8")
        used.add_page(html)
    own_styles, script = (path.read_text(encoding="utf-8") for path in _OWN)
    for text in (script, *(path.read_text(encoding="utf-8") for path in scripts)):
        used.add_script(text)
    sheets = [_moved(path.read_text(encoding="utf-8"), address) for path, address in styles]
    css = "\n".join((*sheets, own_styles))
    files = kept.files("style", css, used.of(css), make=lambda: {SHEET: trimmed(css, used).encode()})
    (site / LIBRARIES).mkdir(exist_ok=True)
    (site / SHEET).write_bytes(files[SHEET])
    (site / SCRIPT).write_text(script, encoding="utf-8")


def from_root(html: str, root: str) -> str:
    """Return a page at the top of a site with its relative addresses made to begin at the root.

    >>> from_root('<a href="./index.html"> <a href="#text"> <a href="https://example.org">', "/gcr/")
    '<a href="/gcr/index.html"> <a href="#text"> <a href="https://example.org">'
    """
    return _RELATIVE.sub(lambda found: f'{found.group(1)}="{root}{found.group(2)}"', html)


def _with_one_of_each(html: str, root: str) -> str:
    """Return a page that loads the style sheet and the script in the place of all others of its publisher.

    >>> head = '<link rel="stylesheet" href="a.css"><script src="../site_libs/b.js"></script></head>'
    >>> print(_with_one_of_each(head, "..").replace("><s", ">\\n<s"))
    <link rel="stylesheet" href="../site_libs/site.css">
    <script src="../site_libs/site.js" defer></script></head>
    """
    head, mark, body = html.partition("</head>")
    scripts = f'<script src="{root}/{SCRIPT}" defer></script>'
    head = _LIBRARY.sub("", _LINK.sub("\0", head))
    first, *others = head.split("\0")
    return f'{first}<link rel="stylesheet" href="{root}/{SHEET}">{"".join(others)}{scripts}{mark}{body}'


def _moved(css: str, address: str) -> str:
    """Return a style sheet whose relative addresses hold from the folder of the new one.

    >>> _moved('a { background: url("mark.svg") }', "theme/site.css")
    'a { background: url("../theme/mark.svg") }'
    """
    folder = relpath(f"{address}/..", LIBRARIES)
    return _ADDRESS.sub(lambda found: f'url("{folder}/{found.group(2)}")', css)

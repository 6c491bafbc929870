"""Marked numbers of a page as links: see `gcr_analysis.briefing.marks`."""

import re
from collections.abc import Sequence

from gcr_analysis.briefing.marks import END, FIRST, MARK, plain

_TAG = re.compile(r"<[a-z][^<>]*>")
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def linked(page: str, addresses: Sequence[str], hreflang: str = "") -> str:
    """Return a page with its marked numbers as links; those without an address lose their marks.

    A number keeps its look. Where the same link stands above on the page, keyboards pass it over.

    Parameters
    ----------
    page
        The page as Markdown, its numbers marked.
    addresses
        Where each mark leads, in the order in which the marks were given; empty where it leads nowhere.
    hreflang
        Language of the pages that are linked, where it is another one.

    Examples
    --------
    >>> from gcr_analysis.briefing.marks import mark, marking
    >>> with marking():
    ...     text = f"Chad hosts {mark('a', '1.5 million')}, of {mark('b', '25')} countries."
    >>> linked(text, ["derivations/hosted.html#TCD", ""])
    'Chad hosts <a class="gcr-n" href="derivations/hosted.html#TCD">1.5 million</a>, of 25 countries.'
    """
    head = found[0] if (found := _HEAD.match(page)) else ""
    language = f' hreflang="{hreflang}"' if hreflang else ""
    before: set[str] = set()
    open_links: list[bool] = []

    def tag(mark: re.Match[str]) -> str:
        if mark[0] == END:
            return "</a>" if open_links.pop() else ""
        href = addresses[ord(mark[0]) - FIRST]
        is_link = bool(href) and not any(open_links)
        open_links.append(is_link)
        if not is_link:
            return ""
        again = ' tabindex="-1"' if href in before else ""
        before.add(href)
        return f'<a class="gcr-n" href="{href}"{language}{again}>'

    body = _TAG.sub(lambda tag: plain(tag[0]), page[len(head) :])  # no links within attributes
    return plain(head) + MARK.sub(tag, body)

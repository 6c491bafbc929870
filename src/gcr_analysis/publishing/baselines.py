"""Pages that set notes side by side whose changes are read from another year than the default one.

A page compares notes of one baseline year. The site's own pages compare those of the default one; notes of
any other have pages of their own, below `regions/since-YEAR/`.
"""

from collections.abc import Callable, Iterable, Sequence

from gcr_analysis.publishing.comparison import files
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import Place
from gcr_analysis.publishing.text import Markdown
from gcr_analysis.running.addresses import since

Part = Callable[..., str]
UP = "../../"
"""The way from such a page to the top of the site."""


def baseline_pages(others: Iterable[Sequence[Place]], parts: dict[str, Part]) -> dict[str, bytes]:
    """Make the pages of other baseline years, and their files.

    Parameters
    ----------
    others
        The places of each other baseline year.
    parts
        What makes the body of each page, by the name of the page: from places, and the way to the top of the
        site.

    Returns
    -------
    dict of str to bytes
        Contents by path among the prepared pages.
    """
    made = {}
    for gathered in others:
        year = gathered[0].baseline_year
        for name, part in parts.items():
            body = Markdown(part(gathered, root=UP))
            text = page("baseline.qmd", name=name, names=parts, year=year, body=body)
            made[f"{since(year)}/{name}.qmd"] = text.encode()
        made |= {f"{since(year)}/comparison.{kind}": content for kind, content in files(gathered).items()}
    return made

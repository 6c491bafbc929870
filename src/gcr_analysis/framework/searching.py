"""What the search of the site knows besides titles."""

from functools import cache

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework.context import compact
from gcr_analysis.framework.fitting import fitting
from gcr_analysis.framework.models import Declaration
from gcr_analysis.framework.read import panels, read_yaml

Words = dict[str, tuple[str, ...]]


class SearchWords(Declaration):
    """Words that readers type, by what they look for, and what the lines of results say."""

    kinds: dict[str, str]
    dropped: tuple[str, ...]
    panels: Words
    indicators: Words
    places: Words
    pages: Words


@cache
def search_words() -> SearchWords:
    """Return the words of the search.

    Raises
    ------
    UnknownNameError
        When they name a panel or an indicator that is not declared.

    Examples
    --------
    >>> "right to work" in search_words().indicators["2.1.1"]
    True
    """
    words = fitting(SearchWords, read_yaml("search.yaml"), "search.yaml")
    for kind, named, known in (("panel", words.panels, panels()), ("indicator", words.indicators, compact())):
        for name in named:
            if name not in known:
                raise UnknownNameError(f"{kind} in search.yaml", name, known)
    return words

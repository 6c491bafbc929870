"""What the search of the site knows besides titles."""

from pydantic import Field

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework.context import compact
from gcr_analysis.framework.fitting import fitting
from gcr_analysis.framework.languages import ENGLISH, by_language, language, words
from gcr_analysis.framework.models import Declaration
from gcr_analysis.framework.read import panels, read_yaml

Words = dict[str, tuple[str, ...]]


class SearchWords(Declaration):
    """Words that readers type, by what they look for; a language has no pages but those of notes."""

    dropped: tuple[str, ...]
    panels: Words
    places: Words
    indicators: Words = Field(default_factory=dict)
    pages: Words = Field(default_factory=dict)


@by_language
def search_words() -> SearchWords:
    """Return the words of the search in the language of the moment.

    Raises
    ------
    UnknownNameError
        When they name a panel or an indicator that is not declared.

    Examples
    --------
    >>> "right to work" in search_words().indicators["2.1.1"]
    True
    """
    told = read_yaml("search.yaml") if language() == ENGLISH else words("search.yaml")
    found = fitting(SearchWords, told, "search.yaml" + ("" if language() == ENGLISH else f" of {language()}"))
    for kind, named, known in (("panel", found.panels, panels()), ("indicator", found.indicators, compact())):
        for name in named:
            if name not in known:
                raise UnknownNameError(f"{kind} in search.yaml", name, known)
    return found

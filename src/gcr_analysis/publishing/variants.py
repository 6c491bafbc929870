"""Pages that set notes of another variant side by side: of another baseline year, or of an earlier release.

A page compares notes of one variant. The site's own pages compare those of the default one; notes of any
other have pages of their own, in the variant's folder below `regions/`.
"""

from collections.abc import Callable, Iterable, Sequence

from gcr_analysis.publishing.comparison import files
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import Place
from gcr_analysis.publishing.text import Markdown

Part = Callable[..., str]


def variant_pages(others: Iterable[Sequence[Place]], parts: dict[str, Part]) -> dict[str, bytes]:
    """Make the pages of other variants, and their files.

    Parameters
    ----------
    others
        The places of each other variant.
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
        variant = gathered[0].variant
        up = "../" * (1 + len(variant.folder.parts))
        for name, part in parts.items():
            body = Markdown(part(gathered, root=up))
            text = page("variant.qmd", name=name, names=parts, variant=variant, body=body)
            made[f"{variant.folder}/{name}.qmd"] = text.encode()
        made |= {f"{variant.folder}/comparison.{kind}": content for kind, content in files(gathered).items()}
    return made

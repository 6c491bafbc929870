"""Papers from executed notebooks that are small and made by hand, and one as full as a note gets."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.outputs import executed_notebooks, read
from gcr_analysis.publishing.papers import note_paper
from gcr_analysis.publishing.papers.paper import Paper
from gcr_analysis.publishing.site import Published

NASTY = 'Lake #Chad $x$ \\ <script>alert("x")</script> *a* _b_ `c` @d [e](f) = g {{< meta title >}}'
BAR = {"shape": "bar", "field": "refugees"}
SENTENCE = "Of the refugees in the region, more than half live in countries whose income is low or middle. "


@pytest.fixture
def nasty() -> str:
    """A title that is full of markup."""
    return NASTY


@pytest.fixture
def paper(write: Callable[..., Path]) -> Callable[..., Paper]:
    """Make the paper of one executed notebook."""

    def paper(slug: str, title: str, year: int = 2025, **changes: Any) -> Paper:
        written = executed_notebooks(write(slug, title, year, **changes))
        executed = next(read(path) for path in written if path.match(f"{slug}/*/{year}.ipynb"))
        published = Published(executed.slug, executed.panel, year, executed.note, newest=True)
        return note_paper(executed, published, Drawings())

    return paper


@pytest.fixture
def full(paper: Callable[..., Paper], bundles: dict[str, Callable[..., Any]]) -> Paper:
    """The paper of a note as full as they get: five figures, a long table, many findings and sources."""
    bars = {"kind": "rows", "names": "country", "columns": [{"unit": "persons", "marks": [BAR]}]}
    rows = [[f"Country {row}", 1000 * row] for row in range(12)]
    shown = {"title": SENTENCE, "source": SENTENCE * 2, "columns": ["country", "refugees"], "rows": rows}
    names = ("first", "second", "third", "fourth", "map")
    figures = {name: bundles["figure"](name, drawing=bars, **shown) for name in names}
    measures = [[f"Measure {100 + row}", "17.2 million", "35.6 million", "computed"] for row in range(38)]
    table = bundles["table"](
        columns=["Measure", "2016", "2025", "Status"], rows=measures, source=SENTENCE * 7
    )
    sections = [
        {
            "id": name,
            "title": name.capitalize(),
            "items": [{"id": f"{name}-{n}", "text": f"{name} {n}: {SENTENCE}"} for n in range(12)],
        }
        for name in ("progress", "challenges", "support", "limits")
    ]
    note = bundles["note"]("world", "World", figures=list(figures), sections=sections, lead=SENTENCE * 8)
    cited = note["application/vnd.gcr.note+json"]
    cited["sources"] = [cited["sources"][0] | {"producer": f"Producer {n}"} for n in range(6)]
    cells = [bundles["shown"](bundle) for bundle in (*figures.values(), table, note)]
    return paper("world", "World", own=cells)

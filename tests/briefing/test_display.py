import base64
import json

import pandas as pd
from matplotlib.figure import Figure as Canvas

from gcr_analysis.briefing.display import FIGURE, TABLE, Table, Words, rows


def canvas(_):
    return Canvas(figsize=(1, 1))


def test_a_figure_shows_text_picture_and_data(figure):
    drawn = figure(pd.DataFrame({"year": [2024], "share": [1 / 3]}), canvas)
    shown, about = drawn._repr_mimebundle_()
    assert set(shown) == {"text/plain", "image/png", FIGURE}
    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/plain"].startswith("A chart [data ")
    assert shown[FIGURE]["rows"] == [[2024, 0.333333]]
    assert about == {"image/png": {"alt": drawn.alt}}
    json.dumps(shown)


def test_a_figure_is_drawn_when_it_is_looked_at_and_once(figure):
    drawn = []

    def draw(self):
        drawn.append(self.id)
        return canvas(self)

    shown = figure(pd.DataFrame({"a": [1]}), draw)
    assert shown.as_dict() and drawn == []
    assert shown.png == shown.png and drawn == ["chart"]


def test_the_digest_changes_with_any_figure_or_word_and_with_nothing_else(figure):
    one, same = (figure(pd.DataFrame({"a": [1.0]}), canvas) for _ in range(2))
    assert one.digest == same.digest and len(one.digest) == 12
    assert one.digest != figure(pd.DataFrame({"a": [1.1]}), canvas).digest
    assert one.digest != figure(pd.DataFrame({"a": [1.0]}), canvas, title="Another").digest


def test_two_drawings_of_one_figure_have_the_same_bytes(figure):
    one, same = (figure(pd.DataFrame({"a": [1.0]}), canvas) for _ in range(2))
    assert one.png == same.png


def test_missing_figures_are_null_in_the_data_and_not_zero():
    frame = pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "x": [float("nan"), 2.0]})
    assert rows(frame)["rows"] == [[1, None], [None, 2]]


def test_a_table_is_accessible_html_with_fixed_ids_and_escaped_text():
    data = pd.DataFrame({"Measure": ["<b>bold</b>"], "2025": ["5"]})
    shown = Table(id="measures", title="Measures & more", source="Source: me", data=data)._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html", TABLE}
    for part in (
        'id="table-measures" class="table" data-quarto-disable-processing="true"',
        "<caption>Measures &amp; more</caption>",
        'scope="row"',
        'scope="col"',
    ):
        assert part in shown["text/html"]
    assert "<b>" not in shown["text/html"] and "&lt;b&gt;" in shown["text/html"]


def test_words_stand_where_a_figure_would_be_empty():
    shown = Words("No <refugees>.")._repr_mimebundle_()
    assert shown == {"text/plain": "No <refugees>.", "text/html": "<p>No &lt;refugees&gt;.</p>"}

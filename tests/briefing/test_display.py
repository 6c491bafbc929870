import base64
import json

import pandas as pd

from gcr_analysis.briefing import display
from gcr_analysis.briefing.display import FIGURE, TABLE, Table, Words, rows
from gcr_analysis.figures.bars import bars
from gcr_analysis.figures.png import png
from gcr_analysis.figures.specification import Specification
from gcr_analysis.figures.svg import svg

DATA = pd.DataFrame({"country": ["Chad"], "share": [1 / 3]})


def test_a_figure_shows_text_picture_and_data(figure):
    drawn = figure(DATA)
    shown, about = drawn._repr_mimebundle_()
    assert set(shown) == {"text/plain", "image/png", FIGURE}
    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/plain"].startswith("A chart [data ")
    assert shown[FIGURE]["rows"] == [["Chad", 0.333333]]
    assert about == {"image/png": {"alt": drawn.alt}}
    json.dumps(shown)


def test_a_figure_that_a_notebook_holds_is_drawn_from_it_alone(figure):
    held = json.loads(json.dumps(figure(DATA)._repr_mimebundle_()[0][FIGURE]))
    assert png(Specification.model_validate(held)) == figure(DATA).png


def test_a_figure_is_drawn_when_it_is_looked_at_and_once(figure, monkeypatch):
    drawn = []
    monkeypatch.setattr(display, "png", lambda specification: drawn.append(specification.id) or b"")
    shown = figure(DATA)
    assert shown.as_dict() and drawn == []
    assert shown.png == shown.png and drawn == ["chart"]


def test_the_digest_changes_with_any_figure_word_or_mark_and_with_nothing_else(figure):
    one, same = (figure(DATA) for _ in range(2))
    assert one.digest == same.digest and len(one.digest) == 12
    assert one.digest != figure(DATA.assign(share=0.4)).digest
    assert one.digest != figure(DATA, title="Another").digest
    assert one.digest != figure(DATA, drawing=bars(DATA, {"share": "persons"})).digest


def test_two_drawings_of_one_figure_have_the_same_bytes(figure):
    one, same = (figure(DATA) for _ in range(2))
    assert one.png == same.png
    assert svg(one.specification) == svg(same.specification)


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

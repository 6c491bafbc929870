"""On pages and on paper a figure's words are text, so its drawing is cut out of its picture."""

import io

import pandas as pd
from matplotlib.figure import Figure as Canvas
from PIL import Image

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import DPI, WIDTH, sheet
from gcr_analysis.publishing import outputs

BODY = 2.5
TITLE = (
    "A title that is long enough to take two lines above the drawing of this figure, and says what it shows"
)


def drawn(figure: Figure) -> Canvas:
    page = sheet(figure.title, figure.subtitle, figure.source, body=BODY, notes=figure.breaks)
    page.axes(0, 0).axis("off")
    page.axes(1, 1, bottom=1, top=1).set_facecolor("red")
    return page.canvas


def test_the_drawing_is_what_lies_between_the_words() -> None:
    figure = Figure(
        "hosted",
        TITLE,
        "Refugees",
        "Source: UNHCR. " * 20,
        "Alt.",
        pd.DataFrame(),
        drawn,
        ("a 2018: A break",),
    )
    read = outputs.Figure.model_validate(figure.as_dict())
    with Image.open(io.BytesIO(read.drawing(figure.png))) as image:
        assert image.width == round(WIDTH * DPI)
        assert abs(image.height - BODY * DPI) <= 1
        grey = image.convert("L")
    above, below = grey.crop((0, 0, grey.width, DPI // 2)), grey.crop((0, grey.height - DPI // 2, *grey.size))
    assert above.getextrema() == below.getextrema() == (255, 255)  # no letter of title or source
    assert grey.getextrema()[0] < 255


def test_a_picture_of_another_width_is_shown_whole() -> None:
    packed = io.BytesIO()
    Image.new("RGB", (400, 300), "red").save(packed, "PNG")
    figure = outputs.Figure(id="own", title="Mine", alt="A red square", columns=(), rows=())
    assert figure.drawing(packed.getvalue()) == packed.getvalue()

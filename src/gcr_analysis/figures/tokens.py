"""The colours of figures by what they stand for: one set for light pages and print, one for dark pages."""

LIGHT = {
    "ink": "#1b2a3a",
    "quiet": "#55626f",
    "faint": "#c9d0d6",
    "paper": "#ffffff",
    "main": "#0b5394",
    "light": "#7fb8e6",
    "accent": "#d9822b",
    "land": "#eceae3",
    "none": "#dcd8cd",
    "step1": "#b9d5ed",
    "step2": "#84b8df",
    "step3": "#4a94cc",
    "step4": "#1c68aa",
    "step5": "#08335f",
}
"""Colours that meet in a figure differ in lightness, so that grey print and any kind of colour vision keep
them apart. No two are alike: a colour in a file stands for its name."""

DARK = {
    "ink": "#e6ebf0",
    "quiet": "#a9b6c2",
    "faint": "#3a4754",
    "paper": "#12181f",
    "main": "#7db8ee",
    "light": "#2f6597",
    "accent": "#d9822b",
    "land": "#242d36",
    "none": "#46433b",
    "step1": "#1c3650",
    "step2": "#24507b",
    "step3": "#2e6ea8",
    "step4": "#8cc0e8",
    "step5": "#d5e8f7",
}
"""The same names on a dark page; the more, the lighter."""

STEPS = tuple(f"step{number}" for number in range(1, 6))
"""Classes of values, from few to many."""


def on(colour: str) -> str:
    """Name the colour of letters on a ground.

    >>> on("step5"), on("step1")
    ('paper', 'ink')
    """
    return "paper" if colour in {"ink", "quiet", "main", "step4", "step5"} else "ink"

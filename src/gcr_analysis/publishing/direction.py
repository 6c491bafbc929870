"""What the embedded publisher writes on every page by itself, in the language of the pages."""

import re
from pathlib import Path

from gcr_analysis.framework.languages import ENGLISH, language, spoken
from gcr_analysis.publishing.pages import said

BUTTONS = {"Toggle navigation": "toggle_navigation", "Copy to Clipboard": "copy_code"}
"""What it calls its buttons, and the messages that do."""
_HTML = re.compile(r"<html\b(?![^>]* dir=)([^>]*)>")


def in_language(site: Path) -> None:
    """Say on every page in which direction it is read, and name the buttons: Quarto has settings for both."""
    if language() == ENGLISH:
        return
    direction = ' dir="rtl"' if spoken().marks.direction == "rtl" else ""
    for file in site.rglob("*.html"):
        html = _HTML.sub(rf"<html\1{direction}>", file.read_text(encoding="utf-8"), count=1)
        for english, message in BUTTONS.items():
            html = html.replace(english, said(message))
        file.write_text(html, encoding="utf-8")

"""The document that pandoc takes a DOCX's look from: its own, with our styles on an A4 page."""

import io
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pypandoc

STYLES = Path(__file__).parent / "templates" / "styles.xml"
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_SPACE}}}"
_A4 = {"w": "11906", "h": "16838"}
_MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "1134") | dict.fromkeys(
    ("header", "footer", "gutter"), "0"
)


@cache
def reference() -> bytes:
    """Return the reference document.

    >>> with zipfile.ZipFile(io.BytesIO(reference())) as file:
    ...     b"Figure Title" in file.read("word/styles.xml")
    True
    """
    ElementTree.register_namespace("w", _SPACE)
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    own = subprocess.run(command, capture_output=True, check=True).stdout
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(own)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            # A ZipInfo bears a date of its own, a name the time of writing.
            change = {"word/styles.xml": _restyled, "word/document.xml": _on_a4}.get(name)
            after.writestr(zipfile.ZipInfo(name), change(before.read(name)) if change else before.read(name))
    return changed.getvalue()


def _restyled(xml: bytes) -> bytes:
    """Put our styles in the place of pandoc's of the same name."""
    styles = ElementTree.fromstring(xml)
    ours = ElementTree.fromstring(STYLES.read_bytes())
    identifier = f"{_W}styleId"
    taken = {style.get(identifier) for style in ours}
    for style in styles.findall(f"{_W}style"):
        if style.get(identifier) in taken:
            styles.remove(style)
    styles.extend(ours)
    return ElementTree.tostring(styles, xml_declaration=True, encoding="UTF-8")


def _on_a4(xml: bytes) -> bytes:
    document = ElementTree.fromstring(xml)
    section = document.find(f".//{_W}body/{_W}sectPr")
    assert section is not None, "pandoc's reference document has a section"
    for name, values in (("pgSz", _A4), ("pgMar", _MARGINS)):
        for old in section.findall(f"{_W}{name}"):
            section.remove(old)
        ElementTree.SubElement(section, f"{_W}{name}", {f"{_W}{key}": value for key, value in values.items()})
    return ElementTree.tostring(document, xml_declaration=True, encoding="UTF-8")

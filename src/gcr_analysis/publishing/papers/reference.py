"""The document that pandoc takes a DOCX's look from: its own, with our styles on an A4 page."""

import io
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pypandoc

ARABIC = "Arial"
"""Typeface of Arabic letters, which the one of the others has not."""
STYLES = Path(__file__).parent / "templates" / "styles.xml"
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_SPACE}}}"
_A4 = {"w": "11906", "h": "16838"}
_MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "1134") | dict.fromkeys(
    ("header", "footer", "gutter"), "0"
)


@cache
def reference(language: str = "en", direction: str = "ltr") -> bytes:
    """Return the reference document of a language.

    Parameters
    ----------
    language
        Code of the language.
    direction
        ``rtl`` where it is read from right to left.

    Examples
    --------
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
            content = before.read(name)
            match name:
                case "word/styles.xml":
                    content = _restyled(content, language, direction)
                case "word/document.xml":
                    content = _on_a4(content, direction)
            after.writestr(zipfile.ZipInfo(name), content)
    return changed.getvalue()


def _restyled(xml: bytes, language: str, direction: str) -> bytes:
    """Put our styles in the place of pandoc's of the same name."""
    styles = ElementTree.fromstring(xml)
    ours = ElementTree.fromstring(STYLES.read_bytes())
    identifier = f"{_W}styleId"
    taken = {style.get(identifier) for style in ours}
    for style in styles.findall(f"{_W}style"):
        if style.get(identifier) in taken:
            styles.remove(style)
    styles.extend(ours)
    for lang in styles.iter(f"{_W}lang") if language != "en" else ():
        lang.set(f"{_W}bidi" if direction == "rtl" else f"{_W}val", language)
    if direction == "rtl":
        _turned(styles)
    return ElementTree.tostring(styles, xml_declaration=True, encoding="UTF-8")


def _turned(styles: ElementTree.Element) -> None:
    """Have styles read from right to left: sides, and what Word asks for apart for letters such as Arabic."""
    for side in styles.iter(f"{_W}jc"):
        side.set(f"{_W}val", {"left": "start", "right": "end"}.get(side.get(f"{_W}val", ""), "center"))
    for fonts in styles.iter(f"{_W}rFonts"):
        fonts.attrib.pop(f"{_W}cstheme", None)
        fonts.set(f"{_W}cs", ARABIC)
    for look in styles.iter(f"{_W}rPr"):
        bold = look.find(f"{_W}b")
        if bold is not None and look.find(f"{_W}bCs") is None:
            look.insert(list(look).index(bold) + 1, ElementTree.Element(f"{_W}bCs"))
    normal = styles.find(f"{_W}style[@{_W}styleId='Normal']")
    assert normal is not None, "styles.xml has the style Normal"
    look = normal.find(f"{_W}rPr")
    assert look is not None
    paragraph = ElementTree.Element(f"{_W}pPr")
    ElementTree.SubElement(paragraph, f"{_W}bidi")
    normal.insert(list(normal).index(look), paragraph)


def _on_a4(xml: bytes, direction: str) -> bytes:
    document = ElementTree.fromstring(xml)
    section = document.find(f".//{_W}body/{_W}sectPr")
    assert section is not None, "pandoc's reference document has a section"
    for name, values in (("pgSz", _A4), ("pgMar", _MARGINS)):
        for old in section.findall(f"{_W}{name}"):
            section.remove(old)
        ElementTree.SubElement(section, f"{_W}{name}", {f"{_W}{key}": value for key, value in values.items()})
    if direction == "rtl":
        ElementTree.SubElement(section, f"{_W}bidi")
    return ElementTree.tostring(document, xml_declaration=True, encoding="UTF-8")

"""A paper as DOCX, by pandoc: headings, lists, tables and pictures are Word's own."""

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Sequence
from functools import cache

import jinja2
import pypandoc

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.papers.paper import Paper, date_of
from gcr_analysis.publishing.papers.reference import reference
from gcr_analysis.temporary import scratch_folder

LEAST, MOST = 11, 28
"""Letters that a column of a table has room for, beside the others."""


def docx(paper: Paper) -> bytes:
    """Return a paper as DOCX.

    Parameters
    ----------
    paper
        The paper. Pandoc reads it as HTML, for which every text is escaped: none can name a file or a page.

    Raises
    ------
    GcrError
        Where pandoc refuses it: the message holds pandoc's last line.
    """
    html = _template().render(paper.words, shares=shares)
    with scratch_folder() as folder:
        # As files: pandoc writes the address of a picture into the document, and a data address is all of it.
        for name, picture in paper.pictures.items():
            if name.endswith(".png"):
                (folder / name).write_bytes(picture)
        look = folder / "reference.docx"
        look.write_bytes(reference(paper.words["lang"], paper.words["dir"]))
        language = "-".join(filter(None, (paper.words["lang"], paper.words["region"])))
        ways = [
            f"--metadata=lang:{language}",
            *(["--metadata=dir:rtl"] if paper.words["dir"] == "rtl" else []),
        ]
        run = subprocess.run(
            [
                *(pypandoc.get_pandoc_path(), "--from=html", "--to=docx", "--output=-"),
                *(f"--reference-doc={look}", *ways),
            ],
            input=html.encode(),
            capture_output=True,
            check=False,
            cwd=folder,
            env=os.environ | {"SOURCE_DATE_EPOCH": str(int(date_of(paper.year).timestamp()))},
        )
    if run.returncode or run.stderr:
        last = (run.stderr.decode(errors="replace").strip().splitlines() or [f"code {run.returncode}"])[-1]
        raise GcrError(f"{paper.name}.docx cannot be made: {last}")
    return _mirrored(run.stdout) if paper.words["dir"] == "rtl" else run.stdout


def _mirrored(made: bytes) -> bytes:
    """Turn the tables of a file from right to left, as pandoc turns paragraphs alone."""
    changed, style = io.BytesIO(), rb"(<w:tblPr>\s*<w:tblStyle [^>]*/>)"
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(changed, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "word/document.xml":
                content = re.sub(style, rb"\1<w:bidiVisual/>", content)
            after.writestr(entry, content)
    return changed.getvalue()


def shares(letters: Sequence[int]) -> list[int]:
    """Return the widths of a table's columns in percent, by the length of each one's longest cell.

    >>> shares([60, 8, 12])
    [54, 21, 23]
    """
    room = [min(MOST, max(LEAST, longest)) for longest in letters]
    return [100 * each // sum(room) for each in room]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gcr_analysis.publishing.papers", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("paper.html")

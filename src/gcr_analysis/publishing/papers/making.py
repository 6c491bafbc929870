"""Papers as files: each made once for its content, several at a time."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path

from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.papers.docx import docx
from gcr_analysis.publishing.papers.paper import Paper, date_of
from gcr_analysis.publishing.papers.pdf import pdf
from gcr_analysis.running.processes import processors

MAKERS: dict[str, Callable[[Paper], bytes]] = {"pdf": pdf, "docx": docx}


def write_papers(papers: Iterable[Paper], into: Path, kept: Kept) -> dict[str, float]:
    """Write papers as PDF and DOCX; those whose content has been made before are copied.

    Parameters
    ----------
    papers
        The papers.
    into
        Folder of the prepared pages.
    kept
        What earlier publishings made.

    Returns
    -------
    dict of str to float
        Seconds that each kind took, by its ending.

    Raises
    ------
    GcrError
        Where one cannot be made. None is kept half.
    """
    papers, seconds = tuple(papers), {}
    for kind in MAKERS:
        start = time.perf_counter()
        with ThreadPoolExecutor(processors()) as workers:
            tasks = [workers.submit(_write, paper, kind, into, kept) for paper in papers]
            try:
                for task in tasks:
                    task.result()
            finally:
                workers.shutdown(cancel_futures=True)
        seconds[kind] = time.perf_counter() - start
    return seconds


def _write(paper: Paper, kind: str, into: Path, kept: Kept) -> None:
    made = kept.under(f"{digest(paper)}.{kind}", lambda: {kind: MAKERS[kind](paper)})
    target = into / f"{paper.name}.{kind}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(made[kind])


def digest(paper: Paper) -> str:
    """Return what stands for all that a paper is made of: its content, its date, and the tools.

    Parameters
    ----------
    paper
        The paper.

    Returns
    -------
    str
        Hexadecimal digits that change with any of it.
    """
    content = hashlib.sha256(_tools())
    content.update(json.dumps([paper.template, str(date_of(paper.year)), paper.words]).encode())
    for name, picture in sorted(paper.pictures.items()):
        content.update(f"{name} {len(picture)} ".encode() + picture)
    return content.hexdigest()[:32]


@cache
def _tools() -> bytes:
    """The versions of the programs, and every line of this package and its templates."""
    programs = ("typst", "pypandoc-binary", "matplotlib", "pillow")
    state = hashlib.sha256(" ".join(version(name) for name in programs).encode())
    for file in sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix != ".pyc"):
        if file.is_file():
            state.update(file.read_bytes())
    return state.digest()

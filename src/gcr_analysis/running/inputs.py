"""Digests of all that notes rest on, each file read once, before the first kernel starts."""

import hashlib
import json
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gcr_analysis.framework import Panel, indicators, own_sources, panels
from gcr_analysis.indicators.cube.key import cube_key
from gcr_analysis.running.answers import Answers, ask_again
from gcr_analysis.running.cube import MANY, make_cube
from gcr_analysis.running.parameters import read_source
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.plan import Run
from gcr_analysis.running.releases import reading
from gcr_analysis.snapshot import data_folder, sources
from gcr_analysis.snapshot.store import ALWAYS

if TYPE_CHECKING:
    from gcr_analysis.running.receipt import Receipt

PACKAGE = Path(__file__).resolve().parents[1]
LOCK = "requirements.lock"

# Nothing in these folders changes a note: two come after it, one has done its work when a snapshot is built,
# and the files that an installed package brings of a project are copied before they are used.
_OTHER_ROOMS = ("cli", "project", "publishing", "sources")
# Declarations that only pages read.
_FOR_PAGES = {
    f"framework/{name}.yaml"
    for name in ("compact", "dataset", "glossary", "initiatives", "pledges", "search", "statuses", "timeline")
} | {f"figures/{name}.py" for name in ("card", "slim", "svg")}
# What a cell's last run leaves in it, and what `cleaned` takes out.
_LEFT_BY_A_RUN = ("outputs", "execution_count")
_TIMES = ("execution", "papermill")


class Inputs:
    """What notes can rest on, as it is when this is made.

    What changes while notes are run is then no part of their receipts, and they run again the next time.

    Parameters
    ----------
    runs
        The plan.
    root
        Top of the repository.
    receipts
        Receipts whose answers may have to be asked again.

    Attributes
    ----------
    figures
        Digest of the snapshot, and of the code and declarations that make measures.
    tables
        Digest of each table that every note rests on, by its id.
    releases
        Release of each source, by its id.
    python
        Version of Python, without what the machine's own updates change.

    Examples
    --------
    >>> inputs = Inputs()
    >>> "country_shapes" in inputs.tables
    True
    >>> run = Run("self-reliance", "mirps", "MIRPS countries", 2024, "n.ipynb", ())
    >>> "indicators/return_conditions/returns.py" in inputs.files(run)
    False
    """

    def __init__(
        self, runs: Sequence[Run] = (), root: Path | None = None, receipts: Iterable["Receipt"] = ()
    ) -> None:
        root = root or project_root()
        self.figures = cube_key()
        self._data = data_folder()
        self._asked = [each for each in receipts if each.figures != self.figures]
        self.python = f"{sys.version_info.major}.{sys.version_info.minor}"
        always = {name: self._data / f"{name}.parquet" for name in ALWAYS}
        self.tables = {name: _digest_of(path) for name, path in always.items() if path.is_file()}
        self.releases = {id: source.vintage_label for id, source in sources().items()}
        self._package = package_files(PACKAGE)
        self._owners = {name: _owner(name) for name in self._package}
        self._others = {name: _digest_of(root / name) for name in [LOCK] if (root / name).is_file()}
        self._mentioned = {}
        for name in sorted({run.notebook for run in runs}):
            notebook = read_source(root / name)
            self._others[name] = source_digest(notebook)
            self._mentioned[name] = mentioned(notebook)
            if reaches_past_questions(notebook):
                self._others[f"{name}: figures"] = self.figures
        for region in sorted({own_file(dict(run.parameters)) for run in runs} - {""}):
            self._others[region] = _digest_of(root / region)
        self._answers: dict[str, Answers] = {}
        self._own = {
            name: {f"own/{name}/{file.name}": _digest_of(file) for file in source.files}
            for name, source in own_sources().items()
        }

    def files(self, run: Run) -> dict[str, str]:
        """Digest of each file that the note of *run* rests on.

        Returns
        -------
        dict
            The lock, the notebook, a region file, the files of own sources with a measure of the panel, and
            the package's files by their paths in it: all but the folders and declarations of other panels
            that the notebook does not name. What these compute is known by its answers.
        """
        own = {LOCK, run.notebook, f"{run.notebook}: figures", own_file(dict(run.parameters))}
        panels = {None, run.panel, *self._mentioned.get(run.notebook, ())}
        sources = {each.own for each in indicators().values() if each.own and each.panel in panels}
        return {
            **{name: known for name, known in self._others.items() if name in own},
            **{name: known for name, known in self._package.items() if self._owners[name] in panels},
            **{name: known for source in sorted(sources) for name, known in self._own[source].items()},
        }

    def answers(self, was: "Receipt") -> Answers:
        """Answers of now to what a note asked, all notes' at once; those of then where no figure changed."""
        if was.figures == self.figures:
            return was.answers
        if self._asked:
            by_file: dict[str, set[str]] = {}
            for receipt in self._asked:
                by_file.setdefault(own_file(receipt.parameters), set()).update(receipt.answers)
            if len(self._asked) >= MANY:
                with reading(self._data):
                    make_cube(quiet=True)
            self._answers, self._asked = ask_again(by_file, self._data), []
        return self._answers.get(own_file(was.parameters), {})

    def measures(self, names: Collection[str]) -> dict[str, str]:
        """Digest of the declaration of each measure in *names*; empty for one that is not declared."""
        declared = {name: indicators().get(name) for name in names}
        return {
            name: digest(measure.model_dump_json().encode()) if measure else ""
            for name, measure in sorted(declared.items())
        }


@cache
def package_files(package: Path) -> dict[str, str]:
    """Digest of each of the package's files that can change a note, by its path in the package.

    Read once in a process, as are the modules from which its kernels are forked.

    Examples
    --------
    >>> {"figures/sheet.py", "cli/making.py"} & package_files(PACKAGE).keys()
    {'figures/sheet.py'}
    """
    found = {path.relative_to(package): path for path in sorted(package.rglob("*")) if path.is_file()}
    return {
        name.as_posix(): _digest_of(path)
        for name, path in found.items()
        if name.parts[0] not in _OTHER_ROOMS
        and name.as_posix() not in _FOR_PAGES
        and not any(part.startswith((".", "__pycache__")) for part in name.parts)
    }


def mentioned(notebook: Mapping[str, Any]) -> frozenset[str]:
    """Ids of the panels that the cells of a notebook name: by id, package or class.

    Examples
    --------
    >>> sorted(mentioned({"cells": [{"source": "from gcr_analysis.briefing import SelfReliance"}]}))
    ['self-reliance']
    """
    text = "\n".join("".join(cell.get("source", "")) for cell in notebook["cells"])
    return frozenset(
        panel.id
        for panel in panels().values()
        if any(name in text for name in (*_folders(panel), panel.indicators.title().replace("_", "")))
    )


@cache
def questions() -> frozenset[str]:
    """Names of the functions that note what they are asked: see `gcr_analysis.snapshot.questions`.

    Examples
    --------
    >>> "situations" in questions(), "stock" in questions()
    (True, False)
    """
    code = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "indicators").rglob("*.py"))
    return frozenset(re.findall(r"^@question\n(?:@.+\n)*def (\w+)", code, re.MULTILINE))


def reaches_past_questions(notebook: Mapping[str, Any]) -> bool:
    """Whether a cell takes figures from the package by anything but questions.

    What an array of all countries was read for is not noted, so such a note rests on every figure.

    Examples
    --------
    >>> cell = {"cell_type": "code", "source": "from gcr_analysis.indicators.arrays import stock"}
    >>> reaches_past_questions({"cells": [cell]})
    True
    """
    text = "\n".join("".join(c["source"]) for c in notebook["cells"] if c.get("cell_type") == "code")
    if re.search(
        r"^\s*import gcr_analysis\.indicators|gcr_analysis\.indicators import \(", text, re.MULTILINE
    ):
        return True
    imported = re.findall(r"from gcr_analysis\.indicators[\w.]* import (.+)", text)
    names = {part.split()[0] for line in imported for part in line.split(",") if part.strip()}
    return not names <= questions() | {"indicator", "indicators"}


def own_file(parameters: Mapping[str, object]) -> str:
    """Path of the region file that a notebook is given, or nothing where its region is a declared one.

    Examples
    --------
    >>> own_file({"region": "sets/lake-chad.yaml"}), own_file({"region": "world"})
    ('sets/lake-chad.yaml', '')
    """
    region = str(parameters.get("region", ""))
    return region if region.lower().endswith((".yaml", ".yml")) else ""


def source_digest(notebook: Mapping[str, Any]) -> str:
    """Digest of a notebook as it is before it is run: its outputs are no part of it.

    Examples
    --------
    >>> cell = {"cell_type": "code", "source": "1 + 1", "metadata": {}}
    >>> source_digest({"cells": [cell]}) == source_digest({"cells": [{**cell, "outputs": [2]}]})
    True
    """
    cells = [
        {name: part for name, part in cell.items() if name not in _LEFT_BY_A_RUN}
        | {"source": "".join(cell.get("source", ""))}
        | {"metadata": {name: part for name, part in cell.get("metadata", {}).items() if name not in _TIMES}}
        for cell in notebook["cells"]
    ]
    kernel = notebook.get("metadata", {}).get("kernelspec")
    return digest(json.dumps([kernel, cells], sort_keys=True).encode())


def digest(content: bytes) -> str:
    """SHA-256 of *content*, in half its length: a receipt is compared, never attacked.

    Examples
    --------
    >>> digest(b"")
    'e3b0c44298fc1c149afbf4c8996fb924'
    """
    return hashlib.sha256(content).hexdigest()[:32]


def _digest_of(path: Path) -> str:
    return digest(path.read_bytes())


def _owner(file: str) -> str | None:
    """Id of the panel in whose folder a file lies, or which it declares; None where it is everyone's."""
    names = {*Path(file).parent.parts, Path(file).stem}
    return next((panel.id for panel in panels().values() if not names.isdisjoint(_folders(panel))), None)


def _folders(panel: Panel) -> tuple[str, str]:
    """Names by which a panel's folders and declarations are known."""
    return panel.id, panel.indicators

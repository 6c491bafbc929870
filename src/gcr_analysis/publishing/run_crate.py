"""A run as an RO-Crate: notebooks, what they were given, the snapshot that they read, and what came out."""

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import panels
from gcr_analysis.publishing.crate import CRATE, Entity, crate_of, link, software
from gcr_analysis.publishing.current import named
from gcr_analysis.running.addresses import Address, address_of
from gcr_analysis.running.current import check_notes
from gcr_analysis.running.inputs import LOCK
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.receipt import Receipt, read_receipt, receipt_path
from gcr_analysis.snapshot import data_folder, sources

NAME = "gcr-run"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
"""Process Run Crate: who ran what with which parameters, and what came of it."""
SNAPSHOT = "data"


def run_files(outputs: Path) -> dict[str, bytes]:
    """Return what a run rests on and made, by path.

    Region files and sources of the user's own stay where they are: their licences are the user's.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.

    Returns
    -------
    dict of str to bytes
        The snapshot, the notebooks, the lock of all packages, each executed notebook with its receipt, and
        `CRATE`, which has an action for each of them.

    Raises
    ------
    GcrError
        Where there is no note, a note is not current, or one rests on an earlier release, whose figures are
        not those of the snapshot.
    """
    made = {path: _made(path, outputs) for path in _current(outputs)}
    if earlier := [address.name for address, _ in made.values() if address.as_of]:
        raise GcrError(f"not exported: {earlier[0]} rests on an earlier release than the snapshot")
    root = project_root()
    files = {
        f"{SNAPSHOT}/{path.name}": path.read_bytes()
        for path in sorted(data_folder().iterdir())
        if path.is_file() and not path.name.startswith(".")
    }
    files[LOCK] = (root / LOCK).read_bytes()
    entities = [
        _snapshot([*files]),
        software(),
        {"@id": LOCK, "description": "Every package, with its digest"},
    ]
    for panel in sorted({address.panel for address, _ in made.values()}):
        name = f"notebooks/{panels()[panel].notebook}"
        files[name] = (root / name).read_bytes()
        entities.append(_notebook(name, panels()[panel].title))
    for path, (address, receipt) in made.items():
        result = f"outputs/{path.relative_to(outputs).as_posix()}"
        files[result] = path.read_bytes()
        files[receipt_path(Path(result)).as_posix()] = receipt_path(path).read_bytes()
        entities += _action(address, receipt, result)
    about = {
        "name": "A run of gcr-analysis",
        "description": f"{len(made)} executed notebooks, with what ran and the snapshot of figures",
        "identifier": NAME,
    }
    return files | {CRATE: crate_of(files, sources().values(), entities, [PROFILE], **about)}


def names_in(folder: Path) -> set[str]:
    """Return the paths of an earlier export of a run; none where the folder holds none.

    >>> names_in(Path("no such folder"))
    set()
    """
    try:
        graph = {entity["@id"]: entity for entity in json.loads((folder / CRATE).read_bytes())["@graph"]}
        ours = graph["./"]["identifier"] == NAME
        return {CRATE, *(part["@id"] for part in graph["./"]["hasPart"])} if ours else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _current(outputs: Path) -> list[Path]:
    checked = check_notes(outputs)
    if not checked:
        raise GcrError(f"nothing to export: no executed notebook under {outputs}; gcr run makes them")
    if others := [each.name for each in checked if each.state != "current"]:
        raise GcrError(f"not exported: not current: {named(others)}; gcr run --stale brings notes up to date")
    return [each.path for each in checked]


def _made(path: Path, outputs: Path) -> tuple[Address, Receipt]:
    address, receipt = address_of(path, outputs), read_receipt(path)
    assert address is not None, path  # a note without is not current
    assert receipt is not None, path
    return address, receipt


def _snapshot(files: list[str]) -> Entity:
    parts = [link(name) for name in files if name.startswith(f"{SNAPSHOT}/")]
    return {
        "@id": f"{SNAPSHOT}/",
        "@type": "Dataset",
        "name": "Snapshot of the sources",
        "description": "Tables of the sources' figures, described by datapackage.json",
        "hasPart": parts,
    }


def _notebook(name: str, title: str) -> Entity:
    return {
        "@id": name,
        "@type": ["File", "SoftwareSourceCode"],
        "name": title,
        "programmingLanguage": "Python",
        "version": version("gcr-analysis"),
        "url": name,
    }


def _action(address: Address, receipt: Receipt, result: str) -> Iterator[Entity]:
    id = f"#run-{result.removeprefix('outputs/').removesuffix('.ipynb').replace('/', '-')}"
    given = {
        f"{id}-{name}": {"@type": "PropertyValue", "name": name, "value": value}
        for name, value in receipt.parameters.items()
    }
    yield {
        "@id": id,
        "@type": "CreateAction",
        "name": address.name,
        "description": f"Papermill ran the notebook with Python {receipt.python}",
        "agent": link("#authors"),
        "instrument": [link(f"notebooks/{panels()[address.panel].notebook}"), link(software()["@id"])],
        "object": [link(f"{SNAPSHOT}/"), *map(link, given)],
        "result": link(result),
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }
    yield {"@id": result, "description": f"The executed notebook: {address.name}"}
    for parameter, value in given.items():
        yield {"@id": parameter, **value}

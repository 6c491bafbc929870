"""The answers that notes rest on, asked again: in one process of its own, for all notes at once.

`gcr_analysis.snapshot.questions` notes what a note asked. Here the same is asked of the figures of now, and
heard in the same way.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot.questions import ANSWERS
from gcr_analysis.temporary import scratch_folder

_CITED = "snapshot.store:cited_source"
Answers = dict[str, str]
"""The digest of each answer, by its question as JSON. Cells of one measure and region are one question."""


def heard(lines: Iterable[str]) -> Answers:
    """Read what a kernel noted: one line an answer.

    Parameters
    ----------
    lines
        Lines as `gcr_analysis.snapshot.questions.note` writes them.

    Examples
    --------
    >>> heard(['1f ["cell", "refugees_hosted", "LBN", 2016, 2024]'])
    {'["cells", "refugees_hosted", "LBN", 2016, [2024]]': '537b76e435f05d72'}
    """
    single, cells = _parted(lines)
    return single | {
        json.dumps(["cells", *measure, sorted(years)], ensure_ascii=False): _together(years, sorted(years))
        for measure, years in sorted(cells.items())
    }


def _parted(lines: Iterable[str]) -> tuple[Answers, dict[tuple[str, str, int], dict[int, str]]]:
    """Part answers from those about cells, which are put by measure, region and baseline, then by year."""
    single: Answers = {}
    cells: dict[tuple[str, str, int], dict[int, str]] = {}
    for line in sorted(set(lines)):
        digest, _, text = line.partition(" ")
        if text.startswith('["cell", '):
            _, id, region, baseline, year = json.loads(text)
            cells.setdefault((id, region, baseline), {})[year] = digest
        else:
            single[text] = digest
    return single, cells


def _together(digests: Mapping[int, str], years: Iterable[int]) -> str:
    """Digest of the cells of some years; empty where one of them has none."""
    found = [digests.get(year, "") for year in years]
    return hashlib.blake2b(" ".join(found).encode(), digest_size=8).hexdigest() if all(found) else ""


def in_words(question: str) -> str:
    """Name a question for a reader.

    Examples
    --------
    >>> in_words('["cells", "refugees_hosted", "LBN", 2016, [2016, 2024]]')
    'refugees_hosted of LBN'
    >>> in_words('["indicators.host_country_burden.hosts:hosts", {"region": "mirps"}, 2024, 2016]')
    'hosts of mirps'
    """
    name, *arguments = json.loads(question)
    if name in ("cells", "table"):
        return f"{arguments[0]} of {arguments[1]}" if name == "cells" else f"table {arguments[0]}"
    function = name.partition(":")[2]
    if function == "excerpt":
        function = arguments[0]["function"].partition(":")[2]
    named = [each for each in arguments if isinstance(each, dict)]
    of = [id for each in named for id in (*each.get("regions", ()), each.get("region", "")) if id]
    return function.removesuffix("_of").replace("_", " ") + (f" of {', '.join(of)}" if of else "")


def measures_in(answers: Answers) -> set[str]:
    """Ids of the measures whose figures are among some answers.

    Examples
    --------
    >>> measures_in({'["cells", "refugees_hosted", "LBN", 2016, [2024]]': "1f"})
    {'refugees_hosted'}
    """
    return {json.loads(text)[1] for text in answers if text.startswith('["cells", ')}


def sources_in(answers: Answers) -> list[str]:
    """Ids of the sources that are cited in some answers, sorted."""
    return sorted(json.loads(text)[1] for text in answers if text.startswith(f'["{_CITED}", '))


def changed(was: Answers, now: Answers) -> list[str]:
    """Name the questions whose answers differ.

    Examples
    --------
    >>> changed({'["table", "economy"]': "1f"}, {'["table", "economy"]': "2e"})
    ['table economy']
    """
    return list(dict.fromkeys(in_words(text) for text, digest in was.items() if now.get(text) != digest))


def ask_again(questions: Mapping[str, Iterable[str]], data: Path) -> dict[str, Answers]:
    """Ask questions of the figures of now, in a process of its own.

    Parameters
    ----------
    questions
        Questions, as in `Answers`, by the region file that they may be about; ``""`` for none.
    data
        Folder of the snapshot.

    Returns
    -------
    dict
        The answers, by the same files. What can no longer be asked has none.

    Raises
    ------
    GcrError
        When the process fails.
    """
    if not any(questions.values()):
        return {file: {} for file in questions}
    asked = json.dumps({file: sorted(set(each)) for file, each in questions.items()})
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(
        command,
        input=asked,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"GCR_DATA": str(data)},
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        raise GcrError(f"the figures that notes rest on cannot be computed: {last}")
    return json.loads(done.stdout)


def main() -> None:
    """Answer the questions on standard input."""
    answers: dict[str, Answers] = {}
    with scratch_folder() as folder:
        for number, (file, questions) in enumerate(json.load(sys.stdin).items()):
            path = folder / str(number)
            path.touch()
            os.environ[ANSWERS] = str(path)
            for question in questions:
                with suppress(Exception):  # what cannot be asked any more has no answer: its note is stale
                    _ask(json.loads(question), file)
            del os.environ[ANSWERS]
            single, cells = _parted(path.read_text(encoding="utf-8").splitlines())
            for question in (text for text in questions if text.startswith('["cells", ')):
                _, *measure, years = json.loads(question)
                single[question] = _together(cells.get(tuple(measure), {}), years)
            answers[file] = single
    json.dump(answers, sys.stdout)


def _ask(question: list[Any], file: str) -> None:
    from gcr_analysis.indicators.engine import readings
    from gcr_analysis.snapshot import load

    name, *arguments = question
    if name == "cells":
        id, region, baseline, years = arguments
        readings(id, _region(region, file), years, baseline)
    elif name == "table":
        load(arguments[0])
    else:
        named = arguments.pop()["named"] if arguments and _is_named(arguments[-1]) else {}
        _function(name)(
            *(_argument(each, file) for each in arguments),
            **{key: _argument(each, file) for key, each in named.items()},
        )


def _is_named(argument: Any) -> bool:
    return isinstance(argument, dict) and "named" in argument


def _argument(plain: Any, file: str) -> Any:
    """Make an argument of what `gcr_analysis.snapshot.questions` wrote down of it."""
    match plain:
        case {"region": id}:
            return _region(id, file)
        case {"regions": ids}:
            from gcr_analysis.indicators.region_sets import RegionSets

            return RegionSets([_region(id, file) for id in ids])
        case {"function": name}:
            return _function(name)
        case list():
            return tuple(_argument(each, file) for each in plain)
    return plain


def _function(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(f"gcr_analysis.{module}"), function)


@cache
def _region(id: str, file: str) -> Any:
    from gcr_analysis.geography import region
    from gcr_analysis.running.paths import project_root

    if file and (own := region(project_root() / file)).id == id:
        return own
    return region(id)


if __name__ == "__main__":
    main()

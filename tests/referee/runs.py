"""Many notes: judge them in two processes, keep what was found by year, print it."""

import argparse
import hashlib
import json
import multiprocessing
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from gcr_analysis.errors import GcrError
from gcr_analysis.geography import region, regions
from referee.referee import PANELS, judge, make

YEARS = range(2018, 2026)
ROOT = Path(__file__).parents[2]
CODE, FIGURES = "src/gcr_analysis/**/*.[py]*", "data/datapackage.json"
RESTS_ON = (CODE, FIGURES, "tests/referee/*.py")


def _set(name: str) -> str:
    try:
        return region(name).id
    except GcrError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message}\n")


def arguments(given: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = _Parser(prog="make referee ARGS=", description="Hold the sentences of notes against the tables.")
    parser.add_argument("--years", type=int, nargs="+", default=[*YEARS], choices=YEARS, metavar="YEAR")
    parser.add_argument("--panels", nargs="+", default=PANELS, choices=PANELS)
    parser.add_argument("--sets", nargs="+", type=_set, help="region sets; default: all that are declared")
    parser.add_argument(
        "--sample", type=int, help="so many region sets, drawn at random but the same each time"
    )
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "gcr-referee")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--examples", type=int, default=3, help="examples of each violation")
    return parser.parse_args(given)


def digest() -> str:
    """Twelve digits that change with the code of notes and referee, the declarations and the figures."""
    files = sorted(path for pattern in RESTS_ON for path in ROOT.glob(pattern) if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def one(job: tuple[str, str, int]) -> dict[str, Any]:
    """Judge one note, in plain values."""
    panel, name, year = job
    try:
        found = judge(make(panel, name, year))
    except Exception as error:  # an error of its own kind may not travel between processes
        raise RuntimeError(f"{panel} of {name} for {year}: {error!r}") from None
    alarms = [
        {
            "kind": a.kind,
            "ground": a.ground,
            "where": a.said.where,
            "rule": a.said.rule,
            "sentence": a.said.text,
            "why": a.why,
        }
        for a in found.alarms
    ]
    return vars(found) | {"alarms": alarms}


def run(options: argparse.Namespace) -> list[dict[str, Any]]:
    """Judge what the folder does not hold yet, in a file a year; other code or figures are judged anew."""
    names = options.sets or [one.id for one in regions()]
    if options.sample:
        names = sorted(random.Random(2018).sample(names, min(options.sample, len(names))))
    folder = options.folder / digest()
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for year in options.years:
        file = folder / f"{year}.json"
        kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        jobs = [(panel, name, year) for name in names for panel in options.panels]
        left = [job for job in jobs if f"{job[0]}/{job[1]}" not in kept]
        with multiprocessing.get_context("spawn").Pool(min(options.processes, len(left) or 1)) as pool:
            for done, judged in enumerate(pool.imap(one, left, chunksize=4), 1):
                kept[f"{judged['panel']}/{judged['region']}"] = judged
                if done % 50 == 0 or done == len(left):
                    file.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
                    print(f"{year}: {done} of {len(left)} notes", file=sys.stderr, flush=True)
        found += [kept[f"{panel}/{name}"] for panel, name, _ in jobs]
    return found


def report(found: list[dict[str, Any]], examples: int) -> Iterable[str]:
    """Lines of the report."""
    total = {
        name: sum((Counter(note[name]) for note in found), Counter())
        for name in ("asserted", "claims", "instead")
    }
    yield f"{len(found):,} notes, {sum(note['sentences'] for note in found):,} sentences read"
    yield "asserted by their words: " + _counted(total["asserted"])
    claims = sum(total["claims"].values())
    yield f"claims: {claims / max(1, len(found)):.1f} a note; " + (
        _counted(total["claims"]) or "no claim list"
    )
    yield "what stood instead where a ground failed: " + (_counted(total["instead"]) or "no claim list")
    alarms = [(note, alarm) for note in found for alarm in note["alarms"]]
    silent = sum(not note["alarms"] for note in found)
    yield f"violations: {len(alarms):,} in {len(found) - silent:,} notes; {silent:,} notes without"
    kinds = Counter((alarm["kind"], alarm["ground"]) for _, alarm in alarms)
    for (kind, ground), count in kinds.most_common():
        here = [(note, alarm) for note, alarm in alarms if (alarm["kind"], alarm["ground"]) == (kind, ground)]
        rules = Counter(alarm["rule"] for _, alarm in here)
        yield f"\n{kind} / {ground}: {count:,}   " + ", ".join(
            f"{rule} {n}" for rule, n in rules.most_common(12)
        )
        for note, alarm in random.Random(1).sample(here, min(examples, len(here))):
            about = f"{note['region']} {note['panel']} {note['year']} [{alarm['where']}]"
            yield f"  {about} {alarm['sentence'][:400]}"
            yield f"    → {alarm['why'][:400]}"


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{key} {count:,}" for key, count in counter.most_common())

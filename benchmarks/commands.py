"""Time what a user waits for: commands of `gcr`, each as a ratio to `python -c "import pandas"`.

Call it on a Linux machine that does nothing else: `python benchmarks/commands.py`. Each command is timed in
turn with the import, so that both meet the same load; of the rounds the median counts.
"""

import os
import time
from collections.abc import Sequence
from statistics import median

from checkouts import Checkout, Parser, earlier, ending_in_one_line, today
from costs import adopt_orphans, cpu_of_children
from gcr_analysis.errors import GcrError
from gcr_analysis.temporary import scratch_folder

PANDAS = ("-c", "import pandas")
COMMANDS = ("--help", "regions", "indicators --region LBN", "indicators --region all --format csv")


def seconds(where: Checkout, arguments: Sequence[str]) -> tuple[float, float]:
    """Wall and CPU seconds of one call."""
    start, before = time.perf_counter(), cpu_of_children()
    where.call(arguments, " ".join(arguments))
    return time.perf_counter() - start, cpu_of_children() - before


def paired(where: Checkout, command: str, rounds: int) -> tuple[float, ...]:
    """Time a command in turn with the import.

    Returns
    -------
    tuple of float
        Medians: wall seconds, ratio of wall, CPU seconds, ratio of CPU.
    """
    arguments = ("-m", "gcr_analysis", *command.split())
    seconds(where, arguments)  # the first call reads much from the disk
    found = []
    for _ in range(rounds):
        (wall, cpu), (base_wall, base_cpu) = seconds(where, arguments), seconds(where, PANDAS)
        found.append((wall, wall / base_wall, cpu, cpu / base_cpu))
    return tuple(median(each) for each in zip(*found, strict=True))


def main() -> None:
    """Print a line for each command, today and at an earlier commit."""
    parser = Parser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="calls of each [default: 9]")
    parser.add_argument("--against", metavar="COMMIT", help="an earlier commit, whose commands are timed too")
    given = parser.parse_args()
    with ending_in_one_line(parser):
        if given.rounds < 1:
            raise GcrError(f"--rounds {given.rounds}: give 1 or more")
        with scratch_folder() as scratch, earlier(given.against, scratch) as old:
            adopt_orphans()
            places = [today(scratch / "cube"), *([old] if old else [])]
            for where in places:
                where.compile()
            places[0].make_cube()
            print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; the cube is kept today")
            print(f"{'':42} {'':12}   wall s  wall ratio    CPU s   CPU ratio", flush=True)
            for command in COMMANDS:
                for where in places:
                    print(told(command, where, given.rounds), flush=True)


def told(command: str, where: Checkout, rounds: int) -> str:
    """One line of figures, or what an earlier commit says instead of running the command."""
    name = f"gcr {command:38} {where.name:12}"
    try:
        wall, wall_ratio, cpu, cpu_ratio = paired(where, command, rounds)
    except GcrError as error:
        if where.name == "today":
            raise
        return f"{name} {error}"
    return f"{name} {wall:8.2f} {wall_ratio:11.2f} {cpu:8.2f} {cpu_ratio:11.2f}"


if __name__ == "__main__":
    main()

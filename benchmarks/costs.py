"""What work in other processes costs: wall time, CPU time and peak memory of the whole process tree."""

import ctypes
import os
import resource
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import psutil

PR_SET_CHILD_SUBREAPER = 36
EVERY = 0.5  # seconds between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """Seconds of wall and CPU time, and at the peak megabytes of all processes and of one."""

    wall: float
    cpu: float
    whole: float
    largest: float


class Memory:
    """Peak memory of the processes below this one; what several share is counted once (PSS)."""

    def __init__(self) -> None:
        self.whole = self.largest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            used = [0.0]
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):  # it has just ended
                    used.append(process.memory_full_info().pss / 1e6)
            self.whole, self.largest = max(self.whole, sum(used)), max(self.largest, *used)


def adopt_orphans() -> None:
    """Become the parent of processes whose own parent ends first, so that each is counted (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def measured(work: Callable[[], object]) -> Cost:
    """Do *work*, which starts processes, and measure what all of them cost."""
    start, before = time.perf_counter(), cpu_of_children()
    with Memory() as memory:
        work()
        wall = time.perf_counter() - start
    with suppress(ChildProcessError):  # the server that forked the workers outlives the command by a moment
        while True:
            os.wait()
    return Cost(wall, cpu_of_children() - before, memory.whole, memory.largest)


def cpu_of_children() -> float:
    """CPU seconds, user and system, of all processes that have ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

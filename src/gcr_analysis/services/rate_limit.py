"""How often, how many at a time and how patiently a service is asked."""

import threading
import time
from dataclasses import dataclass

from gcr_analysis.errors import GcrError


@dataclass(frozen=True)
class RateLimit:
    """What a client keeps to. None of the services publishes a limit, so these are cautious.

    Parameters
    ----------
    per_second
        Requests that may begin in any second.
    at_once
        Requests that may wait for an answer at a time.
    attempts
        Tries before a question is given up.
    first_wait, longest_wait
        Seconds before the second try, and at most between two; each wait is about twice the one before.
    timeout
        Seconds without a byte after which a try has failed.
    """

    per_second: float = 4
    at_once: int = 2
    attempts: int = 8
    first_wait: float = 1
    longest_wait: float = 60
    timeout: float = 30


class StoppedError(Exception):
    """Somebody pressed Ctrl-C, or another question failed for good: no further request is made."""


class Pace:
    """Lets requests begin one after the other, never more in a second than was agreed.

    Parameters
    ----------
    per_second
        Requests that may begin in any second.

    Examples
    --------
    >>> pace, begun = Pace(per_second=100), time.monotonic()
    >>> for _ in range(5):
    ...     pace.wait()
    >>> time.monotonic() - begun > 4 / 100
    True
    """

    SLACK = 1.25  # on their way, requests come nearer to each other

    def __init__(self, per_second: float) -> None:
        if per_second <= 0:
            raise GcrError(f"{per_second:g} requests per second never end: give more than 0")
        self._gap = self.SLACK / per_second
        self._lock = threading.Lock()
        self._next = 0.0
        self.stopped = threading.Event()

    def wait(self) -> None:
        """Return when the next request may begin.

        Raises
        ------
        StoppedError
            When `stopped` was set.
        """
        with self._lock:
            self.sleep(self._next - time.monotonic())
            self._next = time.monotonic() + self._gap  # from when it really begins, however late that is

    def sleep(self, seconds: float) -> None:
        """Wait, unless `stopped` is set meanwhile.

        Raises
        ------
        StoppedError
            When it was.
        """
        if self.stopped.wait(max(seconds, 0.0)):
            raise StoppedError

"""Ask a service for JSON, at a polite pace, again where it stumbles."""

import json
import time
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Self

import httpx
import tenacity

from gcr_analysis.errors import GcrError
from gcr_analysis.services.rate_limit import Pace, RateLimit, StoppedError

RETRIED = (408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
UNREACHED = 2  # tries to reach a service that has not answered so far
LONGEST = 10  # times the seconds without a byte: how long a whole answer may take
CONNECT = 5.0  # seconds for a connection
SHUT = (401, 403, 407, 451)


@dataclass(frozen=True)
class Question:
    """One request.

    Parameters
    ----------
    name
        What it is called among the answers that are kept: letters, digits, ``.``, ``_`` and ``-``.
    path
        Path below the service's address.
    params
        Names and values, in order.
    page
        The page that is asked for, from 1.

    Examples
    --------
    >>> Question("idmc-00001", "idmc/", (("page", "1"),)).params
    (('page', '1'),)
    """

    name: str
    path: str
    params: tuple[tuple[str, str], ...]
    page: int = 1


class StumbledError(Exception):
    """The service failed in a way that may pass: busy, broken, slow, an answer cut short or no JSON.

    Parameters
    ----------
    reason
        What happened, in words.
    after
        Seconds that the service asks to wait, if it does.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class UnreachableError(StumbledError):
    """There was no connection: no network, no such host, nobody who listens there, a proxy that refuses."""


class Client:
    """Asks one service, within `RateLimit`.

    Parameters
    ----------
    service
        Its name, for messages.
    address
        Where it is; question paths follow it.
    rate_limit
        What to keep to.
    """

    def __init__(self, service: str, address: str, rate_limit: RateLimit | None = None) -> None:
        self.service, self.rate_limit = service, rate_limit or RateLimit()
        self.pace = Pace(self.rate_limit.per_second)
        self.reached = False
        if not address.startswith(("https://", "http://")):
            raise GcrError(f"{address!r} is no address of {service}: begin it with https://")
        self._http = httpx.Client(
            base_url=address.rstrip("/") + "/",
            timeout=httpx.Timeout(self.rate_limit.timeout, connect=min(CONNECT, self.rate_limit.timeout)),
            follow_redirects=True,
            headers={"User-Agent": f"gcr-analysis/{version('gcr-analysis')}", "Accept": "application/json"},
            limits=httpx.Limits(max_connections=self.rate_limit.at_once),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._http.close()

    def ask(self, question: Question) -> Any:
        """Return the JSON of the answer.

        Raises
        ------
        GcrError
            When the service refuses the question, or stumbles every time.
        StoppedError
            When the client's `Pace` was stopped.
        """
        tries = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(StumbledError),
            stop=self._enough,
            wait=self._wait,
            sleep=self.pace.sleep,
            reraise=True,
        )
        try:
            return tries(self._once, question)
        except StumbledError as error:
            if self._is_unreachable(error):
                raise GcrError(
                    f"{self.service} cannot be reached at {self._http.base_url.host}: {error}. Look whether "
                    "this machine has a network, and whether it needs a proxy (the variable HTTPS_PROXY)"
                ) from error
            raise GcrError(
                f"{self.service} did not answer {question.name} in {self.rate_limit.attempts} tries: "
                f"{error}. "
                "What it answered so far is kept: give the command again later, and it goes on from there"
            ) from error

    def _is_unreachable(self, error: BaseException | None) -> bool:
        """Whether there was no connection, and none before: then patience does not help."""
        return isinstance(error, UnreachableError) and not self.reached

    def _enough(self, state: tenacity.RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        most = UNREACHED if self._is_unreachable(error) else self.rate_limit.attempts
        return state.attempt_number >= min(most, self.rate_limit.attempts)

    def _once(self, question: Question) -> Any:
        self.pace.wait()
        try:
            with self._http.stream("GET", question.path, params=list(question.params)) as answer:
                self.reached = True
                content = self._content(answer)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise UnreachableError(f"the connection failed ({str(error) or type(error).__name__})") from error
        except httpx.TimeoutException as error:
            raise StumbledError(f"no answer within {self.rate_limit.timeout:g} seconds") from error
        except httpx.RequestError as error:
            raise StumbledError(f"the connection failed ({str(error) or type(error).__name__})") from error
        if answer.status_code in RETRIED:
            raise StumbledError(f"status {answer.status_code}", _seconds(answer.headers.get("Retry-After")))
        if not answer.is_success:
            shut = answer.status_code in SHUT
            why = "a firewall or a log-in may stand between" if shut else "its addresses may have changed"
            status = f"with status {answer.status_code}: {why}"
            raise GcrError(f"{self.service} refuses {answer.url.path} {status}")
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            page = content.lstrip()[:1] == b"<"
            what = "a web page came, perhaps of a log-in or a proxy" if page else "the answer was cut short"
            raise StumbledError(f"no JSON: {what}") from error

    def _content(self, answer: httpx.Response) -> bytes:
        """Read an answer, unless it takes far too long or nobody waits for it any more."""
        begun, parts, longest = time.monotonic(), [], LONGEST * self.rate_limit.timeout
        for part in answer.iter_bytes():
            parts.append(part)
            if self.pace.stopped.is_set():
                raise StoppedError
            if time.monotonic() - begun > longest:
                raise StumbledError(f"the answer took more than {longest:g} seconds")
        return b"".join(parts)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Twice as long each time, or as long as the service asks."""
        outcome = state.outcome
        stumbled = outcome.exception() if outcome else None
        if isinstance(stumbled, StumbledError) and stumbled.after is not None:
            return min(stumbled.after, self.rate_limit.longest_wait)
        grown = tenacity.wait_exponential_jitter(
            multiplier=self.rate_limit.first_wait,
            max=self.rate_limit.longest_wait,
            jitter=self.rate_limit.first_wait,
        )
        return grown(state)


def _seconds(retry_after: str | None) -> float | None:
    """Seconds of a ``Retry-After``; none where it is left out or is a date.

    >>> _seconds("3"), _seconds("Wed, 21 Oct 2026 07:28:00 GMT"), _seconds(None)
    (3.0, None, None)
    """
    return float(retry_after) if retry_after and retry_after.strip().isdecimal() else None

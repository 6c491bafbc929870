"""Processes forked from a server that has imported what they need, where the system can do that."""

import ctypes
import multiprocessing
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.util import Finalize
from threading import Lock
from types import ModuleType

from gcr_analysis.temporary import new_scratch_folder

# On macOS the system's own libraries do not survive a fork, on Windows there is none.
FORKS = "forkserver" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"

_PR_SET_PDEATHSIG = 1
_starting = Lock()  # who asks may have threads, as a Dask worker has

READY = "gcr_analysis.running.ready"  # imported first: it knows in which order
WARM = "gcr_analysis.running.warm"

# Matplotlib reads the first when it is imported, which for a kernel forked later is too early for the kernel
# to set it; the second keeps a debugger's advice off the screen.
KERNEL_ENVIRONMENT = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def fork_server(modules: Sequence[str], environment: Mapping[str, str]) -> ForkServerContext | SpawnContext:
    """Start the server from which processes are forked; it imports while its parent does something else.

    The server has no threads and no sockets but its own. A process has one server: when it runs already, it
    stays as it is.

    Parameters
    ----------
    modules
        What it imports before it forks.
    environment
        Variables that it is given where the user has not set them.

    Returns
    -------
    ForkServerContext or SpawnContext
        How processes are made. Where there is no forking each imports for itself.
    """
    if not FORKS:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    with _starting, _set_for_now(environment):
        context.set_forkserver_preload([*modules])
        _listen_in_scratch_folder()
        with _deaf_to_interrupts():
            forkserver.ensure_running()
    return context


@contextmanager
def without_script() -> Iterator[None]:
    """Let processes that are started here need nothing of the script which asks for them.

    Multiprocessing would run that script again in the new process: a script without the usual guard would
    then run notebooks that run notebooks.
    """
    with _starting:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = script


def end_with_parent() -> None:
    """Let this process end with the one that forked it, where the system can do that.

    A server ends with the process that started it, so that whatever ends a run, nobody goes on alone.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _listen_in_scratch_folder() -> None:
    """Let the server's socket lie in a folder that a sweep knows: multiprocessing's own stay after a kill."""
    config = vars(multiprocessing.current_process())["_config"]
    if "tempdir" not in config:
        folder = config["tempdir"] = str(new_scratch_folder())
        Finalize(None, shutil.rmtree, (folder, True), exitpriority=-100)  # as multiprocessing does


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let what is started here ignore Ctrl-C, as the server itself does only when it has imported all."""
    if threading.current_thread() is not threading.main_thread():  # only that one may set what a signal does
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _set_for_now(environment: Mapping[str, str]) -> Iterator[None]:
    added = {name: value for name, value in environment.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]

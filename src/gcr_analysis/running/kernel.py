"""A Papermill engine whose kernels are forked from a process that has imported what notebooks need.

All else is stock: the kernel is ipykernel's own, Papermill and nbclient talk to it as to any other. Only the
step that would start a new Python is replaced, through Jupyter's seam for it, a kernel provisioner.
"""

import asyncio
import atexit
import gc
import importlib.util
import multiprocessing
import os
import signal
import sys
import threading
import uuid
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Empty
from typing import Any, ClassVar

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from gcr_analysis.running.forking import FORKS, KERNEL_ENVIRONMENT, READY, fork_server, without_script

_LAUNCHER = "ipykernel_launcher"
_SOON = 5  # milliseconds between two looks at whether a kernel listens, or has ended: Jupyter takes 100


class ForkEngine:
    """Papermill's own engine with kernels that are forked: `papermill --engine gcr-fork`.

    Where there is no forking (Windows, macOS), and for notebooks of another language or another Python, it is
    the stock engine.
    """

    # Papermill loads this class while it is itself being imported, so nothing of it is needed before a call.

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Execute a notebook as the stock engine does.

        Parameters
        ----------
        nb
            The notebook, its parameters filled in.
        kernel_name
            Name of the kernel.
        **options
            As for the stock engine.

        Returns
        -------
        nbformat.NotebookNode
            The executed notebook.
        """
        if FORKS:
            options.setdefault("kernel_manager_class", ForkedKernelManager)
        return _stock().execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """Name of the kernel that *nb* asks for."""
        return _stock().nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """Language that *nb* is written in."""
        return _stock().nb_language(nb, language)


class ForkedKernelManager(AsyncKernelManager):
    """Jupyter's kernel manager, whose kernels come from `ForkedKernel`."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.kernel_id = str(uuid.uuid4())
        self.provisioner = ForkedKernel(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        self.client_factory = ForkedKernelClient

    async def _async_finish_shutdown(
        self, waittime: float | None = None, pollinterval: float = _SOON / 1000, restart: bool = False
    ) -> None:
        await super()._async_finish_shutdown(waittime, pollinterval, restart)


class ForkedKernelClient(AsyncKernelClient):
    """Jupyter's client, which goes on as soon as the kernel has answered.

    Jupyter's own then listens a fifth of a second longer for messages to drop. Papermill needs none dropped:
    it passes over those that it has not asked for.
    """

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.context.setsockopt(zmq.RECONNECT_IVL, _SOON)  # who asks is there before who listens

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Ask until there is an answer on both channels.

        Parameters
        ----------
        timeout
            Seconds that the kernel may take.
        """
        async with asyncio.timeout(timeout):
            while True:
                self.kernel_info()
                try:
                    await self.get_shell_msg(timeout=1)
                    await self.get_iopub_msg(timeout=0.2)
                except Empty:
                    if not await self.is_alive():
                        raise RuntimeError("the kernel died before it answered") from None
                else:
                    return


class ForkedKernel(LocalProvisioner):
    """Jupyter's way to start a local kernel, but for Python's own kernel, which is forked.

    Attributes
    ----------
    from_here
        Whether this process is itself one that has imported what notebooks need, and may be forked. Otherwise
        a server is started that is.
    """

    from_here: ClassVar[bool] = False

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose where a Python kernel listens, before Jupyter chooses ports.

        A TCP port that is free when it is chosen may be taken when the kernel gets there. A name in Linux's
        abstract namespace is nobody else's, is no file, and ends with the kernel.
        """
        if sys.platform == "linux" and self.kernel_spec.argv[1:3] == ["-m", _LAUNCHER]:
            manager: Any = self.parent
            manager.transport, manager.ip = "ipc", f"@gcr-{self.kernel_id}"
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel that *cmd* would start, or start it when it is another Python or language."""
        if cmd[:3] != [sys.executable, "-m", _LAUNCHER]:
            return await super().launch_kernel(cmd, **kwargs)
        self.cwd = kwargs.get("cwd") or str(Path.cwd())
        process = self._context().Process(
            target=serve_kernel, args=(cmd[3:], kwargs.get("env", os.environ.copy()), self.cwd)
        )
        with without_script():
            process.start()
        self.process = _Started(process)
        self.pid = self.pgid = process.pid  # it leads a group of its own as soon as it runs
        return self.connection_info

    def _context(self) -> Any:
        """A process with threads must not be forked: locks that they hold would stay locked."""
        if self.from_here and threading.active_count() == 1:
            return multiprocessing.get_context("fork")
        return fork_server([READY], KERNEL_ENVIRONMENT)


def _stock() -> Any:
    from papermill.engines import NBClientEngine

    return NBClientEngine


class _Started:
    """A process as Jupyter wants to see it: like one of `subprocess`."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        assert process.pid is not None
        self.process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self) -> int | None:
        self.process.join()
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def serve_kernel(arguments: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
    """Be a kernel from here on, as if Python had just been started for it.

    In a process whose parent was not made ready for this, or has read another snapshot than the kernel would,
    Python is indeed started.

    Parameters
    ----------
    arguments
        What follows the name of the launcher on its command line.
    environment
        All variables that the kernel is to see.
    folder
        Where it runs.
    """
    os.setsid()
    os.chdir(folder)
    environment = {**environment, "JPY_PARENT_PID": str(os.getppid())}
    os.environ.clear()
    os.environ.update(environment)
    if READY not in sys.modules or not sys.modules[READY].is_as_read():
        os.execve(sys.executable, [sys.executable, "-m", _LAUNCHER, *arguments], environment)
    os.environ.update(sys.modules[READY].SET_BY_IMPORTS, **environment)
    gc.freeze()  # what is shared with the parent stays shared
    _forget_parent()
    launcher = importlib.util.find_spec(_LAUNCHER)
    assert launcher is not None
    sys.argv = [str(launcher.origin), *arguments]
    from ipykernel.kernelapp import IPKernelApp

    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    try:
        IPKernelApp.launch_instance([*arguments], parent_handle=1)  # no poller, and no advice on how to quit
    finally:
        _hang_up(IPKernelApp.instance().control_thread)
        atexit._run_exitfuncs()  # multiprocessing does not, before Python 3.12


def _hang_up(control: Any) -> None:
    """Let the control channel finish its last answer.

    At exit ipykernel closes what that answer goes through and then waits for the channel, which waits for the
    answer to get through: one kernel in eight would stand still for three seconds, until it is killed.
    """
    if control is not None and control.is_alive():
        control.stop()
        control.join(1)


def _forget_parent() -> None:
    """Let go of what a new Python would not have: the parent's event loop, exit handlers, random state."""
    atexit._clear()
    signal.set_wakeup_fd(-1)
    asyncio.set_event_loop(asyncio.new_event_loop())
    multiprocessing.set_start_method(None, force=True)
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder of the script that asked for the notebook
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _end_with_parent() -> None:
    """Take the place of ipykernel's poller, which looks at who forked a kernel, not at who asked for it."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)

"""Serve the site on this machine, and publish again when something that it is made of changes."""

import io
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.outputs import Choose, executed_notebooks
from gcr_analysis.publishing.publish import publish, require_places
from gcr_analysis.publishing.render import choose_engine
from gcr_analysis.running.addresses import notebooks_in
from gcr_analysis.running.paths import project_root

_WATCHED = ("*.qmd", "_quarto.yml", "reports/*.qmd", "theme/*")
WAITING = (
    b'<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta http-equiv="refresh" content="2">'
    b"<title>Not published yet</title><p>The site is being published. This page asks again by itself.</p>"
)


def preview(
    outputs: Path,
    into: Path,
    engine: str | None = None,
    project: Path | None = None,
    *,
    port: int = 4200,
    say: Callable[[str], None] = print,
    choose: Choose = executed_notebooks,
) -> None:
    """Serve the site on 127.0.0.1, publish, and publish again on change, until interrupted.

    The last good site is served while the first publish goes on; where there is none, a page that waits.

    Parameters
    ----------
    outputs, into, engine, project, choose
        As for `publish`.
    port
        Port to listen on; 0 takes any free one.
    say
        Where messages go. A failed publish is a message; the last good site stays served.

    Raises
    ------
    GcrError
        Where the port is taken or a folder cannot be written, before any work; or where the first publish
        fails and there is no earlier site.
    """
    project = project or project_root()
    engine = choose_engine(engine)
    require_places(project, into)
    with _server(into, port) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        say(f"serving {into} at http://127.0.0.1:{server.server_port}/ (Ctrl-C to stop)")
        try:
            seen = None
            while True:
                if (now := stamps(outputs, project)) != seen:
                    seen = now
                    _publish_again(outputs, into, engine, project, say, choose=choose)
                time.sleep(0.5)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


def stamps(outputs: Path, project: Path) -> dict[Path, int]:
    """Return when each file that the site is made of last changed, in nanoseconds."""
    files = [*notebooks_in(outputs), *(file for glob in _WATCHED for file in project.glob(glob))]
    return {file: file.stat().st_mtime_ns for file in files if file.is_file()}


def _publish_again(
    outputs: Path,
    into: Path,
    engine: str | None,
    project: Path,
    say: Callable[[str], None],
    *,
    choose: Choose = executed_notebooks,
) -> None:
    try:
        report = publish(outputs, into, engine, project, choose)
        say(f"published {report.pages} pages in {report.seconds:.1f} s")
    except GcrError as error:
        if not into.is_dir():
            raise
        say(f"not published: {error}")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files, is silent about it, and lets no browser keep an old page."""

    def send_head(self) -> Any:
        """Send a file; a page that asks again where there is no site yet."""
        if Path(self.directory).is_dir():
            return super().send_head()
        self.send_response(HTTPStatus.SERVICE_UNAVAILABLE)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(WAITING)))
        self.end_headers()
        return io.BytesIO(WAITING)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for an address that leads nowhere."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Add what keeps a browser from showing yesterday's page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


def _server(folder: Path, port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        raise GcrError(f"port {port} is taken: give another one ({error.strerror})") from error

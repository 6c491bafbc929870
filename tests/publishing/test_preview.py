"""The preview serves the site, sees a change, and survives a failed publish."""

import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing import preview, publish
from gcr_analysis.publishing.preview import _publish_again, _server, stamps

pytestmark = pytest.mark.site


def test_the_site_is_served_on_this_machine_and_kept_by_no_cache(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("hello")
    with _server(tmp_path, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/") as answer:
            assert answer.read() == b"hello"
            assert answer.headers["Cache-Control"] == "no-store"
        server.shutdown()


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with _server(tmp_path, 0) as server, pytest.raises(GcrError, match="is taken: give another one"):
        _server(tmp_path, server.server_port)


def test_a_changed_notebook_or_page_is_seen(write: Callable[..., Path], project: Path) -> None:
    outputs = write()
    before = stamps(outputs, project)
    time.sleep(0.01)
    (project / "reports" / "cite.qmd").write_text("---\ntitle: New\n---\n")
    assert stamps(outputs, project) != before


def test_a_failed_publish_is_said_and_the_good_site_stays(
    write: Callable[..., Path], project: Path, tmp_path: Path
) -> None:
    outputs, site, said = write(), tmp_path / "_site", []
    publish(outputs, site, "embedded", project)
    write("mirps", "MIRPS countries", figures=["gone"])
    _publish_again(outputs, site, "embedded", project, said.append)
    assert said[0].startswith("not published: ")
    assert (site / "index.html").is_file()


def test_the_preview_publishes_again_on_change_until_it_is_interrupted(
    write: Callable[..., Path], project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs, said, naps = write(), [], []

    def nap(_: float) -> None:
        naps.append(1)
        if len(naps) == 1:
            write("mirps", "MIRPS countries")
        else:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", nap)
    preview(outputs, tmp_path / "_site", "embedded", project, port=0, say=said.append)
    assert said[0].startswith("serving ")
    assert said[1].startswith("published ")
    assert (tmp_path / "_site" / "regions" / "mirps" / "index.html").is_file()

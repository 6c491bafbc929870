"""The preview serves the site, sees a change, and survives a failed publish."""

import sys
import threading
import time
import urllib.error
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


def test_an_address_that_leads_nowhere_shows_the_page_of_the_site(tmp_path: Path) -> None:
    with _server(tmp_path, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for written in (b"", b"where to go on"):
            if written:
                (tmp_path / "404.html").write_bytes(written)
            with pytest.raises(urllib.error.HTTPError) as missing:
                urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/regions/atlantis/")
            assert missing.value.code == 404
            assert (missing.value.read() == b"where to go on") == bool(written)
        server.shutdown()


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with _server(tmp_path, 0) as server, pytest.raises(GcrError, match="is taken: give another one"):
        _server(tmp_path, server.server_port)


def test_a_taken_port_a_file_in_the_way_and_a_read_only_folder_are_told_before_any_work(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(*arguments: object) -> None:
        pytest.fail("published before it was known whether the site can be served")

    monkeypatch.setattr(sys.modules["gcr_analysis.publishing.preview"], "publish", work)
    with _server(tmp_path, 0) as server, pytest.raises(GcrError, match="is taken: give another one"):
        preview(tmp_path / "outputs", tmp_path / "_site", "embedded", project, port=server.server_port)
    (tmp_path / "file").touch()
    with pytest.raises(GcrError, match=r"cannot publish to .*_site: .*file is not a folder"):
        preview(tmp_path / "outputs", tmp_path / "file" / "_site", "embedded", project, port=0)
    monkeypatch.setattr("os.access", lambda folder, _: folder != tmp_path)
    with pytest.raises(GcrError, match=r"cannot publish to .*_site: .* is read-only; name"):
        preview(tmp_path / "outputs", tmp_path / "new" / "_site", "embedded", project, port=0)


def test_a_site_is_served_while_it_is_published_and_a_page_that_waits_before_there_is_one(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, said, seen = tmp_path / "_site", [], []

    def ask() -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(said[0].split()[3]) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def work(*arguments: object) -> None:
        seen.append(ask())
        site.mkdir()
        (site / "index.html").write_text("last good")
        seen.append(ask())
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["gcr_analysis.publishing.preview"], "publish", work)
    preview(tmp_path / "outputs", site, "embedded", project, port=0, say=said.append)
    (before, waiting), last = seen
    assert before == 503
    assert b"This page asks again" in waiting
    assert last == (200, b"last good")


def test_a_first_publish_that_fails_is_an_error_where_there_is_nothing_to_serve(
    project: Path, tmp_path: Path
) -> None:
    with pytest.raises(GcrError, match="nothing to publish"):
        preview(tmp_path / "outputs", tmp_path / "_site", "embedded", project, port=0, say=lambda _: None)


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
    assert [line.split()[0] for line in said[1:]] == ["published", "published"]
    assert (tmp_path / "_site" / "regions" / "mirps" / "index.html").is_file()

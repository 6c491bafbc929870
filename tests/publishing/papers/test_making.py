"""A paper is made once for its content; a failure leaves nothing half done."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.papers import making, write_papers
from gcr_analysis.publishing.papers.making import digest
from gcr_analysis.publishing.papers.paper import Paper


def plain(name: str, title: str, year: int = 2025) -> Paper:
    return Paper(PurePosixPath(name, "note"), "note", year, {"title": title}, {})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The papers that are made, in place of Typst and pandoc."""
    told: list[str] = []

    def maker(kind: str) -> Callable[[Paper], bytes]:
        def make(paper: Paper) -> bytes:
            told.append(f"{paper.name}.{kind}")
            if paper.words["title"] == "wrong":
                raise GcrError(f"{paper.name}.{kind} cannot be made: wrong")
            return f"{kind} {paper.words['title']}".encode()

        return make

    monkeypatch.setattr(making, "MAKERS", {kind: maker(kind) for kind in making.MAKERS})
    return told


def test_only_what_changed_is_made_again(made: list[str], tmp_path: Path) -> None:
    write_papers([plain("lbn", "one"), plain("tur", "two")], tmp_path / "a", Kept(tmp_path / "kept"))
    assert len(made) == 4
    made.clear()
    write_papers([plain("lbn", "one"), plain("tur", "another")], tmp_path / "b", Kept(tmp_path / "kept"))
    assert sorted(made) == ["tur/note.docx", "tur/note.pdf"]
    assert (tmp_path / "b" / "lbn" / "note.pdf").read_bytes() == b"pdf one"
    assert (tmp_path / "b" / "tur" / "note.docx").read_bytes() == b"docx another"


def test_what_is_no_longer_used_is_not_kept(made: list[str], tmp_path: Path) -> None:
    for title in ("one", "two"):
        kept = Kept(tmp_path / "kept")
        write_papers([plain("lbn", title)], tmp_path / title, kept)
        kept.sweep()
    one = digest(plain("lbn", "two"))
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {f"{one}.docx", f"{one}.pdf"}


def test_a_paper_that_cannot_be_made_is_told_and_not_kept(made: list[str], tmp_path: Path) -> None:
    with pytest.raises(GcrError, match=r"^tur/note\.(pdf|docx) cannot be made: wrong$"):
        write_papers([plain("lbn", "one"), plain("tur", "wrong")], tmp_path / "a", Kept(tmp_path / "kept"))
    kept = {path.stem for path in (tmp_path / "kept").iterdir()}
    assert kept <= {digest(plain("lbn", "one"))}


def test_a_digest_changes_with_words_year_picture_and_date(
    paper: Callable[..., Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = paper("lbn", "Lebanon")
    digests = {digest(one), digest(paper("lbn", "Libya")), digest(paper("lbn", "Lebanon", 2024))}
    one.pictures.popitem()
    digests.add(digest(one))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert len(digests | {digest(one)}) == 5
    assert digest(paper("lbn", "Lebanon")) == digest(paper("lbn", "Lebanon"))

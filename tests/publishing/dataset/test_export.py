"""The package in a folder: whole or not at all, and nothing else is lost."""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from gcr_analysis.cli import main
from gcr_analysis.errors import GcrError
from gcr_analysis.indicators import indicators
from gcr_analysis.publishing.dataset import export_figures, export_files, figures, formats
from gcr_analysis.publishing.dataset.package import names_of

FRICTIONLESS = formats()["frictionless"]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(["export", *arguments])
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert told.err.count("\n") == 1
    return told.err


def test_the_folder_is_made_with_those_above_it_and_holds_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "frictionless", "--into", str(tmp_path / "a" / "b")])
    assert ended.value.code == 0
    assert contents(tmp_path / "a" / "b") == export_files(FRICTIONLESS)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    told = capsys.readouterr().out
    assert told.startswith(f"wrote {len(names_of(FRICTIONLESS))} files, ")
    assert told.endswith(f"{tmp_path / 'a' / 'b' / 'datapackage.json'}\n")
    mode, usual = (tmp_path / "a" / "b").stat().st_mode, (tmp_path / "a").stat().st_mode
    assert mode == usual  # others may read it, as any new folder


def test_an_empty_folder_is_filled_and_an_earlier_export_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unknown_names: Callable[..., set[str]]
) -> None:
    folder = tmp_path / "figures"
    folder.mkdir()
    export_figures(FRICTIONLESS, folder)
    before = contents(folder)
    monkeypatch.setattr(figures, "every_row", lambda: indicators("COL", 2024))
    assert (
        unknown_names(export_figures, FRICTIONLESS, folder) == set()
    )  # what a kill leaves is found by its name
    assert contents(folder) == export_files(FRICTIONLESS) != before
    assert [path.name for path in tmp_path.iterdir()] == ["figures"]


@pytest.mark.parametrize("ours", [True, False])
def test_a_folder_with_anything_else_is_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ours: bool
) -> None:
    folder = tmp_path / "figures"
    if ours:
        export_figures(FRICTIONLESS, folder)
    folder.mkdir(exist_ok=True)
    (folder / "analysis.R").write_text("figures <- 1\n")
    before = contents(folder)
    told = refusal(capsys, "frictionless", "--into", str(folder))
    assert told == f"gcr: {folder} holds analysis.R, which would be lost: name a new or empty folder\n"
    assert contents(folder) == before


def test_a_package_of_somebody_else_is_refused(tmp_path: Path) -> None:
    for content in ('{"name": "other"}', "[]", "not JSON"):
        (tmp_path / "datapackage.json").write_text(content)
        with pytest.raises(GcrError, match=r"holds datapackage\.json, which would be lost"):
            export_figures(FRICTIONLESS, tmp_path)


def test_a_place_that_is_no_folder_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "every_row", lambda: pytest.fail("figures were computed"))
    file = tmp_path / "file"
    file.touch()
    assert "is not a folder" in refusal(capsys, "frictionless", "--into", str(file))
    assert "is not a folder" in refusal(capsys, "frictionless", "--into", str(file / "below"))
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "is read-only; name a folder elsewhere" in refusal(
        capsys, "frictionless", "--into", str(tmp_path / "new")
    )
    assert "Missing option '--into'" in refusal(capsys, "frictionless")


def test_a_full_disk_is_one_line_and_the_earlier_export_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "figures"
    export_figures(FRICTIONLESS, folder)
    before = contents(folder)

    def fill(fresh: Path, files: Mapping[str, bytes]) -> None:
        fresh.mkdir()
        (fresh / "figures.parquet").write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("gcr_analysis.publishing.dataset.export.write_files", fill)
    told = refusal(capsys, "frictionless", "--into", str(folder))
    assert told == f"gcr: cannot write to {folder}: No space left on device\n"
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["figures"]


def test_an_export_of_another_format_is_something_else(tmp_path: Path) -> None:
    export_figures(formats()["dcat"], tmp_path / "figures")
    with pytest.raises(GcrError, match=r"holds dcat\.jsonld, which would be lost"):
        export_figures(FRICTIONLESS, tmp_path / "figures")


@pytest.mark.parametrize("id", formats())
def test_each_format_has_its_files_and_no_others_and_the_same_bytes_each_time(id: str) -> None:
    format = formats()[id]
    files = export_files(format)
    assert files.keys() == names_of(format)
    assert files == export_files(format)
    readme = files["README.md"].decode()
    assert f"`{format.file}` describes the figures by the standard [{format.title}]({format.url})" in readme
    assert all(f"`{name}`" in readme for name in files.keys() - {"README.md"})
    assert ("## In five languages" in readme) == format.data


def test_an_unknown_format_is_one_line_with_the_near_miss(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refusal(capsys, "croisant", "--into", str(tmp_path / "figures"))
    assert told == "gcr: unknown format 'croisant': did you mean croissant or crate?\n"
    told = refusal(capsys, "dcat", "--into", str(tmp_path / "figures"), "--outputs", str(tmp_path))
    assert told == "gcr: --outputs is for gcr export run: leave it out\n"
    told = refusal(capsys, "run", "--into", str(tmp_path / "run"), "--outputs", str(tmp_path))
    assert told == f"gcr: nothing to export: no executed notebook under {tmp_path}; gcr run makes them\n"
    assert not any(tmp_path.iterdir())


def test_the_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    told = capsys.readouterr().out
    assert all(id in told for id in (*formats(), "run"))

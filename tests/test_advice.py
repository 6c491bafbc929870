"""What messages and documents tell a user to call exists: our commands, and what to install."""

import re
import tomllib
from pathlib import Path

import pytest

from gcr_analysis.cli import app
from gcr_analysis.errors import MissingPackageError

ROOT = Path(__file__).parents[1]
ENDINGS = (".py", ".yaml", ".txt", ".qmd", ".md", ".yml", "Makefile")
AT_THE_TOP = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "environment.yml", "index.qmd")
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = DECLARED["optional-dependencies"]


def texts() -> dict[str, str]:
    """Every file of the project that may advise somebody, by its path."""
    folders = [(ROOT / name).rglob("*") for name in ("src", "docs", "reports")]
    found = [*(ROOT / name for name in AT_THE_TOP), *(path for folder in folders for path in folder)]
    chosen = sorted(path for path in found if path.is_file() and path.name.endswith(ENDINGS))
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in chosen}


def commands() -> set[str]:
    """Every command; those of groups with the name of the group before."""
    named = {str(command.callback.__name__) for command in app.registered_commands if command.callback}
    for group in app.registered_groups:
        assert group.typer_instance is not None
        of = [command.callback for command in group.typer_instance.registered_commands]
        named |= {f"{group.name} {callback.__name__}" for callback in of if callback}
    return named


def test_the_package_is_installed_from_its_clone_with_extras_that_there_are() -> None:
    advised = [
        (path, *found)
        for path, text in texts().items()
        for found in re.findall(r"pip install[^\n`]*?'?([\w./{}-]+)\[([\w{}]+)\]", text)
    ]
    assert [each for each in advised if not each[1].endswith((".", "{root}"))] == []
    assert [each for each in advised if each[2] not in EXTRAS and each[2] != "{extra}"] == []
    assert [path for path, text in texts().items() if "install gcr-analysis" in text] == []


def test_a_missing_package_is_installed_by_its_name_where_there_is_no_repository(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gcr_analysis.errors.CHECKOUT", None)
    assert str(MissingPackageError("this", "svy", "survey")).endswith(" -m pip install svy")


def test_every_command_that_is_named_exists() -> None:
    known = commands()
    groups = {name.split()[0] for name in known if " " in name}
    named = {
        (path, f"{first} {second}" if first in groups else first)
        for path, text in texts().items()
        for first, second in re.findall(r"(?:`|: |with |then )gcr ([a-z]+)(?: ([a-z]+))?\b", text)
    }
    assert {each for each in named if each[1] not in known} == set()


@pytest.mark.parametrize("extra", ["cluster", "survey"])
def test_a_missing_package_is_installed_from_where_the_project_is(extra: str) -> None:
    found = re.fullmatch(
        r"this needs the package that: call (\S+) -m pip install -e '(.+)\[(\w+)\]'",
        str(MissingPackageError("this", "that", extra)),
    )
    assert found is not None
    assert Path(found[1]).is_file()
    assert (Path(found[2]) / "pyproject.toml").is_file()
    assert found[3] in EXTRAS

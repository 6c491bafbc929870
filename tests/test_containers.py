"""What images hold: the whole environment, or, for a checkout that is opened in one, none of it."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
STAGE = r"^FROM (\S+)(?: AS (\S+))?$"


def test_the_development_container_sets_up_the_environment_once() -> None:
    told = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert told["postCreateCommand"] == "make .venv/.ready"
    _, *found = re.split(STAGE, (ROOT / "Containerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    stages = {name: (base, does) for base, name, does in zip(*[iter(found)] * 3, strict=True)}
    stage, built = told["build"]["target"], ""
    while stage in stages:
        stage, does = stages[stage]
        built += does
    assert f"useradd --create-home {told['remoteUser']}" in built
    assert ".venv" not in re.sub(r"(?m)^#.*", "", built)
    base, last = stages[None]  # what an image without a target is
    assert base in stages
    assert "make .venv/.ready" in last

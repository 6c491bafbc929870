"""`pyproject.toml`, `CITATION.cff` and `codemeta.json` are valid and say the same of the software."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError

from gcr_analysis import __version__
from gcr_analysis.publishing.dataset.citing import cff
from gcr_analysis.snapshot import sources

ROOT = Path(__file__).parents[1]


class Entity(BaseModel):
    """An author that is no person, as CITATION.cff has it."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1)


class Reference(BaseModel):
    """What a citation refers to."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["data"]
    title: str
    authors: list[Entity] = Field(min_length=1)
    version: str
    url: HttpUrl
    notes: str


class Citation(BaseModel):
    """The fields of the Citation File Format 1.2.0 that are used, with what it demands of them."""

    model_config = ConfigDict(extra="forbid")

    cff_version: Literal["1.2.0"] = Field(alias="cff-version")
    message: str = Field(min_length=1)
    type: Literal["software", "dataset"] = "software"
    title: str = Field(min_length=1)
    abstract: str = ""
    authors: list[Entity] = Field(min_length=1)
    version: str
    date_released: date | None = Field(None, alias="date-released")
    license: Literal["MIT"] | None = None
    keywords: list[str] = []
    url: HttpUrl | None = None
    references: list[Reference] = []


@pytest.fixture
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def cited() -> dict:
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def test_the_citation_files_are_valid(cited: dict) -> None:
    assert Citation.model_validate(cited).type == "software"
    given = yaml.safe_load(cff([*sources().values()], "https://example.org/"))
    assert Citation.model_validate(given).type == "dataset"
    with pytest.raises(ValidationError):
        Citation.model_validate({**cited, "authors": []})


def test_versions_licences_and_key_words_are_the_same_everywhere(project: dict, cited: dict) -> None:
    told = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    assert told["@context"] == "https://w3id.org/codemeta/3.0"
    assert told["version"] == cited["version"] == project["version"] == __version__
    assert told["name"] == project["name"]
    assert told["description"] == project["description"]
    assert told["keywords"] == cited["keywords"] == project["keywords"]
    assert told["license"] == f"https://spdx.org/licenses/{project['license']}"
    assert cited["license"] == project["license"]
    assert told["dateModified"] == str(cited["date-released"])
    assert [author["name"] for author in told["author"]] == [author["name"] for author in cited["authors"]]
    assert told["runtimePlatform"] == f"Python {project['requires-python']}"
    assert told["referencePublication"] == project["urls"]["Method"]

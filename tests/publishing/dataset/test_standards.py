"""Each description is valid by its standard, without a look at the network, and says what the files hold."""

import io
import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import mlcroissant
import pandas as pd
import pyarrow.parquet as pq
import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF

from gcr_analysis import framework, snapshot
from gcr_analysis.indicators import indicators
from gcr_analysis.publishing.dataset import citing, export_files, figures, formats, site_files
from gcr_analysis.snapshot.store import digest

# The validators call what rdflib and pandas will drop.
pytestmark = [
    pytest.mark.usefixtures("offline"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ADDRESS = "https://example.org/gcr/"
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DAY = snapshot.sources()["unhcr-population"].vintage
Folder = Callable[[str], Path]


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """A year of every measure of a few regions."""
    return indicators(["world", "mirps", "LBN"], year=2024, indicator=figures.published())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: pd.DataFrame) -> Folder:
    """Write an export of some rows."""
    monkeypatch.setattr(figures, "every_row", lambda: rows)

    def write(id: str) -> Path:
        for name, content in export_files(formats()[id]).items():
            (tmp_path / name).write_bytes(content)
        return tmp_path

    return write


def test_records_read_through_croissant_are_the_rows_of_the_parquet_file(folder: Folder) -> None:
    into = folder("croissant")
    described = mlcroissant.Dataset(str(into / "croissant.json"))
    assert not described.metadata.ctx.issues.errors
    assert not described.metadata.ctx.issues.warnings
    table = pq.read_table(into / "figures.parquet").to_pylist()
    read = [*islice(described.records("figures"), None)]
    assert len(read) == len(table)
    for record, row in zip(read, table, strict=True):
        assert {name.split("/")[1]: _plain(value) for name, value in record.items()} == row
    for id, declared in framework.dataset_tables().items():
        if id != "figures":
            lines = pd.read_csv(into / f"{id}.csv", keep_default_na=False)
            keys = [_plain(record[f"{id}/{declared.key[0]}"]) for record in described.records(id)]
            assert keys == lines[declared.key[0]].tolist()


def _plain(value: object) -> object:
    return value.decode() if isinstance(value, bytes) else value


def test_croissant_refuses_a_file_that_was_changed(folder: Folder) -> None:
    into = folder("croissant")
    (into / "statuses.csv").write_text("status,meaning\nguessed,by nobody\n")
    described = json.loads((into / "croissant.json").read_bytes())
    stated = {file["@id"]: file["sha256"] for file in described["distribution"]}
    wrong = [name for name in stated if digest((into / name).read_bytes()) != f"sha256:{stated[name]}"]
    assert wrong == ["statuses.csv"]


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://example.org/shapes#> .
:Catalogue a sh:NodeShape ; sh:targetClass dcat:Catalog ; sh:property
  [ sh:path dct:title ; sh:minCount 1 ] , [ sh:path dct:description ; sh:minCount 1 ] ,
  [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
  [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
:Dataset a sh:NodeShape ; sh:targetClass dcat:Dataset ; sh:property
  [ sh:path dct:title ; sh:minCount 1 ] , [ sh:path dct:description ; sh:minCount 1 ] ,
  [ sh:path dct:publisher ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
  [ sh:path dct:issued ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
  [ sh:path dcat:landingPage ; sh:nodeKind sh:IRI ] , [ sh:path dcat:theme ; sh:nodeKind sh:IRI ] ,
  [ sh:path dcat:distribution ; sh:class dcat:Distribution ] .
:Distribution a sh:NodeShape ; sh:targetClass dcat:Distribution ; sh:property
  [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
  [ sh:path dct:license ; sh:maxCount 1 ; sh:class dct:LicenseDocument ] ,
  [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
  [ sh:path dcat:byteSize ; sh:maxCount 1 ; sh:datatype xsd:nonNegativeInteger ] .
:Agent a sh:NodeShape ; sh:targetClass foaf:Agent ; sh:property [ sh:path foaf:name ; sh:minCount 1 ] .
"""
"""What DCAT-AP demands of the classes that are used; no package ships its shapes."""


def _conforms(graph: rdflib.Graph) -> tuple[bool, str]:
    conforms, _, told = pyshacl.validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")
    return conforms, told


@pytest.fixture
def catalogue(rows: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> rdflib.Graph:
    monkeypatch.setattr(figures, "every_row", lambda: rows)
    content = site_files(address=ADDRESS)["dcat.jsonld"]
    return rdflib.Graph().parse(io.BytesIO(content), format="json-ld")


def test_the_catalogue_has_what_dcat_ap_demands(catalogue: rdflib.Graph) -> None:
    conforms, told = _conforms(catalogue)
    assert conforms, told
    for about, _, access in [*catalogue.triples((None, DCAT.accessURL, None))]:
        catalogue.remove((about, DCAT.accessURL, access))
    assert not _conforms(catalogue)[0]


def test_the_catalogue_uses_no_term_that_dcat_and_dublin_core_do_not_have(catalogue: rdflib.Graph) -> None:
    for vocabulary in (DCAT, DCTERMS):
        used = {term for line in catalogue for term in line if str(term).startswith(str(vocabulary))}
        assert used
        assert {str(term) for term in used if term not in vocabulary} <= {f"{DCAT}version"}  # new in DCAT 3


def test_the_catalogue_names_each_file_with_its_digest(catalogue: rdflib.Graph, rows: pd.DataFrame) -> None:
    files = site_files(address=ADDRESS)
    found = dict(_digests(catalogue))
    assert {"figures.parquet", "figures.csv.gz", "measures.csv"} <= found.keys()
    assert all(digest(files[name]) == f"sha256:{told}" for name, told in found.items())
    (data,) = catalogue.subjects(DCAT.distribution, unique=True)
    assert (str(data), str(catalogue.value(data, DCTERMS.issued))) == (f"{ADDRESS}dataset/#dataset", DAY)


def _digests(graph: rdflib.Graph) -> Iterator[tuple[str, str]]:
    for file in graph.subjects(RDF.type, DCAT.Distribution):
        checksum = graph.value(file, SPDX.checksum)
        name = str(graph.value(file, DCAT.downloadURL)).removeprefix(f"{ADDRESS}dataset/")
        yield name, str(graph.value(checksum, SPDX.checksumValue))


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_the_address_of_the_dataset_is_that_of_its_site_or_none(
    address: str, rows: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "every_row", lambda: rows)
    files, home = site_files(address=address), citing.homepage(address)
    made = {name: json.loads(content) for name, content in files.items() if "json" in name}
    assert made["croissant.json"]["url"] == (home or "./")  # the standard demands one: the folder itself
    assert made["dcat.jsonld"]["dcat:dataset"].get("dcat:landingPage", {"@id": ""})["@id"] == home
    assert made["datapackage.json"].get("homepage", "") == home
    graph = {entity["@id"]: entity for entity in made["ro-crate-metadata.json"]["@graph"]}
    assert graph["./"].get("url", "") == home


def test_the_crate_is_valid_and_one_without_terms_is_not(
    folder: Folder, crate_faults: Callable[..., list[str]]
) -> None:
    into = folder("crate")
    assert crate_faults(into) == ["The organization SHOULD have a URL."]  # the project has none
    described = json.loads((into / "ro-crate-metadata.json").read_bytes())
    root = next(entity for entity in described["@graph"] if entity["@id"] == "./")
    assert root["datePublished"] == DAY
    del root["license"]
    (into / "ro-crate-metadata.json").write_text(json.dumps(described))
    assert any("license" in fault for fault in crate_faults(into))

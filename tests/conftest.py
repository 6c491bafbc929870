"""A small folder of extracts, made by hand: every file and column that a build reads, a few rows each."""

import gc
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import tables
from gcr_analysis.indicators import own
from gcr_analysis.indicators.cube import read
from gcr_analysis.running import processes
from gcr_analysis.snapshot import describe, files, load, store
from gcr_analysis.sources.un import JOINED, LEFT
from gcr_analysis.temporary import is_temporary

os.environ["GCR_OWN"] = ""  # no test rests on what somebody keeps under own/
os.environ.setdefault("GCR_CUBE", str(Path(__file__).parents[1] / ".cube"))  # copies of the tree share it
processes.FEWEST = sys.maxsize  # workers share the processors already
gc.set_threshold(50_000, 20, 20)  # so much stays in memory that each look for cycles takes long
settings.register_profile("untimed", deadline=None)  # a busy machine fails no test
settings.load_profile("untimed")

LEAST_DEVELOPED = sorted(set(" ".join(JOINED.values()).split()))
# ISO3 and UNHCR's own code, which looks like ISO3: Austria is AUS there.
COUNTRIES = {"AUT": "AUS", "AUS": "AUL", "DEU": "GFR", "IRN": "IRN", "NAM": "NAM", "PAK": "PAK"}
COUNTRIES |= {"PSE": "GAZ", "SRB": "SRB", "SYR": "SYR", "UKR": "UKR", "USA": "USA"}
COUNTRIES |= {"GBR": "GBR", "GRC": "GRE", "TUR": "TUR"} | {code: code for code in LEAST_DEVELOPED}
TESTS = Path(__file__).parent
BY_HAND = TESTS / "extracts"
OWN_CODES = COUNTRIES | {"UNK": "UKN", "XXA": "STA"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let tests that draw at random be run with other seeds: `make test-long SEEDS=100-109`."""
    parser.addoption("--seeds", type=seeds, metavar="FIRST-LAST", help="Seeds of tests that draw at random.")


def seeds(text: str) -> range:
    """Whole numbers from the first to the last."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


LONGEST = (
    "tests/test_clean_clone.py",
    "tests/test_wheel.py",
    "tests/running/test_cluster.py",
    "tests/running/test_engine.py",
    "tests/running/test_kernel.py",
    "tests/services/test_refresh.py",
    "tests/cli/test_current.py",
    "tests/publishing/test_incremental.py",
    "tests/cli/test_run.py",
    "tests/cli/test_own.py",
    "tests/briefing/return_conditions",
    "tests/briefing/self_reliance",
    "tests/briefing/third_country_solutions",
    "tests/cli/test_fresh.py",
    "tests/cli/test_new.py",
    "tests/running/test_receipt.py",
    "tests/snapshot/test_gate.py",
    "tests/running/test_cube.py",
    "tests/publishing/test_prepare.py",
    "tests/publishing/test_publish.py",
    "tests/snapshot/test_assemble.py",
    "tests/cli/test_commands.py",
    "tests/briefing/host_country_burden",
    "tests/snapshot/test_addition.py",
    "tests/running/test_two_releases.py",
    "tests/framework/test_reasons.py",
    "tests/indicators/test_cube.py",
    "tests/running/test_as_of.py",
    "notebooks/",
)
"""How the names of those tests begin that take longest, the longest first: the short ones fill the gaps."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""

    def place(item: pytest.Item) -> int:
        return next((n for n, name in enumerate(LONGEST) if item.nodeid.startswith(name)), len(LONGEST))

    items.sort(key=place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """With `--dist loadgroup`, let one worker have all tests that share what is made for them.

    Marks do not do that: pytest 9.2 does not show the group that xdist 3.8 adds to the name of a test.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Groups(config, log) if config.getoption("dist") == "loadgroup" else None


def group_of(test: str) -> str:
    """The file of a test; the panel, whose notes are made once for all tests of it; the room of a doctest."""
    file = test.partition("::")[0]
    folder = file.rpartition("/")[0]
    return folder if folder.startswith(("src/", "tests/briefing/")) else file


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test what its marks say: `seeds(COUNT)`, or the option's; `first(COUNT, NAMES, VALUES)`."""
    if (marked := metafunc.definition.get_closest_marker("seeds")) is not None:
        metafunc.parametrize("seed", metafunc.config.getoption("seeds") or range(*marked.args))
    for marked in metafunc.definition.iter_markers("first"):
        count, names, values = marked.args
        others = (each if isinstance(each, tuple) else (each,) for each in values[count:])
        late = [pytest.param(*each, marks=pytest.mark.long) for each in others]
        metafunc.parametrize(names, [*values[:count], *late])


class Watch:
    """Names the files that this process writes or makes while it watches. A hook can never be removed."""

    def __init__(self) -> None:
        self.on, self.made = False, set[Path]()
        sys.addaudithook(self.hear)

    def hear(self, event: str, arguments: tuple) -> None:
        if self.on and event in ("open", "os.mkdir") and isinstance(arguments[0], str | Path):
            written = event == "os.mkdir" or (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
            if written and "__pycache__" not in str(arguments[0]):
                self.made.add(Path(arguments[0]).absolute())


@pytest.fixture(scope="session")
def watch() -> Watch:
    """One hook for all tests of a session."""
    return Watch()


@pytest.fixture(scope="session")
def unknown_names(watch: Watch) -> Callable[..., set[str]]:
    """Call something; return names that it wrote to, that are not there any more, and that no sweep knows.

    A folder that is published may have another beside it, `NAME.gcr-new` or `NAME.gcr-old`: the next
    publishing removes these.
    """

    def call(function: Callable[..., object], *arguments: object) -> set[str]:
        watch.made.clear()
        watch.on = True
        try:
            function(*arguments)
        except GcrError:
            pass  # what was written before counts too
        finally:
            watch.on = False
        gone = [path for path in watch.made if not path.exists()]
        return {
            path.name
            for path in gone
            if not any(is_temporary(part) or part.endswith((".gcr-new", ".gcr-old")) for part in path.parts)
        }

    return call


@pytest.fixture(scope="session")
def untouched_extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extracts, for tests that change none of them."""
    return write_extracts(tmp_path_factory.mktemp("made") / "extracts")


@pytest.fixture
def extracts(untouched_extracts: Path, tmp_path: Path) -> Path:
    """Folder of extracts as a user would pass it to a build."""
    return Path(shutil.copytree(untouched_extracts, tmp_path / "extracts"))


@pytest.fixture
def change(extracts: Path) -> Callable[[str, Callable[[pd.DataFrame], pd.DataFrame]], None]:
    """Change one file of the extracts: `change("unhcr/flows.parquet", lambda rows: rows.head(1))`.

    Of a workbook, it is the last sheet that is changed.
    """

    def rewrite(name: str, how: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
        path = extracts / name
        if path.suffix == ".csv":
            rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
            how(rows).to_csv(path, index=False)
        elif path.suffix == ".xlsx":
            sheets = pd.read_excel(path, sheet_name=None, keep_default_na=False, engine="openpyxl")
            name, rows = sheets.popitem()
            write_workbook(path, sheets | {name: how(rows)})
        else:
            how(pd.read_parquet(path)).to_parquet(path)

    return rewrite


def pairs(columns: str, *rows: tuple) -> pd.DataFrame:
    """Rows of UNHCR statistics: year, origin and asylum as ISO3, then *columns*; own codes are added."""
    names = ["year", "coo_iso", "coa_iso", *columns.split()]
    frame = pd.DataFrame(list(rows), columns=names).convert_dtypes(dtype_backend="numpy_nullable")
    return frame.assign(
        coo=frame["coo_iso"].replace(OWN_CODES).astype("str"),
        coa=frame["coa_iso"].replace(OWN_CODES).astype("str"),
        coo_iso=frame["coo_iso"].astype("str"),
        coa_iso=frame["coa_iso"].astype("str"),
    )


def write_extracts(folder: Path) -> Path:
    """Write every extract into *folder*: those written by hand as files, the others from the rows below."""
    shutil.copytree(BY_HAND, folder)
    for name, frame in (UNHCR | RELEASES | FUNDING | WORLD_BANK).items():
        path = folder / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.to_parquet(path)
    for name, sheets in WORKBOOKS.items():
        write_workbook(folder / name, sheets)
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def write_workbook(path: Path, sheets: dict[str, pd.DataFrame]) -> None:
    """Write an XLSX file with some sheets."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pd.ExcelWriter(path, engine="openpyxl") as workbook:
        for name, rows in sheets.items():
            rows.to_excel(workbook, sheet_name=name, index=False)


STOCKS = "refugees asylum_seekers idps stateless ooc oip hst returned_refugees returned_idps"
UNHCR = {
    "unhcr/population": pairs(
        STOCKS,
        (1990, "AFG", "PAK", 100, 0, 0, 0, 0, None, 0, 0, 0),
        (2025, "AFG", "PAK", 300, 0, 0, 0, 0, 20, 0, 30, 0),
        (2025, "AFG", "AUT", 10, 5, 0, 0, 0, None, 0, 0, 0),
        (2025, "AFG", "IRN", 0, 0, 0, 0, 0, None, 0, 40, 0),
        (2025, "AFG", "AFG", 0, 0, 50, 0, 0, None, 5, 0, 7),
        (2025, "UNK", "DEU", 25, 0, 0, 15, 0, None, 0, 0, 0),
    ),
    "unhcr/solutions": pairs(
        "returned_refugees resettlement naturalisation returned_idps",
        (2025, "AFG", "PAK", 30, None, None, None),
        (2025, "AFG", "IRN", 40, None, None, None),
        (2025, "AFG", "AFG", None, None, None, 7),
        (2025, "AFG", "USA", None, 15, None, None),
        (2025, "AFG", "AUT", None, None, 5, None),
    ),
    "unhcr/asylum_applications": pairs(
        "procedure_type app_type dec_level app_pc applied",
        (2025, "AFG", "AUT", "G", "N", "FI", "P", 40),
        (2025, "AFG", "NAM", "G", "NA", "NA", "P", 5),
        (2025, "AFG", "USA", "G", "N", "EO", "C", 60),
        (2025, "AFG", "USA", "G", "N", "IN", "P", 10),
    ),
    "unhcr/asylum_decisions": pairs(
        "procedure_type dec_level dec_pc dec_recognized dec_other dec_rejected dec_closed",
        (2025, "AFG", "AUT", "G", "FI", "P", 20, 5, 10, 5),
        (2025, "AFG", "USA", "G", "NA", "C", 30, 0, 10, 0),
    ),
    "unhcr/demographics": pairs(
        "pop_type loc_type acc_type f_0_4 f_5_11 f_12_17 f_18_59 f_60 f_other "
        "m_0_4 m_5_11 m_12_17 m_18_59 m_60 m_other total",
        (2025, "AFG", "PAK", "REF", "U", "I", *[10] * 12, 150),
        (2025, "AFG", "PAK", "REF", "U", "I", *[5] * 12, 60),
        (2025, "AFG", "PAK", "REF", "R", "P", *[0] * 12, 90),
        (2025, "AFG", "PAK", "OIP", "V", "U", *[0] * 12, 20),
        (2025, "AFG", "AUT", "REF", "V", "U", *[0] * 12, 10),
        (2025, "AFG", "AUT", "ASY", "V", "U", *[0] * 12, 5),
        (2025, "UNK", "DEU", "REF", "V", "U", *[0] * 12, 25),
        (2025, "AFG", "AFG", "IDP", "V", "U", *[0] * 12, 50),
        (2025, "AFG", "AFG", "HST", "V", "U", *[0] * 12, 5),
        (2025, "AFG", "AFG", "RDP", "V", "U", *[0] * 12, 7),
        (2025, "AFG", "AFG", "RET", "V", "U", *[0] * 12, 70),
    ),
    "unhcr/flows": pairs(
        "refugees asylum_seekers refugee_like oip",
        (2025, "AFG", "PAK", 35, None, None, 15),
        (2025, "UKN", "AUT", None, 5, None, None),
        (2025, "STA", "AUT", None, 10, None, None),
    ),
    "unhcr/idmc": pairs("total", (2000, "UNK", "UNK", 21000000), (2025, "AB9", "AB9", 500)),
    "unhcr/unrwa": pairs("total", (2025, "PSE", "SYR", 400), (2025, "PSE", "UNK", 90)),
}


def released(columns: str, **releases: tuple[str, str, list[tuple]]) -> pd.DataFrame:
    """Rows as past releases carried them: date of publication, of reference, and rows as in `pairs`."""
    return pd.concat(
        [
            pairs(columns, *rows).assign(release=name, package_date=published, latest_ref_date=reference)
            for name, (published, reference, rows) in releases.items()
        ],
        ignore_index=True,
    )


MID_2025, END_2025 = ("2025-11-11", "2025-06-30"), ("2026-06-12", "2025-12-31")
RELEASES = {
    "unhcr/releases/population_by_release": released(
        "refugees asylum_seekers idps stateless ooc oip hst",
        MYT2025=(
            *MID_2025,
            [
                (2024, "AFG", "PAK", 200, 0, 0, 0, 0, None, None),
                (2025, "AFG", "PAK", 300, 0, 0, 0, 0, None, None),
                (2025, "AFG", "AUT", 10, 5, 0, 0, 0, None, None),
            ],
        ),
        GT2025=(
            *END_2025,
            [
                (2024, "AFG", "PAK", 200, 0, 0, 0, 0, None, 0),
                (2025, "AFG", "PAK", 300, 0, 0, 0, 0, 20, 0),
                (2025, "AFG", "AUT", 10, 0, 0, 0, 0, None, 0),
            ],
        ),
    ),
    "unhcr/releases/solutions_by_release": released(
        "returned_refugees resettlement naturalisation returned_idps",
        MYT2025=(*MID_2025, [(2025, "AFG", "PAK", 10, None, None, None)]),
        GT2025=(
            *END_2025,
            [(2025, "AFG", "PAK", 30, None, None, None), (2025, "UNK", "AUT", None, None, 5, None)],
        ),
    ),
}
# Releases leave the ISO code of the unknown away.
RELEASES = {name: rows.replace({"coo_iso": {"UNK": None}}) for name, rows in RELEASES.items()}

GIVEN = ["file_year", "lvl", "title_eng", "op_iso3", "transaction_provider_org"]
GIVEN += ["transaction_provider_org_type", "earmarking_code", "contribution_usd"]
SPENT = ["file_year", "lvl", "title_eng", "op_iso3", "flow", "implementer_type", "usd"]
PAKISTAN = ("operation", "UNHCR operation in Pakistan (2024)", "PAK")
PROGRAMMES = ("region", "UNHCR Global Programmes (2024)", None)
HUB = ("operation", "UNHCR Kenya Regional Support Hub", "UGA")
SENEGAL = ("operation", "UNHCR Senegal regional representation", "SEN")
FUNDING = {
    "unhcr_funding/contributions_by_donor_operation": pd.DataFrame(
        [
            (2023, *PAKISTAN, "Germany (Government of)", 10, 3, 7.5),
            (2024, *PAKISTAN, "Germany - Federal Foreign Office", 10, 3, 2.5),
            (2024, *PAKISTAN, "Government of Germany", 10, 3, 1.5),
            (
                2024,
                "operation",
                "UNHCR operation in Kosovo (S/RES/1244)",
                "XKX",
                "European Union",
                40,
                4,
                1.0,
            ),
            (2024, "operation", "UNHCR operation in Greece", None, "European Union", 10, 4, 3.0),
            (2024, "global", "UNHCR - The UN Refugee Agency", None, "Sweden for UNHCR", 22, 1, 9.0),
        ],
        columns=GIVEN,
    ),
    "unhcr_funding/expenditure_by_operation": pd.DataFrame(
        [
            (2024, *PAKISTAN, "direct_expenditure", "UNHCR direct", 4e6),
            (2024, *PAKISTAN, "disbursement_to_partners", "government", 1e6),
            (2024, *PAKISTAN, "disbursement_to_partners", "government", 2e6),
            (2024, *PROGRAMMES, "disbursement_to_partners", "national NGO", 5e5),
            (2024, *HUB, "direct_expenditure", "UNHCR direct", 1e6),
            (2024, *SENEGAL, "direct_expenditure", "UNHCR direct", 1e6),
        ],
        columns=SPENT,
    ),
}
_PEOPLE, _INCOME = "SP.POP.TOTL", "NY.GDP.PCAP.PP.CD"
WORLD_BANK = {
    "world_bank/wdi": pd.DataFrame(
        [
            (_PEOPLE, "SRB", 2024, 6_000_000.0),
            (_PEOPLE, "XKX", 2024, 2_000_000.0),
            (_INCOME, "SRB", 2024, 30_000.0),
            (_INCOME, "XKX", 2024, 10_000.0),
            (_PEOPLE, "SRB", 2000, 7_000_000.0),
            (_PEOPLE, "XKX", 2000, 2_000_000.0),
            (_INCOME, "SRB", 2000, 6_000.0),
            (_PEOPLE, "AFG", 2024, 40_000_000.0),
            (_PEOPLE, "PAK", 1989, 100_000_000.0),
            (_PEOPLE, "WLD", 2024, 8_000_000_000.0),
            ("SE.PRE.ENRR", "AFG", 2024, 12.0),
            ("NY.GDP.PCAP.CD", "SRB", 2024, 13_000.0),
            ("NY.GDP.PCAP.CD", "XKX", 2024, 5_000.0),
            ("NY.GDP.PCAP.CD", "PAK", 1989, 400.0),
            ("SL.UEM.TOTL.ZS", "SRB", 2024, 8.12345),
            ("SL.UEM.TOTL.ZS", "WLD", 2024, 5.0),
        ],
        columns=["indicator", "iso3", "year", "value"],
    ),
    "context/wgi": pd.DataFrame(
        [
            ("SRB", 2022, "pv", -0.123456, 41.23456, "WGI 2023 update (1996-2022)"),
            ("SRB", 2023, "pv", -0.2, 40.0, "WGI 2024 update (2023)"),
            ("XKX", 2023, "pv", -0.4, 30.0, "WGI 2024 update (2023)"),
            ("AFG", 2023, "rl", -1.7, 0.5, "WGI 2024 update (2023)"),
            ("AFG", 2022, "rl", None, None, "WGI 2023 update (1996-2022)"),
            ("AFG", 2023, "cc", -1.1, 9.0, "WGI 2024 update (2023)"),
        ],
        columns=["code", "year", "indicator", "estimate", "pctrank", "edition"],
    ),
}


def _countries() -> str:
    columns = "iso3,unhcr_code,iso3_api,iso2,m49,unhcr_name,en_short,fr_short,es_short,unhcr_region_2026"
    columns += ",bureau_2023,un_region,un_subregion,un_imregion,lat,lon"
    lines = [
        f"{code},{own},{code},{code[:2]},{100 + n},{code} ,{code.title()},,,Europe,Europe,Europe,,,1.5,2"
        for n, (code, own) in enumerate(COUNTRIES.items())
    ]
    lines = [line.replace("NAM,NAM,NAM,NA,104", "NAM,NAM,NAM,NA,16") for line in lines]
    lines += ["XXX,UKN,UNK,,,Unknown,,,,,,,,,,", "XXA,STA,XXA,,,Stateless,,,,,,,,,,"]
    lines += [",TIB,TIB,,,Tibetan,,,,Asia and the Pacific,,,,,31.7,88.1", ",CRB,,,,,,,,,,,,,,"]
    return "\n".join([columns, *lines]) + "\n"


def _topology(kind: str, shapes: list[tuple[list, dict]]) -> str:
    geometries = [
        {"type": kind, "arcs": [[n]] if kind == "Polygon" else [n], "properties": properties}
        for n, (_, properties) in enumerate(shapes)
    ]
    collection = {"type": "GeometryCollection", "geometries": geometries}
    return json.dumps(
        {"type": "Topology", "objects": {"shapes": collection}, "arcs": [arc for arc, _ in shapes]}
    )


def _square(n: int) -> list:
    return [[n, 0], [n + 1, 0], [n + 1, 1], [n, 1], [n, 0]]


def _polygon(n: int, iso3: str, name: str, color_code: str, status: str) -> tuple[list, dict]:
    properties = {"iso3": iso3, "gis_name": name, "color_code": color_code, "status_un": status}
    return _square(n), {"objectid": n, **properties}


TEXTS = {
    "unhcr/countries.csv": _countries(),
    "unhcr/footnote_index.csv": "years,population_type,coo_iso,coa_iso\n"
    '2024 2025,"REF,ASY,",,PAK\n2025,ROC,,PAK\n',
    "world_bank/income_class_history.csv": "code,year_fiscal,incgroup_historical\n"
    "PAK,2026,Lower middle income\nAUT,2026,High income\n"
    "XKX,2026,Upper middle income\nSRB,2026,Upper middle income\n",
    "context/country_classification.csv": "\ufeffiso3,ldc\n"
    + "".join(f"{code},{'' if code in LEFT else 'x'}\n" for code in LEAST_DEVELOPED)
    + "PAK,\n",
    "context/in_donor_refugee_costs_by_donor.csv": "year,idrc,total_oda,share,Donor\n"
    '2022,30.5,200,15,"DAC Countries, Total"\n2022,30.5,200,15,Germany\n2010,,90,,Germany\n',
    "geo/un_world_polygons.topojson": _topology(
        "Polygon",
        [
            _polygon(1, "PAK", "Pakistan", "PAK", "Member State"),
            _polygon(2, "AAA", "Abyei", "AAA", "Sovereignty unsettled"),
            _polygon(3, "XJK", "Jammu and Kashmir", "AAA", "Sovereignty unsettled"),
            _polygon(4, "IMN", "Isle of Man (GBR)", "GBR", "UK Territory"),
        ],
    ),
    "geo/un_world_lines.topojson": _topology(
        "LineString", [([[0, 0], [1, 1]], {"type": "solid"}), ([[1, 0], [2, 1]], {"type": "dashed"})]
    ),
    "unhcr_funding/partner_disbursement_by_type_musd.csv": "file_year,UN/multilateral,government,"
    "international NGO,national NGO,total,pct_national\n2024,,3.0,,0.5,3.5,100\n",
    "published/published_values.csv": "id,indicator,geography,year_or_period,value,unit,source_title,"
    "source_year,where_found\n"
    "PV001,x,World,2018-2019,44.3,USD billion,OECD: survey (summary),2021,http://example.org/a (page 1)\n"
    "PV098,x,World,2024,2.4 million,persons,UNHCR Canada,,http://example.org/b\n"
    "PV108,x,OECD,2010-2017,86 / 10 / 4,percent,Safe Pathways,2018,http://example.org/c\n"
    "PV128,x,World,Jan-Jun 2025,2,million (of 7 million),Conference,2025,http://example.org/d\n"
    "PV139,x,World,Dec 2021 (HLOM),1500,pledges (more than),Forum,2021,http://example.org/e\n",
    "published/resettlement_headlines.csv": "series,year,dimension,entity,iso3,value,precision,source_url\n"
    "needs,2024,total,World,,2400000,>2.4 million,http://example.org/f\n"
    "needs,2024,origin,Syrian Arab Rep.,SYR,754000,rounded,same\n",
}


REPORT = """\
ISO Code 3|Year of reference|Selection in the GRFC|Population group selected|Data availability|Source|\
Population group/Geographical area analysed|Methodology|Population analysed|Analysis period|\
Population in Phase 3 or above #
AFG|2024|Y|Whole country|Y|IPC||IPC|44532600|Nov 2023-Mar 2024|15823679
AFG|2025|Y|Whole country|Y|IPC||IPC|46024354|Nov 2024-Mar 2025|14764724
TCD|2024|Y|Whole country|Y|CH ||IPC|17141911|Jun-Aug 2024|3364453.4
TCD|2024|Y|Refugees|Y|CH|Refugees, retunees and IDPs|IPC|1520886|Oct-Dec 2024|457330
TCD|2024|Y|Whole country|N|N/A|N/A|N/A|N/A|N/A|N/A
PSE|2024|Y|Whole country|Y|IPC|Gaza Strip|IPC|2226544|Mar-Apr 2024|2226544
PSE|2024|Y|Whole country|Y|HNO|West Bank|HNO|3395260|TBC|700000
UKR|2024|Y|Whole country|Y|REACH||rCARI|33500000|2023-09-01|4998551
UGA|2018|Y|Refugees|Y|FEWS NET||FEWS NET|40000000|Sep-Dec 2018|1100000
BGD|2024|Y||Y|WFP|Syrian refugees in camps||100|Nov 2023-Feb 2024|0
BGD|2024|Y|Whole country|Y|WFP|Venezuelan migrants|CARI|200|Jun 2024|50
BGD|2018|Y|Whole country|Y|OCHA|Refugee and host populations|70|900|Jun 2018|50
IRN|2024|Y|Refugees|N|N/A|N/A|N/A|N/A|N/A|N/A
DEU|2024|N|N/A|N/A|N/A|N/A|N/A|N/A|N/A|N/A
||||||||307619653||57884772
"""


def _report() -> pd.DataFrame:
    """Rows of the Global Report on Food Crises, with numbers and a date as its workbook has them."""
    rows = pd.read_csv(StringIO(REPORT), sep="|", dtype=str, keep_default_na=False)
    rows = rows.rename(columns=lambda name: name.replace("/", "/\n") if name.endswith("analysed") else name)
    rows = rows.map(lambda cell: int(cell) if cell.isdigit() else cell)
    return rows.replace({"Analysis period": {"2023-09-01": datetime(2023, 9, 1)}})


WORKBOOKS = {
    "additional/grfc_afi_database_2016-2024.xlsx": {
        "ReadMe": pd.DataFrame({"Words": ["left unread"]}),
        "GRFC 2025_AFI Master": _report(),
    }
}


Own = Callable[..., Path]

FIGURES = """\
producer: Ministry of Labour
title: Register of work permits
vintage: "2025-06"
vintage_label: June 2025
licence: by permission
url: https://example.org/
figures:
  file: figures.csv
  measures:
    - of: gcr_2_1_1
"""
SURVEY = """\
producer: Statistics office
title: Household survey
vintage: "2024-11"
vintage_label: November 2024
licence: internal
survey:
  file: answers.csv
  dates: March to May 2024
  population: refugees in private households
  country: LBN
  year: 2024
  weight: weight
  stratum: district
  cluster: village
  measures:
    - of: gcr_2_1_1
      column: may_work
      counted: [1]
      not_counted: [2]
      missing: [98]
      among: {column: age, least: 18, most: 59, who: adults of working age}
"""


def answers(rows: int = 160) -> str:
    """Answers of a survey in two districts of four villages each, the same every time."""
    lines = ["weight,district,village,age,may_work"]
    for n in range(rows):
        weight, village, age = 50 + 7 * (n % 5), n // 2 % 4, 5 + 11 * n % 66
        answer = (1, 2, 1, 2, 2, 98)[(n * n + 3 * n) % 13 % 6]
        lines.append(f"{weight},{'north' if n % 2 else 'south'},{village},{age},{answer}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def own_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Own]:
    """Write a source of an analyst's own: its name, its declaration, and its files by name."""
    root = tmp_path / "own"
    root.mkdir()
    monkeypatch.setenv("GCR_OWN", str(root))

    def write(name: str, declared: str, **files: str | bytes) -> Path:
        folder = root / name
        folder.mkdir(exist_ok=True)
        filled: dict[str, str | bytes] = {
            "figures.csv": "iso3,year,value\nLBN,2024,1\n",
            "answers.csv": answers(),
        }
        for file, content in {"source.yaml": declared, **(files or filled)}.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / file).write_bytes(data)
        own.forget()
        return folder

    own.forget()
    yield write
    own.forget()


@pytest.fixture
def declared_figures() -> str:
    """The declaration of a table with one measure."""
    return FIGURES


@pytest.fixture
def declared_survey() -> str:
    """The declaration of a survey with one measure, for the answers below."""
    return SURVEY


@pytest.fixture
def answered() -> str:
    """Answers of that survey."""
    return answers()


@pytest.fixture(autouse=True)
def computed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process compute its figures, also where a command has kept them; not in tests of the cube."""
    if "reads_cube" not in request.keywords:
        monkeypatch.setattr(read, "opened", lambda: None)


@pytest.fixture
def altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Move persons, or another unit, between two rows of a table, in a copy of the snapshot for this test.

    Keys choose the rows; one of them is a list of two values, of the row that loses and of that which gains.
    """

    def alter(table: str, column: str, persons: int, **keys: object) -> None:
        rows = load(table).copy()
        for sign, place in ((-1, 0), (1, 1)):
            chosen = pd.Series(True, rows.index)
            for key, value in keys.items():
                chosen &= rows[key].astype(object) == (value[place] if isinstance(value, list) else value)
            assert chosen.sum() == 1, keys
            rows.loc[chosen, column] += sign * persons
        folder = tmp_path / "data"
        shutil.copytree(store.data_folder(), folder)
        files.write(rows, tables()[table], folder / f"{table}.parquet")
        package = store.package(store.data_folder())
        describe.write_exchanged(folder, package, {table: rows}, {})
        monkeypatch.setenv("GCR_DATA", str(folder))

    return alter

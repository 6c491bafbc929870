"""A server that behaves as UNHCR's and the World Bank's services do, with the snapshot's own figures."""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import ceil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from gcr_analysis.services import RateLimit
from gcr_analysis.snapshot import load
from gcr_analysis.sources.unhcr_asylum import UNITS
from gcr_analysis.sources.unhcr_countries import SERIES
from gcr_analysis.sources.unhcr_population import STOCKS
from gcr_analysis.sources.world_bank import GDP_PER_HEAD, POPULATION
from gcr_analysis.sources.world_bank_development import CODES, GDP, GROWTH

NOTHING = b"null"
HTML = b"<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>"
SIDES = ("coo", "coa")
PAIR = {"origin": "coo_iso", "asylum": "coa_iso"}
QUIRKS = {"UNK": "Unknown ", "CUW": "Curacao "}  # names with blanks at their end

Rows = list[dict[str, object]]
Params = dict[str, list[str]]
Tamper = Callable[[dict], None]  # changes rows of population, solutions and inhabitants as they are served


@dataclass
class Faults:
    """How often and in which ways answers fail.

    Parameters
    ----------
    share
        Share of answers that fail.
    seed
        Of the choice.
    nap
        Seconds that a slow answer takes, longer than the client waits.
    """

    share: float = 0.0
    seed: int = 1
    nap: float = 0.0
    kinds: tuple[str, ...] = ("429", "500", "503", "timeout", "cut", "cut json", "html")
    done: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._dice, self._lock = random.Random(self.seed), threading.Lock()

    def next(self) -> str:
        with self._lock:
            kind = self._dice.choice(self.kinds) if self._dice.random() < self.share else ""
            self.done[kind] += 1
            return kind


@dataclass
class Service:
    """The server, what it was asked, and what a test may change about its answers."""

    address: str = ""
    faults: Faults = field(default_factory=Faults)
    tamper: Tamper | None = None
    nowcasts: bool = False
    month: int = 8
    further: bool = False  # has it a year more than the snapshot?
    asked: list[tuple[float, str]] = field(default_factory=list)
    at_once: int = 0
    _open: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, path: str) -> None:
        with self._lock:
            self.asked.append((time.monotonic(), path))
            self._open += 1
            self.at_once = max(self.at_once, self._open)

    def leave(self) -> None:
        with self._lock:
            self._open -= 1

    def most_in_a_second(self, of: str) -> int:
        """Of the service whose paths begin so: each is asked at a pace of its own."""
        times = sorted(moment for moment, path in self.asked if path.startswith(of))
        return max(sum(start <= moment < start + 1 for moment in times) for start in times)


def answer(path: str, params: Params, *, nowcasts: int, further: bool) -> dict | list | None:
    """The JSON of an answer; None for a path that there is not."""
    match path.strip("/").split("/"):
        case ["population", "v1", "nowcasting"]:
            return nowcasting(params, month=nowcasts)
        case ["population", "v1", endpoint] if endpoint in UNHCR:
            made = UNHCR[endpoint]
            return made(params, further=further) if isinstance(made, Endpoint) else made(params)
        case ["v2", "country", "all", "indicator", code]:
            return indicator(code, params)
        case _:
            return None


# UNHCR


class Endpoint:
    """Rows by origin and asylum, summed over a side unless one row for each country is asked for."""

    def __init__(self, rows: Callable[[], pd.DataFrame], kinds: tuple[str, ...] = (), sums: bool = False):
        self._rows, self.kinds, self.sums = rows, kinds, sums

    @cached_property
    def rows(self) -> pd.DataFrame:
        rows = self._rows()
        texts = {"coo_iso": "str", "coa_iso": "str"} | dict.fromkeys(self.kinds, "str")
        return rows.astype(texts).sort_values(["year", "coo_iso", "coa_iso"], ignore_index=True)

    @property
    def figures(self) -> list[str]:
        return [name for name in self.rows if name not in ("year", "coo_iso", "coa_iso", *self.kinds)]

    @cached_property
    def longer(self) -> pd.DataFrame:
        """With a further year, whose figures are those of the last one."""
        last = self.rows["year"].max()
        fresh = self.rows[self.rows["year"] == last].assign(year=last + 1)
        return pd.concat([self.rows, fresh], ignore_index=True)

    def __call__(self, params: Params, *, further: bool = False) -> dict:
        found = in_years(self.longer if further else self.rows, params)
        shown = []
        for side in SIDES:
            iso, listed = f"{side}_iso", {code for text in params.get(side, []) for code in text.split(",")}
            if params.get(f"{side}_all") == ["true"]:
                shown.append(iso)
            elif listed:
                codes = found[iso] if is_iso(params) else found[iso].map(own_codes())
                found = found[codes.isin(listed)]
                shown.append(iso)
        keys = ["year", *shown, *self.kinds]
        if len(shown) < 2:
            found = found.groupby(keys, as_index=False)[self.figures].sum(min_count=1)
        found = found.sort_values(keys, ignore_index=True)
        return paged(found, params, lambda page: items(page, self.figures, self.kinds, shown), self.sums)


def in_years(rows: pd.DataFrame, params: Params) -> pd.DataFrame:
    """Years as the service reads them: a lone bound is ignored, `year=A,B` is A, `year[]` holds all."""
    if "yearFrom" in params and "yearTo" in params:
        rows = rows[rows["year"].between(int(params["yearFrom"][-1]), int(params["yearTo"][-1]))]
    if "year" in params:
        rows = rows[rows["year"] == int(params["year"][0].split(",")[0])]
    if "year[]" in params:
        rows = rows[rows["year"].isin([int(year) for year in params["year[]"]])]
    return rows


def is_iso(params: Params) -> bool:
    return params.get("cf_type", [""])[0].upper() == "ISO"


def number(params: Params, name: str, default: int) -> int:
    given = int(params.get(name, [default])[0])
    return given if given > 0 else default


def paged(rows: pd.DataFrame, params: Params, make: Callable[[pd.DataFrame], Rows], sums: bool) -> dict:
    limit, page = number(params, "limit", 100), number(params, "page", 1)
    shown = rows.iloc[(page - 1) * limit : page * limit]
    amounts = rows.select_dtypes("number").drop(columns="year", errors="ignore")
    return {
        "page": page,
        "short-url": "abc",
        "maxPages": ceil(len(rows) / limit),
        "total": {name: int(value) for name, value in amounts.sum().items()} if sums else [],
        "items": make(shown),
    }


def items(rows: pd.DataFrame, figures: list[str], kinds: tuple[str, ...], shown: list[str]) -> Rows:
    """Rows as the service writes them: whole numbers, the text "0", the text "-", blanks after names."""
    columns: dict[str, list] = {"year": rows["year"].astype(int).tolist()}
    for side in SIDES:
        iso = rows[f"{side}_iso"].tolist() if f"{side}_iso" in shown else ["-"] * len(rows)
        columns[f"{side}_id"] = [None if code != "-" else "-" for code in iso]
        columns[f"{side}_name"] = [names().get(code, code) for code in iso]
        columns[side] = [own_codes().get(code, code) for code in iso]
        columns[f"{side}_iso"] = iso
    for kind in kinds:
        columns[kind] = rows[kind].tolist()
    for figure in figures:
        columns[figure] = [
            "-" if pd.isna(value) else int(value) or "0" for value in rows[figure].astype("object")
        ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@cache
def names() -> dict[str, str]:
    rows = load("country_names")
    return dict(rows.loc[rows["language"] == "en", ["iso3", "name"]].astype(str).to_numpy()) | QUIRKS


@cache
def own_codes() -> dict[str, str]:
    rows = load("countries").astype({"iso3": "str"})
    return rows.dropna(subset="unhcr_code").set_index("iso3")["unhcr_code"].astype(str).to_dict()


def flows(*tables: tuple[str, str, dict[str, str]]) -> pd.DataFrame:
    """Tables of flows side by side, a column each."""
    frames = []
    for table, column, sides in tables:
        rows = load(table)
        made = {"year": rows["year"], "coo_iso": rows[sides["coo_iso"]], "coa_iso": rows[sides["coa_iso"]]}
        frames.append(
            pd.DataFrame(made | {column: rows["persons"]})
            .astype({"coo_iso": "str", "coa_iso": "str"})
            .set_index(["year", "coo_iso", "coa_iso"])
        )
    return pd.concat(frames, axis=1).reset_index()


BOTH = {"coo_iso": "origin", "coa_iso": "asylum"}
RETURNS = (
    ("refugee_returns", "returned_refugees", BOTH),
    ("idp_returns", "returned_idps", {"coo_iso": "country", "coa_iso": "country"}),
)


def population() -> pd.DataFrame:
    stocks = load("population").rename(columns=PAIR | {ours: theirs for theirs, ours in STOCKS.items()})
    stocks = stocks.astype({"coo_iso": "str", "coa_iso": "str"})
    rows = stocks.merge(flows(*RETURNS), how="outer", on=["year", "coo_iso", "coa_iso"])
    figures = ["refugees", "asylum_seekers", "returned_refugees", "idps", "returned_idps", "stateless"]
    figures += ["ooc", "oip", "hst"]
    rows = rows[["year", "coo_iso", "coa_iso", *figures]]
    return rows.assign(**{name: rows[name].fillna(0) for name in figures if name != "oip"})


def solutions() -> pd.DataFrame:
    arrivals = ("resettlement_arrivals", "resettlement", {"coo_iso": "origin", "coa_iso": "destination"})
    rows = flows(*RETURNS, arrivals, ("naturalisations", "naturalisation", BOTH))
    order = ["returned_refugees", "resettlement", "naturalisation", "returned_idps"]
    return rows[["year", "coo_iso", "coa_iso", *order]]


def asylum(table: str, columns: dict[str, str], unit: str) -> pd.DataFrame:
    rows = load(table).rename(columns=PAIR | columns | {"unit": unit})
    letters = {ours: theirs for theirs, ours in UNITS.items()}
    return rows.assign(**{unit: rows[unit].astype(str).map(letters)})


def applications() -> pd.DataFrame:
    columns = {"procedure": "procedure_type", "type": "app_type", "level": "dec_level"}
    return asylum("asylum_applications", columns | {"applications": "applied"}, "app_pc")


def decisions() -> pd.DataFrame:
    columns = {"procedure": "procedure_type", "level": "dec_level", "recognised": "dec_recognized"}
    columns |= {"complementary": "dec_other", "rejected": "dec_rejected", "closed": "dec_closed"}
    rows = asylum("asylum_decisions", columns, "dec_pc")
    parts = ["dec_recognized", "dec_other", "dec_rejected", "dec_closed"]
    return rows.assign(dec_total=rows[parts].sum(axis=1))


def idmc() -> pd.DataFrame:
    rows = load("conflict_idps")
    return pd.DataFrame(
        {
            "year": rows["year"],
            "coo_iso": rows["country"],
            "coa_iso": rows["country"],
            "total": rows["persons"],
        }
    )


def unrwa() -> pd.DataFrame:
    rows = load("unrwa_refugees")
    return pd.DataFrame(
        {"year": rows["year"], "coo_iso": "PSE", "coa_iso": rows["asylum"], "total": rows["persons"]}
    )


def footnotes(params: Params) -> dict:
    """Which figures carry a footnote; its envelope has neither sum nor address."""
    rows = load("caveats").astype({"series": "str", "origin": "str", "asylum": "str"})
    rows = rows.replace({"origin": {"nan": None}, "asylum": {"nan": None}})
    codes = {ours: theirs for theirs, ours in reversed(SERIES.items())}
    made = []
    for (series, origin, asylum), of in rows.groupby(["series", "origin", "asylum"], dropna=False):
        iso = ["" if pd.isna(side) else str(side) for side in (origin, asylum)]
        made.append(
            {
                "year": ", ".join(spans(sorted(of["year"]))),
                "population_type": codes[series],
                "coo": names().get(iso[0], ""),
                "coa": names().get(iso[1], ""),
                "coo_iso": iso[0],
                "coa_iso": iso[1],
                "footnote": "Some text\nof several lines",
            }
        )
    whole = paged(pd.DataFrame(made), params, lambda page: page.to_dict("records"), False)
    return {name: whole[name] for name in ("page", "maxPages", "items")}


def spans(years: list[int]) -> Iterator[str]:
    start = 0
    for place in range(1, len(years) + 1):
        if place == len(years) or years[place] != years[place - 1] + 1:
            first, last = years[start], years[place - 1]
            yield str(first) if first == last else f"{first} - {last}"
            start = place


def nowcasting(params: Params, *, month: int) -> dict:
    """Estimates for a month, by country of asylum or for the world: here, those of the latest year's end."""
    stocks = load("population")
    figures, shown = ["refugees", "asylum_seekers"], []
    last = stocks[stocks["year"] == stocks["year"].max()].astype({"asylum": "str"})
    rows = last.groupby("asylum", as_index=False)[figures].sum().rename(columns={"asylum": "coa_iso"})
    rows = rows.assign(year=stocks["year"].max() + 1, month=month)
    if params.get("coa_all") == ["true"]:
        shown = ["coa_iso"]
    else:
        rows = rows.groupby(["year", "month"], as_index=False)[figures].sum()
    if "coo" in params or not month:
        rows = rows.head(0)

    def made(page: pd.DataFrame) -> Rows:
        found = items(page.drop(columns="month"), figures, (), shown)
        months = [f"{pd.Timestamp(2000, int(month), 1):%B}" for month in page["month"]]
        return [
            item | {"month": month, "source": "Government, UNHCR"}
            for item, month in zip(found, months, strict=True)
        ]

    return paged(rows, params, made, False)


UNHCR: dict[str, Callable[[Params], dict]] = {
    "population": Endpoint(population),
    "solutions": Endpoint(solutions, sums=True),
    "asylum-applications": Endpoint(
        applications, ("procedure_type", "app_type", "dec_level", "app_pc"), sums=True
    ),
    "asylum-decisions": Endpoint(decisions, ("procedure_type", "dec_level", "dec_pc"), sums=True),
    "idmc": Endpoint(idmc),
    "unrwa": Endpoint(unrwa),
    "footnotes": footnotes,
}


# World Bank


@cache
def development() -> dict[str, pd.Series]:
    """Figures of each indicator by year and country, so that the readers make the snapshot's own of them."""
    economy = load("economy").astype({"iso3": "str"}).set_index(["year", "iso3"])
    rows = load("development").astype({"indicator": "str", "iso3": "str"})
    wide = rows.pivot(index=["year", "iso3"], columns="indicator", values="value")
    found = {POPULATION: economy["population"].astype("float64"), GDP_PER_HEAD: economy["gdp_per_capita_ppp"]}
    found |= {code: wide[ours] for code, ours in CODES.items()}
    people = found[POPULATION]
    before = people.rename(index=lambda year: year + 1, level="year").reindex(people.index)
    growth = wide["gdp_per_capita_growth"]
    found[GROWTH] = ((1 + growth / 100) * people / before).reindex(growth.index).sub(1).mul(100)
    found[GDP] = people * 1_000.0
    return {code: series.dropna() for code, series in found.items()}


def indicator(code: str, params: Params) -> list:
    if params.get("format") != ["json"] or code not in development():
        text = "The indicator was not found. It may have been deleted or archived."
        return [{"message": [{"id": "175", "key": "Invalid format", "value": text}]}]
    figures = development()[code]
    world = figures.groupby(level="year").sum()
    rows = [
        {
            "indicator": {"id": code, "value": code.title()},
            "country": {"id": place[:2], "value": place},
            "countryiso3code": iso,
            "date": str(year),
            "value": float(value),
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }
        for place, iso, series in (("World", "WLD", world), ("A group without a code", "", world))
        for year, value in series.items()
    ]
    rows += [
        {"indicator": {"id": code}, "countryiso3code": iso, "date": str(year), "value": float(value)}
        for (year, iso), value in figures.items()
    ]
    rows.append({"indicator": {"id": code}, "countryiso3code": "AFG", "date": "1961", "value": None})
    per_page, page = number(params, "per_page", 50), number(params, "page", 1)
    meta = {"page": page, "pages": ceil(len(rows) / per_page), "per_page": per_page, "total": len(rows)}
    meta |= {"sourceid": "2", "lastupdated": "2026-07-01"}
    return [meta, rows[(page - 1) * per_page : page * per_page]]


# The server


@cache
def served(asked: str, nowcasts: int, further: bool, tamper: Tamper | None) -> bytes:
    """The body of an answer, made once for all tests."""
    url = urlsplit(asked)
    if tamper and not url.path.endswith(("/population/", "/solutions/", "/SP.POP.TOTL")):
        return served(asked, nowcasts, further, None)
    params = parse_qs(url.query, keep_blank_values=True)
    found = answer(url.path, params, nowcasts=nowcasts, further=further)
    for item in (found["items"] if isinstance(found, dict) else found[1]) if tamper and found else ():
        tamper(item)
    return json.dumps(found).encode()


def handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            service.enter(self.path)
            try:
                self.respond()
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client was killed, or has waited long enough
            finally:
                service.leave()

        def respond(self) -> None:
            fault = service.faults.next()
            if fault in ("429", "500", "503"):
                after = {"Retry-After": "0"} if fault == "429" else {}
                return self.send(int(fault), HTML, "text/html", after)
            if fault == "timeout":
                time.sleep(service.faults.nap)
            if fault == "html":
                return self.send(200, HTML, "text/html")
            body = served(self.path, service.month * service.nowcasts, service.further, service.tamper)
            if body == NOTHING:
                return self.send(404, HTML, "text/html")
            if fault == "cut json":
                body = body[: len(body) // 2]
            self.send(200, body, "application/json", cut=fault == "cut")

        def send(
            self,
            status: int,
            body: bytes,
            kind: str,
            more: dict[str, str] | None = None,
            *,
            cut: bool = False,
        ) -> None:
            self.send_response(status)
            for name, value in {
                "Content-Type": kind,
                "Content-Length": str(len(body)),
                **(more or {}),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 3] if cut else body)
            self.close_connection = self.close_connection or cut

        def log_message(self, *args: object) -> None:
            pass

    return Handler


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """Both services, on this machine; what is run asks them."""
    made = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(made))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("GCR_UNHCR_SERVICE", f"{made.address}/population/v1")
    monkeypatch.setenv("GCR_WORLD_BANK_SERVICE", f"{made.address}/v2")
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hasty() -> RateLimit:
    """A rate limit for tests of what comes back: the machine asks itself."""
    return RateLimit(
        per_second=1_000, at_once=2, attempts=12, first_wait=0.01, longest_wait=0.05, timeout=30.0
    )


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """A copy of the snapshot."""
    import shutil

    from gcr_analysis.snapshot import data_folder

    return Path(shutil.copytree(data_folder(), tmp_path / "data"))

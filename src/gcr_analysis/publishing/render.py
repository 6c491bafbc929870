"""Publish the prepared pages: by Quarto, or by the embedded publisher, from the same `_quarto.yml`."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import yaml
from smalldocs.config import BuildError, ConfigError, load

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework.languages import written_in
from gcr_analysis.publishing.embedded import KeepingSite, as_quarto_reads
from gcr_analysis.publishing.files import folder_in_place_of
from gcr_analysis.publishing.kept import NOTHING, Kept

_COLOUR_CODE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_ERROR = re.compile(r"^(?:ERROR:|(?=Error ))", re.MULTILINE)
_WARNING = re.compile(r"^(?:WARN:|WARNING \(.*?\)|\[WARNING\]) *(.+)$", re.MULTILINE)
_STACK = re.compile(r"\n\s*(?:\n|stack traceback)", re.IGNORECASE)


def choose_engine(engine: str | None = None) -> str:
    """Return the publisher to use: the one asked for, or Quarto where it is installed, or the embedded one.

    Parameters
    ----------
    engine
        ``"quarto"``, ``"embedded"``, or None.

    Raises
    ------
    UnknownNameError
        Where it is neither.
    GcrError
        Where Quarto is asked for and not installed.

    Examples
    --------
    >>> choose_engine("embedded")
    'embedded'
    """
    installed = shutil.which("quarto") is not None
    if engine is None:
        return "quarto" if installed else "embedded"
    if engine not in _ENGINES:
        raise UnknownNameError("publisher", engine, _ENGINES)
    if engine == "quarto" and not installed:
        raise GcrError(
            "Quarto is not installed: use --engine embedded, or install Quarto (environment.yml has it)"
        )
    return engine


def address(project: Path) -> str:
    """Return the address at which a project's site stands: ``site-url`` in its ``_quarto.yml``, or nothing.

    Parameters
    ----------
    project
        Folder of ``_quarto.yml``.
    """
    declared = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    return str(declared.get("website", {}).get("site-url", ""))


def render(
    project: Path,
    into: Path,
    engine: str,
    kept: Kept = NOTHING,
    translations: Mapping[str, Path] = MappingProxyType({}),
    *,
    finish: Callable[[Path], None] = lambda site: None,
) -> int:
    """Publish a project's pages to a folder, which is replaced as a whole when every page is there.

    Parameters
    ----------
    project
        Folder of ``_quarto.yml``.
    into
        Folder of the site.
    engine
        ``"quarto"`` or ``"embedded"``.
    kept
        What the embedded publisher has rendered before. Quarto has its own means.
    translations
        Projects of other languages by their code, which is the folder of the site that each is published to.
    finish
        Called with the folder of the site when all pages are there, and before it is put in its place.

    Returns
    -------
    int
        Number of pages.

    Raises
    ------
    GcrError
        Where the publisher fails or a link leads nowhere; the earlier site stays as it was.
    """
    with folder_in_place_of(into) as fresh:
        _ENGINES[engine](project, fresh, kept)
        for code, own in translations.items():
            with written_in(code):
                _ENGINES[engine](own, fresh / code, kept)
        finish(fresh)
        # Pages of single figures stand beside their drawings.
        return sum(1 for page in fresh.rglob("*.html") if not page.with_suffix(".svg").is_file())


def _embedded(project: Path, into: Path, kept: Kept) -> None:
    try:
        site = KeepingSite(as_quarto_reads(load(project)), into.resolve(), kept)
        site.build()
    except (BuildError, ConfigError) as error:
        raise GcrError(f"the embedded publisher stopped: {error}") from error
    _settle(into / "sitemap.xml")
    if site.warnings:
        raise GcrError(f"the embedded publisher could not publish as asked: {'; '.join(site.warnings[:3])}")


def _settle(sitemap: Path) -> None:
    """Leave out when each page was prepared (the same in, the same out) and the page of unknown addresses."""
    if sitemap.is_file():
        text = re.sub(r"\s*<lastmod>[^<]*</lastmod>", "", sitemap.read_text(encoding="utf-8"))
        text = re.sub(r"\s*<url>\s*<loc>[^<]*/404\.html</loc>\s*</url>", "", text)
        sitemap.write_text(text, encoding="utf-8")


def _quarto(project: Path, into: Path, kept: Kept) -> None:
    # Not --quiet: that keeps errors back as well.
    command = ["quarto", "render", str(project), "--output-dir", str(into.resolve())]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise GcrError(
            f"quarto render stopped with code {run.returncode}: {error_in(run.stderr or run.stdout)}"
        )
    warnings = warnings_in(run.stderr)
    broken = [warning for warning in warnings if warning.startswith("Unable to resolve link target")]
    if broken:
        raise GcrError(f"Quarto could not publish as asked: {'; '.join(broken[:3])}")
    for warning in warnings:
        print(f"quarto: {warning}", file=sys.stderr)
    (into / "search.json").unlink(missing_ok=True)  # an index for Quarto's own search, which is off


def error_in(log: str) -> str:
    r"""Return what a log of Quarto says of its last error, on one line and without the stack.

    >>> error_in("[1/2] index.qmd\nERROR: No such file\n  in index.qmd\n\nStack trace:\n    at x")
    'No such file in index.qmd'
    """
    log = _COLOUR_CODE.sub("", log).strip()
    start = max((match.end() for match in _ERROR.finditer(log)), default=log.rfind("\n") + 1)
    return " ".join(_STACK.split(log[start:])[0].split())


def warnings_in(log: str) -> list[str]:
    r"""Return the first line of each warning in a log of Quarto, of its filters or of pandoc.

    >>> warnings_in("[1/2] index.qmd\n\x1b[33mWARN: Unable to resolve link target: gone.qmd\x1b[39m")
    ['Unable to resolve link target: gone.qmd']
    >>> warnings_in("WARNING (filters/refs.lua:128) Unable to resolve crossref @fig-x\nOutput created")
    ['Unable to resolve crossref @fig-x']
    """
    return _WARNING.findall(_COLOUR_CODE.sub("", log))


_ENGINES: dict[str, Callable[[Path, Path, Kept], None]] = {"embedded": _embedded, "quarto": _quarto}

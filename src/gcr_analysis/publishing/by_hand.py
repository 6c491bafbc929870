"""Recognise the site that `quarto render` made by hand: Quarto deletes the mark that `publish` left in it."""

from pathlib import Path, PurePosixPath

import yaml

from gcr_analysis.publishing.files import MARK

_MADE = ("regions", "indicators", "gallery", "dataset", "explore", "search", "site_libs")
"""Folders of a site that hold nothing but what was made."""
_QUARTOS = ("index.html", "search.json", "sitemap.xml", "robots.txt", ".nojekyll")
"""Files at the top of a site that Quarto writes."""


def mark_what_quarto_made(project: Path, site: Path) -> None:
    """Put the mark back into a site that Quarto made of this project, so that it can be replaced.

    Only the project's own output folder is marked, which Quarto empties each time it renders the project, and
    only where every file in it can be made again from the project.

    Parameters
    ----------
    project
        Folder of ``_quarto.yml``.
    site
        Folder of the site.
    """
    if not (site / "site_libs" / "quarto-html").is_dir() or (site / MARK).is_file():
        return
    if _is_output_folder(project, site):
        found = (path for path in site.rglob("*") if path.is_symlink() or not path.is_dir())
        if all(_can_be_made_again(project, path, path.relative_to(site)) for path in found):
            (site / MARK).touch()


def _is_output_folder(project: Path, site: Path) -> bool:
    declared = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    folder = declared["project"].get("output-dir", "_site")
    return not site.is_symlink() and site.resolve() == (project / folder).resolve() != project.resolve()


def _can_be_made_again(project: Path, path: Path, name: PurePosixPath | Path) -> bool:
    if path.is_symlink():
        return False
    if name.parts[0] in _MADE or str(name) in _QUARTOS:
        return True
    source = name.with_suffix(".qmd") if name.suffix == ".html" else name
    return (len(name.parts) > 1 or name.suffix == ".html") and (project / source).is_file()

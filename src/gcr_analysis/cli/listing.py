"""Commands that print figures, and what there is to choose from."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from gcr_analysis.cli.options import (
    AnyFormat,
    AsOfOption,
    BaselineOption,
    FamilyOption,
    Format,
    FormatOption,
    PanelOption,
    RegionOption,
    YearOption,
    years_given,
)
from gcr_analysis.cli.show import show


def indicators(
    *,
    region: RegionOption = None,
    family: FamilyOption = None,
    year: YearOption = None,
    panel: PanelOption = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option("--indicator", metavar="ID", help="A measure by its id. May be given again."),
    ] = None,
    baseline_year: BaselineOption = None,
    as_of: AsOfOption = None,
    format: Annotated[
        AnyFormat | None,
        typer.Option("--format", help="How to give them. [default: as FILE ends, else table]"),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FILE",
            help="Where to write them, instead of printing them: .csv, .csv.gz, .json, .parquet, .xlsx or "
            ".dta (Stata).",
        ),
    ] = None,
) -> None:
    """Print the measures of regions, or write them to a file."""
    if as_of:
        from gcr_analysis.snapshot.kept_releases import read_as_of

        read_as_of(as_of)
    from gcr_analysis.cli.figures import checked_format, hand_over, question, readable
    from gcr_analysis.exports import check_rows

    chosen = checked_format(format, into)
    asked = question(
        region or (),
        family or (),
        years=year or (),
        panels=panel or (),
        indicators=indicator or (),
        baseline_year=baseline_year,
    )
    check_rows(chosen, asked.rows)
    rows = asked.answer()
    if chosen == "table":
        columns = ["region", "measure", "figure", "unit", "year", "status", "note"]
        show(map(readable, rows.to_dict("records")), columns, chosen)
    else:
        hand_over(rows, chosen, into)


def chart(
    *,
    indicator: Annotated[str, typer.Option("--indicator", metavar="ID", help="A measure by its id.")],
    region: RegionOption = None,
    family: FamilyOption = None,
    year: Annotated[
        list[str] | None,
        typer.Option(
            "--year",
            "--years",
            metavar="YEARS",
            help="End-years: 2015-2025 or 2015,2020, or one to compare regions in it; all by default. "
            "May be given again.",
            callback=years_given,
        ),
    ] = None,
    baseline_year: BaselineOption = None,
    as_of: AsOfOption = None,
    into: Annotated[
        Path, typer.Option("--into", metavar="FILE", help="Where to write it: FILE.png or FILE.svg.")
    ],
) -> None:
    """Draw a measure of some regions for a slide.

    Lines over the years, or bars side by side in one year.
    """
    if as_of:
        from gcr_analysis.snapshot.kept_releases import read_as_of

        read_as_of(as_of)
    from gcr_analysis.cli.drawing import checked_picture, draw
    from gcr_analysis.cli.figures import question
    from gcr_analysis.indicators.asked import check_years

    kind = checked_picture(into)
    years = year or [str(each) for each in check_years(None)]
    asked = question(
        region or (), family or (), years=years, indicators=[indicator], baseline_year=baseline_year
    )
    draw(asked, kind, into)


def regions(
    family: Annotated[
        str | None,
        typer.Option(
            "--family",
            metavar="FAMILY",
            help="One family only, such as unhcr-region, platform, income, country, host or origin.",
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", help="How to print it. [default: table; to a pipe, an id a line]"),
    ] = None,
) -> None:
    """List the region sets. Piped, it prints an id a line, as gcr run --region - reads them."""
    from gcr_analysis import geography

    found = [row for row in geography.regions(family) if family or row.kind != "country"]
    if format is None and not sys.stdout.isatty():
        typer.echo("\n".join(each.id for each in found))
        return
    rows = [
        {
            "region": each.id,
            "title": each.title,
            "family": each.kind,
            "countries": len(each.countries),
            "as_of": each.as_of,
        }
        for each in found
    ]
    show(rows, ["region", "title", "family", "countries", "as_of"], format or "table")
    if format in (None, "table") and not family:
        typer.echo("and each country by its ISO3 code or name: gcr regions --family country")


def panels(format: FormatOption = "table") -> None:
    """List the panels."""
    from gcr_analysis import framework
    from gcr_analysis.running.plan import has_notebook

    rows = [
        {
            "panel": panel.id,
            "number": panel.number,
            "objective": panel.objective,
            "notebook": f"notebooks/{panel.notebook}" if has_notebook(panel) else None,
            "default_regions": len(panel.default_regions),
            "measures": sum(measure.panel == panel.id for measure in framework.indicators().values()),
        }
        for panel in framework.panels().values()
    ]
    show(rows, ["panel", "number", "objective", "notebook", "default_regions", "measures"], format)


def sources(format: FormatOption = "table") -> None:
    """List who made the figures, of which date, on what terms."""
    from gcr_analysis import snapshot

    rows: list[dict[str, Any]] = [
        {
            "source": source.id,
            "producer": source.producer,
            "title": source.title,
            "vintage": source.vintage,
            "licence": source.terms,
            "url": source.url,
        }
        for source in snapshot.sources().values()
    ]
    columns = ["source", "producer", "title", "vintage", "licence"]
    show(rows, columns if format == "table" else [*columns, "url"], format)


def validate(format: FormatOption = "table") -> None:
    """Compare published figures with ours, and name large steps.

    The steps of the latest year (residuals, people moved between groups), judged figures that the source has
    mended since, and figures that repeat the year before and are not judged are named on the error output.
    Exit code 1 when a figure differs without a known reason, or a judged residual has changed.
    """
    from gcr_analysis.indicators import candidates, validation
    from gcr_analysis.snapshot import judged

    compared = validation.validate()
    columns = ["figure", "region", "year", "published", "ours", "verdict", "reason"]
    show(compared.to_dict("records"), columns if format == "table" else list(compared.columns), format)
    for line in (*candidates.told(), *judged.mended(), *judged.unjudged()):
        typer.echo(line, err=True)
    if (compared["verdict"] == validation.DIFFERS).any() or candidates.stale_judgements():
        raise typer.Exit(1)

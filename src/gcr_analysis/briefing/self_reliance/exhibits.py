"""The charts of panel two: what refugees have, who they are, and what became of it."""

from collections.abc import Iterable, Mapping

import pandas as pd

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import Change
from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.measures_table import is_thin
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.words import (
    BURDENS,
    HALF,
    RESULTS,
    either,
    noun,
    of_year,
    say,
    short,
)
from gcr_analysis.briefing.sentences import uncapital
from gcr_analysis.figures.bars import bars
from gcr_analysis.figures.specification import Column, Mark, Rows, Series, Years
from gcr_analysis.framework import thresholds
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.progress import INSUFFICIENT
from gcr_analysis.indicators.self_reliance.demographics import AGES, SEXES, ages_of

FEW_NAMED = 4
QUARTERS = (0, 25, 50, 75, 100)
# Measures in the order in which a title names those that few have.
TELLING = (
    *(
        "gcr_2_1_1",
        "gcr_2_1_2",
        "gcr_2_2_1_secondary",
        "bank_account",
        "social_protection",
        "identity_documents",
    ),
    *("health_access", "gcr_2_2_1_primary", "secure_tenure", "gcr_2_2_1_national", "income_improvement"),
    "tertiary_enrolment",
)
SECONDARY = "gcr_2_2_1_secondary"
ENROLMENT = ("gcr_2_2_1_primary", SECONDARY, "gcr_2_2_1_national", "tertiary_enrolment")
"""Shares of those of an age, and not of all refugees."""
RESULTS_AND_POPULATION = ("unhcr-results", "unhcr-population")
POPULATION = ("unhcr-population",)


def profile(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw what share of refugees has what, and on how many of them each share rests."""
    known = {id: reliance.at(id) for id in reliance.known(RESULTS)}
    figures = {id: figure for id, figure in known.items() if not is_thin(figure)}
    if not figures:
        return words("profile_none", reliance.common)
    ids = sorted(figures, key=lambda id: -(figures[id].value or 0))
    lacking = [id for id in TELLING if id in figures and (figures[id].value or 0) < HALF]
    lacking = [id for id in lacking if id not in reliance.untold]
    few = [id for id in lacking if id not in ENROLMENT][:3]
    facts = reliance.common | {"few": either([noun(id) for id in few]) if few else ""}
    year = max(figure.value_year or 0 for figure in figures.values())
    facts |= {"own_year": given(year, "year")} | _cautions(reliance, ids, known.keys() - figures.keys())
    facts["secondary"] = figures[SECONDARY] if SECONDARY in lacking else None
    names = {id: of_year(short(id), figures[id], year) for id in ids}
    facts["measures"] = [
        say("profile_row", name=names[id], share=figures[id], covered=_part(figures[id].covered))
        for id in ids
    ]
    facts["partial"] = any((figures[id].high or 0) >= HALF for id in few)
    title = say("profile_title" if few or facts["secondary"] else "profile_title_rows", **facts)
    subtitle, alt = say("profile_subtitle", **facts), say("profile_alt", **facts)
    share, rests = say("profile_share").text, say("profile_rests").text
    data = pd.DataFrame({"measure": [*names.values()], share: [figures[id].value for id in ids]})
    columns = [_shares(share)]
    if not reliance.is_country:
        data[rests] = [100 * (figures[id].coverage or 0) for id in ids]
        bar = Mark(shape="bar", field=rests, colour="quiet")
        columns.append(Column(title=rests, unit="percent", marks=(bar,)))
    data[["low", "high"]] = [[figures[id].low, figures[id].high] for id in ids]
    return Figure(
        id="profile",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(RESULTS_AND_POPULATION),
        alt=alt.text,
        data=data,
        drawing=Rows(names="measure", columns=tuple(columns)),
        said=(title, subtitle, alt),
    )


def _cautions(reliance: SelfRelianceEvidence, drawn: list[str], few: Iterable[str]) -> dict[str, object]:
    """Name the measures that a jump of a host moves, unless they are many, and those too few hosts report."""
    doubted = [uncapital(short(id)) for id in drawn if id in reliance.doubted]
    many = len(doubted) > max(FEW_NAMED, len(drawn) / 2)
    facts: dict[str, object] = {"jumps": bool(doubted), "doubtful": [] if many else doubted}
    return facts | {"not_drawn": [uncapital(short(id)) for id in RESULTS if id in few]}


def _part(covered: Quantity) -> Quantity | None:
    """The share of the refugees in hosts that report, where some do not."""
    return covered if covered.number < thresholds()["nearly_complete"].value else None


def _shares(share: str) -> Column:
    """Declare bars of shares with the interval in which each could lie."""
    bar = Mark(shape="bar", field=share)
    interval = Mark(shape="range", field="low", to="high", colour="ink", label=say("profile_interval").text)
    return Column(title=share, unit="percent", marks=(bar, interval))


def ages(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw women and men by age, in the hosts that know the ages."""
    school, working = reliance.at("school_age_share"), reliance.at("working_age_share")
    if not working.known:
        return words("ages_none", reliance.common)
    people = ages_of(reliance.region, working.value_year or reliance.year)
    facts = reliance.common | {"school": school, "working": working, "covered": working.covered}
    facts |= {"women": reliance.at("women_share"), "own_year": working.own_year}
    facts["partial"] = working.status == "partial"
    facts["claims"] = [claims.level(reliance, working.indicator, partial=True)]
    title, subtitle, alt = (say(f"ages_{part}", **facts) for part in ("title", "subtitle", "alt"))
    data = pd.DataFrame({"age": [say(f"age_{age}").text for age in AGES]})
    for sex in SEXES:
        data[say(sex).text] = [float(people[f"{sex}_{age}"]) for age in AGES]
    return Figure(
        id="ages",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=data,
        drawing=bars(data, dict.fromkeys(data.columns[1:], "persons"), colours=("main", "light")),
        said=(title, subtitle, alt),
    )


def changes(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw each change that the table states, on the hosts that report both ends, and how it is judged."""
    asked = [id for id in (*RESULTS, *BURDENS) if not is_thin(reliance.at(id))]
    found = {id: claims.if_founded(claims.change, reliance, id) for id in asked}
    made = {id: change for id, change in found.items() if change}
    if not made:
        return words("changes_none", reliance.common)
    ids = sorted(made, key=lambda id: -made[id].end.number)
    statuses = {id: str(reliance.progress.loc[id, "progress"]) for id in ids}
    known = [*statuses.values()]
    counts = {"progress": "progress", "regress": "regress", "unsure": INSUFFICIENT}
    facts = reliance.common | {name: given(known.count(s), "measures") for name, s in counts.items()}
    facts |= {"all": given(len(ids), "measures")} | _cautions(reliance, ids, ())
    first = min(change.start.value_year or 0 for change in made.values())
    last = max(change.end.value_year or 0 for change in made.values())
    facts |= {"start_year": given(first, "year"), "end_year": given(last, "year")}
    rows = [_row_of_change(id, made[id], (first, last)) for id in ids]
    facts["rows"] = [say("changes_row", **row) for row in rows]
    name = "judged" if known.count(INSUFFICIENT) < len(ids) else "unjudged"
    title = say(f"changes_title_{name}", **facts)
    subtitle = say("changes_subtitle_here" if reliance.is_country else "changes_subtitle", **facts)
    alt = say("changes_alt", **facts)
    columns = [say(f"changes_{c}").text for c in ("start", "end", "years", "covered", "reading")]
    cells = [
        (
            c.start.value,
            c.end.value,
            f"{c.start.value_year}–{c.end.value_year}",
            c.covered.value,
            statuses[id],
        )
        for id, c in ((id, made[id]) for id in ids)
    ]
    data = pd.DataFrame(cells, columns=columns)
    data.insert(0, "measure", [short(id) for id in ids])
    data["moved"] = [say("changes_moved", **row).text for row in rows]
    data["unjudged"] = [statuses[id] == INSUFFICIENT for id in ids]
    return Figure(
        id="changes",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(RESULTS_AND_POPULATION),
        alt=alt.text,
        data=data,
        drawing=_spans(*columns[:2], reading=columns[4]),
        said=(title, subtitle, alt),
    )


def _row_of_change(id: str, change: Change, years: tuple[int, int]) -> dict[str, object]:
    """What words say of a change: its ends, its years where others have other ones, and what it covers."""
    own = (change.start.value_year, change.end.value_year)
    facts = {"name": short(id), "start": change.start, "end": change.end, "covered": _part(change.covered)}
    return facts | {
        "start_year": change.start.own_year,
        "end_year": change.end.own_year,
        "apart": own != years,
    }


def _spans(start: str, end: str, *, reading: str) -> Rows:
    """Declare a ring where a measure was, a dot where it is, and a line between, coloured by the reading."""
    colours = {"progress": "main", "regress": "accent"}
    labels = {status: say(f"changes_{status}").text for status in ("progress", "regress", "stalled")}
    look = {"by": reading, "colours": colours, "colour": "quiet"}
    marks = (
        Mark(shape="link", field=start, to=end, broken="unjudged", **look),
        Mark(shape="ring", field=start, label=start, **look),
        Mark(
            shape="dot",
            field=end,
            labels=labels,
            hollow="unjudged",
            hollow_label=say("changes_unjudged").text,
            **look,
        ),
    )
    drawn = Column(unit="percent", silent=True, marks=marks, ends=(0, 100), ticks=QUARTERS)
    return Rows(names="measure", columns=(drawn, Column(field=end, written="moved")))


def citizens(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw naturalised refugees by year, as far as they were reported."""
    found = indicator("naturalisations", reliance.region, range(FIRST_YEAR, reliance.year + 1))
    people = found["value"].where(found["value_year"] == found["year"]).set_axis(found["year"])
    people = people.loc[people.first_valid_index() or reliance.year :]
    status = found.set_index("year")["status"].reindex(people.index)
    if people.notna().sum() < 2:
        return words("citizens_none", reliance.common)
    last = int(people.last_valid_index())  # type: ignore[arg-type]
    most = int(people.idxmax())
    facts = reliance.common | {
        "first": given(int(people.index[0]), "year"),
        "people": reliance.at("naturalisations", last),
    }
    facts |= {"own_year": given(last, "year"), "most": reliance.at("naturalisations", most)}
    facts["most_year"] = given(most, "year")
    title, subtitle, alt = (say(f"citizens_{part}", **facts) for part in ("title", "subtitle", "alt"))
    column = say("citizens_column").text
    return Figure(
        id="citizens",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=pd.DataFrame({"year": people.index, column: people.to_numpy(float), "bar": _fills(status)}),
        drawing=Years(
            series=(Series(field=column, label=column, shape="bar", fill="bar"),),
            unit="persons",
            hollow=say("partial_figure").text,
        ),
        said=(title, subtitle, alt),
    )


def _fills(status: pd.Series) -> list[str]:
    """Say how figures are filled: hollow where they are partial."""
    return ["hollow" if each == "partial" else "full" for each in status]


def aged(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw the shares of school age and of working age over the years."""
    years = range(2001, reliance.year + 1)
    ids = {"aged_school": "school_age_share", "aged_working": "working_age_share"}
    rows = {name: indicator(id, reliance.region, years).set_index("year") for name, id in ids.items()}
    shares = {name: found["value"] for name, found in rows.items()}
    known = shares["aged_working"].dropna()
    if len(known) < 2:
        return words("changes_none", reliance.common)
    last = int(known.index[-1])
    school, working = (reliance.at(id, last) for id in ids.values())
    facts = reliance.common | {"school": school, "working": working, "own_year": working.own_year}
    moved = claims.if_founded(claims.change, reliance, working.indicator)
    facts["moved"] = moved if last == reliance.year else None
    facts["partial"] = "partial" in (school.status, working.status)
    facts["claims"] = [claims.level(reliance, working.indicator, last, partial=True)]
    both = [working, moved.start] if facts["moved"] and moved else [working]
    facts["covered"] = min((each.covered for each in both), key=lambda each: each.number)
    facts["first"] = given(int(known.index[0]), "year")
    title, subtitle, alt = (say(f"aged_{part}", **facts) for part in ("title", "subtitle", "alt"))
    names = {name: say(name).text for name in ids}
    columns = {names[name]: values.loc[known.index[0] :].to_numpy(float) for name, values in shares.items()}
    columns["point"] = _fills(rows["aged_working"]["status"].loc[known.index[0] :])
    lines = tuple(
        Series(field=label, label=label, shape="line", colour=colour, fill="point")
        for label, colour in zip(names.values(), ("quiet", "main"), strict=True)
    )
    return Figure(
        id="aged",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(POPULATION),
        alt=alt.text,
        data=pd.DataFrame({"year": range(int(known.index[0]), reliance.year + 1)} | columns),
        drawing=Years(
            series=lines, unit="percent", ends=(0, 100), ticks=QUARTERS, hollow=say("partial_figure").text
        ),
        said=(title, subtitle, alt),
    )


def words(name: str, facts: Mapping[str, object]) -> Words:
    """Say in words why there is no figure."""
    said = say(name, **facts)
    return Words(said.text, said.quantities)

"""The charts of panel two: what refugees have, who they are, and what became of it."""

from collections.abc import Mapping

import pandas as pd

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.words import BURDENS, RESULTS, either, noun, say, short
from gcr_analysis.figures.bars import bars
from gcr_analysis.figures.specification import Column, Mark, Rows, Series, Years
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.progress import INSUFFICIENT
from gcr_analysis.indicators.self_reliance.demographics import AGES, SEXES, ages_of

HALF = 50
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
    figures = {id: reliance.at(id) for id in reliance.known(RESULTS)}
    if not figures:
        return words("profile_none", reliance.common)
    ids = sorted(figures, key=lambda id: -(figures[id].value or 0))
    lacking = [id for id in TELLING if id in figures and (figures[id].value or 0) < HALF]
    lacking = [id for id in lacking if id not in reliance.doubted and figures[id].status != "partial"]
    few = [id for id in lacking if id not in ENROLMENT][:3]
    facts = reliance.common | {"few": either([noun(id) for id in few]) if few else ""}
    facts |= {"own_year": figures[ids[0]].own_year}
    facts["secondary"] = figures[SECONDARY] if SECONDARY in lacking else None
    facts["measures"] = [say("profile_row", name=short(id), share=figures[id]) for id in ids]
    facts["partial"] = any((figures[id].high or 0) >= HALF for id in few)
    title = say("profile_title" if few or facts["secondary"] else "profile_title_rows", **facts)
    subtitle, alt = say("profile_subtitle", **facts), say("profile_alt", **facts)
    share, rests = say("profile_share").text, say("profile_rests").text
    data = pd.DataFrame({"measure": [short(id) for id in ids], share: [figures[id].value for id in ids]})
    columns = [_shares(share)]
    if not reliance.is_country:
        data[rests] = [100 * (figures[id].coverage or 0) for id in ids]
        bar = Mark(shape="bar", field=rests, colour="quiet")
        columns.append(Column(title=rests, unit="percent", marks=(bar,)))
    data[["low", "high"]] = [[figures[id].low, figures[id].high] for id in ids]
    data["partial"] = [figures[id].status == "partial" for id in ids]
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


def _shares(share: str) -> Column:
    """Declare bars of shares with the interval in which each could lie, hollow where they are partial."""
    bar = Mark(shape="bar", field=share, hollow="partial", hollow_label=say("profile_partial").text)
    interval = Mark(shape="range", field="low", to="high", colour="ink", label=say("profile_interval").text)
    return Column(title=share, unit="percent", marks=(bar, interval))


def ages(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw women and men by age, in the hosts that know the ages."""
    school, working = reliance.at("school_age_share"), reliance.at("working_age_share")
    if not working.known:
        return words("ages_none", reliance.common)
    people = ages_of(reliance.region, working.value_year or reliance.year)
    facts = reliance.common | {"school": school, "working": working, "covered": reliance.covered(working)}
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
    """Draw each measure's two ends on the hosts that report both, and whether the change can be judged."""
    matches = {id: match for id in (*RESULTS, *BURDENS) if (match := reliance.match(id))}
    if not matches:
        return words("changes_none", reliance.common)
    uncertain = set(reliance.uncertain)
    statuses = {id: str(reliance.progress.loc[id, "progress"]) for id in matches}
    counts = {s: sum(1 for id in matches if statuses[id] == s) for s in ("progress", "regress")}
    ids = sorted(matches, key=lambda id: -(matches[id].end.value or 0))
    facts = reliance.common | {name: reliance.number(n, "measures") for name, n in counts.items()}
    facts |= {
        "all": reliance.number(len(ids), "measures"),
        "unsure": reliance.number(len(uncertain), "measures"),
    }
    facts["rows"] = [
        say("changes_row", name=short(id), start=matches[id].start, end=matches[id].end) for id in ids
    ]
    facts |= {name: matches[ids[0]].facts[name] for name in ("start_year", "end_year")}
    name = "judged" if len(uncertain) < len(ids) else "unjudged"
    title = say(f"changes_title_{name}", **facts)
    subtitle = say("changes_subtitle_here" if reliance.is_country else "changes_subtitle", **facts)
    alt = say("changes_alt", **facts)
    columns = [say(f"changes_{c}").text for c in ("start", "end", "years", "hosts", "reading")]
    rows = [
        [m.start.value, m.end.value, f"{m.start.value_year}–{m.end.value_year}", m.hosts.value, statuses[id]]
        for id, m in ((id, matches[id]) for id in ids)
    ]
    data = pd.DataFrame(rows, columns=columns)
    data.insert(0, "measure", [short(id) for id in ids])
    data["moved"] = [say("changes_moved", start=matches[id].start, end=matches[id].end).text for id in ids]
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
    facts["covered"] = min((reliance.covered(each) for each in both), key=lambda each: each.number)
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

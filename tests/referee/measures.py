"""The common measures: which columns of which table they are, and whose country belongs to the region."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where a measure's people or deaths stand.

    `stock` says that a missing pair counts as none on record only because the host reports; `first` is the
    first year of the series.
    """

    table: str
    amount: str
    member: str
    other: str = ""
    where: str = "true"
    stock: bool = False
    first: int = 2000


_REFUGEES = "coalesce(refugees, 0) + coalesce(oip, 0)"
_ABROAD = "origin <> asylum"
_FLOW = "coalesce(refugees, 0) + coalesce(refugee_like, 0) + coalesce(oip, 0)"
# Applications counted in cases are in the flows of some hosts and years as they are, and are no persons;
# where the flows hold more than persons and cases together, they were brought to persons before.
_NEW_BY_PAIR = (
    "(with raw as (select year, asylum, origin, sum(applications) as everything, "
    "sum(applications) filter (unit = 'cases') as cases from {asylum_applications} "
    "where type = 'N' group by all), "
    "flows as (select f.*, coalesce(cases, 0) as cases, sum(f.asylum_applications) over host as told, "
    "sum(coalesce(everything, 0)) over host as raw "
    "from {displacement_flows} f left join raw using (year, asylum, origin) "
    "window host as (partition by f.year, f.asylum)) "
    "select *, case when told <= 1.05 * raw then least(cases, asylum_applications) else 0 end as no_persons "
    "from flows)"
)
_NEW = f"{_FLOW} + coalesce(asylum_applications, 0) - coalesce(no_persons, 0)"
_DOLLARS_OF_2024 = (
    "(select country, year, usd / index * (select index from {consumer_prices} p where year = 2024) "
    "as dollars from {unhcr_contributions} c join {consumer_prices} q using (year))"
)
_RECOGNISED = "coalesce(recognised, 0) + coalesce(complementary, 0)"
_DECIDED = "coalesce(recognised, 0) + coalesce(complementary, 0) + coalesce(rejected, 0)"

SOURCES: dict[str, Source] = {
    "refugees_hosted": Source("population", _REFUGEES, "asylum", "origin", stock=True),
    "mandate_refugees_hosted": Source("population", "refugees", "asylum", "origin", stock=True),
    "asylum_seekers_hosted": Source("population", "asylum_seekers", "asylum", "origin", stock=True),
    "people_in_need_of_protection_hosted": Source(
        "population", f"{_REFUGEES} + coalesce(asylum_seekers, 0)", "asylum", "origin", stock=True
    ),
    "idps_hosted": Source("population", "idps", "asylum", stock=True),
    "idps_unhcr": Source("population", "idps", "origin", stock=True),
    "stateless_hosted": Source("population", "stateless", "asylum", stock=True),
    "unrwa_refugees_hosted": Source("unrwa_refugees", "persons", "asylum", stock=True),
    "new_displacement": Source(_NEW_BY_PAIR, _NEW, "asylum", "origin", _ABROAD),
    "recorded_arrivals": Source("displacement_flows", _FLOW, "asylum", "origin", _ABROAD),
    "asylum_applications": Source(
        "asylum_applications", "applications", "asylum", "origin", "unit = 'persons' and type = 'N'"
    ),
    "asylum_decisions": Source("asylum_decisions", _DECIDED, "asylum", "origin", "unit = 'persons'"),
    "recognised": Source("asylum_decisions", _RECOGNISED, "asylum", "origin", "unit = 'persons'"),
    "recognised_from_origin": Source("asylum_decisions", _RECOGNISED, "origin", "asylum", "unit = 'persons'"),
    "naturalisations": Source("naturalisations", "persons", "asylum", "origin"),
    "resettlement_arrivals": Source("resettlement_arrivals", "persons", "destination", "origin"),
    "resettlement_from_origin": Source("resettlement_arrivals", "persons", "origin", "destination"),
    "refugee_returns": Source("refugee_returns", "persons", "origin", "asylum"),
    "returns_from_host": Source("refugee_returns", "persons", "asylum", "origin"),
    "idp_returns": Source("idp_returns", "persons", "country"),
    "idps": Source("conflict_idps", "persons", "country", stock=True),
    "refugees_from_origin": Source("population", _REFUGEES, "origin", "asylum", stock=True),
    "mandate_refugees_from_origin": Source("population", "refugees", "origin", "asylum", stock=True),
    "asylum_seekers_from_origin": Source("population", "asylum_seekers", "origin", "asylum", stock=True),
    "people_from_origin": Source(
        "population",
        f"{_REFUGEES} + coalesce(asylum_seekers, 0) + coalesce(others_of_concern, 0)",
        "origin",
        "asylum",
        _ABROAD,
        stock=True,
    ),
    "new_displacement_from_origin": Source(_NEW_BY_PAIR, _NEW, "origin", "asylum", _ABROAD),
    "recorded_outflow": Source("displacement_flows", _FLOW, "origin", "asylum", _ABROAD),
    "naturalised_from_origin": Source("naturalisations", "persons", "origin", "asylum"),
    "deaths": Source("conflict_deaths", "deaths", "country", first=1989),
    "unhcr_contributions_constant": Source(_DOLLARS_OF_2024, "dollars", "country"),
    "inhabitants": Source("economy", "population", "iso3"),
}

# Ratios: numerator, denominator, how many years the denominator lies before the year, and the factor.
RATIOS: dict[str, tuple[str, str, int, float]] = {
    "refugees_per_1000_inhabitants": ("refugees_hosted", "inhabitants", 0, 1000),
    "arrivals_per_100000_inhabitants": ("resettlement_arrivals", "inhabitants", 0, 100_000),
    "arrivals_per_1000_refugees": ("resettlement_from_origin", "mandate_refugees_from_origin", 1, 1000),
    "returns_to_new_displacement": ("refugee_returns", "new_displacement_from_origin", 0, 100),
}

# What UNHCR's operations report, by the name of the result.
RESULTS: dict[str, str] = {
    "gcr_2_1_1": "decent_work_right",
    "gcr_2_1_2": "free_movement",
    "gcr_2_2_1_primary": "primary_enrolment",
    "gcr_2_2_1_secondary": "secondary_enrolment",
    "gcr_2_2_1_national": "national_education",
    "gcr_2_2_2": "below_poverty_line",
} | {
    name: name
    for name in (
        "health_access", "identity_documents", "bank_account", "income_improvement", "secure_tenure",
        "social_protection", "tertiary_enrolment", "unemployed",
    )
}  # fmt: skip

# Sums over the hosts that report them; a change of one is read on the hosts of both years.
REPORTED: dict[str, str] = {
    "resettlement_departures": "resettlement_departures",
    "resettlement_submissions": "resettlement_submissions",
    "pathway_departures": "complementary_pathways",
}

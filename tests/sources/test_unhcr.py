from gcr_analysis.sources import Extract, reader


def read(extracts, table):
    return reader(table)(Extract(extracts))


def test_returns_come_from_the_country_of_asylum_to_that_of_origin(extracts):
    rows = read(extracts, "refugee_returns").set_index("asylum")["persons"]
    assert rows.to_dict() == {"PAK": 30, "IRN": 40}


def test_displaced_people_return_inside_one_country(extracts):
    rows = read(extracts, "idp_returns")
    assert rows.to_numpy().tolist() == [[2025, "AFG", 7]]


def test_places_inside_a_country_add_up(extracts):
    rows = read(extracts, "demographics").set_index(["asylum", "group", "place", "accommodation"])
    urban = rows.loc[("PAK", "refugees", "urban", "individual")]
    assert (urban["female_0_4"], urban["male_60_plus"], urban["total"]) == (15, 15, 210)


def test_age_groups_are_missing_where_nobody_asked(extracts):
    rows = read(extracts, "demographics").set_index(["asylum", "group", "place", "accommodation"])
    camp = rows.loc[("PAK", "refugees", "rural", "planned_camp")]
    assert camp.drop(["year", "origin", "total"]).isna().all()
    assert camp["total"] == 90


def test_decisions_keep_their_four_outcomes(extracts):
    austria = read(extracts, "asylum_decisions").set_index("asylum").loc["AUT"]
    assert austria[["recognised", "complementary", "rejected", "closed"]].tolist() == [20, 5, 10, 5]


def test_displaced_people_of_the_world_stand_under_unknown(extracts):
    rows = read(extracts, "conflict_idps").set_index("country")["persons"]
    assert rows.to_dict() == {"UNK": 21_000_000, "AB9": 500}


def test_a_caveat_on_several_series_and_years_is_a_row_for_each(extracts):
    rows = read(extracts, "caveats")
    found = sorted(zip(rows["year"], rows["series"], rows["asylum"], strict=True))
    assert found == [
        (2024, "asylum_seekers", "PAK"),
        (2024, "refugees", "PAK"),
        (2025, "asylum_seekers", "PAK"),
        (2025, "refugees", "PAK"),
    ]
    assert rows["origin"].isna().all()


def test_countries_have_codes_and_placeholders_are_left_out(extracts):
    rows = read(extracts, "countries").set_index("iso3")
    assert {"UNK", "XXA", "TIB", "AB9"} < set(rows.index)
    assert not rows.loc[["UNK", "XXA", "TIB", "AB9"], "is_country"].any()
    assert rows.index.is_unique
    assert "CRB" not in rows["unhcr_code"].tolist()
    assert (rows.loc["NAM", "iso2"], rows.loc["NAM", "m49"]) == ("NA", "016")


def test_a_country_without_a_french_name_has_no_row_for_it(extracts):
    rows = read(extracts, "country_names").set_index(["iso3", "language"])["name"]
    assert rows["PAK"].to_dict() == {"en": "Pak"}
    assert rows["UNK"].to_dict() == {"en": "Unknown", "fr": "Inconnu", "es": "Desconocido"}

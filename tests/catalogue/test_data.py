"""The data files of the catalogue: whole, sourced, and what the columns of a cohort have room for."""

import csv
from importlib.resources import files

import pytest

from matching.catalogue.catalogue import by_text
from matching.domain.answers import HIGHEST_EFFORT_LEVEL, NO_DECISION
from matching.domain.people import INTERESTS
from tests.builders import CATALOGUE

DATA = files("matching.catalogue") / "data"
TABLES = sorted(one.name for one in DATA.iterdir() if one.name.endswith(".csv"))
ROOM_IN_A_SET = 31
"""Bits of a 32-bit column, less its sign."""


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / table).read_text("utf-8").splitlines()))


def test_there_is_enough_to_match_by() -> None:
    assert len(CATALOGUE.trades) >= 40
    assert sum(not skill.is_group for skill in CATALOGUE.skills) >= 250
    assert len(CATALOGUE.municipalities) == 357
    assert len({one.county for one in CATALOGUE.municipalities}) == 15
    assert "cnc-vestre-toten" in CATALOGUE.programmes


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_source_and_a_day_it_is_valid_from(table: str) -> None:
    assert rows(table)
    for row in rows(table):
        assert row["source"].strip(), row
        assert row["valid_from"] >= "2024-01-01", row
        assert len(row["valid_from"]) == 10, row


KNOWN = {
    "trades.csv": {"key", "name", "riasec"},
    "municipalities.csv": {"code", "name", "county_code", "county", "geoname"},
    "municipality_changes.csv": {"old", "name", "out_of_use"},
    "skills.csv": {"key", "esco_uri", "esco_label"},
    "measures.csv": {"key", "label_nb"},
    "language_levels.csv": {"level"},
    "licences.csv": {"class", "satisfies"},
    "effort_groups.csv": {"text", "levels"},
}
"""Columns a source outside this project stands behind."""
MAY_BE_KNOWN = {
    "municipalities.csv": {"lat", "lon", "synonyms"},
    "municipality_changes.csv": {"new"},
    "measures.csv": {"longest_months", "percent_by_year", "oldest_at_start"},
}
"""Columns it stands behind in some rows."""
OF_EVERY_TABLE = {"assumed", "source", "valid_from"}


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_that_is_an_assumption_is_named_as_one(table: str) -> None:
    """What is not a fact of the source is ours, so its column stands in `assumed`, or the row is one assumption."""
    for row in rows(table):
        assumed = set(row["assumed"].split(";")) - {""}
        if row["source"] == "assumption":
            assert not assumed, row
            continue
        sourced = {name for name, cell in row.items() if cell} - assumed - OF_EVERY_TABLE
        assert sourced <= KNOWN[table] | MAY_BE_KNOWN.get(table, set()), row
        assert row["source"].strip(), row


def test_what_a_trade_demands_is_assumed_also_where_it_demands_nothing() -> None:
    for row in rows("trades.csv"):
        demands = {"licence", "norwegian", "shift", "certificates", "context", "must", "nice", "paths"}
        assert demands <= set(row["assumed"].split(";")), row["key"]


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_has_loose_spaces_or_stands_outside_the_columns(table: str) -> None:
    for row in rows(table):
        assert None not in row, row
        assert all(cell == cell.strip() for cell in row.values()), row


@pytest.mark.parametrize(
    "kind",
    [
        *("trades", "skills", "municipalities", "licences", "levels", "contexts", "certificates"),
        *("areas", "leisure", "interest_form", "occupations", "schooling"),
    ],
)
def test_every_text_names_one_entry(kind: str) -> None:
    entries = getattr(CATALOGUE, kind)
    texts = by_text(entries)
    assert all(texts[entry.key.casefold()] == place for place, entry in enumerate(entries))
    assert all(entry.label for entry in entries)


@pytest.mark.parametrize("kind", ["licences", "contexts", "certificates", "areas", "leisure"])
def test_a_set_of_them_fits_in_a_column(kind: str) -> None:
    assert len(getattr(CATALOGUE, kind)) <= ROOM_IN_A_SET


def test_every_innsatsgruppe_text_stands_once_and_means_levels_there_are() -> None:
    texts = [row["text"].casefold() for row in rows("effort_groups.csv")]
    assert len(texts) == len(set(texts)) == len(CATALOGUE.effort_groups)
    for text, levels in CATALOGUE.effort_groups.items():
        assert levels, text
        assert levels <= set(range(HIGHEST_EFFORT_LEVEL + 1)) or levels == {NO_DECISION}, text


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("standard innsats", {0}),
        ("situasjonsbestemt innsats", {1}),
        ("trenger veiledning", {1}),
        ("spesielt tilpasset innsats", {2}),
        ("jobbe delvis", {3}),
        ("varig", {3, 4}),
        ("liten mulighet til å jobbe", {4}),
        ("ikval", {0}),
        ("batt", {2}),
    ],
)
def test_old_and_new_names_and_codes_of_innsatsgruppe_are_known(text: str, levels: set[int]) -> None:
    assert CATALOGUE.effort_groups[text] == levels


def test_ranks_of_norwegian_rise_from_1() -> None:
    assert [level.rank for level in CATALOGUE.levels] == list(range(1, len(CATALOGUE.levels) + 1))


def test_every_trade_has_what_a_fit_needs() -> None:
    for trade in CATALOGUE.trades:
        assert trade.must, trade.key
        assert not set(trade.must) & set(trade.nice), trade.key
        assert len(set(trade.must)) == len(trade.must), trade.key
        assert len(trade.interests) == INTERESTS, trade.key
        assert all(10 <= score <= 70 for score in trade.interests), trade.key
        assert len(set(trade.interests)) > 1, trade.key
        assert trade.context, trade.key
        assert 1 <= len(trade.areas) <= 3, trade.key
        assert trade.family, trade.key
        assert trade.hours, trade.key
        assert 12 <= trade.months_in_firm <= 48, trade.key
        assert not trade.styrk08 or (len(trade.styrk08) == 4 and trade.styrk08.isdigit()), trade.key


def test_trades_ask_for_skills_and_not_for_groups_of_them() -> None:
    for trade in CATALOGUE.trades:
        groups = [
            CATALOGUE.skills[one].key for one in (*trade.must, *trade.nice) if CATALOGUE.skills[one].is_group
        ]
        assert not groups, trade.key


def test_the_skills_are_trees_with_groups_above_skills() -> None:
    for skill in CATALOGUE.skills:
        seen = {skill.key}
        above = skill.broader
        assert skill.is_group or above is not None, skill.key
        while above is not None:
            broader = CATALOGUE.skills[above]
            assert broader.is_group, skill.key
            assert broader.key not in seen, f"{skill.key} is above itself"
            seen.add(broader.key)
            above = broader.broader


def test_what_a_licence_covers_is_covered_whole() -> None:
    covers = CATALOGUE.licence_covers
    for place, covered in enumerate(covers):
        below = frozenset[int]().union(*(covers[one] for one in covered))
        assert below == covered, CATALOGUE.licences[place].key


def test_municipalities_have_four_digits_of_which_two_are_the_countys() -> None:
    for one in CATALOGUE.municipalities:
        assert len(one.key) == 4, one.label
        assert one.key.isdigit(), one.label
        assert one.key[:2] == one.county, one.label
        assert 57 < one.latitude < 72, one.label
        assert 4 < one.longitude < 32, one.label


def test_what_people_have_behind_them_gives_single_skills() -> None:
    assert len(CATALOGUE.occupations) >= 30
    assert len(CATALOGUE.schooling) >= 20
    for one in CATALOGUE.occupations:
        assert one.must, one.key
        assert not any(CATALOGUE.skills[place].is_group for place in (*one.must, *one.nice)), one.key
    for school in CATALOGUE.schooling:
        assert not any(CATALOGUE.skills[place].is_group for place in school.gives), school.key
        assert school.in_full is school.label.startswith("Vg2"), school.key


def test_programmes_lead_to_trades_and_regions_there_are() -> None:
    trades = {trade.key for trade in CATALOGUE.trades}
    regions = {text for one in CATALOGUE.municipalities for text in (one.key, one.county)}
    for programme in CATALOGUE.programmes.values():
        assert set(programme.trades) <= trades, programme.id
        assert set(programme.region) <= regions, programme.id
        assert programme.phases, programme.id


@pytest.mark.parametrize(
    ("table", "key", "kind"),
    [
        ("trades.csv", "key", "trades"),
        ("skills.csv", "key", "skills"),
        ("municipalities.csv", "code", "municipalities"),
        ("licences.csv", "class", "licences"),
        ("language_levels.csv", "level", "levels"),
        ("contexts.csv", "key", "contexts"),
        ("certificates.csv", "key", "certificates"),
        ("areas.csv", "key", "areas"),
        ("leisure.csv", "key", "leisure"),
        ("occupations.csv", "key", "occupations"),
        ("schooling.csv", "key", "schooling"),
    ],
)
def test_every_entry_keeps_the_source_of_its_row(table: str, key: str, kind: str) -> None:
    entries = getattr(CATALOGUE, kind)
    assert [(one.key, one.source) for one in entries] == [(row[key], row["source"]) for row in rows(table)]

"""What a check of a folder of data files finds: one planted fault, one finding, and where it stands."""

from collections.abc import Callable

import pytest

from matching.catalogue.check import check_catalogue
from matching.catalogue.findings import CatalogueCode as Code
from matching.catalogue.findings import CatalogueFinding
from matching.catalogue.tables import TABLES
from matching.texts.loader import load_texts
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.catalogue.folders import Folder, folder

__all__ = ["folder"]

Plant = Callable[[Folder], object]
WORDS = Words(CATALOGUE)
CNC = "cnc-maskineringsfaget"
PROGRAMME = 'id = "p"\nname = "Prøve"\ntrades = ["nowhere"]\n'


def change(table: str, where: str, /, **cells: str) -> Plant:
    return lambda folder: folder.change(table, where, **cells)


def add(table: str, like: str, /, **cells: str) -> Plant:
    return lambda folder: folder.add(table, like, **cells)


def append(file: str, text: str) -> Plant:
    return lambda folder: folder.append(file, text)


def faults(folder: Folder) -> list[CatalogueFinding]:
    return [finding for finding in check_catalogue(folder.path) if not finding.is_note]


CASES: list[tuple[Plant, Code, str, str, dict[str, object]]] = [
    (lambda it: (it.path / "contexts.csv").write_bytes(b"key\xff"), Code.FILE_UNREADABLE, "contexts.csv", "", {}),
    (append("contexts.csv", "late,sent\n"), Code.ROW_CELLS, "contexts.csv", "late", {}),
    (append("contexts.csv", "a,b,c,d,e,f,g\n"), Code.ROW_CELLS, "contexts.csv", "a", {}),
    (change("skills", "caliper", label_nb=""), Code.CELL_BLANK, "skills.csv", "caliper", {"column": "label_nb"}),
    (change("skills", "caliper", source=""), Code.CELL_BLANK, "skills.csv", "caliper", {"column": "source"}),
    (change("trades", CNC, valid_from=""), Code.CELL_BLANK, "trades.csv", CNC, {"column": "valid_from"}),
    (change("trades", CNC, valid_from="2026-02-30"), Code.CELL_FORM, "trades.csv", CNC, {"value": "2026-02-30"}),
    (change("trades", CNC, valid_from="1.1.2026"), Code.CELL_FORM, "trades.csv", CNC, {"column": "valid_from"}),
    (change("trades", CNC, code="CNC34"), Code.CELL_FORM, "trades.csv", CNC, {"column": "code", "value": "CNC34"}),
    (change("trades", CNC, styrk08="722"), Code.CELL_FORM, "trades.csv", CNC, {"column": "styrk08"}),
    (change("trades", CNC, onet="51-9161"), Code.CELL_FORM, "trades.csv", CNC, {"column": "onet"}),
    (change("trades", CNC, family="mekanikk og sånt"), Code.CELL_FORM, "trades.csv", CNC, {"column": "family"}),
    (change("skills", "rescue-volunteer", key="redningsmannskap-på-sjø"), Code.CELL_FORM, "skills.csv",
     "redningsmannskap-på-sjø", {"column": "key"}),
    (change("skills", "caliper", esco_uri="http://example.org/1"), Code.CELL_FORM, "skills.csv", "caliper", {}),
    (change("municipalities", "3443", lat="60,7"), Code.CELL_FORM, "municipalities.csv", "3443", {"column": "lat"}),
    (change("municipalities", "3443", lat="10.613"), Code.CELL_RANGE, "municipalities.csv", "3443",
     {"column": "lat", "value": "10.613"}),
    (change("trades", CNC, riasec="6.4 2.8 1.1 1 1.4"), Code.CELL_COUNT, "trades.csv", CNC, {"exactly": 6}),
    (change("trades", CNC, riasec="6.4 2.8 1.1 0.9 1.4 5.4"), Code.CELL_RANGE, "trades.csv", CNC, {"value": "0.9"}),
    (change("trades", CNC, riasec="7.1 2.8 1.1 1 1.4 5.4"), Code.CELL_RANGE, "trades.csv", CNC, {"value": "7.1"}),
    (change("trades", CNC, months_in_firm="240"), Code.CELL_RANGE, "trades.csv", CNC, {"value": "240"}),
    (change("language_levels", "A1", rank="0"), Code.CELL_RANGE, "language_levels.csv", "A1", {"value": "0"}),
    (change("trades", CNC, shift="night"), Code.CELL_CHOICE, "trades.csv", CNC, {"column": "shift"}),
    (change("trades", CNC, paths="laerling;hurtigspor"), Code.CELL_CHOICE, "trades.csv", CNC,
     {"value": "hurtigspor"}),
    (change("trades", CNC, context="indoors;indoors"), Code.VALUE_TWICE, "trades.csv", CNC, {"column": "context"}),
    (change("municipality_changes", "5012", new="5056;5056"), Code.VALUE_TWICE, "municipality_changes.csv", "5012",
     {"column": "new"}),
    (change("trades", CNC, must="nowhere;cnc-operation"), Code.REFERENCE_UNKNOWN, "trades.csv", CNC,
     {"value": "nowhere", "table": "skills.csv"}),
    (change("trades", CNC, areas="nowhere"), Code.REFERENCE_UNKNOWN, "trades.csv", CNC, {"table": "areas.csv"}),
    (change("leisure", "gaming", areas="it;it"), Code.VALUE_TWICE, "leisure.csv", "gaming", {"column": "areas"}),
    (change("trades", CNC, licence="Z9"), Code.REFERENCE_UNKNOWN, "trades.csv", CNC, {"table": "licences.csv"}),
    (change("trades", CNC, norwegian="B3"), Code.REFERENCE_UNKNOWN, "trades.csv", CNC,
     {"table": "language_levels.csv"}),
    (change("skills", "caliper", broader="nowhere"), Code.REFERENCE_UNKNOWN, "skills.csv", "caliper", {}),
    (change("municipality_changes", "1601", new="5002"), Code.REFERENCE_UNKNOWN, "municipality_changes.csv", "1601",
     {"value": "5002"}),
    (append("programmes/mine.toml", PROGRAMME), Code.REFERENCE_UNKNOWN, "mine.toml", "p", {"column": "trades"}),
    (append("programmes/mine.toml", PROGRAMME.replace("trades", "region")), Code.REFERENCE_UNKNOWN, "mine.toml",
     "p", {"column": "region"}),
    (append("programmes/mine.toml", "id = "), Code.PROGRAMME_UNREADABLE, "mine.toml", "", {}),
    (append("programmes/mine.toml", 'id = "cnc-vestre-toten"\nname = "Et til"'), Code.KEY_TWICE, "mine.toml",
     "cnc-vestre-toten", {}),
    (change("trades", CNC, assumed="colour"), Code.ASSUMED_UNKNOWN, "trades.csv", CNC, {"value": "colour"}),
    (change("contexts", "noise", assumed="label_nb"), Code.ASSUMED_UNKNOWN, "contexts.csv", "noise", {}),
    (add("skills", "caliper", label_nb="ny", synonyms=""), Code.KEY_TWICE, "skills.csv", "caliper", {}),
    (add("municipalities", "3443"), Code.KEY_TWICE, "municipalities.csv", "3443", {}),
    (add("municipality_changes", "5012", new="5056"), Code.KEY_TWICE, "municipality_changes.csv", "5012", {}),
    (change("trades", "sveisefaget", synonyms="cnc"), Code.TEXT_TWICE, "trades.csv", "sveisefaget",
     {"value": "cnc", "other": CNC}),
    (change("contexts", "outdoors", label_nb="Inne"), Code.TEXT_TWICE, "contexts.csv", "outdoors", {}),
    (change("skills", "caliper", broader="micrometer"), Code.BROADER_NO_GROUP, "skills.csv", "caliper", {}),
    (change("trades", CNC, nice="measuring"), Code.SKILL_IS_GROUP, "trades.csv", CNC, {"value": "measuring"}),
    (change("trades", CNC, nice="cnc-operation"), Code.SKILL_ASKED_TWICE, "trades.csv", CNC,
     {"value": "cnc-operation"}),
    (change("municipalities", "3443", county_code="50"), Code.COUNTY_DIFFERS, "municipalities.csv", "3443", {}),
    (change("municipalities", "3443", county="Oppland"), Code.COUNTY_DIFFERS, "municipalities.csv", "3443", {}),
    (add("municipality_changes", "1601", old="3443", new="3442"), Code.OLD_NUMBER_IN_USE,
     "municipality_changes.csv", "3443", {}),
    (change("municipality_changes", "5012", new="5059"), Code.SPLIT_FORGOTTEN, "municipality_changes.csv", "5012",
     {"value": "5055, 5056", "other": "1613"}),
    (add("measures", "mentor", valid_from="2026-06-01"), Code.MEASURES_OVERLAP, "measures.csv", "mentor", {}),
    (change("measures", "mentor", valid_to="2025-12-31"), Code.MEASURES_OVERLAP, "measures.csv", "mentor", {}),
    (change("skills", "caliper", beside="machining;measuring"), Code.BESIDE_AGAIN, "skills.csv", "caliper",
     {"value": "measuring"}),
    (change("skills", "caliper", beside="caliper"), Code.BESIDE_AGAIN, "skills.csv", "caliper", {}),
    (change("skills", "caliper", beside="machining;machining"), Code.VALUE_TWICE, "skills.csv", "caliper", {}),
    (change("skills", "caliper", beside="nowhere"), Code.REFERENCE_UNKNOWN, "skills.csv", "caliper", {}),
    (change("occupations", "mover", synonyms="lagermedarbeider"), Code.TEXT_TWICE, "occupations.csv", "mover",
     {"value": "lagermedarbeider", "other": "logistikkfaget"}),
    (change("occupations", "mover", synonyms="lagerhjelp"), Code.TEXT_TWICE, "occupations.csv", "mover",
     {"value": "lagerhjelp", "other": "warehouse-assistant"}),
    (change("occupations", "mover", must="measuring"), Code.SKILL_IS_GROUP, "occupations.csv", "mover",
     {"value": "measuring"}),
    (change("occupations", "mover", nice="physical-stamina"), Code.SKILL_ASKED_TWICE, "occupations.csv", "mover",
     {"value": "physical-stamina"}),
    (change("occupations", "mover", styrk08="93"), Code.CELL_FORM, "occupations.csv", "mover", {}),
    (change("schooling", "vg1-tif", gives="measuring"), Code.SKILL_IS_GROUP, "schooling.csv", "vg1-tif", {}),
    (change("schooling", "vg1-tif", in_full="litt"), Code.CELL_CHOICE, "schooling.csv", "vg1-tif", {}),
    (change("schooling", "vg1-tif", synonyms="grunnskole"), Code.TEXT_TWICE, "schooling.csv", "vg1-tif", {}),
    (append("programmes/mine.toml", PROGRAMME.replace("trades", "learnable")), Code.REFERENCE_UNKNOWN, "mine.toml",
     "p", {"column": "learnable"}),
    (append("programmes/mine.toml", PROGRAMME.replace("trades", "learnable").replace("nowhere", "measuring")),
     Code.REFERENCE_UNKNOWN, "mine.toml", "p", {"value": "measuring"}),
    (add("interest_form", "melody", key="song", statement="Synge"), Code.INTERESTS_UNEVEN, "interest_form.csv", "",
     {"value": "R 5, I 5, A 6, S 5, E 5, C 5"}),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "code", "file", "key", "facts"), CASES)
def test_one_planted_fault_is_one_finding_with_its_place(
    folder: Folder, plant: Plant, code: Code, file: str, key: str, facts: dict[str, object]
) -> None:
    plant(folder)
    found = [finding for finding in faults(folder) if finding.code is code]
    assert [(finding.file, finding.key) for finding in found] == [(file, key)]
    assert facts.items() <= dict(found[0].facts).items()
    for part in ("what", "mend"):
        assert WORDS.say(f"catalogue.finding.{code}.{part}", **dict(found[0].facts))


def test_the_package_and_a_copy_of_it_have_no_faults(folder: Folder) -> None:
    assert not faults(folder)
    assert check_catalogue(folder.path) == check_catalogue()


@pytest.mark.parametrize("table", TABLES)
def test_a_file_that_is_missing_is_found(folder: Folder, table: str) -> None:
    (folder.path / f"{table}.csv").unlink()
    assert (Code.FILE_MISSING, f"{table}.csv") in {(one.code, one.file) for one in faults(folder)}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_must_be_there(folder: Folder, table: str) -> None:
    for column in TABLES[table].columns:
        rows = folder.rows(table)
        folder.write(table, [{name: cell for name, cell in row.items() if name != column} for row in rows])
        found = [one for one in faults(folder) if one.code is Code.COLUMN_MISSING]
        assert [(one.file, one.facts) for one in found] == [(f"{table}.csv", (("column", column),))]
        folder.write(table, rows)


def test_every_member_of_a_ring_of_skills_is_found(folder: Folder) -> None:
    folder.change("skills", "industry", broader="machining")
    ring = [finding.key for finding in faults(folder) if finding.code is Code.TREE_CYCLE]
    assert ring == ["industry", "machining"], "those below the ring are not in it"


def test_more_rows_than_a_set_has_room_for_are_found(folder: Folder) -> None:
    rows = folder.rows("contexts")
    more = [
        {**rows[0], "key": f"more-{n}", "label_nb": f"mer {n}", "synonyms": ""} for n in range(31 - len(rows))
    ]
    folder.write("contexts", rows + more)
    assert not faults(folder)
    folder.add("contexts", "more-0", key="one-more", label_nb="en til")
    assert [finding.code for finding in faults(folder)] == [Code.ROWS_TOO_MANY]


def test_a_skill_no_trade_asks_for_is_a_note_and_comes_after_the_faults(folder: Folder) -> None:
    folder.add("skills", "caliper", key="juggling", label_nb="sjonglere", synonyms="")
    folder.change("contexts", "noise", source="")
    found = check_catalogue(folder.path)
    assert found[0].code is Code.CELL_BLANK
    assert all(finding.is_note for finding in found[1:])
    assert "juggling" in {finding.key for finding in found if finding.code is Code.SKILL_UNUSED}


@pytest.mark.parametrize("text", ["", "key;label_nb;synonyms;assumed;source;valid_from\n"])
def test_a_file_that_is_empty_or_has_other_marks_between_its_cells_cannot_be_read(
    folder: Folder, text: str
) -> None:
    (folder.path / "contexts.csv").write_text(text, encoding="utf-8")
    assert [(one.code, one.file) for one in faults(folder)] == [(Code.FILE_UNREADABLE, "contexts.csv")]


def test_a_column_more_is_no_fault(folder: Folder) -> None:
    folder.write("contexts", [{**row, "note": "min egen"} for row in folder.rows("contexts")])
    assert not faults(folder)


def test_rules_of_one_measure_may_follow_each_other(folder: Folder) -> None:
    folder.change("measures", "mentor", valid_to="2026-12-31")
    folder.add("measures", "mentor", valid_from="2027-01-01", valid_to="")
    assert not faults(folder)
    folder.change("measures", "work-practice", valid_to="2026-01-01")
    assert not faults(folder), "a rule may be of one day"


def test_a_finding_names_the_line_of_the_file(folder: Folder) -> None:
    folder.change("trades", CNC, styrk08="x")
    assert [finding.line for finding in faults(folder)] == [2]


def test_every_code_has_a_text_and_is_found_by_some_test() -> None:
    assert set(load_texts("nb")["catalogue"]["finding"]) == set(Code)
    elsewhere = {
        Code.FILE_MISSING,
        Code.COLUMN_MISSING,
        Code.TREE_CYCLE,
        Code.ROWS_TOO_MANY,
        Code.SKILL_UNUSED,
    }
    assert {code for _, code, *_ in CASES} | elsewhere == set(Code)

from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode
from matching.files.lists.people import people_fields
from tests.builders import level, licence, municipality
from tests.files.written import CATALOGUE, people_of, person_of
from tests.files.written import person_fault as fault_of


def test_a_person_with_nothing_but_an_id_and_a_municipality_is_unknown_in_everything_else(
    tmp_path: Path,
) -> None:
    person = person_of(tmp_path)
    assert (person.id, person.municipality) == ("k1", municipality("3443"))
    blanks = (
        person.registered, person.in_round, person.effort_levels, person.birth_year, person.licences,
        person.norwegian, person.extent, person.travel_mode, person.travel_limit, person.shifts,
        person.start_from, person.skills, person.interests, person.likes, person.dislikes,
    )  # fmt: skip
    assert blanks == (None,) * len(blanks)
    assert (person.practice, person.wishes) == ((), ())


def test_every_blank_cell_reads_as_a_column_that_is_not_there(tmp_path: Path) -> None:
    blank = dict.fromkeys((field.heading for field in people_fields(CATALOGUE)[2:]), "  ")
    assert person_of(tmp_path, **blank) == person_of(tmp_path)


@pytest.mark.parametrize("text", ["3443", 3443, "Vestre Toten", "vestre  toten", "3443 Vestre Toten"])
def test_a_municipality_is_a_number_a_name_or_both(tmp_path: Path, text: object) -> None:
    assert person_of(tmp_path, kommune=text).municipality == municipality("3443")


def test_a_municipality_number_that_lost_its_zero_is_told_which_it_was(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, kommune=301)
    assert code is ErrorCode.CELL_NOT_IN_CATALOGUE
    assert facts == {"word": "301", "nearest": "0301 Oslo"}


def test_a_municipality_misspelt_is_told_the_nearest_with_its_number(tmp_path: Path) -> None:
    assert fault_of(tmp_path, kommune="Steinkjær")[1]["nearest"] == "5006 Steinkjer"
    assert fault_of(tmp_path, kommune="0301 Bergen")[0] is ErrorCode.CELL_DISAGREES


@pytest.mark.parametrize("missing", ["kandidatnummer", "kommune"])
def test_an_id_and_a_municipality_are_required(tmp_path: Path, missing: str) -> None:
    cells = {missing: "", "førerkort": "B"}
    assert fault_of(tmp_path, **cells) == (ErrorCode.CELL_REQUIRED, {})


@pytest.mark.parametrize("text", ["k", "K 1/a", "=1+1", "+47", "-1", "@a", "Ærlig 1", "a" * 40, 17])
def test_an_id_is_any_short_text_and_never_a_formula(tmp_path: Path, text: object) -> None:
    assert person_of(tmp_path, kandidatnummer=text).id == str(text)


def test_an_id_is_at_most_forty_characters(tmp_path: Path) -> None:
    assert fault_of(tmp_path, kandidatnummer="a" * 41) == (ErrorCode.CELL_TOO_LONG, {"greatest": 40})


@pytest.mark.parametrize("text", ["a\nb", "a\tb", "a\u200bb", "a\u202eb", "a\u00adb"])
def test_an_id_has_no_invisible_characters(tmp_path: Path, text: str) -> None:
    assert fault_of(tmp_path, kandidatnummer=text)[0] is ErrorCode.CELL_INVISIBLE_CHARACTER


@pytest.mark.parametrize("heading", ["registrert i Nav", "påmeldt"])
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("ja", True),
        ("Ja", True),
        ("x", True),
        (1, True),
        (True, True),
        ("nei", False),
        (0, False),
        (False, False),
    ],
)
def test_yes_and_no_are_written_in_many_ways(
    tmp_path: Path, heading: str, text: object, answer: bool
) -> None:
    person = person_of(tmp_path, **{heading: text})
    assert (person.registered if heading == "registrert i Nav" else person.in_round) == answer


def test_anything_but_yes_and_no_is_told_the_choices(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, påmeldt="Jaa")
    assert (code, facts) == (ErrorCode.CELL_NOT_A_CHOICE, {"allowed": "ja; nei", "nearest": "ja"})
    assert fault_of(tmp_path, påmeldt="kanskje")[1]["nearest"] is None


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Situasjonsbestemt innsats", {1}),
        ("trenger veiledning, nedsatt arbeidsevne", {2}),
        ("batt", {2}),
        ("VARIG", {3, 4}),
        ("BKART", {5}),
        ("ingen", {5}),
    ],
)
def test_an_innsatsgruppe_is_an_old_or_new_name_or_code(tmp_path: Path, text: str, levels: set[int]) -> None:
    assert person_of(tmp_path, innsatsgruppe=text).effort_levels == frozenset(levels)


def test_an_innsatsgruppe_misspelt_is_told_the_nearest(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, innsatsgruppe="situasjonsbestemt insats")
    assert (code, facts["nearest"]) == (ErrorCode.CELL_NOT_IN_CATALOGUE, "situasjonsbestemt innsats")


@pytest.mark.parametrize("year", [1940, 1987, "2015"])
def test_a_birth_year_is_four_digits(tmp_path: Path, year: object) -> None:
    assert person_of(tmp_path, fødselsår=year).birth_year == int(str(year))


@pytest.mark.parametrize("year", [1939, 2016, 87])
def test_a_birth_year_outside_the_range_is_told_the_range(tmp_path: Path, year: int) -> None:
    expected = ErrorCode.CELL_OUT_OF_RANGE, {"least": 1940, "greatest": 2015}
    assert fault_of(tmp_path, fødselsår=year) == expected


@pytest.mark.parametrize("text", ["1e3", "1_990", "tjue", "½", "１９９０", "1990 2"])
def test_what_is_no_number_is_a_fault(tmp_path: Path, text: str) -> None:
    assert fault_of(tmp_path, fødselsår=text) == (ErrorCode.CELL_NOT_A_NUMBER, {})


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("B", ["B"]), ("be, c1", ["BE", "C1"]), ("B/T", ["B", "T"]), ("B;C  D", ["B", "C", "D"]),
        ("ingen", []), ("Nei", []), (False, []),
        ("B og BE", ["B", "BE"]), ("B, C1 OG T", ["B", "C1", "T"]), ("B og  T", ["B", "T"]),
    ],
)  # fmt: skip
def test_licence_classes_are_a_list(tmp_path: Path, text: object, classes: list[str]) -> None:
    assert person_of(tmp_path, førerkort=text).licences == frozenset(licence(key) for key in classes)


def test_a_licence_without_its_class_asks_for_the_class(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, førerkort="ja")
    assert code is ErrorCode.LICENCE_CLASS
    assert "B; B96; BE" in str(facts["allowed"])


def test_every_unknown_licence_class_of_a_cell_is_a_fault_of_its_own(tmp_path: Path) -> None:
    faults = people_of(tmp_path, {"førerkort": "B, B97, Q"}).faults
    assert [fault.code for fault in faults] == [ErrorCode.CELL_NOT_A_CHOICE] * 2
    assert [(dict(fault.facts)["word"], dict(fault.facts)["nearest"]) for fault in faults] == [
        ("B97", "B96"),
        ("Q", None),
    ]


@pytest.mark.parametrize(
    ("text", "rank"), [("B1", level("B1")), ("norskprøve b2", level("B2")), ("Morsmål", 7), ("ingen", 0)]
)
def test_norwegian_is_a_level_by_key_label_or_synonym(tmp_path: Path, text: str, rank: int) -> None:
    assert person_of(tmp_path, norsknivå=text).norwegian == rank


def test_an_unknown_level_of_norwegian_is_told_the_levels(tmp_path: Path) -> None:
    code, facts = fault_of(tmp_path, norsknivå="B11")
    assert (code, facts["nearest"]) == (ErrorCode.CELL_NOT_A_CHOICE, "B1")
    assert facts["allowed"] == "A1; A2; B1; B2; C1; C2; morsmål; ingen"

"""The sample that comes with the package: made by its program, openly synthetic, and as instructive as promised."""

import re
import tomllib
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import fastexcel
import pytest

from benchmarks.sample import OPENINGS, PEOPLE, TOLD, write_sample
from benchmarks.untidy import write_untidy
from matching.catalogue.loader import load_catalogue
from matching.domain.cohort import Cohort
from matching.domain.errors import ErrorCode
from matching.domain.policy import NeedsFilled, Policy
from matching.domain.reasons import ReasonCode
from matching.files.decisions.constraints import read_floors
from matching.files.decisions.learned import write_learned
from matching.files.decisions.policy import read_policy
from matching.files.lists.openings import read_openings
from matching.files.lists.people import read_people
from matching.files.lists.seats import read_seats
from matching.learning.activation import Register
from matching.pipeline import fill

CATALOGUE = load_catalogue()

SAMPLES = Path(__file__).parents[2] / "matching" / "sample"
SHIPPED = SAMPLES / "cnc-vestre-toten"
STORY = TOLD / "cnc-vestre-toten.toml"
LISTS = ("kandidater.xlsx", "lareplasser.xlsx")
SEED = 7

Rows = list[dict[str, str]]


@cache
def rows(file: str) -> Rows:
    """The shipped list, one dictionary of text per row, blanks as empty text."""
    cells = fastexcel.read_excel(SHIPPED / file).load_sheet(0, dtypes="string").to_polars().fill_null("")
    return [{name: str(value) for name, value in row.items()} for row in cells.iter_rows(named=True)]


def told(file: str, heading: str) -> Counter[str]:
    """How often each text stands under a heading, the person with an address restriction left out."""
    return Counter(row[heading] for row in rows(file) if row.get("adressesperre", "") != "ja")


@pytest.mark.parametrize("name", [story.stem for story in TOLD.glob("*.toml")])
def test_running_the_program_again_gives_the_very_bytes_that_are_shipped(name: str, tmp_path: Path) -> None:
    write_sample(tmp_path, SEED, TOLD / f"{name}.toml")
    shipped = [file for file in (SAMPLES / name).iterdir() if file.suffix == ".xlsx"]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(file.name for file in shipped)
    for file in shipped:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), "run python -m benchmarks.sample"


def test_another_seed_draws_other_people_of_the_same_stories(tmp_path: Path) -> None:
    write_sample(tmp_path, SEED + 1, STORY)
    assert (tmp_path / LISTS[0]).read_bytes() != (SHIPPED / LISTS[0]).read_bytes()


@pytest.mark.parametrize("file", LISTS)
def test_each_workbook_says_that_its_people_do_not_exist(file: str) -> None:
    book = fastexcel.read_excel(SHIPPED / file)
    assert book.sheet_names[1] == "Om"
    notes = book.load_sheet("Om", header_row=None, dtypes="string").to_polars().to_series()
    assert notes[0] == "Syntetiske data: ingen av personene finnes. Laget av benchmarks/sample.py, frø 7"


@pytest.mark.parametrize(
    ("file", "sheet", "headings"), [(LISTS[0], "Kandidater", PEOPLE), (LISTS[1], "Læreplasser", OPENINGS)]
)
def test_the_list_is_the_first_sheet_and_has_every_heading(
    file: str, sheet: str, headings: tuple[str, ...]
) -> None:
    assert fastexcel.read_excel(SHIPPED / file).sheet_names[0] == sheet
    assert tuple(rows(file)[0]) == headings


@pytest.mark.parametrize("file", LISTS)
def test_every_cell_is_text_and_the_heading_stays_in_sight(file: str) -> None:
    with ZipFile(SHIPPED / file) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        cells = re.findall(r"<c [^>]*>", sheet)
        assert cells
        assert all('t="s"' in cell for cell in cells)
        assert re.search(r'<pane [^>]*ySplit="1"[^>]*state="frozen"', sheet)
        assert b"2026-09-01T00:00:00Z" in book.read("docProps/core.xml")


def test_every_cell_that_is_told_has_its_column() -> None:
    given = tomllib.loads(STORY.read_text("utf-8"))
    assert {name for row in [given["usual"], *given["people"]] for name in row} <= {*PEOPLE, "leaning"}
    assert {name for row in given["openings"] for name in row} <= set(OPENINGS)


def test_there_are_26_people_and_one_who_must_appear_nowhere() -> None:
    people = rows(LISTS[0])
    assert [row["kandidatnummer"] for row in people] == [f"K{number:02d}" for number in range(1, 28)]
    assert [row["kandidatnummer"] for row in people if row["adressesperre"] == "ja"] == ["K27"]


def test_there_are_ten_seats_of_which_some_are_half() -> None:
    seats = told(LISTS[1], "plasser")
    assert sum(float(text.replace(",", ".")) * many for text, many in seats.items()) == 10
    assert seats["0,5"] == 2
    assert told(LISTS[1], "godkjenning") == {"godkjent": 7, "søkt": 1}


@pytest.mark.parametrize(
    ("heading", "text", "many"),
    [
        ("innsatsgruppe", "standard innsats", 1),
        ("innsatsgruppe", "VARIG", 1),
        ("innsatsgruppe", "", 1),
        ("fødselsår", "2008", 1),
        ("fødselsår", "2009", 1),
        ("reisemåte", "", 1),
        ("norsknivå", "", 2),
        ("ferdigheter", "ingen", 3),
        ("ferdigheter", "", 6),
        ("påmeldt", "nei", 1),
        ("påmeldt", "", 3),
        ("kommune", "Hamar", 1),
        ("kommune", "Ringsaker", 1),
    ],
)
def test_the_people_differ_as_promised(heading: str, text: str, many: int) -> None:
    assert told(LISTS[0], heading)[text] == many


def test_no_firm_is_real() -> None:
    for row in rows(LISTS[1]):
        digits = [int(digit) for digit in row["organisasjonsnummer"]]
        weighed = sum(
            weight * digit for weight, digit in zip((3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True)
        )
        assert weighed % 11 == 0, "a number that passes the check"
        assert digits[0] < 8, "and that no unit can have"
        assert row["bedrift"].endswith("(oppdiktet)")


def cohort() -> Cohort:
    """The shipped lists, read as an office would read them."""
    people, openings = (
        read_people(SHIPPED / LISTS[0], CATALOGUE),
        read_openings(SHIPPED / LISTS[1], CATALOGUE),
    )
    assert (people.faults, openings.faults) == ((), ())
    programme = CATALOGUE.programmes["cnc-vestre-toten"]
    return Cohort.of(
        people.people, openings.openings, openings.employers, openings.training_offices, programme
    )


def test_the_lists_are_read_without_a_fault_and_without_the_person_of_the_address_restriction() -> None:
    assert len(cohort().openings) == 8
    assert list(cohort().people.id) == [f"K{number:02d}" for number in range(1, 27)]


def test_nine_of_ten_seats_are_filled_and_those_left_are_left_for_different_reasons() -> None:
    plan = fill(cohort(), CATALOGUE, Policy(), on=date(2026, 9, 1), seed=1)
    assert len(plan.assignments) == 10
    assert {one.opening: one.room for one in plan.empty_seats} == {"L08": 1}, "not yet approved"
    first = Counter(person.reasons[0].code for person in plan.unassigned)
    assert first == {
        ReasonCode.COMPETITION: 6,
        ReasonCode.TRAVEL_TOO_LONG: 2,
        ReasonCode.NOT_IN_ROUND: 1,
        ReasonCode.EFFORT_GROUP_TOO_LOW: 1,
        ReasonCode.TOO_YOUNG: 1,
        ReasonCode.START_TOO_LATE: 1,
        ReasonCode.ASK_EFFORT_GROUP: 1,
        ReasonCode.ASK_BIRTHDAY: 1,
        ReasonCode.ASK_TRAVEL: 1,
        ReasonCode.ASK_REGISTERED: 1,
    }


def test_the_policy_names_its_programme_and_mode_and_decides_nothing_else() -> None:
    assert read_policy(SHIPPED / "policy.toml", CATALOGUE) == (Policy(), cohort().programme)


def test_every_other_choice_stands_behind_a_hash_with_its_default(tmp_path: Path) -> None:
    text = (SHIPPED / "policy.toml").read_text("utf-8")
    shown = tmp_path / "policy.toml"
    shown.write_text(re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE), "utf-8")
    assert {one.name for one in fields(Policy)} <= set(tomllib.loads(shown.read_text("utf-8")))
    write_learned(Register(), tmp_path / "register.json")
    policy, _ = read_policy(shown, CATALOGUE)
    assert (len(policy.pins), len(policy.vetoes)) == (1, 1)
    one_each = ("employer_totals", "office_totals", "caps", "classes", "resources", "together", "apart")
    assert [len(getattr(policy, table)) for table in one_each] == [1] * len(one_each)
    assert len(read_floors(shown)) == 1
    plain: dict[str, Any] = dict.fromkeys(("pins", "vetoes", *one_each), ())
    assert replace(policy, **plain) == Policy()


def test_the_untidy_pair_is_made_by_its_program(tmp_path: Path) -> None:
    write_untidy(tmp_path)
    shipped = sorted((SAMPLES / "uryddig").iterdir())
    assert [file.name for file in shipped] == ["kandidater.csv", "lareplasser.xlsx"]
    for file in shipped:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), "run python -m benchmarks.untidy"


def test_nearly_every_row_of_the_untidy_pair_is_refused_and_none_is_lost() -> None:
    people = read_people(SAMPLES / "uryddig" / "kandidater.csv", CATALOGUE)
    openings = read_openings(SAMPLES / "uryddig" / "lareplasser.xlsx", CATALOGUE)
    for counts in (people.counts, openings.counts):
        assert counts.read == counts.accepted + counts.rejected + counts.duplicates
    assert (people.counts.read, people.counts.rejected, people.counts.duplicates) == (11, 8, 1)
    assert (openings.counts.read, openings.counts.rejected) == (4, 4)
    assert {fault.code for fault in (*people.faults, *openings.faults)} >= {
        ErrorCode.CELL_NOT_IN_CATALOGUE,
        ErrorCode.CELL_NOT_A_DATE,
        ErrorCode.ID_TWICE,
        ErrorCode.INTERESTS_HALF,
        ErrorCode.RANGE_REVERSED,
        ErrorCode.SECTOR_DIFFERS,
    }


def test_innherred_has_90_people_and_30_seats_in_industry_food_building_and_health() -> None:
    folder = SAMPLES / "innherred"
    people = read_people(folder / "kandidater.xlsx", CATALOGUE)
    seats = read_seats(folder / "lareplasser.xlsx", folder / "behov.xlsx", CATALOGUE, NeedsFilled.CONFIRMED)
    assert (people.faults, seats.faults) == ((), ())
    assert len(people.people) == 90
    assert int(seats.openings.seats.sum()) == 300, "tenths of a full position"
    families = {CATALOGUE.trades[place].family for place in seats.openings.trades[:, 0].tolist()}
    assert {"mechanical", "food", "building", "health-childhood"} <= families

"""The list of who has said yes to being shown: only a yes is a yes."""

from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode
from matching.files.lists.agreed import AgreedList, read_agreed

PEOPLE, OPENINGS = ["K01", "K02", "K03"], ["L01", "L02"]


def read(folder: Path, *rows: str) -> AgreedList:
    path = folder / "ja.csv"
    path.write_text("\n".join(("kandidatnummer;nummer;svar", *rows)), encoding="utf-8")
    return read_agreed(path, PEOPLE, OPENINGS)


def test_those_who_said_yes_stand_under_the_opening_they_said_it_for(tmp_path: Path) -> None:
    found = read(tmp_path, "K02;L01;ja", "K01;L01;ja", "K01;L02;Ja")
    assert found.agreed == {"L01": ("K01", "K02"), "L02": ("K01",)}
    assert found.faults == ()


@pytest.mark.parametrize("answer", ["nei", ""])
def test_a_no_or_a_blank_is_not_a_yes(tmp_path: Path, answer: str) -> None:
    assert read(tmp_path, "K01;L01;ja", f"K02;L01;{answer}").agreed == {"L01": ("K01",)}


@pytest.mark.parametrize("answers", [("ja", "nei"), ("nei", "ja")])
def test_one_who_has_said_both_has_not_said_yes(tmp_path: Path, answers: tuple[str, str]) -> None:
    assert read(tmp_path, *(f"K01;L01;{answer}" for answer in answers)).agreed == {"L01": ()}


def test_people_with_an_address_restriction_are_passed_over_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "ja.csv"
    path.write_text("kandidatnummer;nummer;svar\nK01;L01;ja\nk05;L01;ja\n", encoding="utf-8")
    found = read_agreed(path, PEOPLE, OPENINGS, frozenset({"k05"}))
    assert (found.agreed, found.faults) == ({"L01": ("K01",)}, ())


def test_a_number_that_is_not_in_the_round_is_a_fault_of_its_cell(tmp_path: Path) -> None:
    found = read(tmp_path, "K91;L01;ja", "K01;L91;ja", "K02;L02;kanskje")
    assert [(fault.row, fault.column, fault.code) for fault in found.faults] == [
        (2, "kandidatnummer", ErrorCode.ID_UNKNOWN),
        (3, "nummer", ErrorCode.ID_UNKNOWN),
        (4, "svar", ErrorCode.CELL_NOT_A_CHOICE),
    ]
    assert found.agreed == {}

"""What nobody can be sure of in the lists: each column and word once, and none when it is answered."""

from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, FileFault
from matching.files.headings.meanings import IGNORED, NOTHING_CHOSEN, Kind, Meanings
from matching.files.lists.asking import WordQuestion, open_columns, open_words
from tests.files.written import CATALOGUE

PEOPLE = """kandidatnummer;kommune;ferdigheter;praksis;Rare greier
K1;Gjøvk;sveissing, mikrometer;logistikkjobb 6 mnd;x
K2;Herøy;Sveissing;kokk 2 år;
K3;0301;ventilere;sirkus lenge;
"""
OPENINGS = "nummer;bedrift;lærefag;kommune;plasser;må;attest\nL1;A AS;logistikkjobb;gjøvk;1;sveissing;truck\n"
NEEDS = "nummer;bedrift;lærefag;kommune;plasser\nB1;A AS;sirkus;Våler;1\n"


def files_of(
    folder: Path, people: str = PEOPLE, openings: str = OPENINGS, needs: str = NEEDS
) -> dict[str, Path]:
    files = {"Kandidater": folder / "k.csv", "Læreplasser": folder / "l.csv", "Behov": folder / "b.csv"}
    for path, text in zip(files.values(), (people, openings, needs), strict=True):
        path.write_text(text, "utf-8")
    return files


def test_every_unknown_word_is_asked_once_for_all_lists_and_each_kind(tmp_path: Path) -> None:
    asked = open_words(files_of(tmp_path), CATALOGUE, NOTHING_CHOSEN)
    assert [(one.kind, one.word) for one in asked] == [
        (Kind.MUNICIPALITY, "Gjøvk"),
        (Kind.SKILL, "sveissing"),
        (Kind.TRADE, "logistikkjobb"),
        (Kind.MUNICIPALITY, "Herøy"),
        (Kind.SKILL, "ventilere"),
        (Kind.CERTIFICATE, "truck"),
        (Kind.TRADE, "sirkus"),
        (Kind.MUNICIPALITY, "Våler"),
    ]


def test_a_question_has_the_entries_it_may_be_with_how_alike_they_are(tmp_path: Path) -> None:
    asked = {one.word: one for one in open_words(files_of(tmp_path), CATALOGUE, NOTHING_CHOSEN)}
    assert asked["Herøy"] == WordQuestion(Kind.MUNICIPALITY, "Herøy", ("1515", "1818"), ())
    assert asked["sveissing"].keys[0] == "welding-methods"
    assert len(asked["sveissing"].keys) == len(asked["sveissing"].likeness) == 3


def test_a_word_that_is_chosen_is_asked_no_more_and_only_of_its_kind(tmp_path: Path) -> None:
    chosen = NOTHING_CHOSEN.with_word(Kind.TRADE, "Logistikkjobb", "logistikkfaget")
    chosen = chosen.with_word(Kind.TRADE, "sveissing", "sveisefaget")
    left = {one.word for one in open_words(files_of(tmp_path), CATALOGUE, chosen)}
    assert "logistikkjobb" not in left
    assert "sveissing" in left


def test_an_unknown_column_is_asked_until_somebody_says_what_it_means(tmp_path: Path) -> None:
    files = files_of(tmp_path)
    (asked,) = open_columns(files, CATALOGUE, NOTHING_CHOSEN)
    assert (asked.sheet, asked.column) == ("Kandidater", "Rare greier")
    for meaning in (IGNORED, "ønske 1"):
        chosen = NOTHING_CHOSEN.with_column("Kandidater", "Rare greier", meaning)
        assert open_columns(files, CATALOGUE, chosen) == ()


def test_words_under_a_column_chosen_to_be_of_a_kind_are_asked_too(tmp_path: Path) -> None:
    chosen = Meanings(columns={("kandidater", "rare greier"): "ønske 1"})
    words = [one.word for one in open_words(files_of(tmp_path), CATALOGUE, chosen)]
    assert "x" in words


def test_a_list_that_lacks_a_column_asks_about_its_columns_first(tmp_path: Path) -> None:
    files = files_of(tmp_path, people="kandidatnummer;Holder til\nK1;Gjøvk\n")
    (asked,) = open_columns(files, CATALOGUE, NOTHING_CHOSEN)
    assert asked.column == "Holder til"
    assert "Gjøvk" not in {one.word for one in open_words(files, CATALOGUE, NOTHING_CHOSEN)}
    chosen = NOTHING_CHOSEN.with_column("Kandidater", "Holder til", "kommune")
    assert "Gjøvk" in {one.word for one in open_words(files, CATALOGUE, chosen)}


def test_a_column_that_may_shield_people_is_never_passed_over(tmp_path: Path) -> None:
    files = files_of(tmp_path, people="kandidatnummer;kommune;skjermes kanskje\nK1;Gjøvk;ja\n")
    chosen = NOTHING_CHOSEN.with_column("Kandidater", "skjermes kanskje", IGNORED)
    (asked,) = open_columns(files, CATALOGUE, chosen)
    assert not asked.may_be_ignored
    assert "Gjøvk" not in {one.word for one in open_words(files, CATALOGUE, chosen)}


def test_words_of_people_with_an_address_restriction_are_never_asked_about(tmp_path: Path) -> None:
    people = "kandidatnummer;kommune;ferdigheter;adressesperre\nK1;0301;hemmelig;ja\nK2;0301;frese;\n"
    words = {one.word for one in open_words(files_of(tmp_path, people=people), CATALOGUE, NOTHING_CHOSEN)}
    assert "frese" in words
    assert "hemmelig" not in words


def test_a_list_that_cannot_be_read_is_told_as_such(tmp_path: Path) -> None:
    files = files_of(tmp_path) | {"Behov": tmp_path / "finnes ikke.csv"}
    for ask in (open_columns, open_words):
        with pytest.raises(FileFault) as caught:
            ask(files, CATALOGUE, NOTHING_CHOSEN)
        assert caught.value.code is ErrorCode.FILE_NOT_FOUND

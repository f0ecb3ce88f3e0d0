"""Choices about words and columns: remembered in a file, and read back as the same."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.files.headings.meanings import CHOSEN_IN, IGNORED, NOTHING_CHOSEN, Kind, Meanings
from matching.files.lists.remembered import headings_of, read_meanings, write_meanings
from matching.files.source.identity import has_identity_number
from matching.files.source.vocabulary import plain
from tests.files.written import CATALOGUE, REFUSED_NUMBER, write_xlsx

HEADINGS = headings_of(CATALOGUE)
ENTRIES = {
    Kind.SKILL: CATALOGUE.skills,
    Kind.TRADE: CATALOGUE.trades,
    Kind.OCCUPATION: CATALOGUE.occupations,
    Kind.SCHOOLING: CATALOGUE.schooling,
    Kind.CERTIFICATE: CATALOGUE.certificates,
    Kind.MUNICIPALITY: CATALOGUE.municipalities,
}


def test_the_lists_in_which_a_column_may_be_chosen_are_those_the_choice_is_asked_about() -> None:
    assert {plain(sheet) for sheet in CHOSEN_IN} == set(HEADINGS)


def is_remembered(text: str) -> bool:
    """Whether a text is as the reader of lists hands it on."""
    return bool(text) and text == plain(text) and "\0" not in text and not has_identity_number(text)


THEIRS = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
    .map(plain)
    .filter(is_remembered)
)
COLUMNS = st.sampled_from(sorted(HEADINGS)).flatmap(
    lambda sheet: st.tuples(st.tuples(st.just(sheet), THEIRS), st.sampled_from([*HEADINGS[sheet], IGNORED]))
)
WORDS = st.sampled_from(list(Kind)).flatmap(
    lambda kind: st.tuples(
        st.tuples(st.just(str(kind)), THEIRS), st.sampled_from([one.key for one in ENTRIES[kind]])
    )
)
CHOICES = st.builds(Meanings, st.lists(COLUMNS, max_size=6).map(dict), st.lists(WORDS, max_size=6).map(dict))


def read(folder: Path, text: str) -> Meanings:
    file = folder / "koblinger.csv"
    file.write_text(text, "utf-8")
    return read_meanings(file, CATALOGUE)


def refused(folder: Path, text: str) -> tuple[ErrorCode, dict[str, Fact]]:
    with pytest.raises(FileFault) as caught:
        read(folder, text)
    return caught.value.code, dict(caught.value.facts)


@settings(deadline=None)
@given(CHOICES)
def test_choices_written_and_read_again_are_the_same(chosen: Meanings) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "koblinger.csv")
        write_meanings(file, chosen, CATALOGUE)
        found = read_meanings(file, CATALOGUE)
        assert (found.columns, found.words) == (chosen.columns, chosen.words)
        first = file.read_bytes()
        write_meanings(file, found, CATALOGUE)
        assert file.read_bytes() == first


def test_the_file_reads_like_this(tmp_path: Path) -> None:
    chosen = NOTHING_CHOSEN.with_word(Kind.TRADE, "Lager", "logistikkfaget")
    chosen = chosen.with_word(Kind.MUNICIPALITY, "Herøy", "1818").with_column(
        "Kandidater", "Bor der", "kommune"
    )
    write_meanings(tmp_path / "k.csv", chosen, CATALOGUE)
    assert (tmp_path / "k.csv").read_bytes().decode("utf-8-sig").splitlines() == [
        "hva;tekst;betyr",
        "kolonne i kandidater;bor der;kommune",
        "kommune;herøy;1818 Herøy",
        "lærefag;lager;Logistikkfaget",
    ]
    assert (tmp_path / "k.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("word", ["=1+1", "+47", "-1", "@sum(a1)", "=cmd|' /c calc'!a1", "'=1"])
def test_no_cell_begins_as_a_formula_does(tmp_path: Path, word: str) -> None:
    chosen = NOTHING_CHOSEN.with_word(Kind.SKILL, word, "forklift").with_column("Kandidater", word, IGNORED)
    write_meanings(tmp_path / "k.csv", chosen, CATALOGUE)
    cells = (tmp_path / "k.csv").read_text("utf-8-sig").replace("\r\n", ";").split(";")
    assert not [cell for cell in cells if cell.lstrip('"').startswith(("=", "+", "-", "@"))]
    found = read_meanings(tmp_path / "k.csv", CATALOGUE)
    assert (found.columns, found.words) == (chosen.columns, chosen.words)


def test_a_workbook_is_read_too_and_a_meaning_may_be_any_name_of_an_entry(tmp_path: Path) -> None:
    rows = [
        ["Tekst", "Hva", "Betyr"],
        ["Truck", "Ferdighet", "gaffeltruck"],
        ["Herøy", "Kommune", "1515"],
        ["Greier", "Kolonne i læreplasser", "Ignorer"],
        ["truck", "ferdighet", "kjøre truck"],
    ]
    found = read_meanings(write_xlsx(tmp_path / "k.xlsx", {"Koblinger": rows}), CATALOGUE)
    assert found.words == {("skill", "truck"): "forklift", ("municipality", "herøy"): "1515"}
    assert found.columns == {("læreplasser", "greier"): IGNORED}


def test_a_file_with_nothing_but_its_headings_is_no_choice(tmp_path: Path) -> None:
    write_meanings(tmp_path / "k.csv", NOTHING_CHOSEN, CATALOGUE)
    found = read_meanings(tmp_path / "k.csv", CATALOGUE)
    assert (found.columns, found.words) == ({}, {})


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("ferdigheter;truck;kjøre truck", ErrorCode.CELL_NOT_A_CHOICE, "hva"),
        (";truck;kjøre truck", ErrorCode.CELL_REQUIRED, "hva"),
        ("ferdighet;;kjøre truck", ErrorCode.CELL_REQUIRED, "tekst"),
        ("ferdighet;truck;", ErrorCode.CELL_REQUIRED, "betyr"),
        ("ferdighet;truck;Logistikkfaget", ErrorCode.CELL_NOT_IN_CATALOGUE, "betyr"),
        ("ferdighet;truck;ignorer", ErrorCode.CELL_NOT_IN_CATALOGUE, "betyr"),
        ("kommune;der;Herøy", ErrorCode.CELL_SEVERAL, "betyr"),
        ("kommune;der;0301 Bergen", ErrorCode.CELL_DISAGREES, "betyr"),
        ("kolonne i kandidater;der;bedrift", ErrorCode.CELL_NOT_A_CHOICE, "betyr"),
        ("lærefag;lager;Kokkfaget", ErrorCode.ID_TWICE, "tekst"),
    ],
)
def test_a_line_that_cannot_be_meant_is_told_with_its_place(
    tmp_path: Path, line: str, code: ErrorCode, column: str
) -> None:
    found, facts = refused(tmp_path, f"hva;tekst;betyr\nlærefag;Lager;Logistikkfaget\n\n{line}\n")
    assert (found, facts["file"], facts["row"], facts["column"]) == (code, "koblinger.csv", 4, column)
    value = line.split(";")[["hva", "tekst", "betyr"].index(column)]
    assert facts["value"] == value


def test_an_identity_number_in_the_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    code, facts = refused(tmp_path, f"hva;tekst;betyr\nferdighet;{REFUSED_NUMBER};kjøre truck\n")
    assert code is ErrorCode.IDENTITY_NUMBER
    assert REFUSED_NUMBER not in str(facts)


def test_choices_that_cannot_be_written_leave_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_text("hva;tekst;betyr\n", "utf-8")
    (tmp_path / ".k.csv.part").mkdir()
    with pytest.raises(OSError, match=r"k\.csv"):
        write_meanings(tmp_path / "k.csv", NOTHING_CHOSEN.with_word(Kind.SKILL, "a", "forklift"), CATALOGUE)
    assert (tmp_path / "k.csv").read_text("utf-8") == "hva;tekst;betyr\n"

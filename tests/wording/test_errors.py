"""Every error the readers raise says where it is, what is wrong, and what mends it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import pytest

from matching.domain.errors import ErrorCode, Fact, RowFault
from matching.texts.loader import load_texts
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.files.written import REFUSED_NUMBER
from tests.wording.languages import LANGUAGES
from tests.wording.met_errors import errors, faults
from tests.wording.placeholders import names, texts_of

WORDS = Words(CATALOGUE)


def test_the_readers_meet_every_error_there_is_a_code_for() -> None:
    of_tables = {error.facts["problem"] for error in errors() if "problem" in error.facts}
    met = {error.code for error in errors()} | {fault.code for fault in faults()}
    assert met | of_tables == set(ErrorCode)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_says_where_and_ends_as_a_sentence(language: str) -> None:
    words = Words(CATALOGUE, language)
    for error in errors():
        told = words.error(error)
        assert told.startswith(str(error.facts.get("file") or "")), told
        assert told[-1] in ".?", told
        assert not set("{}|") & set(told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_names_its_file_row_and_column(language: str) -> None:
    words = Words(CATALOGUE, language)
    for fault in faults():
        told = words.fault(fault)
        sheet = f"ark «{fault.sheet}», " if fault.sheet else ""
        assert told.startswith(f"{fault.file}, {sheet}rad {fault.row}, kolonne «{fault.column}»: "), told
        assert told[-1] in ".?", told
        assert not set("{}|") & set(told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_tells_only_facts_the_readers_give(language: str) -> None:
    carried: dict[str, set[str]] = defaultdict(set)
    for error in errors():
        carried[str(error.facts.get("problem", error.code))] |= _known(error.facts)
    for fault in faults():
        carried[fault.code] |= _known(dict(fault.facts)) | {"file", "row", "column", "value"}
    for code, entry in load_texts(language)["error"].items():
        for part in (entry, *entry.get("columns", {}).values()):
            for text in (*texts_of(part.get("what", [])), *texts_of(part.get("mend", []))):
                assert names(text) <= carried[code] | {"value"}, f"{code}: {text}"


def _known(facts: Mapping[str, Fact]) -> set[str]:
    return {name for name, value in facts.items() if value not in (None, "")}


def told_of(code: ErrorCode, value: str, **facts: Fact) -> str:
    """The sentence of a fault in row 14 of a list of people."""
    place = RowFault(
        file="kandidater.xlsx", sheet="Kandidater", row=14, column="kommune", value=value, code=code
    )
    return WORDS.fault(replace(place, facts=tuple(sorted(facts.items()))))


def test_a_municipality_that_lost_its_zero_is_mended_like_this() -> None:
    assert told_of(ErrorCode.CELL_NOT_IN_CATALOGUE, "301", word="301", nearest="0301 Oslo") == (
        "kandidater.xlsx, ark «Kandidater», rad 14, kolonne «kommune»: «301» er ikke en kommune eller et "
        "kommunenummer. Mente du «0301 Oslo»? Formater kolonnen som tekst, rett cellen og prøv igjen."
    )


def test_a_row_number_is_no_amount_and_has_no_space_in_it() -> None:
    fault = RowFault(
        file="a.csv", sheet="", row=12345, column="R", value="9", code=ErrorCode.CELL_NOT_A_NUMBER
    )
    assert WORDS.fault(fault).startswith("a.csv, rad 12345, kolonne «R»: ")


def test_a_long_cell_is_not_repeated_in_full() -> None:
    told = told_of(ErrorCode.CELL_NOT_IN_CATALOGUE, "x" * 500, word="x" * 500, nearest=None)
    assert "x" * 60 + "…»" in told
    assert "x" * 61 not in told


def test_an_identity_number_is_never_repeated() -> None:
    told = [WORDS.error(error) for error in errors() if error.code is ErrorCode.IDENTITY_NUMBER]
    assert not any(REFUSED_NUMBER in one for one in told)
    assert told[0].startswith("Navnet på filen har et tall med elleve siffer")
    assert "kolonne «kandidatnummer»" in told[1]


def test_an_unknown_column_is_never_just_to_be_removed() -> None:
    for error in (error for error in errors() if error.code is ErrorCode.COLUMN_UNKNOWN):
        before, _, advice = WORDS.error(error).partition("kall den «adressesperre».")
        assert "fjern" not in before.casefold()
        assert "fjerne kolonnen" in advice


def test_a_sheet_with_a_cell_far_out_is_mended_like_this() -> None:
    (error,) = (error for error in errors() if error.code is ErrorCode.FILE_TOO_LARGE)
    assert WORDS.error(error).startswith(
        "langt.xlsx, ark «Kandidater»: Her er det mer enn 200 kolonner. Slett tomme kolonner og rader langt ute"
    )


def test_a_fault_in_journey_times_tells_what_is_wrong_with_the_cell() -> None:
    told = [WORDS.error(error) for error in errors() if error.code is ErrorCode.TRAVEL_MATRIX]
    assert told[0].startswith("reiser.csv, rad 2, kolonne «til»: «Trollheim» er ikke en kommune")
    assert told[1].startswith("reiser.csv, rad 3, kolonne «til»: Reisen står også i rad 2.")


def test_a_fault_in_vectors_of_skills_tells_what_is_wrong_with_the_row() -> None:
    unknown, twice, zero = (WORDS.error(error) for error in errors() if error.code is ErrorCode.SKILL_VECTORS)
    assert unknown.startswith("vektorer.csv, rad 2, kolonne «ferdighet»: «trolldom» er ikke en ferdighet i")
    assert twice.startswith("vektorer.csv, rad 3, kolonne «ferdighet»: Ferdigheten står også i rad 2.")
    assert zero.startswith("vektorer.csv, rad 2, kolonne «1»: Alle tallene for ferdigheten er 0")

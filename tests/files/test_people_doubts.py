"""What is written in doubt, or in other words than ours: never read as the plain word, nor guessed by letters."""

from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode
from matching.wording import Words
from tests.builders import skill
from tests.files.written import CATALOGUE, people_of, person_of
from tests.files.written import person_fault as fault_of


@pytest.mark.parametrize("heading", ["ønske 1", "ønsker ikke"])
def test_a_doubt_in_words_nobody_knows_is_a_fault_and_never_the_plain_trade(
    tmp_path: Path, heading: str
) -> None:
    expected = ErrorCode.CELL_BRACKETS, {"word": "Kokkfaget", "said": "usikker"}
    assert fault_of(tmp_path, **{heading: "Kokkfaget (usikker)"}) == expected


def test_a_maybe_is_no_no(tmp_path: Path) -> None:
    fault = people_of(tmp_path, {"ønsker ikke": "Kokkfaget (kanskje)"}).faults[0]
    assert fault.code is ErrorCode.CELL_BRACKETS
    assert Words(CATALOGUE).what_is_wrong(fault) == (
        "«Kokkfaget (kanskje)» er ikke et nei. Er det et kanskje, flytt det til et ønske og skriv «(kanskje)» bak. "
        "Er det et nei, skriv faget uten parentesen."
    )


@pytest.mark.parametrize(
    ("text", "near"),
    [("matlaging og servering", "matlaging"), ("servering", None), ("gamin", None)],
)
def test_an_area_is_guessed_only_where_a_whole_word_is_the_same(
    tmp_path: Path, text: str, near: str | None
) -> None:
    code, facts = fault_of(tmp_path, interesseområder=text)
    assert (code, facts["nearest"]) == (ErrorCode.CELL_NOT_IN_CATALOGUE, near)


@pytest.mark.parametrize(
    ("text", "key"), [("truck", "forklift"), ("truckføring", "forklift"), ("vaske gulv", "damp-mopping")]
)
def test_plain_words_for_work_are_known(tmp_path: Path, text: str, key: str) -> None:
    assert person_of(tmp_path, ferdigheter=text).skills == frozenset({skill(key)})

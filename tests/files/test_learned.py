"""Scorecards and the register as files: what is written is read as the same, and nothing unknown is passed over."""

import json
from datetime import date
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, FileFault, PolicyFault
from matching.domain.policy import Policy
from matching.files.decisions.learned import read_register, read_scorecard, write_learned
from matching.learning.activation import Register, activate, applied, roll_back
from matching.texts.loader import load_texts
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.files.written import REFUSED_NUMBER
from tests.learning.made import scorecard

BETTER = scorecard()
WEIGHTS = {str(criterion): weight for criterion, weight in BETTER.weights.items()}
DAY, GROUND = date(2027, 3, 1), "Vurdert av personvernombudet 1. mars"
IN_USE = activate(Register(), BETTER, by=("Kari Eksempel", "Ola Eksempel"), on=DAY, ground=GROUND)


def test_a_scorecard_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_learned(BETTER, tmp_path / "vektkort.json")
    found = read_scorecard(tmp_path / "vektkort.json")
    assert found == BETTER
    assert (found.digest, found.refusals) == (BETTER.digest, BETTER.refusals)


def test_the_same_scorecard_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "a.json", tmp_path / "b.json"
    write_learned(BETTER, one)
    write_learned(read_scorecard(one), other)
    assert one.read_bytes() == other.read_bytes()


def test_a_register_is_read_as_it_was_written_and_rolled_back_again(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    write_learned(IN_USE, path)
    assert read_register(path) == IN_USE
    assert applied(Policy(), read_register(path)).weights == BETTER.weights
    write_learned(roll_back(read_register(path), by="Ola Eksempel", on=DAY), path)
    assert applied(Policy(), read_register(path)) == Policy()


def test_without_a_file_nothing_learned_is_in_use(tmp_path: Path) -> None:
    assert read_register(tmp_path / "register.json") == Register()


def test_no_scorecard_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as found:
        read_scorecard(tmp_path / "vektkort.json")
    assert found.value.code is ErrorCode.FILE_NOT_FOUND


@pytest.mark.parametrize("text", ["", "{", "\x80"])
def test_what_is_no_json_is_told_as_such(tmp_path: Path, text: str) -> None:
    path = tmp_path / "register.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(FileFault) as found:
        read_register(path)
    assert found.value.code is ErrorCode.FILE_UNREADABLE


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"schema_version": 2}, ErrorCode.POLICY_VERSION),
        ({"schema_version": None}, ErrorCode.POLICY_VERSION),
        ({"chance": 1}, ErrorCode.POLICY_KEY),
        ({"weights": {"skills": 100}}, ErrorCode.POLICY_VALUE),
        ({"weights": {**WEIGHTS, "travel": 100}}, ErrorCode.POLICY_VALUE),
        ({"weights": {**WEIGHTS, "age": 0}}, ErrorCode.POLICY_KEY),
        ({"card": 1}, ErrorCode.POLICY_VALUE),
    ],
)
def test_a_scorecard_changed_by_hand_is_told_and_not_used(
    tmp_path: Path, changes: dict[str, object], code: ErrorCode
) -> None:
    path = tmp_path / "vektkort.json"
    write_learned(BETTER, path)
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")
    with pytest.raises(PolicyFault) as found:
        read_scorecard(path)
    assert found.value.code is code
    assert Words(CATALOGUE).error(found.value).startswith("vektkort.json")


def test_a_list_is_no_scorecard(tmp_path: Path) -> None:
    path = tmp_path / "vektkort.json"
    path.write_text("[]", "utf-8")
    with pytest.raises(PolicyFault):
        read_scorecard(path)


def test_no_identity_number_is_written(tmp_path: Path) -> None:
    given = activate(Register(), BETTER, by=("Kari", "Ola"), on=DAY, ground=f"{GROUND} {REFUSED_NUMBER}")
    with pytest.raises(PolicyFault) as found:
        write_learned(given, tmp_path / "register.json")
    assert found.value.code is ErrorCode.IDENTITY_NUMBER
    assert REFUSED_NUMBER not in Words(CATALOGUE).error(found.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("by", [("Kari", "kari"), ("Kari", "")])
def test_what_stops_an_activation_is_told_in_a_sentence(by: tuple[str, str]) -> None:
    with pytest.raises(PolicyFault) as found:
        activate(Register(), BETTER, by=by, on=DAY, ground=GROUND)
    assert Words(CATALOGUE).error(found.value).endswith("Skriv navnet på to ulike personer.")


def test_no_text_about_learning_tells_how_likely_anything_is() -> None:
    texts = load_texts("nb")
    told = " ".join((*texts["learning"].values(), *texts["refusal"].values())).casefold()
    assert not any(word in told for word in ("sannsynlig", "sjanse", "prosent", "risiko"))

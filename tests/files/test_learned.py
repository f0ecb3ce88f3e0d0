"""Scorecards and the register as files: what is written is read as the same, and nothing unknown is passed over."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, FileFault, PolicyFault
from matching.domain.fit import Criterion
from matching.domain.policy import Policy
from matching.files.decisions.learned import read_register, read_scorecard, write_learned
from matching.files.decisions.policy import read_policy
from matching.learning.activation import Register, activate, applied, roll_back
from matching.texts.loader import load_texts
from matching.wording import Words
from tests.builders import CATALOGUE
from tests.files.written import REFUSED_NUMBER
from tests.learning.made import scorecard
from tests.wording.test_texts import sentences

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
    assert applied(Policy(), read_register(path), ground=GROUND).weights == BETTER.weights
    write_learned(roll_back(read_register(path), by="Ola Eksempel", on=DAY), path)
    assert applied(Policy(), read_register(path), ground=GROUND) == Policy()


@pytest.mark.parametrize("read", [read_scorecard, read_register])
def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(FileFault) as found:
        read(tmp_path / "borte.json")
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
        ({"schema_version": None}, ErrorCode.LEARNED_CHANGED),
        ({"chance": 1}, ErrorCode.LEARNED_CHANGED),
        ({"weights": {"skills": 100}}, ErrorCode.LEARNED_CHANGED),
        ({"weights": {**WEIGHTS, "travel": 100}}, ErrorCode.LEARNED_CHANGED),
        ({"weights": {**WEIGHTS, "age": 0}}, ErrorCode.LEARNED_CHANGED),
        ({"card": 1}, ErrorCode.LEARNED_CHANGED),
        ({"digest": None}, ErrorCode.LEARNED_CHANGED),
        ({"activations": []}, ErrorCode.LEARNED_KIND),
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
    with pytest.raises(FileFault) as found:
        read_scorecard(path)
    assert found.value.code is ErrorCode.FILE_UNREADABLE
    assert "ikke slik en .json-fil fra Innenfor er" in Words(CATALOGUE).error(found.value)


def test_no_identity_number_is_written(tmp_path: Path) -> None:
    given = activate(Register(), BETTER, by=("Kari", "Ola"), on=DAY, ground=f"{GROUND} {REFUSED_NUMBER}")
    with pytest.raises(PolicyFault) as found:
        write_learned(given, tmp_path / "register.json")
    assert found.value.code is ErrorCode.IDENTITY_NUMBER
    assert REFUSED_NUMBER not in Words(CATALOGUE).error(found.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("by", ["Kari"]),
        ("by", ["Kari", "Ola", "Per"]),
        ("by", ["Kari Eksempel", "kari eksempel"]),
        ("by", ["", ""]),
        ("ground", "fordi"),
        ("on", "i går"),
        ("on", ""),
        ("ended_on", "snart"),
        ("ended_by", "Kari Eksempel"),
        ("scorecard", "abc"),
        ("instead_of", {}),
        ("weights", {"skills": 100}),
    ],
)
def test_a_register_changed_by_hand_is_told_and_not_used(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "register.json"
    write_learned(IN_USE, path)
    table = json.loads(path.read_text("utf-8"))
    table["activations"][0][key] = value
    path.write_text(json.dumps(table), "utf-8")
    with pytest.raises(PolicyFault) as found:
        read_register(path)
    assert found.value.facts["key"] == f"activations[1].{key}"
    assert Words(CATALOGUE).error(found.value).startswith("register.json: ")


def test_a_register_somebody_has_put_an_identity_number_in_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    write_learned(IN_USE, path)
    path.write_text(path.read_text("utf-8").replace("Kari Eksempel", f"Kari {REFUSED_NUMBER}"), "utf-8")
    with pytest.raises(PolicyFault) as found:
        read_register(path)
    assert REFUSED_NUMBER not in Words(CATALOGUE).error(found.value)


SWITCH = '[learning]\nregister = "register.json"\nground = "Vurdert av personvernombudet 1. mars"\n'


def policy_of(folder: Path, text: str = SWITCH) -> Policy:
    (folder / "policy.toml").write_text(f"schema_version = 1\n{text}", "utf-8")
    return read_policy(folder / "policy.toml", CATALOGUE)[0]


def test_learned_weights_are_off_until_the_policy_says_otherwise(tmp_path: Path) -> None:
    write_learned(IN_USE, tmp_path / "register.json")
    assert policy_of(tmp_path, "") == Policy()


def test_a_policy_that_uses_learned_weights_has_those_of_the_register_beside_it(tmp_path: Path) -> None:
    write_learned(IN_USE, tmp_path / "register.json")
    policy = policy_of(tmp_path)
    assert policy.weights == BETTER.weights
    assert policy.learning is not None
    assert (policy.learning.scorecard, policy.learning.ground) == (BETTER.digest, GROUND)
    assert policy.digest() != Policy().digest()


def test_where_nothing_learned_is_in_use_the_policy_is_the_one_without(tmp_path: Path) -> None:
    write_learned(Register(), tmp_path / "register.json")
    assert policy_of(tmp_path) == Policy()
    write_learned(roll_back(IN_USE, by="Ola Eksempel", on=DAY), tmp_path / "register.json")
    assert policy_of(tmp_path) == Policy()


def test_a_policy_with_weights_of_its_own_keeps_them(tmp_path: Path) -> None:
    write_learned(IN_USE, tmp_path / "register.json")
    own = policy_of(tmp_path, SWITCH + "[weights]\ninterests = 40\nwishes = 20\n")
    assert own.learning is None
    assert own.weights[Criterion.INTERESTS] == 40


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"schema_version": 9}'])
def test_a_register_that_is_missing_or_broken_is_never_passed_over(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "register.json").write_text(content, "utf-8")
    with pytest.raises((FileFault, PolicyFault)) as found:
        policy_of(tmp_path)
    assert Words(CATALOGUE).error(found.value).startswith("register.json: ")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (SWITCH.replace("ground", "grunn"), "learning.grunn"),
        ('[learning]\nregister = "register.json"\n', "learning.ground"),
        ('[learning]\nregister = "register.json"\nground = "fordi"\n', "learning.ground"),
        ('[learning]\nground = "Vurdert av personvernombudet 1. mars"\n', "learning.register"),
        (SWITCH + 'scorecard = "abc"\n', "learning.scorecard"),
        ("learning = true\n", "learning"),
    ],
)
def test_a_switch_without_a_register_or_a_ground_names_what_is_wrong(
    tmp_path: Path, text: str, key: str
) -> None:
    write_learned(IN_USE, tmp_path / "register.json")
    with pytest.raises(PolicyFault) as found:
        policy_of(tmp_path, text)
    assert found.value.facts["key"] == key
    assert Words(CATALOGUE).error(found.value).startswith("policy.toml: ")


@pytest.mark.parametrize("by", [("Kari", "kari"), ("Kari", "")])
def test_what_stops_an_activation_is_told_in_a_sentence(by: tuple[str, str]) -> None:
    with pytest.raises(PolicyFault) as found:
        activate(Register(), BETTER, by=by, on=DAY, ground=GROUND)
    assert Words(CATALOGUE).error(found.value).endswith("Oppgi --by to ganger, med to ulike navn.")


def test_no_text_about_learning_tells_how_likely_anything_is() -> None:
    texts = load_texts("nb")
    parts = {name: texts[name] for name in ("learning", "refusal")}
    told = " ".join(text for _, text in sentences(parts)).casefold()
    assert not any(word in told for word in ("sannsynlig", "sjanse", "prosent", "risiko"))

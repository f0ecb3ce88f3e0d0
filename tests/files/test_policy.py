from dataclasses import fields
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, Fact, PolicyFault
from matching.domain.fit import Criterion
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.programme import OPEN_PROGRAMME
from matching.files.decisions.policy import read_policy
from tests.files.written import CATALOGUE, REFUSED_NUMBER

VERSION = "schema_version = 1\n"

WHOLE = """
schema_version = 1
programme = "cnc-vestre-toten"
mode = "meetings"
objective = "points"
minimum_fit = 300
share_seats = true
effort = 5
people_per_seat = 4
lists_per_person = 1
reserves = 0
allow_unknown = true
needs_filled = "reported"
neutral_skills = 20
neutral_others = 40
one_sided = 0
alternatives = "first"
assumed_travel_limit = 30
longest_travel = 60
travel_uncertainty = 150

[weights]
interests = 40
wishes = 20

[[pins]]
candidate = "k1"
opening = "p1"
by = "Programleder"
reason = "Avtalt i møte"

[[vetoes]]
candidate = "k2"
opening = "p1"
by = "Veileder"
reason = "Har prøvd her"

[[employer_totals]]
employer = "Fabrikk A"
most = 2

[[office_totals]]
office = "Kontor A"
most = 3

[[caps]]
trade = "CNC-maskineringsfaget"
region = "34"
most = 4

[[classes]]
opening = "p1"
least = 2
most = 4

[[resources]]
name = "Kurs"
seats = 1
openings = ["p1"]
trades = ["CNC-maskineringsfaget"]
unless_skill = "caliper"

[[together]]
first = "k1"
second = "k2"
by = "Veileder"
reason = "Avtalt"

[[apart]]
first = "k3"
second = "k4"
by = "Veileder"
reason = "Avtalt"
"""


def written(folder: Path, text: str, name: str = "policy.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def policy_of(folder: Path, text: str) -> Policy:
    return read_policy(written(folder, VERSION + text), CATALOGUE)[0]


def refused(folder: Path, text: str, version: str = VERSION) -> tuple[ErrorCode, dict[str, Fact]]:
    with pytest.raises(PolicyFault) as caught:
        read_policy(written(folder, version + text), CATALOGUE)
    facts = dict(caught.value.facts)
    assert facts.pop("file") == "policy.toml"
    return caught.value.code, facts


def test_without_a_file_the_policy_is_the_default_and_the_round_is_open() -> None:
    assert read_policy(None, CATALOGUE) == (Policy(), OPEN_PROGRAMME)


def test_a_file_with_nothing_but_its_version_is_the_default(tmp_path: Path) -> None:
    assert read_policy(written(tmp_path, VERSION), CATALOGUE) == (Policy(), OPEN_PROGRAMME)


def test_every_field_of_the_policy_can_be_set(tmp_path: Path) -> None:
    policy, programme = read_policy(written(tmp_path, WHOLE), CATALOGUE)
    assert programme is CATALOGUE.programmes["cnc-vestre-toten"]
    assert policy.pins == (Decision(candidate="k1", opening="p1", by="Programleder", reason="Avtalt i møte"),)
    assert policy.vetoes[0].candidate == "k2"
    assert policy.weights == {**Policy().weights, Criterion.INTERESTS: 40, Criterion.WISHES: 20}
    assert (policy.mode, policy.allow_unknown, policy.reserves) == (Mode.MEETINGS, True, 0)
    default = Policy()
    unset = [one.name for one in fields(Policy) if getattr(policy, one.name) == getattr(default, one.name)]
    assert unset == ["learning", "floors"], "other files give these: test_learned.py, test_policy_limits.py"


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(("\ufeff" + VERSION).encode())
    assert read_policy(path, CATALOGUE)[0] == Policy()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as caught:
        read_policy(tmp_path / "ingen.toml", CATALOGUE)
    assert caught.value.code is ErrorCode.FILE_NOT_FOUND


def test_a_file_that_is_no_toml_is_unreadable_at_its_row(tmp_path: Path) -> None:
    assert refused(tmp_path, "reserves = \n") == (ErrorCode.POLICY_UNREADABLE, {"row": 2})
    assert refused(tmp_path, "reserves = 1\nreserves = 2\n")[0] is ErrorCode.POLICY_UNREADABLE
    assert refused(tmp_path, "a = " + "[" * 5000)[0] is ErrorCode.POLICY_UNREADABLE


def test_a_file_that_is_no_text_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PolicyFault) as caught:
        read_policy(path, CATALOGUE)
    assert caught.value.code is ErrorCode.POLICY_UNREADABLE


@pytest.mark.parametrize(
    ("line", "version", "upgrade"),
    [
        ("schema_version = 2\n", 2, "program"),
        ("schema_version = 0\n", 0, "file"),
        ("", None, "file"),
        ('schema_version = "1"\n', "1", "file"),
        ("schema_version = true\n", "true", "file"),
    ],
)
def test_another_version_is_refused_with_what_to_upgrade(
    tmp_path: Path, line: str, version: object, upgrade: str
) -> None:
    expected = {"version": version, "supported": 1, "upgrade": upgrade}
    assert refused(tmp_path, "", line) == (ErrorCode.POLICY_VERSION, expected)


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("resrves = 3\n", "resrves", "reserves"),
        ("zzz = 3\n", "zzz", None),
        ("[weights]\nskils = 100\n", "weights.skils", "weights.skills"),
        ('[[pins]]\ncandidate = "k1"\nopenin = "p1"\n', "pins[1].openin", "pins[1].opening"),
    ],
)
def test_an_unknown_key_is_told_with_the_nearest(
    tmp_path: Path, text: str, key: str, nearest: str | None
) -> None:
    assert refused(tmp_path, text) == (ErrorCode.POLICY_KEY, {"key": key, "nearest": nearest})


@pytest.mark.parametrize(
    ("text", "key", "value", "expected"),
    [
        ("reserves = 1.5\n", "reserves", "1.5", "whole_number"),
        ("reserves = true\n", "reserves", "true", "whole_number"),
        ('reserves = "3"\n', "reserves", "3", "whole_number"),
        ("allow_unknown = 1\n", "allow_unknown", 1, "true_or_false"),
        ("mode = 3\n", "mode", 3, "choice"),
        ("weights = 3\n", "weights", 3, "table"),
        ("[weights]\nskills = 99.5\n", "weights.skills", "99.5", "whole_number"),
        ("pins = 3\n", "pins", 3, "list"),
        ("pins = [3]\n", "pins[1]", 3, "table"),
        ("programme = 3\n", "programme", 3, "text"),
    ],
)
def test_a_value_of_another_type_is_told_what_is_expected(
    tmp_path: Path, text: str, key: str, value: object, expected: str
) -> None:
    code, facts = refused(tmp_path, text)
    assert code is ErrorCode.POLICY_VALUE
    assert (facts["key"], facts["value"], facts["expected"]) == (key, value, expected)


def test_an_unknown_mode_is_told_the_modes(tmp_path: Path) -> None:
    _, facts = refused(tmp_path, 'mode = "meeting"\n')
    assert (facts["nearest"], facts["allowed"]) == ("meetings", "places; meetings")


@pytest.mark.parametrize(
    ("text", "key", "least", "greatest"),
    [
        ("people_per_seat = 0\n", "people_per_seat", 1, 100),
        ("lists_per_person = 0\n", "lists_per_person", 1, 100),
        ("reserves = -1\n", "reserves", 0, 100),
        ("neutral_skills = 101\n", "neutral_skills", 0, 100),
        ("neutral_others = -1\n", "neutral_others", 0, 100),
        ("one_sided = 101\n", "one_sided", 0, 100),
        ("longest_travel = 0\n", "longest_travel", 1, 1440),
        ("travel_uncertainty = 99\n", "travel_uncertainty", 100, 1000),
        ("assumed_travel_limit = 91\n", "assumed_travel_limit", 1, 90),
        ("longest_travel = 44\n", "assumed_travel_limit", 1, 44),
        ("[weights]\ninterests = -10\nwishes = 70\n", "weights.interests", 0, 100),
    ],
)
def test_a_number_outside_its_range_is_told_the_range(
    tmp_path: Path, text: str, key: str, least: int, greatest: int
) -> None:
    code, facts = refused(tmp_path, text)
    assert code is ErrorCode.POLICY_VALUE
    assert (facts["key"], facts["least"], facts["greatest"]) == (key, least, greatest)


@pytest.mark.parametrize("key", [one.name for one in fields(Policy) if isinstance(one.default, int)])
def test_every_number_of_the_policy_has_a_range_and_every_answer_a_type(tmp_path: Path, key: str) -> None:
    code, facts = refused(tmp_path, f"{key} = -1000000\n")
    assert (code, facts["key"]) == (ErrorCode.POLICY_VALUE, key)


def test_weights_that_do_not_sum_to_a_hundred_on_a_side_are_told_their_sum(tmp_path: Path) -> None:
    code, facts = refused(tmp_path, "[weights]\ninterests = 40\n")
    assert code is ErrorCode.POLICY_VALUE
    assert facts == {"key": "weights", "value": 110, "expected": "sum", "side": "candidate", "sum": 100}


@pytest.mark.parametrize("missing", ["candidate", "opening", "by", "reason"])
@pytest.mark.parametrize("empty", [None, "", "  "])
@pytest.mark.parametrize("table", ["pins", "vetoes"])
def test_a_decision_has_a_person_a_place_a_name_and_a_reason(
    tmp_path: Path, missing: str, empty: str | None, table: str
) -> None:
    whole = dict.fromkeys(("candidate", "opening", "by", "reason"), "x")
    given_values = {**whole, missing: empty}
    lines = [f'{name} = "{value}"' for name, value in given_values.items() if value is not None]
    code, facts = refused(tmp_path, "\n".join([f"[[{table}]]", *lines]))
    assert code is ErrorCode.POLICY_VALUE
    assert (facts["key"], facts["expected"]) == (f"{table}[1].{missing}", "text")


def test_an_identity_number_in_a_policy_stops_it_at_its_row_and_is_never_repeated(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as caught:
        read_policy(written(tmp_path, VERSION + f'# om {REFUSED_NUMBER}\nmode = "places"\n'), CATALOGUE)
    assert (caught.value.code, caught.value.facts["row"]) == (ErrorCode.IDENTITY_NUMBER, 2)
    assert REFUSED_NUMBER not in f"{caught.value!r} {caught.value}"


def test_an_identity_number_in_the_name_of_a_policy_stops_it_and_is_never_repeated(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as caught:
        read_policy(tmp_path / f"{REFUSED_NUMBER}.toml", CATALOGUE)
    assert (caught.value.code, caught.value.facts["part"]) == (ErrorCode.IDENTITY_NUMBER, "file")
    assert REFUSED_NUMBER not in f"{caught.value!r} {caught.value}"

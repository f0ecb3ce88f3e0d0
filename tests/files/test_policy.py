"""A file of decisions: every field can be set, and a file that cannot be read says so."""

from dataclasses import fields
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.fit import Criterion
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.programme import OPEN_PROGRAMME
from matching.files.decisions.policy import read_policy
from tests.files.policies import VERSION, refused, written
from tests.files.written import CATALOGUE, REFUSED_NUMBER

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

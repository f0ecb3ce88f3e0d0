"""A key or value of a policy that cannot be followed is told with the key, and what would do."""

from dataclasses import fields
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode
from matching.domain.policy import Policy
from tests.files.policies import refused


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

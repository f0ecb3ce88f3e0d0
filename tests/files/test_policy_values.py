"""Any value at all under any key of a policy file."""

from dataclasses import fields
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.policy import Policy
from matching.files.decisions.policy import read_policy
from tests.files.written import CATALOGUE

VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.sampled_from(["", "places", "x"]), st.just(1.5)),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=4,
)


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {as_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(one) for one in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(key=st.sampled_from([field.name for field in fields(Policy)] + ["programme"]), value=VALUES)
def test_whatever_a_setting_is_the_answer_is_a_policy_or_a_fault_that_names_the_key(
    tmp_path: Path, key: str, value: object
) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(f"schema_version = 1\n{key} = {as_toml(value)}\n", encoding="utf-8")
    named = ""
    try:
        read_policy(path, CATALOGUE)
    except PolicyFault as fault:
        unknown = ErrorCode.PROGRAMME_UNKNOWN, ErrorCode.IDENTITY_NUMBER
        named = key if fault.code in unknown else str(fault.facts["key"])
    # a longest journey is at odds with the limit assumed when it is below it
    at_odds = (key, named) == ("longest_travel", "assumed_travel_limit")
    assert not named or named.startswith(key) or at_odds

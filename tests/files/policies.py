"""A policy as text in, the policy read from a file, or why it is refused, out."""

from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, Fact, PolicyFault
from matching.domain.policy import Policy
from matching.files.decisions.policy import read_policy
from tests.files.written import CATALOGUE

VERSION = "schema_version = 1\n"


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

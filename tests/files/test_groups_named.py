"""What a policy file says of groups: checked wherever the file is read, and no part of the policy."""

from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.policy import Policy
from matching.files.decisions.fairness import read_groups_named
from matching.files.decisions.policy import read_policy
from tests.files.written import CATALOGUE, REFUSED_NUMBER

NAMED = '[fairness]\ngroups = "grupper.csv"\nground = "Avtale om likebehandling, sak 12"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text("schema_version = 1\n" + text, encoding="utf-8")
    return path


def test_the_file_stands_beside_the_policy_and_the_ground_is_written_down(tmp_path: Path) -> None:
    found = read_groups_named(written(tmp_path, NAMED))
    assert found == (tmp_path / "grupper.csv", "Avtale om likebehandling, sak 12")


def test_the_policy_is_the_same_with_groups_as_without(tmp_path: Path) -> None:
    policy, _ = read_policy(written(tmp_path, NAMED), CATALOGUE)
    assert policy == Policy()
    assert policy.digest() == Policy().digest()


@pytest.mark.parametrize("text", ["", "fairness = 1\n"])
def test_a_policy_that_names_no_groups_cannot_be_reported_on(tmp_path: Path, text: str) -> None:
    with pytest.raises(PolicyFault) as caught:
        read_groups_named(written(tmp_path, text))
    assert (caught.value.code, caught.value.facts["key"]) == (ErrorCode.POLICY_VALUE, "fairness")


def test_without_a_policy_there_are_no_groups() -> None:
    with pytest.raises(PolicyFault):
        read_groups_named(None)


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ('[fairness]\ngroups = "g.csv"\n', ErrorCode.POLICY_VALUE, "fairness.ground"),
        ('[fairness]\ngroups = "g.csv"\nground = " "\n', ErrorCode.POLICY_VALUE, "fairness.ground"),
        ('[fairness]\nground = "x"\n', ErrorCode.POLICY_VALUE, "fairness.groups"),
        ('[fairness]\ngroups = "g.csv"\nground = "x"\n', ErrorCode.POLICY_VALUE, "fairness.ground"),
        (NAMED + "column = 1\n", ErrorCode.POLICY_KEY, "fairness.column"),
    ],
)
def test_what_is_wrong_is_told_by_every_command_that_reads_the_policy(
    tmp_path: Path, text: str, code: ErrorCode, key: str
) -> None:
    path = written(tmp_path, text)
    for read in (read_groups_named, lambda given: read_policy(given, CATALOGUE)):
        with pytest.raises(PolicyFault) as caught:
            read(path)
        assert (caught.value.code, caught.value.facts["key"]) == (code, key)
        assert caught.value.facts["file"] == "policy.toml"


def test_an_identity_number_in_the_ground_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyFault) as caught:
        read_groups_named(written(tmp_path, NAMED.replace("sak 12", REFUSED_NUMBER)))
    assert caught.value.code is ErrorCode.IDENTITY_NUMBER

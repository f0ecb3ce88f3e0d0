"""Lists kept cell by cell make the same cohort as their files, and say so where they no longer can be read."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from matching.domain.errors import ErrorCode, FileFault
from matching.files.decisions.policy import policy_in, read_policy
from matching.files.decisions.settings import read_settings
from matching.files.lists.kept import KeptFault, cohort_of, kept_cohort
from matching.files.out.understood import (
    Understood,
    understood_needs,
    understood_openings,
    understood_people,
)
from matching.screen.given import Lists, RoundFiles, read_lists
from tests.builders import CATALOGUE

SAMPLES = Path(__file__).parents[2] / "matching" / "sample"
ROUNDS = sorted(folder.name for folder in SAMPLES.iterdir() if (folder / "kandidater.xlsx").is_file())


def files(name: str) -> RoundFiles:
    folder = SAMPLES / name
    needs = folder / "behov.xlsx"
    return RoundFiles(
        people=folder / "kandidater.xlsx",
        openings=folder / "lareplasser.xlsx",
        needs=needs if needs.is_file() else None,
        policy=folder / "policy.toml",
    )


def kept(lists: Lists) -> dict[str, list[Mapping[str, str]]]:
    """What would be kept of lists: the cells as they were understood, blanks left out."""
    told: list[Understood] = [
        understood_people(lists.people, CATALOGUE),
        understood_openings(lists.seats.listed, CATALOGUE),
    ]
    told += [understood_needs(lists.seats.needed, CATALOGUE)] if lists.seats.needed else []
    return {one.sheet: one.cells() for one in told}


@pytest.mark.parametrize("name", ROUNDS)
def test_what_was_kept_makes_the_same_cohort_as_the_files(name: str) -> None:
    given = files(name)
    policy, programme = read_policy(given.policy, CATALOGUE)
    lists = read_lists(given, CATALOGUE, policy.needs_filled)
    assert not lists.faults
    cohort = cohort_of(lists.people.people, lists.seats, programme)
    found = kept_cohort(kept(lists), CATALOGUE, programme, policy.needs_filled)
    assert found.digest() == cohort.digest()


def test_a_row_that_can_no_longer_be_read_is_named() -> None:
    policy, programme = read_policy(None, CATALOGUE)
    lists = read_lists(files("innherred"), CATALOGUE, policy.needs_filled)
    rows = kept(lists)
    rows["Kandidater"][2] = {**rows["Kandidater"][2], "kommune": "9999"}
    with pytest.raises(KeptFault) as fault:
        kept_cohort(rows, CATALOGUE, programme, policy.needs_filled)
    assert [(one.row, one.column) for one in fault.value.faults] == [(3, "kommune")]


def test_a_round_without_people_is_no_cohort() -> None:
    policy, programme = read_policy(None, CATALOGUE)
    with pytest.raises(FileFault) as fault:
        kept_cohort({"Kandidater": [], "Læreplasser": []}, CATALOGUE, programme, policy.needs_filled)
    assert fault.value.code is ErrorCode.FILE_EMPTY


@pytest.mark.parametrize("name", ROUNDS)
def test_the_tables_of_a_policy_say_what_its_file_says(name: str) -> None:
    path = SAMPLES / name / "policy.toml"
    assert policy_in(read_settings(path), None, CATALOGUE) == read_policy(path, CATALOGUE)


@pytest.mark.parametrize(
    "naming", [{"programme": "own.toml"}, {"learning": {"register": "r.json", "ground": "because"}}]
)
def test_tables_without_a_folder_name_no_file(naming: Mapping[str, object]) -> None:
    with pytest.raises(Exception, match=r"programme_unknown|file_not_found"):
        policy_in({"schema_version": 1, **naming}, None, CATALOGUE)

"""Files as offices have them, and as nobody should: each is read whole or refused whole, in bounded memory."""

from functools import cache
from typing import Any

import pytest

from tests.files.corpus.case import Case
from tests.files.corpus.cases import CASES
from tests.files.corpus.run import outcomes

MOST_SECONDS = 10
"""Far above what any takes, so that a busy machine fails no test; benchmarks/corpus.py has the real figures."""
MOST_MEGABYTES = 300


@cache
def all_outcomes() -> list[dict[str, Any]]:
    return outcomes(CASES)


def outcome(case: Case) -> dict[str, Any]:
    number = CASES.index(case)
    found = all_outcomes()
    assert number < len(found), f"reading ended at: {CASES[len(found)].about}"
    return found[number]


def test_there_are_at_least_a_hundred_and_twenty_files_no_two_alike() -> None:
    assert len(CASES) >= 120
    assert len({case.about for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_a_file_is_read_whole_or_refused_whole_with_what_mends_it(case: Case) -> None:
    found = outcome(case)
    if case.rows is not None:
        assert found.get("rows") == [list(row) for row in case.rows], found
    else:
        assert found.get("code") == case.code, found
        assert case.told in found["told"]
        assert found["told"].startswith(case.file)


def test_no_file_takes_long_or_much_memory() -> None:
    assert max(found["seconds"] for found in all_outcomes()) < MOST_SECONDS
    assert max(found["megabytes"] for found in all_outcomes()) < MOST_MEGABYTES

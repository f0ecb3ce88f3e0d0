"""The worked example of docs/catalogue.md, done as it stands: a trade more, checked, read and filled."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from matching.catalogue.catalogue import by_text
from matching.catalogue.check import check_catalogue
from matching.catalogue.loader import load_catalogue
from matching.catalogue.tables import TABLES
from matching.domain.policy import Policy
from matching.pipeline import fill
from tests.builders import CATALOGUE, ON, candidate, cohort, opening
from tests.catalogue.folders import Folder, folder

__all__ = ["folder"]

DOCUMENT = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"In `(\w+\.csv)`:\n\n```csv\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture
def widened(folder: Folder) -> Folder:
    """The folder with the rows of the document."""
    for file, rows in EXAMPLES:
        folder.append(file, rows)
    return folder


def test_the_document_adds_skills_and_a_trade() -> None:
    assert [file for file, _ in EXAMPLES] == ["skills.csv", "trades.csv"]


def test_the_check_finds_no_fault_in_the_folder_with_the_new_rows(widened: Folder) -> None:
    assert not [finding for finding in check_catalogue(widened.path) if not finding.is_note]


def test_the_trade_is_found_by_its_name_and_nothing_else_has_moved(widened: Folder) -> None:
    catalogue = load_catalogue(widened.path)
    assert catalogue.trades[by_text(catalogue.trades)["glassfaget"]].styrk08 == "7125"
    assert catalogue.trades[: len(CATALOGUE.trades)] == CATALOGUE.trades
    assert catalogue.skills[: len(CATALOGUE.skills)] == CATALOGUE.skills


def test_a_round_with_a_place_in_the_trade_is_filled_by_who_can_the_trade(widened: Folder) -> None:
    catalogue = load_catalogue(widened.path)
    trade = by_text(catalogue.trades)["glassfaget"]
    can = frozenset(catalogue.trades[trade].must)
    people = [
        candidate(id="glazier", skills=can),
        candidate(id="other", skills=frozenset({by_text(catalogue.skills)["baking"]})),
    ]
    place = replace(opening(id="glass"), trades=(trade,))
    plan = fill(cohort(people, [place]), catalogue, Policy(), on=ON, seed=1)
    assert plan.audit is not None
    assert plan.audit.passed
    assert [pair.candidate for pair in plan.assignments] == ["glazier"]


def test_the_document_tells_of_every_file_and_column() -> None:
    for name, table in TABLES.items():
        assert f"`{name}.csv`" in DOCUMENT, name
        if name != "certificates":  # «the same» as the table above it
            assert not [column for column in table.columns if f"`{column}`" not in DOCUMENT], name

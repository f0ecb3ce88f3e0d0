"""The glossary and the code use the same words."""

import inspect
import pkgutil
import re
from importlib import import_module

import pytest

import matching.domain
from tests.docs.tables import rows

GLOSSARY = {row[0]: row[1] for row in rows("glossary.md")}

INNER = frozenset(
    {
        "Allocation",
        "BoundKind",
        "Columns",
        "DecisionCost",
        "EmptySeats",
        "Entry",
        "Finding",
        "Mode",
        "Move",
        "NeedsFilled",
    }
    | {"NeedRow", "Openings", "Outcome", "Party", "People", "Policy", "ProgrammeChange", "Proof", "Ragged"}
    | {
        "Reason",
        "ReasonCode",
        "Reserve",
        "Scale",
        "Side",
        "SkillMatch",
        "SkillPart",
        "Stamp",
        "Status",
        "Total",
        "Variant",
    }
    | {"Aim", "Bounds", "LimitKind", "StageProof", "Way"}
    | {"Replan", "Standing", "Tradeoff"}
    | {"Verdict", "RowFault", "RowCounts", "Rejected"}
    | {"ChangeCode", "ChangeKind", "Effect", "Helping", "Obstacle", "ObstacleKind", "ProvenBy"}
    | {"GroupColumn", "GroupLine", "GroupTable", "Ratio", "Share", "Stage", "WithinTrade"}
)
"""Classes of the domain that are forms of calculation and not things people of the field have a word for."""


def nouns() -> dict[str, type]:
    """Every class of the domain by name, errors left out."""
    found: dict[str, type] = {}
    for module in pkgutil.iter_modules(matching.domain.__path__, "matching.domain."):
        for name, kind in inspect.getmembers(import_module(module.name), inspect.isclass):
            if kind.__module__ == module.name and module.name != "matching.domain.errors":
                found[name] = kind
    return found


NOUNS = nouns()


@pytest.mark.parametrize("name", sorted(GLOSSARY))
def test_a_word_of_the_glossary_is_a_class_whose_docstring_has_the_norwegian_word(name: str) -> None:
    words = re.findall(r"[\wæøå]{4,}", GLOSSARY[name].casefold())
    told = (inspect.getdoc(NOUNS[name]) or "").casefold()
    assert any(word in told for word in words), told


def test_every_noun_of_the_field_has_a_row() -> None:
    assert set(NOUNS) - INNER - set(GLOSSARY) == set()


def test_nothing_is_set_apart_that_the_glossary_has_or_that_is_gone() -> None:
    assert INNER & set(GLOSSARY) == set()

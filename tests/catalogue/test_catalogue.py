"""Texts to entries, the worth of a held skill for an asked one, and what a licence covers."""

from dataclasses import replace

import pytest

from matching.catalogue.catalogue import KINDRED, SAME, by_text
from matching.domain.errors import CatalogueFault, ErrorCode
from matching.domain.reference import Entry, Skill
from tests.builders import CATALOGUE, licence, skill


def entry(key: str, label: str, *synonyms: str) -> Entry:
    return Entry(key=key, label=label, synonyms=synonyms)


def test_key_label_and_synonyms_lead_to_the_entry_whatever_their_case() -> None:
    entries = [entry("cnc", "CNC-faget", "Maskinering"), entry("weld", "Sveisefaget")]
    assert by_text(entries) == {
        "cnc": 0,
        "cnc-faget": 0,
        "maskinering": 0,
        "weld": 1,
        "sveisefaget": 1,
    }


def test_one_entry_may_have_the_same_text_twice() -> None:
    assert by_text([entry("B", "B", "b")]) == {"b": 0}


@pytest.mark.parametrize(
    "other", [entry("a", "x"), entry("x", "A"), entry("x", "y", "Ene"), entry("x", "ENE")]
)
def test_a_text_of_two_entries_is_a_fault_that_names_it(other: Entry) -> None:
    with pytest.raises(CatalogueFault) as fault:
        by_text([entry("a", "ene"), other])
    assert fault.value.code is ErrorCode.CATALOGUE
    assert str(fault.value.facts["text"]).casefold() in {"a", "ene"}
    assert fault.value.facts["first"] == "a"


def test_the_worth_of_skills_in_a_small_tree() -> None:
    # Two trees: 0 over 1 and 2, 1 over 3 and 4, 2 over 5; and 6 alone.
    above = [None, 0, 0, 1, 1, 2, None]
    skills = tuple(
        Skill(key=str(place), label=str(place), label_en="", broader=broader, is_group=False)
        for place, broader in enumerate(above)
    )
    worth = replace(CATALOGUE, skills=skills).skill_worth
    same, near = SAME, KINDRED
    assert worth.tolist() == [
        # held:  0     1     2     3     4     5     6      asked:
        [same, same, same, same, same, same, 0],  # 0: all below are narrower
        [near, same, near, same, same, 0, 0],  # 1: 0 just above, 2 beside, 3 and 4 below
        [near, near, same, 0, 0, same, 0],  # 2
        [0, near, 0, same, near, 0, 0],  # 3: 1 just above, 4 beside
        [0, near, 0, near, same, 0, 0],  # 4
        [0, 0, near, 0, 0, same, 0],  # 5
        [0, 0, 0, 0, 0, 0, same],  # 6: shares no broader skill with 0
    ]


@pytest.mark.parametrize(
    ("asked", "held", "worth"),
    [
        ("caliper", "caliper", SAME),
        ("measuring", "caliper", SAME),
        ("industry", "caliper", SAME),
        ("caliper", "micrometer", KINDRED),
        ("caliper", "measuring", KINDRED),
        ("caliper", "industry", 0),
        ("caliper", "hot-food", 0),
    ],
)
def test_the_worth_of_skills_of_the_catalogue(asked: str, held: str, worth: int) -> None:
    assert CATALOGUE.skill_worth[skill(asked), skill(held)] == worth


@pytest.mark.parametrize(
    ("held", "covered"),
    [("BE", "BE B96 B AM T"), ("B", "B AM T"), ("C", "C C1 B AM T"), ("S", "S"), ("A1", "A1 AM")],
)
def test_a_licence_covers_the_classes_below_it_and_itself(held: str, covered: str) -> None:
    assert CATALOGUE.licence_covers[licence(held)] == frozenset(map(licence, covered.split()))

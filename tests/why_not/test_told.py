"""What is told of changes: every code has its words, and nobody else is in any of them."""

import re
from functools import cache

import pytest

from matching.domain.change import ChangeCode, ChangeKind, ObstacleKind, WhyEmpty, WhyLeft
from matching.files.out.plan_json import as_json
from matching.files.out.why_not_told import changes_told, obstacles_told, search_told
from matching.texts.loader import load_texts
from matching.why_not.empty import why_empty
from matching.why_not.left import why_left
from matching.wording import Words
from service.shown.rounds import LoadedRound
from tests.service.asked import samples
from tests.thorough import THOROUGH
from tests.wording.languages import LANGUAGES

SAMPLES = sorted(samples())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_and_every_obstacle_has_words_and_the_words_have_a_code(language: str) -> None:
    texts = load_texts(language)
    assert set(texts["change"]) == set(ChangeCode)
    assert set(texts["obstacle"]) - {"competition_tie"} == set(ObstacleKind)


def test_a_change_costs_as_its_kind_and_the_kinds_stand_in_the_order_of_their_cost() -> None:
    kinds = list(ChangeKind)
    order = (ChangeKind.ANSWER, ChangeKind.TRAVEL, ChangeKind.SKILL, ChangeKind.SEAT)
    assert [kinds.index(one) for one in order] == sorted(kinds.index(one) for one in order)
    assert {code.kind for code in ChangeCode} == set(ChangeKind)
    says = [code for code in ChangeCode if code.value.startswith(("say_", "firm_"))]
    assert {code.kind for code in says} == {ChangeKind.ANSWER}


@cache
def left(name: str) -> tuple[WhyLeft, ...]:
    """What is found for some of those who are left in a sample, searched for once."""
    standing = samples()[name].standing
    some = standing.plan.unassigned[:: 1 + len(standing.plan.unassigned) // (40 if THOROUGH else 20)]
    found = [why_left(standing, one.candidate) for one in some]
    assert None not in found
    return tuple(one for one in found if one)


def told(held: LoadedRound, why: WhyLeft | WhyEmpty) -> str:
    words, mode = Words(held.catalogue), held.plan.mode
    nearest = obstacles_told(why.nearest, held.places, mode, words) if isinstance(why, WhyLeft) else []
    return "\n".join([*nearest, *changes_told(why, held.places, mode, words), *search_told(why, words)])


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_else_is_named_in_what_is_told_of_a_person(name: str) -> None:
    held = samples()[name]
    helped = 0
    for why in left(name):
        texts = as_json(why) + told(held, why)
        others = set(held.person_rows) - {why.candidate}
        assert not others & set(re.findall(r"\w+", texts)), why.candidate
        helped += bool(why.changes)
    assert helped > 5


@pytest.mark.parametrize("name", SAMPLES)
def test_nobody_is_named_in_what_is_told_of_an_opening(name: str) -> None:
    held = samples()[name]
    assert held.plan.empty_seats
    for one in held.plan.empty_seats:
        why = why_empty(held.standing, one.opening)
        assert why is not None
        assert not set(held.person_rows) & set(re.findall(r"\w+", as_json(why) + told(held, why)))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sentence_is_whole(name: str) -> None:
    held = samples()[name]
    for why in left(name):
        for line in told(held, why).splitlines():
            assert line[-1] in ".?»"
            assert not set("{}|") & set(line)
            assert "None" not in line

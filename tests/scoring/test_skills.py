"""Evidence of skills, worked by hand over a catalogue of nine, and what each skill asked for is told to bring."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.kinship import Near
from matching.domain.fit import Fit
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.programme import OPEN_PROGRAMME
from matching.domain.reference import Schooling
from matching.scoring.criteria import skills_grade
from tests.builders import candidate, opening
from tests.few_skills import FEW, at
from tests.scoring import scored

NONE = frozenset[int]()
MICROMETER_MUST = 2 * 2 * 700
"""A must counts twice, and a skill held in full speaks twice as loud as one held a little."""


def skills(keys: str) -> frozenset[int]:
    return frozenset(map(at, keys.split()))


def asking(must: str = "", nice: str = "", **changes: frozenset[int]) -> Opening:
    """An opening in the first trade that asks for these skills and no others."""
    return opening(trades=(0,), must=skills(must), nice=skills(nice), **changes)


def holding(keys: str, slight: str = "") -> Candidate:
    return candidate(skills=skills(keys), slight=skills(slight))


def fit(person: Candidate, place: Opening, catalogue: Catalogue = FEW) -> Fit:
    return scored.fit(person, place, Policy(), catalogue)


def evidence(person: Candidate, place: Opening) -> tuple[int, int]:
    """What is reached, and all that could be."""
    found = fit(person, place).skills
    return found.reached, found.full


@pytest.mark.parametrize(
    ("reached", "full", "expected"),
    [
        (0, 2_800, 1_500),
        (2_800, 2_800, 10_000),
        # 10,000 * 1400 * 10,800 // (2800 * 9400) = 5744: 3000 + 7000 * 5744 // 10,000.
        (1_400, 2_800, 7_020),
        # 10,000 * 1 * 10,800 // (2800 * 8001) = 4.
        (1, 2_800, 3_002),
        (0, 0, 10_000),
    ],
)
def test_the_grade_of_what_is_reached(reached: int, full: int, expected: int) -> None:
    assert skills_grade(np.array([reached]), np.array([full]), 3_000).tolist() == [expected]


@pytest.mark.parametrize(
    ("held", "reached"),
    [
        ("micrometer", MICROMETER_MUST),
        ("tolerances", 2 * 2 * 240),
        # The two say what they say each.
        ("tolerances caliper", 2 * 2 * (240 + 140)),
        # All that is kindred says more than the skill itself weighs, and no more than it counts.
        ("tolerances caliper g-code measuring", min(MICROMETER_MUST, 2 * 2 * (240 + 140 + 240 + 140))),
        ("micrometer tolerances", MICROMETER_MUST),
        ("turning", 0),
        ("", 0),
    ],
)
def test_what_skills_held_say_of_one_asked_for(held: str, reached: int) -> None:
    assert evidence(holding(held), asking(must="micrometer")) == (reached, MICROMETER_MUST)


@pytest.mark.parametrize(
    ("must", "nice", "held", "reached", "full"),
    [
        ("micrometer", "forklift", "forklift", 2 * 200, MICROMETER_MUST + 2 * 200),
        # In both lists it is a must, once.
        ("micrometer", "micrometer", "micrometer", MICROMETER_MUST, MICROMETER_MUST),
        # Asked for itself, caliper says nothing of its kindred.
        ("micrometer", "caliper", "caliper", 2 * 600, MICROMETER_MUST + 2 * 600),
        # Tolerances speaks where it says most: 2 * 240 for the must, not 140 for measuring or caliper.
        ("micrometer", "caliper", "tolerances", 2 * 2 * 240, MICROMETER_MUST + 2 * 600),
        # Of equals for the one that stands first: micrometer before g-code in the catalogue.
        ("micrometer g-code", "", "tolerances", 2 * 2 * 240, 2 * MICROMETER_MUST),
    ],
)
def test_a_skill_held_speaks_for_one_asked_for(
    must: str, nice: str, held: str, reached: int, full: int
) -> None:
    assert evidence(holding(held), asking(must, nice)) == (reached, full)


def test_of_equals_a_skill_speaks_for_the_one_that_stands_first() -> None:
    told = fit(holding("tolerances"), asking("g-code micrometer")).skills
    assert [part.by for part in told.parts] == [("tolerances",), ()]


def test_a_skill_held_a_little_says_half_and_where_a_little_is_enough_as_much_as_the_whole() -> None:
    a_little = holding("micrometer", slight="micrometer")
    assert evidence(a_little, asking("micrometer")) == (700 * 2, MICROMETER_MUST)
    assert evidence(a_little, asking("micrometer", slight=skills("micrometer"))) == (MICROMETER_MUST,) * 2
    assert (
        evidence(holding("tolerances"), asking("micrometer", slight=skills("micrometer")))[0] == 2 * 2 * 480
    )


def test_what_is_said_to_be_slight_and_is_not_held_is_not_held() -> None:
    assert evidence(candidate(skills=NONE, slight=skills("micrometer")), asking("micrometer"))[0] == 0


def test_what_can_be_learnt_leaves_the_fit_and_is_told() -> None:
    asks = asking("micrometer turning", learnable=skills("turning"))
    assert evidence(holding("turning"), asks) == (0, MICROMETER_MUST)
    told = fit(holding("turning"), asks).skills
    assert (told.learnable, [part.asked for part in told.parts]) == (("turning",), ["micrometer"])


def test_a_programme_says_for_all_its_openings_what_can_be_learnt() -> None:
    programme = replace(OPEN_PROGRAMME, learnable=("turning",))
    told = scored.fit(holding(""), asking("micrometer turning"), Policy(), FEW, programme).skills
    assert (told.learnable, [part.asked for part in told.parts]) == (("turning",), ["micrometer"])


def test_a_blank_list_stands_for_the_trades_own() -> None:
    trade = FEW.trades[0]
    asks = replace(asking(), must=None, nice=None)
    told = fit(holding(""), asks).skills
    keys = [FEW.skills[one].key for one in (*sorted(trade.must), *sorted(trade.nice))]
    assert [part.asked for part in told.parts] == keys
    assert [part.must for part in told.parts] == [True] * len(trade.must) + [False] * len(trade.nice)


@pytest.mark.parametrize("held", [None, NONE, skills("caliper")])
def test_an_opening_that_asks_for_nothing_is_met_in_full_and_known(held: frozenset[int] | None) -> None:
    found = fit(candidate(skills=held), asking())
    assert (found.opening_side, found.contributions[0].known) == (1_000, True)


def test_a_person_of_whom_nothing_is_recorded_is_not_known() -> None:
    found = fit(candidate(skills=None), asking("caliper", nice="turning"))
    assert (found.opening_side, found.contributions[0].known) == (300, False)
    assert (found.skills.known, found.skills.unknown) == (False, ("caliper", "turning"))
    assert (found.skills.met, found.skills.related, found.skills.missing) == ((), (), ())


@pytest.mark.parametrize(
    "told", [{"practice": ((1, 12),)}, {"occupations": ((40, 12),)}, {"schooling": (0,)}, {}]
)
def test_work_and_school_that_teach_nothing_asked_for_leave_a_blank_a_blank(told: dict[str, Any]) -> None:
    catalogue = replace(FEW, schooling=(Schooling(key="s", label="s", gives=(), in_full=True),))
    asks = asking("micrometer")
    blank, tells = (fit(candidate(skills=None, **one), asks, catalogue) for one in ({}, told))
    assert tells.points >= blank.points
    if "practice" not in told:
        assert (tells, tells.skills.known) == (blank, False)


def test_work_that_teaches_something_asked_for_makes_the_pair_known() -> None:
    found = fit(candidate(skills=None, occupations=((0, 12),)), asking("driving caliper"))
    assert (found.skills.known, found.contributions[0].known) == (True, True)


def test_kindred_skills_are_never_told_as_the_skill_itself_however_much_they_say() -> None:
    told = fit(holding("caliper tolerances g-code measuring"), asking("micrometer")).skills
    full = fit(holding("turning fine-turning caliper tolerances"), asking("g-code")).skills
    assert (told.met, full.met) == ((), ())
    assert [one for one, _ in (*told.related, *full.related)] == ["micrometer", "g-code"]


def test_a_skill_held_a_little_is_told_as_that_and_where_a_little_is_enough_as_met() -> None:
    a_little = holding("micrometer", slight="micrometer")
    told, enough = (
        fit(a_little, asking("micrometer", slight=slight)).skills for slight in (NONE, skills("micrometer"))
    )
    assert (told.met, told.a_little, told.related) == ((), ("micrometer",), ())
    assert (enough.met, enough.a_little, enough.related) == (("micrometer",), (), ())


def test_the_skills_asked_for_are_told_as_met_related_and_missing() -> None:
    told = fit(holding("turning tolerances"), asking("micrometer turning", nice="forklift")).skills
    assert (told.met, told.related, told.missing) == (
        ("turning",),
        (("micrometer", "tolerances"),),
        ("forklift",),
    )
    assert [part.percent for part in told.parts] == [100 * 240 // 700, 100, 0]
    assert [part.by for part in told.parts] == [("tolerances",), ("turning",), ()]


def test_those_that_say_most_of_a_skill_are_named_first() -> None:
    told = fit(holding("caliper tolerances g-code", slight="tolerances"), asking("micrometer")).skills
    # 2 * 240 of g-code, 2 * 140 of caliper, 240 of the little of tolerances.
    assert told.parts[0].by == ("g-code", "caliper", "tolerances")


def test_what_a_missing_skill_is_worth_is_what_the_fit_would_rise_by() -> None:
    asks, held = asking("caliper micrometer", nice="forklift"), "caliper driving"
    found = fit(holding(held), asks)
    gains = [fit(holding(f"{held} {part.asked}"), asks).points - found.points for part in found.skills.parts]
    assert [part.gain for part in found.skills.parts] == gains
    assert [gain > 0 for gain in gains] == [False, True, True]


@pytest.mark.parametrize(("months", "strength"), [(3, 2), (2, 1), (0, 1), (40, 2)])
def test_work_teaches_what_it_asks_for_in_full_from_three_months(months: int, strength: int) -> None:
    by_trade = candidate(skills=None, practice=((0, months),))
    by_occupation = candidate(skills=None, occupations=((0, months),))
    assert evidence(by_trade, asking("turning"))[0] == strength * 2 * 700
    # The first occupation asks for driving and forklift alone.
    assert evidence(by_occupation, asking("driving forklift"))[0] == strength * 2 * (100 + 200)


def test_school_teaches_in_full_or_a_little() -> None:
    catalogue = replace(
        FEW,
        schooling=tuple(
            Schooling(key=f"s{number}", label="s", gives=(at("micrometer"),), in_full=number == 1)
            for number in range(2)
        ),
    )
    for number, strength in ((0, 1), (1, 2)):
        person = candidate(skills=None, schooling=(number,))
        assert fit(person, asking("micrometer"), catalogue).skills.reached == strength * 2 * 700


def test_a_skill_from_several_sources_is_held_as_strongly_as_the_best_of_them_says() -> None:
    shorter, longer = (0, 1), (1, 6)
    for practice in ((shorter, longer), (longer, shorter)):
        assert evidence(candidate(practice=practice), asking("caliper"))[0] == 2 * 2 * 600
    recorded = candidate(skills=skills("micrometer"), practice=(shorter,))
    assert evidence(recorded, asking("micrometer"))[0] == MICROMETER_MUST


def test_a_similarity_that_is_brought_stands_in_for_the_tree() -> None:
    class Brought:
        version = "by hand"

        def near(self, asked: int) -> Near:
            return np.array([at("driving")]), np.array([90])

    catalogue = replace(FEW, brought=Brought())
    told = fit(holding("driving tolerances"), asking("micrometer"), catalogue).skills
    assert (told.reached, told.parts[0].by) == (2 * 2 * 90, ("driving",))

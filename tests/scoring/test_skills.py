"""The grade of skills, worked by hand, and how the skills asked for are told to meet those held."""

from dataclasses import replace

import pytest

from matching.domain.fit import Criterion, SkillMatch
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from tests.builders import CNC, candidate, opening, skill, trade
from tests.scoring.scored import fit, grade, skills

NONE = frozenset[int]()
HEALTH = trade("helsearbeiderfaget")
NOTHING_MET = 1_500
"""Half the neutral grade of 3000."""


def asking(must: str = "", nice: str = "") -> Opening:
    """An opening that asks for these skills and no others."""
    return opening(must=skills(must), nice=skills(nice))


def holding(keys: str) -> Candidate:
    """A person with these skills and no others."""
    return candidate(skills=skills(keys))


def skills_grade(person: Candidate, place: Opening) -> int | None:
    """The grade of skills of one pair, by a neutral grade of 3000."""
    return grade(Criterion.SKILLS, person, place)


@pytest.mark.parametrize(
    ("asked", "held", "expected"),
    [
        ("caliper", "caliper", 10_000),
        # Kindred, both just below measuring: 3000 + 7000 * 2 * 5 // (10 * 2).
        ("caliper", "micrometer", 6_500),
        # The held one is the nearest broader of the asked.
        ("caliper", "measuring", 6_500),
        # Two steps up is no longer kindred.
        ("caliper", "industry", NOTHING_MET),
        ("caliper", "turning", NOTHING_MET),
        # A narrower one, one step or two below, is as good as the asked.
        ("measuring", "caliper", 10_000),
        ("industry", "caliper", 10_000),
        # Groups are kindred as skills are.
        ("measuring", "machining", 6_500),
        ("measuring", "industry", 6_500),
        # Two groups at the top have no broader skill to share.
        ("industry", "building", NOTHING_MET),
        # What is asked lies beside a broader one of the held: not kindred.
        ("machining", "caliper", NOTHING_MET),
    ],
)
def test_the_worth_of_one_held_skill_for_one_asked(asked: str, held: str, expected: int) -> None:
    assert skills_grade(holding(held), asking(must=asked)) == expected


@pytest.mark.parametrize(
    ("must", "nice", "held", "expected"),
    [
        # 2 * 10 of 10 * 3: 3000 + 7000 * 20 // 30.
        ("caliper", "turning", "caliper", 7_666),
        # 1 * 10 of 10 * 3: 3000 + 7000 * 10 // 30.
        ("caliper", "turning", "turning", 5_333),
        ("caliper", "turning", "caliper turning", 10_000),
        # In both lists it counts as must, once.
        ("caliper", "caliper turning", "turning", 5_333),
        ("", "caliper turning", "turning", 6_500),
        # Not added up: the best held one counts, 10 for caliper.
        ("caliper", "", "micrometer caliper dial-gauge", 10_000),
        # 2 * 10 + 2 * 5 of 10 * 4: 3000 + 7000 * 30 // 40.
        ("caliper tolerances", "", "caliper", 8_250),
    ],
)
def test_a_must_counts_twice_a_nice(must: str, nice: str, held: str, expected: int) -> None:
    assert skills_grade(holding(held), asking(must, nice)) == expected


@pytest.mark.parametrize(
    ("must", "nice", "expected"),
    [
        # Caliper: 2 * 10 itself, 2 * 5 tolerances, 5 micrometer, 5 measurement record, of 10 * (12 + 6).
        (None, None, 3_000 + 7_000 * 40 // 180),
        # The must alone: 20 + 10 of 120.
        (None, NONE, 3_000 + 7_000 * 30 // 120),
        # The nice alone: 5 + 5 of 60.
        (NONE, None, 3_000 + 7_000 * 10 // 60),
        # One must of the firm's own beside the trade's nice: 20 + 10 of 20 + 60.
        (skills("caliper"), None, 3_000 + 7_000 * 30 // 80),
        # The trade's must beside one nice of the firm's own, which is a must already.
        (None, skills("caliper"), 3_000 + 7_000 * 30 // 120),
    ],
)
def test_a_blank_list_stands_for_the_trades_own(
    must: frozenset[int] | None, nice: frozenset[int] | None, expected: int
) -> None:
    assert skills_grade(holding("caliper"), opening(must=must, nice=nice)) == expected


@pytest.mark.parametrize("held", [None, NONE, skills("caliper")])
def test_an_opening_that_asks_for_nothing_is_met_in_full_and_known(held: frozenset[int] | None) -> None:
    assert skills_grade(candidate(skills=held), asking()) == 10_000


def test_a_person_without_recorded_skills_or_practice_is_not_known() -> None:
    assert skills_grade(candidate(skills=None), asking(must="caliper")) is None


@pytest.mark.parametrize("held", [NONE, skills("turning")])
def test_a_person_who_meets_nothing_asked_for_grades_half_the_neutral(held: frozenset[int]) -> None:
    assert skills_grade(candidate(skills=held), asking(must="caliper")) == NOTHING_MET


@pytest.mark.parametrize(
    ("months", "asked", "held", "expected"),
    [
        (3, "caliper", None, 10_000),
        # Half of 10 by short practice: 3000 + 7000 * 10 // 20.
        (2, "caliper", None, 6_500),
        (3, "micrometer", None, 6_500),
        # Half of 5 is 2: 3000 + 7000 * 4 // 20.
        (2, "micrometer", None, 4_400),
        (2, "caliper", NONE, 6_500),
        # Recorded as well, it is held in full.
        (2, "caliper", skills("caliper"), 10_000),
        # Nothing of the trade is asked for: known all the same.
        (3, "hot-food", None, NOTHING_MET),
        (0, "caliper", None, 6_500),
    ],
)
def test_practice_in_a_trade_gives_its_must_skills(
    months: int, asked: str, held: frozenset[int] | None, expected: int
) -> None:
    person = candidate(skills=held, practice=((CNC, months),))
    assert skills_grade(person, asking(must=asked)) == expected


def test_practice_gives_no_nice_skills() -> None:
    # Preventive maintenance is a nice skill of CNC, and kindred to none of its must skills.
    assert (
        skills_grade(candidate(practice=((CNC, 12),)), asking(must="preventive-maintenance")) == NOTHING_MET
    )


def test_of_two_periods_the_longer_counts_for_a_skill_of_both_trades() -> None:
    # Accuracy and drawings are must skills of both trades.
    shorter, longer = ((CNC, 1), (trade("verktoymakerfaget"), 6))
    for practice in ((shorter, longer), (longer, shorter)):
        assert skills_grade(candidate(practice=practice), asking(must="accuracy")) == 10_000


def test_the_skills_asked_for_are_told_as_met_related_and_missing() -> None:
    place = asking(must="caliper cnc-operation", nice="micrometer hot-food")
    told = fit(holding("caliper"), place).skills
    assert told == SkillMatch(
        met=("caliper",), related=(("micrometer", "caliper"),), missing=("cnc-operation", "hot-food")
    )


def test_a_skill_of_short_practice_is_told_as_related_to_itself() -> None:
    told = fit(candidate(practice=((CNC, 1),)), asking(must="caliper")).skills
    assert told == SkillMatch(related=(("caliper", "caliper"),))


def test_of_equal_held_skills_the_first_of_the_catalogue_is_told() -> None:
    first = min(skills("micrometer dial-gauge"))
    told = fit(holding("micrometer dial-gauge"), asking(must="caliper")).skills
    assert skill(told.related[0][1]) == first


def test_nothing_recorded_leaves_every_skill_asked_for_unknown() -> None:
    told = fit(candidate(), asking(must="caliper", nice="turning")).skills
    assert told == SkillMatch(unknown=("caliper", "turning"))


def test_skills_of_another_trade_do_not_count_for_this() -> None:
    care = replace(opening(), trades=(HEALTH,))
    assert skills_grade(holding("caliper turning"), care) == NOTHING_MET

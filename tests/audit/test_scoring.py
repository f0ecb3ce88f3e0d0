"""Known answers of docs/fit.md, each worked by hand."""

from dataclasses import replace

import numpy as np
import pytest

from matching.audit.reading import Round
from matching.audit.scoring import points_of
from matching.domain.answers import TravelMode
from matching.domain.fit import Criterion, Fit, SkillMatch
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from tests.audit.graded import context_grade, fit_of, wishes_grade
from tests.builders import CATALOGUE, CNC, ON, candidate, cohort, context, municipality, opening, skill, trade

NOTHING: frozenset[int] = frozenset()
WELDING, CARE = trade("sveisefaget"), trade("helsearbeiderfaget")


def fitted(person: Candidate, place: Opening, policy: Policy | None = None) -> Fit:
    one = Round(cohort([person], [place]), CATALOGUE, policy or Policy(), ON)
    fit = fit_of(one)
    assert sum(part.points for part in fit.contributions) == fit.points
    return fit


def parts(fit: Fit) -> list[int]:
    return [part.points for part in fit.contributions]


def skills(*keys: str) -> frozenset[int]:
    return frozenset(skill(key) for key in keys)


def test_a_person_about_whom_little_is_known() -> None:
    """Grades 3000, 5000, 5000, 5000, 8888 (80 of 90 minutes left), 10,000.

    A = 300,000 and B = 150,000 + 150,000 + 75,000 + 133,320 + 100,000 = 608,320.
    454.16 - 50 % of the way to the harmonic mean 26.164 = 427.996. Parts 150, 75, 75, 37.5, 66.66, 50, -26.164:
    rounded down 426 in all; the two missing go to one_sided (.836) and travel (.66).
    Known are travel and extent: (15 + 10) / 2 = 12.5.
    """
    fit = fitted(candidate(), opening())
    assert (fit.points, fit.opening_side, fit.candidate_side, fit.evidence) == (428, 300, 608, 13)
    assert parts(fit) == [150, 75, 75, 37, 67, 50, -26]
    assert [part.known for part in fit.contributions] == [False, False, False, False, True, True, True]
    assert [part.part for part in fit.contributions] == [*Criterion, "one_sided"]
    assert fit.trade == "cnc-maskineringsfaget"


def test_none_of_the_skills_asked_for_gives_half_the_neutral_grade() -> None:
    """A = 150,000 and B = 608,320: 379.16 - 69.25 = 309.91; two units go to one_sided (.75) and travel (.66)."""
    fit = fitted(candidate(skills=NOTHING), opening(must=skills("caliper"), nice=NOTHING))
    assert (fit.points, fit.opening_side) == (310, 150)
    assert parts(fit) == [75, 75, 75, 37, 67, 50, -69]
    assert fit.skills.missing == ("caliper",)


def test_where_nothing_is_asked_everybody_has_what_is_asked() -> None:
    """A = 1,000,000 and B = 608,320: 804.16 - 23.847 = 780.31, and 125 of 200 weights are known."""
    fit = fitted(candidate(), opening(must=NOTHING, nice=NOTHING))
    assert (fit.points, fit.opening_side, fit.evidence) == (780, 1000, 63)
    assert fit.skills == SkillMatch(known=False)


def test_a_blank_list_stands_for_what_is_typical_and_a_skill_in_both_is_a_must() -> None:
    fit = fitted(candidate(), opening(must=skills("g-code", "caliper"), nice=None))
    assert fit.skills.unknown[:2] == ("caliper", "g-code")
    assert fit.skills.unknown[2:] == (
        "micrometer",
        "measurement-record",
        "cam-programming",
        "turning",
        "preventive-maintenance",
    )


@pytest.mark.parametrize(
    ("wishes", "part"),
    [
        ((CNC,), 150),  # 30 x 10,000 / 2000
        ((CARE, CNC), 120),
        ((CARE, WELDING, CNC), 90),
        ((WELDING,), 60),  # of the same family
        ((CARE,), 0),
    ],
)
def test_wishes(wishes: tuple[int, ...], part: int) -> None:
    assert parts(fitted(candidate(wishes=wishes), opening()))[2] == part


def test_grades_of_wishes_and_contexts() -> None:
    wished = [(CNC,), (CARE, CNC), (CARE, WELDING, CNC), (CARE, WELDING), (CARE,)]
    grades = [wishes_grade(candidate(wishes=one)) for one in wished]
    assert grades == [10_000, 8_000, 6_000, 4_000, 0]
    inside, noise, people = (frozenset({context(key)}) for key in ("indoors", "noise", "people"))
    assert context_grade(candidate(likes=inside), CNC) == 10_000
    assert context_grade(candidate(dislikes=people), CNC) == 10_000  # CNC lacks what she dislikes
    assert context_grade(candidate(likes=inside | people, dislikes=noise), CNC) == 3_333
    assert context_grade(candidate(likes=inside, dislikes=people | noise), CNC) == 6_666


def test_contexts_liked_and_had_or_disliked_and_lacked_count() -> None:
    """Of indoors and people liked, CNC has the first; it has the noise disliked: 10,000 x 1 // 3 = 3333."""
    person = candidate(
        likes=frozenset({context("indoors"), context("people")}), dislikes=frozenset({context("noise")})
    )
    fit = fitted(person, opening())
    assert fit.candidate_side == 583  # 608,320 - 15 x (5000 - 3333) = 583,315
    assert fit.contributions[3].known


def test_no_contexts_named_is_not_known() -> None:
    assert not fitted(candidate(likes=NOTHING, dislikes=None), opening()).contributions[3].known


def test_travel_and_extent_are_not_known_where_a_side_is_blank() -> None:
    fit = fitted(candidate(travel_mode=None), opening(extent=None))
    assert [part.known for part in fit.contributions[4:6]] == [False, False]
    assert fit.evidence == 0


def test_ninety_minutes_and_more_give_nothing() -> None:
    fit = fitted(
        candidate(travel_mode=TravelMode.CAR, travel_limit=200), opening(municipality=municipality("0301"))
    )
    assert parts(fit)[4] == 0


def test_the_greatest_extent_both_accept_counts_against_the_greatest_wanted() -> None:
    """10,000 x 60 // 80 = 7500, a part of 37.5; 441.66 - 22.718 = 418.94 in all."""
    fit = fitted(candidate(extent=(50, 80)), opening(extent=(50, 60)))
    assert fit.candidate_side == 583  # 608,320 - 10 x 2500 = 583,320
    assert fit.points == 419


def test_an_opening_is_fitted_in_the_alternative_trade_that_gives_most() -> None:
    either = opening(trades=(CNC, WELDING))
    assert fitted(candidate(wishes=(WELDING,)), either).trade == "sveisefaget"
    assert fitted(candidate(), either).trade == "cnc-maskineringsfaget"  # a tie: the one named first


def test_where_nothing_speaks_for_a_pair_all_parts_are_nothing() -> None:
    nothing = replace(Policy(), neutral_skills=0, neutral_others=0)
    far = candidate(skills=NOTHING, travel_mode=None, extent=None)
    fit = fitted(far, opening(must=skills("caliper"), nice=NOTHING), nothing)
    assert (fit.points, parts(fit)) == (0, [0] * 7)


def test_half_a_point_goes_up() -> None:
    sides = np.array([500, 499])  # 500 of a million on both sides is half a point
    assert points_of(sides, sides, 50).tolist() == [1, 0]


def test_a_pair_good_for_one_side_only_is_drawn_down_as_the_policy_says() -> None:
    """Undrawn 454.16; all the way to the harmonic mean 454.16 - 2 x 26.164 = 401.83."""
    assert fitted(candidate(), opening(), replace(Policy(), one_sided=0)).points == 454
    assert fitted(candidate(), opening(), replace(Policy(), one_sided=100)).points == 402

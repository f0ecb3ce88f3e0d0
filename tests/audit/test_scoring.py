"""Known answers of docs/fit.md, each worked by hand."""

from dataclasses import replace

import pytest

from matching.audit.grading import context_grade, interests_grade, skills_grade, wishes_grade, worth_of
from matching.audit.reading import Round
from matching.audit.scoring import Scores, points_of
from matching.domain.answers import TravelMode
from matching.domain.fit import Criterion, Fit, SkillMatch
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Policy
from tests.builders import CATALOGUE, CNC, ON, candidate, cohort, context, municipality, opening, skill, trade

NOTHING: frozenset[int] = frozenset()
WELDING, CARE = trade("sveisefaget"), trade("helsearbeiderfaget")


def fitted(person: Candidate, place: Opening, policy: Policy | None = None) -> Fit:
    one = Round(cohort([person], [place]), CATALOGUE, policy or Policy(), ON)
    fit = Scores(one).fit[0, 0]
    assert sum(part.points for part in fit.contributions) == fit.points == Scores(one).points[0, 0]
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


def test_skills_asked_for_are_met_related_or_missing() -> None:
    """caliper 10 and milling 5 (kindred of turning) count 2, g-code 0 counts 1: 30 of 50 tenths.

    Grade 3000 + 7000 x 30 // 50 = 7200, so A = 720,000 and B = 608,320: 664.16 - 2.347 = 661.81.
    """
    asks = opening(must=skills("caliper", "milling"), nice=skills("g-code"))
    fit = fitted(candidate(skills=skills("caliper", "turning")), asks)
    assert (fit.points, fit.opening_side, fit.evidence) == (662, 720, 63)
    assert fit.skills == SkillMatch(met=("caliper",), related=(("milling", "turning"),), missing=("g-code",))


def test_short_practice_gives_half_and_three_months_all() -> None:
    """Two months as CNC apprentice: tolerances 10 // 2 = 5, micrometer 5 // 2 = 2, counted twice: 14 of 40.

    Grade 3000 + 7000 x 14 // 40 = 5450; after three months 3000 + 7000 x 30 // 40 = 8250.
    """
    asks = opening(must=skills("tolerances", "micrometer"), nice=NOTHING)
    short = fitted(candidate(practice=((CNC, 2),)), asks)
    assert short.opening_side == 545
    assert short.skills.related == (("micrometer", "caliper"), ("tolerances", "tolerances"))
    long = fitted(candidate(practice=((CNC, 3),)), asks)
    assert long.opening_side == 825
    assert (long.skills.met, long.skills.related) == (("tolerances",), (("micrometer", "caliper"),))


def test_a_recorded_skill_is_held_in_full_beside_short_practice() -> None:
    asks = opening(must=skills("tolerances"), nice=NOTHING)
    fit = fitted(candidate(skills=skills("tolerances"), practice=((CNC, 1),)), asks)
    assert fit.skills.met == ("tolerances",)


def test_of_kindred_skills_the_first_of_the_catalogue_is_named() -> None:
    asks = opening(must=skills("caliper"), nice=NOTHING)
    fit = fitted(candidate(skills=skills("tolerances", "micrometer")), asks)
    assert fit.skills.related == (("caliper", "micrometer"),)


def test_none_of_the_skills_asked_for_gives_half_the_neutral_grade() -> None:
    """A = 150,000 and B = 608,320: 379.16 - 69.25 = 309.91; two units go to one_sided (.75) and travel (.66)."""
    fit = fitted(candidate(skills=NOTHING), opening(must=skills("caliper"), nice=NOTHING))
    assert (fit.points, fit.opening_side) == (310, 150)
    assert parts(fit) == [75, 75, 75, 37, 67, 50, -69]
    assert fit.skills == SkillMatch(missing=("caliper",))


def test_where_nothing_is_asked_everybody_has_what_is_asked() -> None:
    """A = 1,000,000 and B = 608,320: 804.16 - 23.847 = 780.31, and 125 of 200 weights are known."""
    fit = fitted(candidate(), opening(must=NOTHING, nice=NOTHING))
    assert (fit.points, fit.opening_side, fit.evidence) == (780, 1000, 63)
    assert fit.skills == SkillMatch()


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
    ("asked", "held", "tenths"),
    [
        ("caliper", "caliper", 10),
        ("measuring", "caliper", 10),  # narrower than what is asked for
        ("industry", "caliper", 10),
        ("caliper", "micrometer", 5),  # same nearest broader skill
        ("caliper", "measuring", 5),  # the nearest broader skill itself
        ("caliper", "industry", 0),
        ("caliper", "turning", 0),
        ("industry", "building", 0),  # two roots are not kindred
    ],
)
def test_worth_of_a_held_skill(asked: str, held: str, tenths: int) -> None:
    assert worth_of(skill(asked), skill(held), CATALOGUE.skills) == tenths


def test_a_share_above_nothing_is_never_below_the_neutral_grade() -> None:
    assert skills_grade([(1, 2), (2, 0)], 3000) == 3000 + 7000 * 2 // 30
    assert skills_grade([(1, 0)], 3000) == 1500


@pytest.mark.parametrize(
    ("interests", "grade"),
    [
        ((64, 28, 11, 10, 14, 54), 10_000),  # the trade's own
        # x: sum 90, vx = 6 x 2100 - 8100 = 4500; y: sum 181, vy = 6 x 8213 - 32761 = 16517
        # c = 6 x 3430 - 90 x 181 = 4290; r = 4290 / 8621.28 = 0.497605; 5000 + 2488.03
        ((10, 10, 10, 10, 10, 40), 7488),
        ((30, 30, 30, 30, 30, 38), None),  # vx = 5 x 8 x 8 = 320
        (None, None),
        ((30, 30, 30), None),
    ],
)
def test_interests(interests: tuple[int, ...] | None, grade: int | None) -> None:
    assert interests_grade(candidate(interests=interests), CATALOGUE.trades[CNC]) == grade


def test_interests_spread_by_three_tenths_just_say_something() -> None:
    """vx = 6 x 6588 - 198 x 198 = 324; c = 6 x 5898 - 198 x 181 = -450; r = -450 / 2313.33; 5000 - 972.63."""
    assert interests_grade(candidate(interests=(30, 30, 30, 36, 36, 36)), CATALOGUE.trades[CNC]) == 4027


def test_a_trade_without_a_shape_of_interests_says_nothing() -> None:
    flat = replace(CATALOGUE.trades[CNC], interests=(30,) * 6)
    assert interests_grade(candidate(interests=(64, 28, 11, 10, 14, 54)), flat) is None


def test_interests_spread_by_nine_tenths_say_something() -> None:
    """vx = 5 x 9 x 9 = 405; c = 6 x 30 x 181 + 6 x 9 x 54 - 189 x 181 = 1287; r = 1287 / 2586.38 = 0.49761."""
    assert interests_grade(candidate(interests=(30, 30, 30, 30, 30, 39)), CATALOGUE.trades[CNC]) == 7488


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
    cnc, trades = CATALOGUE.trades[CNC], CATALOGUE.trades
    wished = [(CNC,), (CARE, CNC), (CARE, WELDING, CNC), (CARE, WELDING), (CARE,)]
    grades = [wishes_grade(candidate(wishes=one), CNC, trades) for one in wished]
    assert grades == [10_000, 8_000, 6_000, 4_000, 0]
    inside, noise, people = (frozenset({context(key)}) for key in ("indoors", "noise", "people"))
    assert context_grade(candidate(likes=inside), cnc) == 10_000
    assert context_grade(candidate(dislikes=people), cnc) == 10_000  # CNC lacks what she dislikes
    assert context_grade(candidate(likes=inside | people, dislikes=noise), cnc) == 3_333
    assert context_grade(candidate(likes=inside, dislikes=people | noise), cnc) == 6_666


def test_nothing_asked_is_a_full_grade() -> None:
    assert skills_grade([], 3000) == 10_000


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
    assert points_of(500, 500, 50) == 1  # 500 of a million on both sides is half a point
    assert points_of(499, 499, 50) == 0


def test_a_pair_good_for_one_side_only_is_drawn_down_as_the_policy_says() -> None:
    """Undrawn 454.16; all the way to the harmonic mean 454.16 - 2 x 26.164 = 401.83."""
    assert fitted(candidate(), opening(), replace(Policy(), one_sided=0)).points == 454
    assert fitted(candidate(), opening(), replace(Policy(), one_sided=100)).points == 402

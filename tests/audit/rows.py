"""Rows of plans worked by hand: fits of people about whom little is known, and what is the same in every plan."""

import numpy as np

from matching.domain.cohort import Cohort
from matching.domain.fit import ONE_SIDED, Contribution, Criterion, Fit, Movement, Side, SkillMatch, SkillPart
from matching.domain.plan import Assignment, EmptySeats, Plan, Status
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.scoring.criteria import skills_grade
from matching.scoring.points import total_points
from tests.builders import CATALOGUE, FULL, skill

CNC_KEY = "cnc-maskineringsfaget"
ASKED = (
    *("caliper", "tolerances", "cnc-operation", "machine-setup", "read-technical-drawings", "accuracy"),
    *("micrometer", "measurement-record", "g-code", "cam-programming", "turning", "preventive-maintenance"),
)
"""What CNC typically asks for: must skills, then nice ones, each in the order of the catalogue."""
MUST = 6


def fit(
    parts: tuple[int, ...],
    moves: dict[Criterion, tuple[int, int]],
    *,
    hers: int,
    evidence: int,
    wished: bool = False,
) -> Fit:
    """A fit in CNC of a person whose skills, interests and contexts are not recorded; `hers` is B."""
    known = (False, False, wished, False, True, True)
    named = zip(Criterion, parts, known, strict=False)
    contributions = [Contribution(name, points, told) for name, points, told in named]
    return Fit(
        points=sum(parts),
        opening_side=300,
        candidate_side=(hers + 500) // 1_000,
        limiting=Side.OPENING,
        evidence=evidence,
        trade=CNC_KEY,
        contributions=(*contributions, Contribution(ONE_SIDED, parts[-1])),
        movements=tuple(Movement(name, *ends) for name, ends in moves.items()),
        skills=_unknown(sum(parts), hers),
    )


def _unknown(points: int, hers: int) -> SkillMatch:
    """Twelve skills asked for, and nothing known; a gain is what the step that scores would find."""
    counts = [2] * MUST + [1] * (len(ASKED) - MUST)
    wholes = [
        2 * count * int(CATALOGUE.skill_weights[skill(key)]) for count, key in zip(counts, ASKED, strict=True)
    ]
    grades = skills_grade(np.array(wholes), np.full(len(wholes), sum(wholes)), 3_000)
    gains = total_points(100 * grades, np.full(len(wholes), hers), 50) - points
    named = zip(ASKED, counts, wholes, gains.tolist(), strict=True)
    parts = (SkillPart(key, count == 2, 0, (), 0, whole, gain) for key, count, whole, gain in named)
    return SkillMatch(tuple(parts), known=False)


# Parts are weight x grade / 2000: skills 150, interests 75, wishes 75 or 150, context 37.5, travel of 10 minutes
# 66.66, extent 50; less one_sided 250 x (A - B)^2 / (A + B) / 10^6; the missing whole points to the largest rests.
# Movements are the points with A = 150,000 and 1,000,000 (skills), and with B less and more by half of weight x
# 10,000: 150,000 for interests and wishes, 75,000 for context.
SKILLS, INTERESTS, WISHES, CONTEXT = list(Criterion)[:4]
PLAIN = fit(  # A = 300,000 and B = 608,320: 454.16 - 26.164 = 427.996
    (150, 75, 75, 37, 67, 50, -26),
    {SKILLS: (310, 780), INTERESTS: (371, 480), WISHES: (371, 480), CONTEXT: (400, 454)},
    hers=608_320,
    evidence=13,
)
WISHED = fit(  # 529.16 - 49.62
    (150, 75, 150, 38, 67, 50, -50),
    {SKILLS: (352, 871), INTERESTS: (428, 528), CONTEXT: (454, 504)},
    hers=758_320,
    evidence=28,
    wished=True,
)
MOST_OF = fit(  # 80 of 100: 444.16 - 23.395
    (150, 75, 75, 37, 67, 40, -23),
    {SKILLS: (304, 767), INTERESTS: (363, 473), WISHES: (363, 473), CONTEXT: (393, 447)},
    hers=588_320,
    evidence=13,
)
HALF = fit(  # 50 of 100: 429.16 - 19.436
    (150, 75, 75, 37, 67, 25, -19),
    {SKILLS: (295, 748), INTERESTS: (350, 463), WISHES: (350, 463), CONTEXT: (381, 437)},
    hers=558_320,
    evidence=13,
)
HALF_WISHED = fit(  # 504.16 - 41.337
    (150, 75, 150, 37, 67, 25, -41),
    {SKILLS: (338, 842), INTERESTS: (410, 512), CONTEXT: (437, 488)},
    hers=708_320,
    evidence=28,
    wished=True,
)


def frame(round_: Cohort, policy: Policy) -> Plan:
    """A plan of nothing yet."""
    return Plan(
        status=Status.OPTIMAL,
        mode=policy.mode,
        reserves={},
        programme=round_.programme.id,
        on="2026-09-01",
        seed=1,
        input_hash=round_.digest(),
        policy_hash=policy.digest(),
        versions={},
        algorithm="by hand",
        notes=(Reason.of(ReasonCode.NOTE_ORDINARY),),
    )


def assignment(
    person: str,
    place: str,
    fits: Fit,
    *,
    extent: tuple[int, int] = FULL,
    notes: tuple[Reason, ...] = (),
    pinned: bool = False,
) -> Assignment:
    """A proposal ten minutes from home."""
    return Assignment(
        candidate=person,
        opening=place,
        trade=CNC_KEY,
        extent=extent,
        minutes=10,
        fit=fits,
        notes=notes,
        pinned=pinned,
    )


def nobody(
    place: str, *why: Reason, room: int, eligible: int = 0, unknown: int = 0, elsewhere: int = 0
) -> EmptySeats:
    first = Reason.of(ReasonCode.NOBODY_ELIGIBLE, here=None)
    if elsewhere:
        first = Reason.of(ReasonCode.PROPOSED_ELSEWHERE, count=elsewhere)
    return EmptySeats(opening=place, room=room, eligible=eligible, unknown=unknown, reasons=(first, *why))

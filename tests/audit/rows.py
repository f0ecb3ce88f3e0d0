"""Rows of plans worked by hand: fits of people about whom little is known, and what is the same in every plan."""

from matching.domain.cohort import Cohort
from matching.domain.fit import ONE_SIDED, Contribution, Criterion, Fit, SkillMatch
from matching.domain.plan import Assignment, EmptySeats, Plan, Status
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode
from tests.builders import FULL

CNC_KEY = "cnc-maskineringsfaget"
ASKED = (
    *("caliper", "tolerances", "cnc-operation", "machine-setup", "read-technical-drawings", "accuracy"),
    *("micrometer", "measurement-record", "g-code", "cam-programming", "turning", "preventive-maintenance"),
)
"""What CNC typically asks for: must skills, then nice ones, each in the order of the catalogue."""


def fit(parts: tuple[int, ...], *, candidate_side: int, evidence: int, wished: bool = False) -> Fit:
    """A fit in CNC of a person whose skills, interests and contexts are not recorded."""
    known = (False, False, wished, False, True, True)
    named = zip(Criterion, parts, known, strict=False)
    contributions = [Contribution(name, points, told) for name, points, told in named]
    return Fit(
        points=sum(parts),
        opening_side=300,
        candidate_side=candidate_side,
        evidence=evidence,
        trade=CNC_KEY,
        contributions=(*contributions, Contribution(ONE_SIDED, parts[-1])),
        skills=SkillMatch(unknown=ASKED),
    )


# Parts are weight x grade / 2000: skills 150, interests 75, wishes 75 or 150, context 37.5, travel of 10 minutes
# 66.66, extent 50; less one_sided 250 x (A - B)^2 / (A + B) / 10^6; the missing whole points to the largest rests.
PLAIN = fit((150, 75, 75, 37, 67, 50, -26), candidate_side=608, evidence=13)  # 454.16 - 26.164 = 427.996
WISHED = fit((150, 75, 150, 38, 67, 50, -50), candidate_side=758, evidence=28, wished=True)  # 529.16 - 49.62
MOST_OF = fit((150, 75, 75, 37, 67, 40, -23), candidate_side=588, evidence=13)  # 80 of 100: 444.16 - 23.395
HALF = fit((150, 75, 75, 37, 67, 25, -19), candidate_side=558, evidence=13)  # 50 of 100: 429.16 - 19.436
HALF_WISHED = fit(
    (150, 75, 150, 37, 67, 25, -41), candidate_side=708, evidence=28, wished=True
)  # 504.16 - 41.337


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

"""The funnels and question lists of the plans worked by hand."""

from collections.abc import Mapping
from typing import Any

from matching.domain.funnel import Funnel, OpenQuestion, RuleCount
from matching.domain.reasons import Party
from matching.domain.reasons import ReasonCode as Code
from matching.eligibility.rules import RULES

Counts = tuple[int, int, int, int]
"""Pairs a requirement stops, stops alone, cannot say of, and alone cannot say of."""


def _counted(
    totals: tuple[int, int, int], by_reason: Mapping[Code, Counts], *asked: OpenQuestion
) -> dict[str, Any]:
    """The columns of a plan with so many pairs eligible, unknown and ineligible; other requirements stop nobody."""
    eligible, unknown, ineligible = totals
    rules = tuple(RuleCount(one.name, one.no, *by_reason.get(one.no, (0, 0, 0, 0))) for one in RULES)
    found = Funnel(sum(totals), eligible, unknown, ineligible, rules)
    return {"funnel": found, "open_questions": asked, "questions_in_all": len(asked)}


def _ask(question: Code, about: str, *, of: int, unlocks: int = 1, waits: int = 0) -> OpenQuestion:
    """A question to a candidate that a round of so many openings waits for."""
    facts = (("among", unlocks + waits), ("count", unlocks or None), ("total", of))
    return OpenQuestion(question, Party.CANDIDATE, about, unlocks, waits, facts)


# Twenty pairs: p3 is not approved, k5 is not in the round; at p4 only k3 will work less than full time, and what
# she has not said of her licence is all there is to ask. Whether k4 gets to p1 by bus is not known.
COUNTED_IN_PLACES = _counted(
    (7, 2, 11),
    {
        Code.NOT_IN_ROUND: (4, 2, 0, 0),
        Code.NOT_APPROVED: (5, 4, 0, 0),
        Code.TRAVEL_TOO_LONG: (0, 0, 1, 1),
        Code.LICENCE_MISSING: (3, 0, 1, 1),
        Code.EXTENT_APART: (4, 0, 0, 0),
    },
    _ask(Code.ASK_LICENCE, "k3", of=4),
    _ask(Code.ASK_TRAVEL, "k4", of=4),
)

# Twelve pairs: k1 and k4 do not work half time at p2; nobody has said whether they hold the licence of p3.
COUNTED_IN_MEETINGS = _counted(
    (6, 4, 2),
    {Code.EXTENT_APART: (2, 2, 0, 0), Code.LICENCE_MISSING: (0, 0, 4, 4)},
    *(_ask(Code.ASK_LICENCE, name, of=3) for name in ("k1", "k2", "k3", "k4")),
)

COUNTED_IN_FULL_LISTS = _counted((3, 0, 0), {})

# Twelve pairs: k3 and k4 work half time, which p1 and p2 do not offer.
COUNTED_UNDER_LIMITS = _counted((8, 0, 4), {Code.EXTENT_APART: (4, 4, 0, 0)})

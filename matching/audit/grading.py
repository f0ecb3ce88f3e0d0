"""One person, one offer and one trade in, a grade of 0-10,000 or None out: docs/fit.md a second time."""

from collections.abc import Sequence

from matching.audit.reading import Offer
from matching.domain.people import INTERESTS, Candidate
from matching.domain.reference import Leisure, Trade

FULL_GRADE = 10_000
Grade = int | None
"""None where what the criterion asks about is not known."""


def interests_grade(person: Candidate, trade: Trade, leisure: Sequence[Leisure], neutral: int) -> Grade:
    """How alike the person's interests and the trade's run, moved by the areas she names or shows in leisure."""
    alike = _alike(_six(person), trade.interests)
    grade = neutral if alike is None else alike if _numbers(person) else (50 * alike + 50 * neutral) // 100
    likes = set(person.areas or ())
    for one in person.leisure or ():
        likes |= leisure[one].areas
    if likes.intersection(trade.areas):
        up = 50 if trade.areas[0] in likes else 30
        return ((100 - up) * grade + up * FULL_GRADE) // 100
    if person.areas is not None and trade.areas:
        return 75 * grade // 100
    return None if alike is None else grade


def interests_share(person: Candidate, grade: Grade) -> int:
    """Hundredths of the weight of interests that rest on what is known: half where the six numbers say nothing."""
    if grade is None:
        return 0
    x = person.interests or ()
    return 100 if _numbers(person) and 6 * sum(one * one for one in x) - sum(x) ** 2 >= 324 else 50


def _numbers(person: Candidate) -> bool:
    return person.interests is not None and len(person.interests) == INTERESTS


def _six(person: Candidate) -> Sequence[int]:
    """The six numbers, or those that three letters stand for."""
    if _numbers(person) or len(person.interest_code) < 3:
        return person.interests or ()
    first, second, third = person.interest_code
    return [{first: 60, second: 50, third: 40}.get(place, 20) for place in range(INTERESTS)]


def _alike(x: Sequence[int], y: Sequence[int]) -> Grade:
    """The concordance of six numbers and six, as a grade."""
    if len(x) < INTERESTS:
        return None
    vx = 6 * sum(one * one for one in x) - sum(x) ** 2
    vy = 6 * sum(one * one for one in y) - sum(y) ** 2
    if vx < 324 or vy == 0:
        return None
    c = 6 * sum(one * other for one, other in zip(x, y, strict=True)) - sum(x) * sum(y)
    d = 4 * (vx + vy) + (sum(x) - sum(y)) ** 2
    return (5000 * (d + 8 * c) * 2 + d) // (2 * d)


def wishes_grade(person: Candidate, trade: int, trades: Sequence[Trade]) -> Grade:
    """How high the person has wished the trade, or one of its family; nothing for a trade she has said no to."""
    if trade in person.unwanted:
        return 0
    if not person.wishes:
        return None
    if trade in person.wishes:
        sure, maybe = ((10_000, 7_000), (8_000, 6_000), (6_000, 5_000))[person.wishes.index(trade)]
        return maybe if trade in person.maybe else sure
    family = trades[trade].family
    return 4_000 if any(trades[wish].family == family for wish in person.wishes) else 0


def context_grade(person: Candidate, trade: Trade) -> Grade:
    """How much of what the person likes the trade has, and lacks of what she dislikes."""
    likes, dislikes = person.likes or frozenset(), person.dislikes or frozenset()
    if not likes and not dislikes:
        return None
    suits = len(likes & trade.context) + len(dislikes - trade.context)
    return FULL_GRADE * suits // (len(likes) + len(dislikes))


def travel_grade(minutes: int | None) -> Grade:
    """How short the journey is."""
    return None if minutes is None else FULL_GRADE * max(0, 90 - minutes) // 90


def extent_grade(person: Candidate, offer: Offer) -> Grade:
    """How much of what the person wants at most both accept."""
    if person.extent is None or offer.extent is None:
        return None
    return FULL_GRADE * min(person.extent[1], offer.extent[1]) // person.extent[1]

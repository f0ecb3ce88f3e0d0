"""One person, one offer and one trade in, a grade of 0-10,000 or None out: docs/fit.md a second time."""

from collections.abc import Sequence
from math import floor, sqrt

from matching.audit.reading import Offer
from matching.domain.people import INTERESTS, Candidate
from matching.domain.reference import Skill, Trade

FULL_GRADE = 10_000
Grade = int | None
"""None where what the criterion asks about is not known."""

Held = dict[int, bool] | None
"""Each skill held: in full, or by short practice alone. None where nothing is recorded."""

Asked = tuple[tuple[int, int], ...]
"""(skill, how much it counts), must skills first, each kind by position."""


def held_skills(person: Candidate, trades: Sequence[Trade]) -> Held:
    """What a person can do: what is recorded, and what practice has taught."""
    if person.skills is None and not person.practice:
        return None
    held = dict.fromkeys(person.skills or (), True)
    for trade, months in person.practice:
        for skill in trades[trade].must:
            held[skill] = held.get(skill, False) or months >= 3
    return held


def asked_skills(offer: Offer, trade: Trade) -> Asked:
    """What is asked for in one trade; a blank list stands for what is typical of it."""
    must = set(trade.must if offer.must is None else offer.must)
    nice = set(trade.nice if offer.nice is None else offer.nice) - must
    return (*((skill, 2) for skill in sorted(must)), *((skill, 1) for skill in sorted(nice)))


def worth_of(asked: int, held: int, skills: Sequence[Skill]) -> int:
    """Tenths a skill held in full is worth for one asked for."""
    step: int | None = held
    while step is not None:
        if step == asked:
            return 10
        step = skills[step].broader
    nearest = skills[asked].broader
    return 5 if nearest is not None and nearest in (held, skills[held].broader) else 0


def worth_of_all(asked: int, skills: Sequence[Skill]) -> dict[int, int]:
    """Every skill that is worth something for one asked for, to its tenths."""
    worths = {held: worth_of(asked, held, skills) for held in range(len(skills))}
    return {held: worth for held, worth in worths.items() if worth}


def skills_grade(worths: Sequence[tuple[int, int]], neutral: int) -> int:
    """Grade of (count, worth of the best held skill) of each skill asked for, known."""
    if not worths:
        return FULL_GRADE
    reached = sum(count * worth for count, worth in worths)
    if reached == 0:
        return neutral // 2
    return neutral + (FULL_GRADE - neutral) * reached // (10 * sum(count for count, _ in worths))


def interests_grade(person: Candidate, trade: Trade) -> Grade:
    """How alike the person's six interests and the trade's run."""
    if person.interests is None or len(person.interests) < INTERESTS:
        return None
    x, y = person.interests, trade.interests
    vx = 6 * sum(one * one for one in x) - sum(x) ** 2
    vy = 6 * sum(one * one for one in y) - sum(y) ** 2
    if vx < 324 or vy == 0:
        return None
    c = 6 * sum(one * other for one, other in zip(x, y, strict=True)) - sum(x) * sum(y)
    return floor(5000 + 5000 * (c / sqrt(float(vx * vy))) + 0.5)


def wishes_grade(person: Candidate, trade: int, trades: Sequence[Trade]) -> Grade:
    """How high the person has wished the trade, or one of its family."""
    if not person.wishes:
        return None
    if trade in person.wishes:
        return (10_000, 8_000, 6_000)[person.wishes.index(trade)]
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

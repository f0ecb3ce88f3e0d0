"""Proposed pairs in, assignments with their reasons out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from matching.blocks.verdicts import VerdictSource
from matching.catalogue.catalogue import Catalogue
from matching.domain.allocation import Allocation
from matching.domain.cells import overlap
from matching.domain.cohort import Cohort
from matching.domain.columns import Int32
from matching.domain.fit import Criterion, Fit, Verdict
from matching.domain.people import Candidate
from matching.domain.plan import Assignment
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.domain.suggestion import Suggestion

GOOD = 75
"""Percent of a part's full points from which it is told as a reason (source: assumption)."""


def assignments(
    allocation: Allocation,
    fits: Sequence[Fit],
    verdicts: VerdictSource,
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
) -> tuple[Assignment, ...]:
    """Every proposed pair with what it consists of; `fits` are in the allocation's order."""
    pins = {(pin.candidate, pin.opening): pin for pin in policy.pins}
    place_of = cache(cohort.openings.opening)
    columns = (column.tolist() for column in (allocation.person, allocation.opening, allocation.pinned))
    found = []
    for person, opening, is_pin, fit in zip(*columns, fits, strict=True):
        candidate, place = cohort.people.candidate(person), place_of(opening)
        notes = (*_no_to_trade(fit, candidate, catalogue), *verdicts.notes(candidate, place))
        if is_pin:
            pin = pins[candidate.id, place.id]
            notes = (*notes, Reason.of(ReasonCode.NOTE_PINNED, by=pin.by, reason=pin.reason))
        minutes = catalogue.travel.between(candidate.travel_mode, candidate.municipality, place.municipality)
        found.append(
            Assignment(
                candidate=candidate.id,
                opening=place.id,
                trade=fit.trade,
                extent=overlap(candidate.extent, place.extent),
                minutes=minutes,
                fit=fit,
                why=why(fit, candidate, minutes, catalogue, policy),
                questions=verdicts.verdict(person, opening).reasons if is_pin or policy.allow_unknown else (),
                notes=notes,
                pinned=is_pin,
            )
        )
    return tuple(found)


def suggestions(
    person: Int32,
    opening: Int32,
    fits: Sequence[Fit | None],
    verdicts: Sequence[Verdict],
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
) -> tuple[Suggestion, ...]:
    """Ranked pairs with verdict, parts and reasons, in the order given; no fit for a pair that may not meet."""
    found = []
    for row, col, fit, judged in zip(person.tolist(), opening.tolist(), fits, verdicts, strict=True):
        candidate, place = cohort.people.candidate(row), cohort.openings.opening(col)
        minutes = catalogue.travel.between(candidate.travel_mode, candidate.municipality, place.municipality)
        verdict = _with_decisions(judged, candidate.id, place.id, policy)
        no = _no_to_trade(fit, candidate, catalogue) if fit else ()
        found.append(
            Suggestion(
                candidate=candidate.id,
                opening=place.id,
                verdict=replace(verdict, notes=(*no, *verdict.notes)),
                fit=fit,
                extent=overlap(candidate.extent, place.extent),
                minutes=minutes,
                why=why(fit, candidate, minutes, catalogue, policy) if fit else (),
            )
        )
    return tuple(found)


def _with_decisions(verdict: Verdict, candidate: str, opening: str, policy: Policy) -> Verdict:
    """The verdict, and what people have decided about the pair."""
    kinds = ((ReasonCode.NOTE_PINNED, policy.pins), (ReasonCode.NOTE_VETOED, policy.vetoes))
    decided = [
        Reason.of(code, by=one.by, reason=one.reason)
        for code, decisions in kinds
        for one in decisions
        if (one.candidate, one.opening) == (candidate, opening)
    ]
    return replace(verdict, notes=(*verdict.notes, *decided))


def why(
    fit: Fit, candidate: Candidate, minutes: int | None, catalogue: Catalogue, policy: Policy
) -> tuple[Reason, ...]:
    """What speaks for a pair: what she likes, the skills, her wish, and parts of GOOD percent of their points."""
    liked = _of_likes(fit, candidate, catalogue)
    wishes = _of_wishes(fit, candidate, minutes, catalogue, policy, liked=bool(liked))
    return (*liked, *_of_skills(fit), *wishes)


def _no_to_trade(fit: Fit, candidate: Candidate, catalogue: Catalogue) -> tuple[Reason, ...]:
    """A note where the person has said no to the trade: it stops nothing, and speaks for nothing."""
    said = any(catalogue.trades[one].key == fit.trade for one in candidate.unwanted)
    return (Reason(ReasonCode.TRADE_UNWANTED),) if said else ()


def _of_likes(fit: Fit, candidate: Candidate, catalogue: Catalogue) -> list[Reason]:
    """The foremost area of the trade that the person likes."""
    trade = next(one for one in catalogue.trades if one.key == fit.trade)
    leisure = [catalogue.leisure[one].areas for one in candidate.leisure or ()]
    liked = frozenset[int]().union(candidate.areas or (), *leisure)
    return [
        Reason.of(ReasonCode.INTEREST_LIKED, area=catalogue.areas[one].key)
        for one in trade.areas
        if one in liked
    ][:1]


def _of_skills(fit: Fit) -> list[Reason]:
    skills = fit.skills
    if skills.unknown:
        return [Reason.of(ReasonCode.SKILLS_UNKNOWN, asked=len(skills.unknown))]
    told = {
        ReasonCode.SKILLS_MET: skills.met,
        ReasonCode.SKILLS_A_LITTLE: skills.a_little,
        ReasonCode.SKILLS_RELATED: skills.related,
        ReasonCode.SKILLS_MISSING: skills.missing,
    }
    asked = len(skills.parts)
    return [Reason.of(code, count=len(some), asked=asked) for code, some in told.items() if some]


def _of_wishes(
    fit: Fit, candidate: Candidate, minutes: int | None, catalogue: Catalogue, policy: Policy, *, liked: bool
) -> list[Reason]:
    says = candidate.interests is not None or bool(candidate.interest_code)
    told = {
        Criterion.WISHES: _wish(fit, candidate, catalogue),
        Criterion.INTERESTS: Reason(ReasonCode.INTERESTS_LIKE) if says else None,
        Criterion.CONTEXT: Reason(ReasonCode.CONTEXT_LIKED),
        Criterion.TRAVEL: Reason.of(ReasonCode.SHORT_TRAVEL, minutes=minutes),
        Criterion.EXTENT: Reason(ReasonCode.FULL_EXTENT),
    }
    # A wish is her own word. A liked area draws interests half of the way up, and numbers must be good without it.
    least = {Criterion.WISHES: 0, Criterion.INTERESTS: (100 + GOOD) // 2 if liked else GOOD}
    points = {part.part: part.points for part in fit.contributions if part.known}
    return [
        reason
        for part, reason in told.items()
        if reason and part in points and _reaches(least.get(part, GOOD), points[part], policy.weights[part])
    ]


def _wish(fit: Fit, candidate: Candidate, catalogue: Catalogue) -> Reason | None:
    """The rank of the trade among the wishes, and whether it is a maybe; None where it is not wished."""
    for rank, wish in enumerate(candidate.wishes, 1):
        if catalogue.trades[wish].key == fit.trade:
            maybe = wish in candidate.maybe
            return Reason.of(ReasonCode.WISHED_MAYBE if maybe else ReasonCode.WISHED_TRADE, rank=rank)
    return None


def _reaches(percent: int, points: int, weight: int) -> bool:
    # A criterion's full points are half its weight in percent of 1000: the two sides share the whole.
    return weight > 0 and 100 * points >= percent * 5 * weight

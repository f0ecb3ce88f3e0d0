"""Proposed pairs in, assignments with their reasons out."""

from collections.abc import Sequence
from dataclasses import replace

from matching.blocks.verdicts import VerdictSource
from matching.catalogue.catalogue import Catalogue
from matching.domain.allocation import Allocation
from matching.domain.cells import overlap
from matching.domain.cohort import Cohort
from matching.domain.columns import Int32
from matching.domain.fit import Criterion, Fit, Side, Verdict
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
    pairs = zip(
        allocation.person.tolist(), allocation.opening.tolist(), allocation.pinned.tolist(), strict=True
    )
    found = []
    for (person, opening, is_pin), fit in zip(pairs, fits, strict=True):
        candidate, place = cohort.people.candidate(person), cohort.openings.opening(opening)
        notes = verdicts.notes(person, opening)
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
    verdicts: VerdictSource,
    cohort: Cohort,
    catalogue: Catalogue,
    policy: Policy,
) -> tuple[Suggestion, ...]:
    """Ranked pairs with verdict, parts and reasons, in the order given; no fit for a pair that may not meet."""
    found = []
    for row, col, fit in zip(person.tolist(), opening.tolist(), fits, strict=True):
        candidate, place = cohort.people.candidate(row), cohort.openings.opening(col)
        minutes = catalogue.travel.between(candidate.travel_mode, candidate.municipality, place.municipality)
        found.append(
            Suggestion(
                candidate=candidate.id,
                opening=place.id,
                verdict=_with_decisions(verdicts.verdict(row, col), candidate.id, place.id, policy),
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
    """What stands out in a fit: her own word, the skills, and parts that reach GOOD percent of their points."""
    return (
        *_of_answers(fit, candidate, catalogue),
        *_of_skills(fit),
        *_of_wishes(fit, candidate, minutes, catalogue, policy),
    )


def _of_answers(fit: Fit, candidate: Candidate, catalogue: Catalogue) -> list[Reason]:
    """What the person herself has said of the trade: no to it, or that she likes what it is about."""
    place, trade = next((place, one) for place, one in enumerate(catalogue.trades) if one.key == fit.trade)
    leisure = [catalogue.leisure[one].areas for one in candidate.leisure or ()]
    liked = frozenset[int]().union(candidate.areas or (), *leisure)
    found = [Reason(ReasonCode.TRADE_UNWANTED)] if place in candidate.unwanted else []
    area = next((catalogue.areas[one].key for one in trade.areas if one in liked), None)
    return found if area is None else [*found, Reason.of(ReasonCode.INTEREST_LIKED, area=area)]


def _of_skills(fit: Fit) -> list[Reason]:
    skills = fit.skills
    asked = len(skills.met) + len(skills.related) + len(skills.missing)
    if skills.unknown:
        return [Reason.of(ReasonCode.SKILLS_UNKNOWN, asked=len(skills.unknown))]
    found = []
    if skills.met:
        found.append(Reason.of(ReasonCode.SKILLS_MET, count=len(skills.met), asked=asked))
    if skills.related:
        found.append(Reason.of(ReasonCode.SKILLS_RELATED, count=len(skills.related), asked=asked))
    if skills.missing:
        found.append(Reason.of(ReasonCode.SKILLS_MISSING, count=len(skills.missing), asked=asked))
    return found


def _of_wishes(
    fit: Fit, candidate: Candidate, minutes: int | None, catalogue: Catalogue, policy: Policy
) -> list[Reason]:
    trades = [catalogue.trades[wish].key for wish in candidate.wishes]
    rank = trades.index(fit.trade) + 1 if fit.trade in trades else None
    told = {
        Criterion.WISHES: Reason.of(ReasonCode.WISHED_TRADE, rank=rank) if rank else None,
        Criterion.INTERESTS: Reason(ReasonCode.INTERESTS_LIKE),
        Criterion.CONTEXT: Reason(ReasonCode.CONTEXT_LIKED),
        Criterion.TRAVEL: Reason.of(ReasonCode.SHORT_TRAVEL, minutes=minutes),
        Criterion.EXTENT: Reason(ReasonCode.FULL_EXTENT),
    }
    points = {part.part: part.points for part in fit.contributions if part.known}
    return [
        reason
        for criterion, reason in told.items()
        if reason is not None and criterion in points and _is_good(points[criterion], criterion, policy)
    ]


def _is_good(points: int, criterion: Criterion, policy: Policy) -> bool:
    # A criterion's full points are half its weight in percent of 1000: the two sides share the whole.
    weight = policy.weights[criterion]
    return criterion.side is Side.CANDIDATE and weight > 0 and 100 * points >= GOOD * 5 * weight

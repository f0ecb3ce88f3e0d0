"""Single people, openings and pairs in, what there is to say of them on the screen out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from matching.domain.fit import EvidenceLevel, Fit
from matching.domain.funnel import MappingQuestion
from matching.domain.plan import Plan, SeatValue
from matching.domain.reasons import Reason, ReasonCode
from matching.domain.suggestion import Suggestion
from matching.files.out.fit_told import (
    limiting,
    not_known,
    questions_to_map,
    skill_sentences,
    worth_mapping,
    worth_mapping_in_short,
)
from matching.screen.costs import cost_sentences, counted_on, moves_told
from matching.screen.page import Page
from matching.wording import Over

BY_NAME: Final = (
    ReasonCode.SKILLS_MET,
    ReasonCode.SKILLS_A_LITTLE,
    ReasonCode.SKILLS_RELATED,
    ReasonCode.SKILLS_MISSING,
    ReasonCode.SKILLS_UNKNOWN,
)
"""Reasons left out where the skills themselves are named."""

NAMED_IN_SHORT: Final = 3
"""Skills missing or not known that are named in a list of suggestions; the pair's own page has them all."""


def tell_suggestions(
    page: Page,
    found: Sequence[Suggestion],
    plan: Plan | None,
    *,
    candidate: str | None,
    opening: str | None,
) -> None:
    """A ranked list of people for an opening, or of openings for a candidate: whichever of the two is given.

    `plan` is what costs are counted on; None where they are not.
    """
    page.heading(page.words.say("suggest.title", whom=candidate or f"{page.places[str(opening)]}"))
    if not found:
        page.say("suggest.nowhere" if candidate else "suggest.nobody")
        return
    table = page.empty_table("number", "opening" if candidate else "candidate", "fit", "about")
    for number, one in enumerate(found, 1):
        trade = page.words.trade(one.fit.trade) if one.fit else ""
        whom = page.cell(f"{page.places[one.opening]}", trade, between=", ") if candidate else one.candidate
        costs = cost_sentences(one.cost, plan.mode, page.places, page.words) if plan else ()
        page.row(table, str(number), whom, page.fit(one.fit), page.cell(*_about(page, one), *costs))
    page.table(table)
    page.line(counted_on(plan, page.words))


def tell_pair(page: Page, one: Suggestion, plan: Plan) -> None:
    """All there is to say about one pair: the verdict with its reasons, the parts of the fit, and what it costs."""
    opening = f"{page.places[one.opening]}"
    page.heading(page.words.say("explain.pair", candidate=one.candidate, opening=opening))
    page.say("explain.outcome", outcome=page.words.outcome(one.verdict.outcome))
    page.reasons(one.verdict.reasons)
    page.line(_journey(page, one))
    if one.fit:
        tell_parts(page, one.fit)
    page.reasons((*_beside_skills(one.why), *one.verdict.notes))
    if one.fit:
        page.heading(page.words.say("cost.title"))
        page.items(cost_sentences(one.cost, plan.mode, page.places, page.words))
        if one.cost and one.cost.moves:
            page.say("cost.moves")
            page.items(moves_told(one.cost.moves, page.places, page.words))
        page.line(counted_on(plan, page.words))


def tell_person(page: Page, candidate: str, plan: Plan) -> None:
    """Where one person is proposed and why, or why nowhere yet."""
    for one in plan.assignments:
        if one.candidate == candidate:
            place = f"{page.places[one.opening]}"
            page.heading(page.words.say("explain.proposed", candidate=candidate, opening=place))
            tell_parts(page, one.fit)
            page.reasons((*_beside_skills(one.why), *one.questions, *one.notes))
    for left in plan.unassigned:
        if left.candidate == candidate:
            counts = {"eligible": left.eligible, "unknown": left.unknown, "total": len(page.places)}
            page.heading(page.words.say("explain.not_proposed", candidate=candidate))
            page.say("explain.counts", **counts)
            page.reasons(left.reasons, sure=left.eligible > 0)


def tell_opening(page: Page, opening: str, plan: Plan, levels: Mapping[str, EvidenceLevel]) -> None:
    """Who is proposed at an opening, why seats are empty, who is next, and what a seat more would give.

    `levels` is how well those on its reserve list are mapped.
    """
    page.heading(f"{page.places[opening]}")
    here = plan.proposed_at(opening)
    page.say("explain.proposals" if here else "explain.nobody")
    page.items(_proposal(page, one.candidate, one.fit) for one in here)
    for empty in plan.empty_seats:
        if empty.opening == opening:
            page.say("explain.empty", room=empty.room)
            page.reasons(empty.reasons, Over.PEOPLE)
    reserves = plan.reserves.get(opening, ())
    if opening in plan.reserves:
        page.say("explain.reserves" if reserves else "explain.no_reserves")
    for one in reserves:
        key = "explain.reserve_elsewhere" if one.proposed_elsewhere else "explain.reserve"
        who = one.candidate
        page.items([page.words.say(key, candidate=who, points=one.points, evidence=levels[who])])
    for value in plan.seat_values:
        if value.opening == opening:
            page.items(_seat(page, value, plan))


def tell_parts(page: Page, fit: Fit) -> None:
    """A fit and its parts, which sum to it, and how the skills meet."""
    words = page.words
    page.say(
        "explain.fit",
        points=fit.points,
        opening_side=fit.opening_side,
        candidate_side=fit.candidate_side,
        trade=words.trade(fit.trade),
        evidence=words.evidence(fit.evidence_level),
    )
    table = page.empty_table("part", "points", "known")
    table.leading = 0
    table.columns[1].justify = "right"
    for part in fit.contributions:
        known = "" if part.known else words.say("list.not_known")
        page.row(table, words.criterion(part.part), words.number(part.points), known)
    table.add_section()
    page.row(table, words.say("list.sum"), words.number(fit.points), "")
    page.table(table)
    page.line(limiting(fit, words))
    page.items(skill_sentences(fit.skills, words))
    page.line(not_known(fit, words))
    page.items(worth_mapping(fit, words))


def tell_to_map(page: Page, candidate: str, questions: Sequence[MappingQuestion]) -> None:
    """What to map about a person, what could move most first; nothing where all that counts is known."""
    if questions:
        page.heading(page.words.say("mapping.title", candidate=candidate))
        page.items(questions_to_map(questions, page.words))


def _beside_skills(reasons: Iterable[Reason]) -> Iterator[Reason]:
    return (reason for reason in reasons if reason.code not in BY_NAME)


def _about(page: Page, one: Suggestion) -> Iterator[str]:
    yield _journey(page, one)
    if one.fit:
        yield limiting(one.fit, page.words)
        yield from skill_sentences(one.fit.skills, page.words, NAMED_IN_SHORT)
        yield worth_mapping_in_short(one.fit, page.words)
    yield from (page.words.reason(reason) for reason in (*one.verdict.reasons, *one.verdict.notes))


def _journey(page: Page, one: Suggestion) -> str:
    minutes, extent = page.words.minutes(one.minutes), page.words.extent(one.extent)
    apart = any(reason.code is ReasonCode.EXTENT_APART for reason in one.verdict.reasons)
    return page.words.say(f"suggest.travel{'_apart' if apart else ''}", minutes=minutes, extent=extent)


def _proposal(page: Page, candidate: str, fit: Fit) -> str:
    evidence = page.words.evidence(fit.evidence_level)
    return page.words.say("explain.proposal", candidate=candidate, points=fit.points, evidence=evidence)


def _seat(page: Page, value: SeatValue, plan: Plan) -> Iterator[str]:
    for name, total in (("more", value.one_more), ("fewer", value.one_fewer)):
        if total is not None:
            tell = page.words.cost if name == "fewer" else page.words.total
            told = tell(total, plan.mode)
            yield page.words.say(f"seat.{name}_{plan.mode}", total=told)

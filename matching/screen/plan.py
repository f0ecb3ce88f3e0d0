"""A plan in, the whole of it on the screen out."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, TypeVar

from matching.domain.cohort import Cohort
from matching.domain.funnel import Funnel, OpenQuestion
from matching.domain.plan import Assignment, DecisionCost, EmptySeats, LimitUse, Plan, Unassigned
from matching.domain.policy import Mode
from matching.domain.reasons import Party, Reason, ReasonCode
from matching.files.out.limit_tables import OF_TWO, about, cost_between, used
from matching.files.out.limit_tables import gap as gap_told
from matching.screen.page import Page
from matching.wording import Over

Thing = TypeVar("Thing")

MAIN: Final = 3
"""Reasons told of each who is left, at most; all of them are in the workbook and in `explain`."""

ASKED: Final = 5
"""Questions told, at most."""

SHOWN: Final = 200
"""Rows of one table on the screen, at most; all of them are in the workbook."""

_IN_SIGHT: Final = (ReasonCode.SHORT_TRAVEL, ReasonCode.FULL_EXTENT, ReasonCode.SKILLS_MISSING)
"""Reasons not told of a proposal: two stand there as numbers, the third is what is left of the others."""


def tell_plan(page: Page, plan: Plan, cohort: Cohort) -> None:
    """Proposals, who and what is left and why, the proof in one line, and what to have in mind."""
    words, name = page.words, cohort.programme.name
    page.heading(words.say("fill.title", on=plan.on, mode=plan.mode, programme=name))
    columns = ("candidate", "opening", "fit", "why")
    _tell_rows(page, "fill.proposals", columns, plan.assignments, partial(_proposal, page))
    _tell_rows(page, "fill.left", ("candidate", "why"), plan.unassigned, partial(_left, page))
    _tell_rows(page, "fill.empty", ("opening", "why"), plan.empty_seats, partial(_empty, page))
    if plan.funnel is not None:
        _tell_funnel(page, plan.funnel)
        _tell_questions(page, plan)
    if plan.limits:
        columns = ("limit", "limited", "most", "used")
        _tell_rows(page, "fill.limits", columns, plan.limits, partial(_limit, page, mode=plan.mode))
    page.heading(proof_line(page, plan, cohort))
    page.reasons(plan.notes)
    page.items(_decided(page, one, plan.mode) for one in plan.decision_costs)
    page.say("fill.decide")


def worth_telling(why: Sequence[Reason]) -> Sequence[Reason]:
    """The reasons of a proposal told beside its numbers; all of them where nothing else would be told."""
    return [reason for reason in why if reason.code not in _IN_SIGHT] or why


def proof_line(page: Page, plan: Plan, cohort: Cohort) -> str:
    """What was proposed to how many, how good that is, and whether the control agrees, in one sentence.

    Raises:
        ValueError: the plan has no proof or has not been audited.
    """
    words, objective, bound, report = page.words, plan.objective, plan.bound, plan.audit
    if objective is None or bound is None or report is None:
        raise ValueError("a plan is shown when it is proven and audited")
    gap = words.say("fill.gap", gap=words.total(bound - objective, plan.mode) if bound != objective else 0)
    return words.say(
        f"fill.proof_{plan.mode}",
        people=len(cohort.people),
        places=len(plan.assignments) + sum(empty.room for empty in plan.empty_seats),
        proposed=objective.people,
        proposals=objective.proposals,
        points=objective.points,
        bound=bound.points or words.total(bound, plan.mode),
        gap=gap_told(plan.bounds, words) if plan.bounds and bound != objective else gap,
        audit=words.audit(report),
    )


def _tell_funnel(page: Page, funnel: Funnel) -> None:
    """How many of all pairs meet the requirements, and what stops most of the others."""
    words = page.words
    page.heading(words.say("funnel.title"))
    amounts = {"eligible": funnel.eligible, "unknown": funnel.unknown, "ineligible": funnel.ineligible}
    page.say("funnel.summary", pairs=funnel.pairs, **amounts)
    most = sorted((one for one in funnel.rules if one.stopped), key=lambda one: -one.stopped)[:MAIN]
    names = ((words.named("rule", one.rule), one) for one in most)
    stops = [words.say("funnel.stop", rule=name, stopped=one.stopped, alone=one.alone) for name, one in names]
    if stops:
        page.say("funnel.stops", rules=words.listed(stops))


def _tell_questions(page: Page, plan: Plan) -> None:
    """The questions that open most."""
    page.heading(page.words.say("questions.title"))
    page.items(_question(page, one) for one in plan.open_questions[:ASKED])
    if not plan.questions_in_all:
        page.say("questions.none")
    if plan.questions_in_all > ASKED:
        page.say("questions.more", more=plan.questions_in_all - ASKED)


def _question(page: Page, one: OpenQuestion) -> str:
    firm = one.party is Party.EMPLOYER
    question = page.words.reason(one.reason, Over.PEOPLE if firm else Over.OPENINGS)
    about = str(page.places[one.about]) if firm else one.about
    return page.words.say("questions.about", about=about, question=question)


def _limit(page: Page, one: LimitUse, mode: Mode) -> tuple[str, str, str, str]:
    """A limit, what it is about, from and to how many, and how many there are."""
    words = page.words
    ends = [
        words.say(f"fill.limit_{end}", number=number)
        for end, number in (("least", one.least or None), ("most", one.most))
        if number is not None and one.kind not in OF_TWO
    ]
    price = "" if one.price is None else cost_between(one.price, one.price_at_most, mode, words)
    kind = words.named("limit_kind", one.kind)
    return kind, page.cell(about(one, words), price), words.listed(ends), str(used(one, words))


def _decided(page: Page, one: DecisionCost, mode: Mode) -> str:
    """What people have decided about a pair, and what that costs the whole."""
    say, cost = page.words.say, cost_between(one.cost, one.cost_at_most, mode, page.words)
    kind = say("control.pin" if one.pinned else "control.veto")
    return f"{kind}: {say('control.cost', candidate=one.candidate, opening=one.opening, cost=cost)}"


def _tell_rows(
    page: Page,
    title: str,
    columns: Sequence[str],
    things: Sequence[Thing],
    tell: Callable[[Thing], Sequence[str]],
) -> None:
    """A table of things under its title; only the first rows of a long one are told at all."""
    page.heading(page.words.say(title))
    if not things:
        page.say(f"{title}_none")
        return
    table = page.empty_table(*columns)
    for thing in things[:SHOWN]:
        page.row(table, *tell(thing))
    page.table(table)
    if len(things) > SHOWN:
        page.say("fill.more", more=len(things) - SHOWN)


def _proposal(page: Page, one: Assignment) -> tuple[str, str, str, str]:
    words = page.words
    travel = words.say("fill.travel", minutes=words.minutes(one.minutes))
    terms = words.trade(one.trade), f"{words.extent(one.extent)}, {travel}"
    why = _sentences(page, worth_telling(one.why))
    questions = _sentences(page, one.questions)
    notes = words.say("fill.note", notes=_sentences(page, one.notes)) if one.notes else ""
    where = page.cell(f"{page.places[one.opening]}", *terms, between=", ")
    return one.candidate, where, page.fit(one.fit), page.cell(why, questions, notes)


def _left(page: Page, one: Unassigned) -> tuple[str, str]:
    return one.candidate, _sentences(page, _main(one.reasons), sure=one.eligible > 0)


def _empty(page: Page, one: EmptySeats) -> tuple[str, str]:
    room = page.words.say("fill.room", room=one.room)
    where = page.cell(f"{page.places[one.opening]}", room, between=", ")
    return where, _sentences(page, _main(one.reasons), Over.PEOPLE)


def _main(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons that matter most: those that alone stop every pair where there are such, else the first ones."""
    facts = {reason: dict(reason.facts) for reason in reasons}
    alone = [reason for reason in reasons if facts[reason].get("count", 0) == facts[reason].get("total")]
    return tuple(alone or reasons)[:MAIN]


def _sentences(
    page: Page, reasons: Iterable[Reason], over: Over = Over.OPENINGS, *, sure: bool = True
) -> str:
    return " ".join(page.words.reason(reason, over, sure=sure) for reason in reasons)

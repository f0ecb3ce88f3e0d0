"""The proposals of a plan, one to a page: why, what else, and what a named person says of it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from matching.domain.plan import Assignment
from matching.wording import Words
from service.access import Action, Kind, Reach
from service.asked import NotFound
from service.asking import AsksOfRound
from service.door.forms import GREATEST, Form, FormFault, number_in
from service.pages.dress import page, words
from service.pages.frame import frame
from service.pages.pairs import card
from service.planning import proposing
from service.planning.deciding import DecidingFault, Lock, Unsuited
from service.planning.proposing import NoProposal, Standing
from service.shown.addresses import (
    decided_page,
    opening_page,
    person_page,
    proposal_page,
    release_page,
    round_page,
)
from service.shown.sight import Sight
from service.store.confirmations import Pair
from service.store.plans import PlanFault

OfPlan = Annotated[Sight, Depends(AsksOfRound(Kind.PLAN))]
ToConfirm = Annotated[Sight, Depends(AsksOfRound(Kind.PLAN, Action.RELEASE))]
ToDecide = Annotated[Sight, Depends(AsksOfRound(Kind.POLICY, Action.DECIDE))]
Number = Annotated[
    int, Path(ge=1, le=GREATEST, description="The place of a proposal in the plan, counted from 1.")
]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/forslag/{number}")
def proposal(sight: OfPlan, number: Number) -> HTMLResponse:
    """One proposal of the plan, by its place in it."""
    told, plan, name = words(), sight.plan, sight.round.id
    if not sight.reach or number > len(plan.assignments):
        raise NotFound
    one, standing = plan.assignments[number - 1], proposing.standing(sight)
    found = sight.pair(one.candidate, one.opening)
    queue = {next_.candidate for next_ in plan.reserves.get(one.opening, ())}
    moves = found.cost.moves if found.cost else ()
    sight.shows(
        "proposal", {one.candidate, *queue, *(move.candidate for move in moves)}, at_opening=one.opening
    )
    return page(
        "lead/proposal.html",
        frame=frame(sight, told.say("lead.proposal.title", number=number), told, "forslag"),
        where=told.say("lead.proposal.where", number=number, total=len(plan.assignments)),
        progress=progress(sight, standing, told),
        one=one,
        card=card(found, ("", ""), sight.round, told),
        place=(opening_page(name, one.opening), str(sight.round.places[one.opening])),
        person=(person_page(sight.round, one.candidate), one.candidate),
        alike=_alike(sight, one, told),
        reserves=_reserves(sight, one, told),
        answer=_answer(standing, one, sight, told),
        number=number,
        before=proposal_page(name, number - 1) if number > 1 else "",
        after=proposal_page(name, number + 1) if number < len(plan.assignments) else "",
        **_forms(sight, standing, one, told),
    )


def _forms(sight: Sight, standing: Standing, one: Assignment, words: Words) -> dict[str, Any]:
    """What the actor may answer, and with what."""
    name, stays = sight.round.id, bool(standing.plan) and not sight.round.closed
    open_, releases = stays and not standing.released, stays and sight.may(Action.RELEASE, Kind.PLAN)
    said = standing.said.get((one.candidate, one.opening))
    return {
        "said": said,
        "standing": standing,
        "address": round_page(name, "forslag"),
        "release_at": release_page(name) if releases else "",
        "decided_at": decided_page(name),
        "may_confirm": open_ and releases,
        "may_decide": open_ and sight.may(Action.DECIDE, Kind.POLICY),
        "reasons": [(reason, words.say(f"lead.unsuited.{reason}")) for reason in Unsuited],
        "locks": [(reason, words.say(f"lead.lock.{reason}")) for reason in Lock],
    }


@router.post("/runder/{round}/forslag/bekreft")
def confirm(sight: ToConfirm, form: Form) -> Response:
    """A proposal confirmed by a named person; on to the next."""
    return _said(sight, form, lambda pair, key: proposing.confirm(sight, key, pair))


@router.post("/runder/{round}/forslag/angre")
def take_back(sight: ToConfirm, form: Form) -> Response:
    """What was said of a proposal taken back."""
    return _said(sight, form, lambda pair, key: proposing.take_back(sight, key, pair), onwards=0)


@router.post("/runder/{round}/forslag/ikke-aktuell")
def rule_out(sight: ToDecide, form: Form) -> Response:
    """A proposal turned down for a reason, and ruled out from here on."""
    code, decision = _chosen(form, Unsuited), number_in(form, "avgjorelse", 0)
    reason = Words(sight.round.catalogue).say(f"lead.unsuited.{code}")
    return _said(sight, form, lambda pair, key: proposing.rule_out(sight, key, decision, pair, code, reason))


@router.post("/runder/{round}/forslag/las")
def lock(sight: ToDecide, form: Form) -> Response:
    """A proposal confirmed, and locked from here on."""
    code, decision = _chosen(form, Lock), number_in(form, "avgjorelse", 0)
    reason = Words(sight.round.catalogue).say(f"lead.lock.{code}")
    return _said(sight, form, lambda pair, key: proposing.lock(sight, key, decision, pair, reason))


@router.post("/runder/{round}/forslag/ta-med")
def carry_over(sight: ToConfirm, form: Form) -> Response:
    """Confirmations of the plan before kept for the proposals that are the same in this one."""
    try:
        proposing.carry_over(sight, number_in(form, "plan", 1))
    except PlanFault as fault:
        return refused(sight, f"lead.refused.{fault.code}")
    return RedirectResponse(release_page(sight.round.id), 303)


def _said(sight: Sight, form: Form, answer: Callable[[Pair, int], None], *, onwards: int = 1) -> Response:
    """An answer kept, and on to the next proposal, or to the release after the last one."""
    number, key = number_in(form, "nummer", 1), number_in(form, "plan", 1)
    total = len(sight.plan.assignments)
    try:
        answer((form.get("kandidat", ""), form.get("laereplass", "")), key)
    except NoProposal:
        raise NotFound from None
    except PlanFault as fault:
        return refused(sight, f"lead.refused.{fault.code}")
    except DecidingFault:
        return refused(sight, "lead.refused.decided")
    there = number + onwards
    name = sight.round.id
    return RedirectResponse(proposal_page(name, there) if there <= total else release_page(name), 303)


def refused(sight: Sight, why: str) -> Response:
    """Why an answer was not kept, and what mends it."""
    told = words()
    around = frame(sight, told.say("lead.refused.title"), told, "forslag")
    return page("fault.html", 409, frame=around, mend=told.say(why))


def progress(sight: Sight, standing: Standing, words: Words) -> str:
    """How many proposals of those somebody sees are confirmed."""
    pairs = [(one.candidate, one.opening) for one in sight.plan.assignments]
    confirmed = sum(pair in standing.said and standing.said[pair].confirmed for pair in pairs)
    if not standing.plan:
        return ""
    return words.say("lead.proposal.progress", confirmed=confirmed, total=len(pairs))


def _chosen(form: Form, kind: type[StrEnum]) -> str:
    if form.get("grunn") not in list(kind):
        raise FormFault
    return form["grunn"]


def _alike(sight: Sight, one: Assignment, words: Words) -> str:
    """That others stand equal here; it counts everybody, so it is for who sees all."""
    if sight.reach is not Reach.ALL:
        return ""
    others = sight.round.enquiry.alike(one.candidate, one.opening)
    return words.say("lead.proposal.alike", others=others) if others else ""


def _reserves(sight: Sight, one: Assignment, words: Words) -> list[tuple[str, str]]:
    """Who is next in line, each an address and what is told."""
    queue = sight.plan.reserves.get(one.opening, ())
    levels = sight.round.levels(one.opening, (queued.candidate for queued in queue))
    told = []
    for queued in queue:
        key = "explain.reserve_elsewhere" if queued.proposed_elsewhere else "explain.reserve"
        name = queued.candidate
        sentence = words.say(key, candidate=name, points=queued.points, evidence=levels[name])
        told.append((person_page(sight.round, name), sentence))
    return told


def _answer(standing: Standing, one: Assignment, sight: Sight, words: Words) -> str:
    """What was said of a proposal, by whom and when."""
    said = standing.said.get((one.candidate, one.opening))
    if said is None:
        return ""
    by = words.say("lead.proposal.you") if said.actor == sight.actor.id else said.actor
    day = words.date(said.at.date())
    if said.confirmed:
        return words.say("lead.proposal.confirmed", by=by, day=day)
    return words.say(
        "lead.proposal.turned_down", by=by, day=day, reason=words.say(f"lead.unsuited.{said.reason}")
    )

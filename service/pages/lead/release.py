"""The release of a plan: what is missing, with links there; and the release itself."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from matching.wording import Words
from service.access import Action, Kind
from service.asking import AsksOfRound
from service.door.forms import Form, number_in
from service.pages.dress import page, words
from service.pages.frame import frame
from service.pages.lead.proposals import progress
from service.planning import proposing
from service.planning.releasing import Ready, ReleaseFault, ready, release_plan
from service.shown.addresses import (
    changed_page,
    decided_page,
    opening_page,
    proposal_page,
    release_page,
    round_page,
    work_page,
)
from service.shown.sight import Sight
from service.store.plans import PlanFault

ToRelease = Annotated[Sight, Depends(AsksOfRound(Kind.PLAN, Action.RELEASE))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/frigi")
def to_release(sight: ToRelease) -> HTMLResponse:
    """How far the newest plan is from being released."""
    return page("lead/release.html", **_told(sight, words()))


@router.post("/runder/{round}/frigi")
def release(sight: ToRelease, form: Form) -> Response:
    """The newest plan released, or what is missing."""
    desk, round_key = sight.kept
    told = words()
    try:
        release_plan(desk, round_key, number_in(form, "plan", 1), desk.by(sight.actor))
    except PlanFault as fault:
        return _refused(sight, told.say(f"lead.refused.{fault.code}"), told)
    except ReleaseFault as fault:
        place = (
            str(sight.round.places[fault.opening]) if fault.opening in sight.round.places else fault.opening
        )
        at = opening_page(sight.round.id, fault.opening) if fault.opening else ""
        why = told.say(f"lead.release.fault.{fault.code}", opening=place or None)
        return _refused(sight, why, told, (at, place) if at else None)
    return RedirectResponse(release_page(sight.round.id), 303)


def _refused(sight: Sight, why: str, words: Words, link: tuple[str, str] | None = None) -> Response:
    told = {**_told(sight, words), "refused": why, "link": link}
    return page("lead/release.html", 409, **told)


def _told(sight: Sight, words: Words) -> dict[str, Any]:
    desk, round_key = sight.kept
    with desk.database.reading() as connection:
        found = ready(connection, round_key)
    standing = proposing.standing(sight)
    name = sight.round.id
    return {
        "frame": frame(sight, words.say("lead.release.title"), words, "forslag"),
        "ready": found,
        "made": words.say(
            "lead.release.made", number=found.plan.number, day=words.date(found.plan.made_at.date())
        )
        if found
        else "",
        "steps": _steps(sight, found, words) if found else [],
        "progress": progress(sight, standing, words),
        "carried": proposing.to_carry(sight, found.plan.key) if found and not found.released else 0,
        "mode": sight.plan.mode,
        "refused": "",
        "link": None,
        "address": release_page(name),
        "proposals": round_page(name, "forslag"),
        "changes": changed_page(name, found.plan.number - 1, found.plan.number)
        if found and found.plan.number > 1
        else "",
    }


def _steps(sight: Sight, found: Ready, words: Words) -> list[tuple[bool, str, tuple[str, str] | None]]:
    """What is asked of a plan that is to be released: whether it is so, in words, and where it is mended."""
    name = sight.round.id
    places = {(one.candidate, one.opening): number for number, one in enumerate(sight.plan.assignments, 1)}
    first = next((places[pair] for pair in found.unanswered if pair in places), None)
    out = len(found.turned_down)
    return [
        (found.audited, words.say(f"lead.release.audit_{'passed' if found.audited else 'failed'}"), None),
        (
            found.current,
            words.say(f"lead.release.{'current' if found.current else 'old'}"),
            None if found.current else (work_page(name), words.say("lead.release.calculate")),
        ),
        (
            not found.unanswered,
            words.say("lead.release.unanswered", count=len(found.unanswered))
            if found.unanswered
            else words.say("lead.release.answered"),
            (proposal_page(name, first), words.say("lead.release.go_on")) if first else None,
        ),
        *(
            [
                (
                    False,
                    words.say("lead.release.turned_down", count=out),
                    (decided_page(name), words.say("lead.release.decided")),
                )
            ]
            if out
            else []
        ),
    ]

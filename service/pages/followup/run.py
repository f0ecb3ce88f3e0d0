"""One person's way from a place to the fagprøve, on its page, and what a named person registers there."""

from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service.access import Action, Kind
from service.asked import EntryKey, OneKept
from service.asking import AsksOfKept
from service.door.forms import GREATEST, Form, FormFault, day_in, number_in, step_in
from service.followup import talks
from service.followup.moving import Move, move, take_back, take_step
from service.listing.revealing import IdentityFault
from service.pages.followup.told import run_page
from service.shown.addresses import followup_page
from service.statuses import Ending, Outcome, Side
from service.store.entries import EntryFault
from service.store.followup import Talk

TalkKey = Annotated[int, Path(description="The key of a talk (samtale).", ge=1, le=GREATEST)]
OneToSee = Annotated[OneKept, Depends(AsksOfKept(Kind.ENTRY, Action.READ))]
OneToStep = Annotated[OneKept, Depends(AsksOfKept(Kind.ENTRY, Action.STEP))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/oppfolging/{entry}")
def the_run(one: OneToSee, entry: EntryKey) -> HTMLResponse:
    """How far somebody has come, what is ahead, and whom to reach."""
    return run_page(one, entry)


@router.post("/runder/{round}/oppfolging/{entry}/steg")
def go_on(one: OneToStep, entry: EntryKey, form: Form) -> Response:
    """Begun, away, back, through, or at an end."""
    version, wanted = number_in(form, "versjon", 1), step_in(form)
    return _done(one, entry, lambda: take_step(one.actor, one.desk, one.round, entry, version, wanted))


@router.post("/runder/{round}/oppfolging/{entry}/angre")
def go_back(one: OneToStep, entry: EntryKey, form: Form) -> Response:
    """The last step taken back."""
    version = number_in(form, "versjon", 1)
    return _done(one, entry, lambda: take_back(one.actor, one.desk, one.round, entry, version))


@router.post("/runder/{round}/oppfolging/{entry}/flytt")
def go_elsewhere(one: OneToStep, entry: EntryKey, form: Form) -> Response:
    """To another place, with served time kept."""
    version, wanted = number_in(form, "versjon", 1), _move_in(form)
    return _done(one, entry, lambda: move(one.actor, one.desk, one.round, entry, version, wanted))


@router.post("/runder/{round}/oppfolging/{entry}/samtaler")
def more_talks(one: OneToStep, entry: EntryKey, form: Form) -> Response:
    """A talk on a day; without a day, those that are planned for everybody."""
    day = day_in(form, "dag")
    return _done(one, entry, lambda: talks.add(one.actor, one.desk, one.round, entry, day))


@router.post("/runder/{round}/oppfolging/{entry}/samtaler/{talk}")
def change_a_talk(one: OneToStep, entry: EntryKey, talk: TalkKey, form: Form) -> Response:
    """A talk held, put on another day, or taken back as held."""
    was, day, outcome = _talk_in(form, entry, talk), day_in(form, "dag"), _outcome_in(form, "utfall")
    asked = one.actor, one.desk, one.round
    what = form.get("gjor")
    if what == "igjen":
        return _done(one, entry, lambda: talks.reopen(*asked, was))
    if what == "utsatt" and day:
        return _done(one, entry, lambda: talks.put_off(*asked, was, day))
    if what == "holdt" and day and outcome:
        return _done(one, entry, lambda: talks.hold(*asked, was, outcome, day))
    raise FormFault


@router.post("/runder/{round}/oppfolging/{entry}/kontakt")
def whom_to_reach(one: OneToStep, entry: EntryKey, form: Form) -> Response:
    """Whom to reach at the firm or at Nav."""
    try:
        side = Side(form.get("side", ""))
    except ValueError:
        raise FormFault from None
    name, phone = form.get("navn", ""), form.get("telefon", "")
    return _done(
        one, entry, lambda: talks.name_contact(one.actor, one.desk, one.round, entry, side, name, phone)
    )


def _done(one: OneKept, entry: int, work: Callable[[], None]) -> Response:
    """Something done, and the page again; or the page with what is wrong."""
    try:
        work()
    except EntryFault as fault:
        return run_page(one, entry, 409, fault.code)
    except IdentityFault as fault:
        return run_page(one, entry, 422, f"contact_{fault.code}")
    return RedirectResponse(followup_page(one.round.id, entry), 303)


def _move_in(form: Mapping[str, str]) -> Move:
    first = day_in(form, "fra")
    if first is None or form.get("ja") != "ja":
        raise FormFault
    try:
        reason = Ending(form.get("grunn", ""))
    except ValueError:
        raise FormFault from None
    percent = number_in(form, "prosent", 1, 100)
    return Move(opening=form.get("plass", ""), percent=percent, first=first, reason=reason)


def _talk_in(form: Mapping[str, str], entry: int, key: int) -> Talk:
    """A talk as it was shown."""
    due = day_in(form, "var-frist")
    if due is None:
        raise FormFault
    return Talk(
        key=key, entry=entry, due=due, done=day_in(form, "var-holdt"), outcome=_outcome_in(form, "var-utfall")
    )


def _outcome_in(form: Mapping[str, str], name: str) -> Outcome | None:
    try:
        return Outcome(form[name]) if form.get(name) else None
    except ValueError:
        raise FormFault from None

"""What is decided about a round: caps by trade and region, what is locked and ruled out, and the weights."""

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select

from matching.domain.errors import PolicyFault
from matching.domain.policy import Decision, Policy
from matching.files.source.identity import has_identity_number
from matching.quoted import visible
from matching.wording import Words
from service.access import Action, Kind
from service.asked import OneKept
from service.asking import AsksOfKept
from service.door.forms import Form, FormFault, number_in
from service.pages.dress import page, words
from service.pages.lead.around import around
from service.pages.tables import Table
from service.planning.deciding import (
    PINS,
    VETOES,
    Decided,
    DecidingFault,
    Tables,
    change,
    in_force,
    read,
    with_cap,
    without_cap,
    without_pair,
)
from service.shown.addresses import decided_page, work_page
from service.store.hiding import hidden_ids
from service.store.lookups import looked
from service.store.naming import without
from service.store.tables.rounds import person

MOST_PEOPLE: Final = 1_000_000
COUNTY: Final = 2
"""Digits of the number of a county."""
LONGEST: Final = 200
"""Characters of the ground of a cap."""
WHOLE_COUNTRY: Final = "alle"
"""What stands for no region in a form, where an empty choice is none."""

ToDecide = Annotated[OneKept, Depends(AsksOfKept(Kind.POLICY, Action.DECIDE))]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/avgjorelser")
def decided(of: ToDecide) -> HTMLResponse:
    """All that is decided about a round."""
    return _told(of)


@router.post("/runder/{round}/avgjorelser/tak")
def set_cap(of: ToDecide, form: Form) -> Response:
    """A cap set for a trade and region; one that stood there gives way."""
    ground = " ".join(form.get("grunn", "").split())
    if not 0 < len(ground) <= LONGEST or has_identity_number(ground) or visible(ground) != ground:
        raise FormFault
    cap: dict[str, Any] = {
        **_place(form),
        "most": number_in(form, "antall", 0, MOST_PEOPLE),
        "by": str(of.actor.name),
        "ground": ground,
    }
    return _changed(of, form, with_cap(cap))


@router.post("/runder/{round}/avgjorelser/tak/fjern")
def remove_cap(of: ToDecide, form: Form) -> Response:
    """A cap taken away."""
    place = _place(form)
    return _changed(of, form, without_cap(place["trade"], place.get("region", "")))


@router.post("/runder/{round}/avgjorelser/las/fjern")
def remove_pin(of: ToDecide, form: Form) -> Response:
    """A lock taken away."""
    return _changed(of, form, without_pair(PINS, _pair(form)))


@router.post("/runder/{round}/avgjorelser/ikke-aktuell/fjern")
def remove_veto(of: ToDecide, form: Form) -> Response:
    """A pair that was ruled out let in again."""
    return _changed(of, form, without_pair(VETOES, _pair(form)))


def _place(form: Form) -> dict[str, str]:
    trade, region = form.get("fag", ""), form.get("sted", "")
    if not trade or not region:
        raise FormFault
    return {"trade": trade} if region == WHOLE_COUNTRY else {"trade": trade, "region": region}


def _pair(form: Form) -> tuple[str, str]:
    return form.get("kandidat", ""), form.get("laereplass", "")


def _changed(of: OneKept, form: Form, edit: Callable[[Tables], Tables]) -> Response:
    number, told = number_in(form, "avgjorelse", 0), words()
    try:
        with of.desk.database.writing() as connection:
            by = of.desk.by(of.actor)
            change(connection, of.round.key, number, edit, of.desk.catalogue, by)
    except DecidingFault:
        return _told(of, status=409, refused=told.say("lead.refused.decided"))
    except PolicyFault as fault:
        return _told(of, status=422, refused=told.error(fault))
    return RedirectResponse(decided_page(of.round.id), 303)


def _told(of: OneKept, *, status: int = 200, refused: str = "") -> HTMLResponse:
    told = words()
    with of.desk.database.writing() as connection:
        now = in_force(connection, of.round.key)
        policy = read(without(now.tables, hidden_ids(connection, of.round.key)), of.desk.catalogue)
        names = {one.candidate for one in (*policy.pins, *policy.vetoes)}
        hers = person.c.unit == of.round.unit, person.c.id.in_(sorted(names))
        keys = connection.execute(select(person.c.key).where(*hers)).scalars().all()
        looked(connection, of.actor, "decided", keys, at=of.desk.clock(), round_key=of.round.key)
    return page(
        "lead/decided.html",
        status,
        frame=around(of, told.say("lead.decided.title"), told),
        refused=refused,
        back=(work_page(of.round.id), told.say("lead.work.title")),
        number=now.number,
        last=_last(now, told),
        address=decided_page(of.round.id),
        **_caps(policy, told),
        decisions=[
            ("las", "lead.decided.pins", _rows(policy.pins)),
            ("ikke-aktuell", "lead.decided.vetoes", _rows(policy.vetoes)),
        ],
        trades=[(one.key, one.shown) for one in of.desk.catalogue.trades],
        regions=[(WHOLE_COUNTRY, told.say("lead.decided.everywhere")), *_regions(of, told)],
        whole=WHOLE_COUNTRY,
        longest=LONGEST,
        weights=_weights(policy, told),
    )


def _last(now: Decided, words: Words) -> str:
    return words.say("lead.decided.last", number=now.number, by=now.by) if now.by else ""


def _rows(decisions: tuple[Decision, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.candidate, one.opening, one.by, one.reason) for one in decisions]


def _caps(policy: Policy, words: Words) -> dict[str, Any]:
    """The caps as a grid of trades and regions, and one by one."""
    regions = sorted({one.region for one in policy.caps})
    of_trade: dict[str, dict[str, int]] = {}
    for one in policy.caps:
        of_trade.setdefault(one.trade, {})[one.region] = one.most
    rows = tuple(
        (words.trade(trade), *(most.get(region) for region in regions))
        for trade, most in sorted(of_trade.items())
    )
    headings = (words.say("lead.decided.trade"), *(_region(region, words) for region in regions))
    return {
        "grid": Table(headings, rows),
        "caps": [
            (
                one.trade,
                one.region,
                words.trade(one.trade),
                _region(one.region, words),
                one.most,
                one.by,
                one.ground,
            )
            for one in policy.caps
        ],
    }


def _region(region: str, words: Words) -> str:
    if not region:
        return words.say("lead.decided.everywhere")
    return words.named("county" if len(region) == COUNTY else "municipality", region)


def _regions(of: OneKept, words: Words) -> list[tuple[str, str]]:
    places = of.desk.catalogue.municipalities
    counties = sorted({one.county for one in places})
    return [*((one, _region(one, words)) for one in counties), *((one.key, one.shown) for one in places)]


def _weights(policy: Policy, words: Words) -> Table:
    rows = tuple((words.criterion(criterion), weight) for criterion, weight in policy.weights.items())
    return Table(words.headings("lead_weights"), rows)

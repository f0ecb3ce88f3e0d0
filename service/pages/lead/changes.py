"""What is other in one plan of a round than in another: who moves, who gains and loses, and what it comes to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import HTMLResponse

from matching.domain.plan import Plan
from matching.domain.scenario import Move
from matching.files.out.plan_decoded import plan_from_json
from matching.scenario import moves, pairs_of
from matching.wording import Words
from service.access import Action, Kind
from service.asked import NotFound
from service.asking import AsksOfRound
from service.door.forms import GREATEST
from service.pages.dress import page, words
from service.pages.frame import frame
from service.pages.tables import Cell, Table
from service.shown.addresses import opening_page, person_page, release_page, round_page
from service.shown.sight import Sight
from service.store.plans import PlanFault, newest, numbered, text_of

# What plans come to rests on everybody, and so do the reasons why somebody moves.
OfChanges = Annotated[Sight, Depends(AsksOfRound(Kind.CHANGE))]
Before = Annotated[
    int, Path(alias="before", ge=1, le=GREATEST, description="The number of the earlier plan.")
]
After = Annotated[int, Path(alias="after", ge=1, le=GREATEST, description="The number of the later plan.")]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/runder/{round}/endringer")
def last_changes(sight: OfChanges) -> HTMLResponse:
    """The newest plan of a round beside the one before it."""
    if not sight.is_kept:
        raise NotFound
    desk, round_key = sight.kept
    with desk.database.reading() as connection:
        kept = newest(connection, round_key)
    number = kept.number if kept else 1
    return changes(sight, max(number - 1, 1), number)


@router.get("/runder/{round}/endringer/{before}/{after}")
def changes(sight: OfChanges, before: Before, after: After) -> HTMLResponse:
    """Two plans of a round beside each other."""
    told, first, second = words(), _plan(sight, before), _plan(sight, after)
    found = [one for one in moves(pairs_of(first), pairs_of(second)) if one.candidate in sight.people]
    sight.shows("changes", (one.candidate for one in found))
    return page(
        "lead/changes.html",
        frame=frame(sight, told.say("lead.changes.title", before=before, after=after), told, "forslag"),
        back=_back(sight, told),
        sums=[
            (told.say("lead.changes.before"), _sum(first, told)),
            (told.say("lead.changes.after"), _sum(second, told)),
        ],
        parts=[
            (
                part,
                told.say(f"lead.changes.{part}"),
                told.say("lead.changes.caption", count=len(some)),
                _table(sight, some, second, told),
            )
            for part, some in _parts(found)
            if some
        ],
        openings=_openings(sight, first, second, told),
    )


def _back(sight: Sight, words: Words) -> tuple[str, str]:
    """To the release, where it may be released by who asks; else to the plan."""
    name = sight.round.id
    if sight.may(Action.RELEASE, Kind.PLAN) and not sight.round.closed:
        return release_page(name), words.say("lead.release.to")
    return round_page(name, "forslag"), words.say("service.plan.title")


def _plan(sight: Sight, number: int) -> Plan:
    if not sight.is_kept:
        raise NotFound
    desk, round_key = sight.kept
    with desk.database.reading() as connection:
        key = numbered(connection, round_key, number)
        if key is None:
            raise NotFound
        try:
            return plan_from_json(text_of(connection, key))
        except PlanFault:
            raise NotFound from None  # its body went with somebody


def _parts(found: list[Move]) -> Iterator[tuple[str, list[Move]]]:
    yield "moved", [one for one in found if one.before and one.after]
    yield "lost", [one for one in found if not one.after]
    yield "gained", [one for one in found if not one.before]


def _sum(plan: Plan, words: Words) -> str:
    return words.total(plan.objective, plan.mode) if plan.objective else words.say("lead.changes.no_plan")


def _table(sight: Sight, some: list[Move], after: Plan, words: Words) -> Table:
    rows = tuple(
        (
            (person_page(sight.round, one.candidate), one.candidate),
            _places(sight, one.before, words),
            _places(sight, one.after, words),
            _why(sight, one, after, words),
        )
        for one in some
    )
    return Table(words.headings("lead_moves"), rows)


def _places(sight: Sight, names: Iterable[str], words: Words) -> str:
    told = [str(sight.round.places[name]) if name in sight.round.places else name for name in names]
    return words.listed(told) or words.say("lead.changes.nowhere")


def _why(sight: Sight, one: Move, after: Plan, words: Words) -> str:
    """Why somebody has something else: what people have decided first, then what the plan says of her."""
    policy = sight.round.enquiry.policy
    for kind, decisions, names in (("pin", policy.pins, one.after), ("veto", policy.vetoes, one.before)):
        for decision in decisions:
            if decision.candidate == one.candidate and decision.opening in names:
                return words.say(f"lead.changes.{kind}", by=decision.by, reason=decision.reason)
    if any(name not in sight.round.places for name in one.before):
        return words.say("lead.changes.gone")
    left = [unassigned for unassigned in after.unassigned if unassigned.candidate == one.candidate]
    told = [words.reason(reason, sure=none.eligible > 0) for none in left for reason in none.reasons]
    return "\n".join(told) or words.say("lead.changes.others")


def _openings(sight: Sight, before: Plan, after: Plan, words: Words) -> Table:
    """Openings at which others are proposed, or fewer or more."""
    first, second = ({(one.opening, one.candidate) for one in plan.assignments} for plan in (before, after))
    touched = sorted({opening for opening, _ in first ^ second})
    was, now = (Counter(opening for opening, _ in pairs) for pairs in (first, second))
    rows: list[tuple[Cell, ...]] = []
    for name in touched:
        known = name in sight.round.places
        place = (opening_page(sight.round.id, name), str(sight.round.places[name])) if known else name
        rows.append((place, was[name], now[name]))
    return Table(words.headings("lead_touched"), tuple(rows))

"""What stands around every page: where one is, where one may go, and what to have in mind."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from matching.wording import Words
from service.access import Action, Kind, Reach, Thing, may
from service.asked import OneKept
from service.shown.addresses import ROUNDS, round_page, work_page
from service.shown.counts import LEAST
from service.shown.sight import Sight
from service.store.plans import newest

Link = tuple[str, str]
"""An address and its text."""

PARTS: Final = (
    ("", "round", Kind.ROUND),
    ("lareplasser", "openings", Kind.OPENING),
    ("forslag", "plan", Kind.PLAN),
    ("bevis", "proof", Kind.PROOF),
    ("oppfolging", "followup", Kind.ENTRY),
)
"""The parts of a round: the end of the address, the text, and what it is about."""


@dataclass(frozen=True)
class Frame:
    """What stands around one page."""

    title: str
    round: str
    """The name of the round; empty on a page that belongs to none."""
    crumbs: tuple[Link, ...]
    parts: tuple[Link, ...]
    current: str
    """The address of the part one is in."""
    notes: tuple[str, ...]
    """What to have in mind on this page."""


def bare_frame(title: str, words: Words, notes: tuple[str, ...] = ()) -> Frame:
    """Around a page that belongs to no round."""
    return Frame(title, "", ((ROUNDS, words.say("service.name")),), (), "", notes)


def frame(sight: Sight, title: str, words: Words, part: str = "") -> Frame:
    """Around a page of a round; `part` is the end of the address of the part it belongs to."""
    kinds = {
        kind for _, _, kind in PARTS if sight.may_read(kind) and (kind is not Kind.ENTRY or sight.is_kept)
    }
    found = _around(sight.round.id, sight.round.name, title, words, part, kinds, tuple(_notes(sight, words)))
    leads = sight.is_kept and sight.may(Action.EDIT, Kind.ROUND)
    return _led(found, sight.round.id, words) if leads else found


def kept_frame(one: OneKept, title: str, words: Words, part: str = "") -> Frame:
    """Around a page of a kept round that shows nothing of its plan; there may be none."""
    of, actor = one.round, one.actor
    kinds = {kind for _, _, kind in PARTS if may(actor, Action.READ, Thing(kind, of.unit))}
    with one.desk.database.reading() as connection:
        if newest(connection, of.key) is None:
            kinds &= {Kind.ENTRY}  # the other parts are made of the plan
    notes = [words.say("service.synthetic")] if of.synthetic else []
    notes.append(words.say("service.as", role=words.say(f"service.role.{actor.role}")))
    found = _around(of.id, of.name, title, words, part, kinds, tuple(notes))
    return _led(found, of.id, words) if may(actor, Action.EDIT, Thing(Kind.ROUND, of.unit)) else found


def _led(around: Frame, round_id: str, words: Words) -> Frame:
    """The same with the way to what the round is made of, for who leads it."""
    return replace(around, parts=(*around.parts, (work_page(round_id), words.say("lead.work.title"))))


def _around(
    round_id: str,
    name: str,
    title: str,
    words: Words,
    part: str,
    kinds: Collection[Kind],
    notes: tuple[str, ...],
) -> Frame:
    parts = tuple(
        (round_page(round_id, end), words.say(f"service.{key}.title"))
        for end, key, kind in PARTS
        if kind in kinds
    )
    crumb = ((round_page(round_id), name),) if Kind.ROUND in kinds else ()
    crumbs = ((ROUNDS, words.say("service.name")), *crumb)
    return Frame(title, name, crumbs, parts, round_page(round_id, part), notes)


def _notes(sight: Sight, words: Words) -> Iterator[str]:
    if sight.round.synthetic:
        yield words.say("service.synthetic")
    yield words.say("service.as", role=words.say(f"service.role.{sight.actor.role}"))
    if sight.reach is not Reach.ALL:
        seen = "service.agreed_only" if sight.reach is Reach.AGREED else "service.no_persons"
        yield words.say(seen, least=LEAST)

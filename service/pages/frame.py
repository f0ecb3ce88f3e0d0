"""What stands around every page: where one is, where one may go, and what to have in mind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from matching.wording import Words
from service.access import Kind, Reach
from service.addresses import ROUNDS, round_page
from service.counts import LEAST
from service.sight import Sight

Link = tuple[str, str]
"""An address and its text."""

PARTS: Final = (
    ("", "round", Kind.ROUND),
    ("lareplasser", "openings", Kind.OPENING),
    ("forslag", "plan", Kind.PLAN),
    ("bevis", "proof", Kind.PROOF),
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
    name = sight.round.id
    parts = ((round_page(name, end), words.say(f"service.{key}.title"), kind) for end, key, kind in PARTS)
    crumbs = (
        (ROUNDS, words.say("service.name")),
        (round_page(name), sight.round.name),
    )
    return Frame(
        title,
        sight.round.name,
        crumbs,
        tuple((address, text) for address, text, kind in parts if sight.may_read(kind)),
        round_page(name, part),
        tuple(_notes(sight, words)),
    )


def _notes(sight: Sight, words: Words) -> Iterator[str]:
    if sight.round.synthetic:
        yield words.say("service.synthetic")
    yield words.say("service.as", role=words.say(f"service.role.{sight.actor.role}"))
    if sight.reach is not Reach.ALL:
        seen = "service.agreed_only" if sight.reach is Reach.AGREED else "service.no_persons"
        yield words.say(seen, least=LEAST)

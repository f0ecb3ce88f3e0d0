"""Who asks in, the pages beside those of the rounds that are hers out, with what leads to each."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request

from service.access import Action, Kind, Thing, may
from service.asked import actor_of, held_of
from service.pages.dress import words
from service.pages.frame import Link
from service.shown.addresses import LEAD, LOOKS, OVERRIDES


def _ways(request: Request) -> tuple[Link, ...]:
    return tuple(_of(request))


def _of(request: Request) -> Iterator[Link]:
    actor, desk, told = actor_of(request), held_of(request).desk, words()
    if desk is None:
        return
    if any(may(actor, Action.EDIT, Thing(Kind.ROUND, unit)) for unit in actor.units):
        yield LEAD, told.say("lead.rounds.to")
    if any(may(actor, Action.READ, Thing(Kind.LOG, unit)) for unit in actor.units):
        yield LOOKS, told.say("records.looks.to")
        yield OVERRIDES, told.say("records.overrides.to")


Ways = Annotated[tuple[Link, ...], Depends(_ways)]

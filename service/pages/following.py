"""Something that goes on in, what is told of it to a page as it goes out (text/event-stream), for a minute."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Final

from fastapi.sse import format_sse_event
from starlette.concurrency import run_in_threadpool

STREAM: Final = "text/event-stream"
LOOK: Final = 1.0
"""Seconds between two looks."""
LOOKS: Final = 60
"""Looks before the stream ends; the browser then asks for it again by itself, and is asked again who it is."""
AGAIN: Final = 5_000
"""Milliseconds before it does."""
ALIVE: Final = 15
"""Looks between two signs of life, by which a page that has gone is found out."""
PAGES: Final = 100
"""Pages that can follow at once; further ones are told once, and look again by themselves."""


@dataclass(frozen=True)
class Told:
    """How something stands, in a sentence."""

    line: str
    over: bool


@dataclass(eq=False)
class _Room:
    """How many pages follow."""

    taken: int = field(default=0)


_ROOM: Final = _Room()


async def followed(look: Callable[[], Told]) -> AsyncIterator[bytes]:
    """What is seen at each look that is new, and an end when it is over."""
    yield format_sse_event(retry=AGAIN)
    alone = _ROOM.taken >= PAGES
    _ROOM.taken += 1
    try:
        async for event in _events(look, 1 if alone else LOOKS):
            yield event
    finally:
        _ROOM.taken -= 1


async def _events(look: Callable[[], Told], looks: int) -> AsyncIterator[bytes]:
    before = ""
    for number in range(1, looks + 1):
        now = await run_in_threadpool(look)
        if now.over:
            yield format_sse_event(event="over", data_str="")
            return
        if now.line != before:
            before = now.line
            yield format_sse_event(event="progress", data_str=now.line)
        elif number % ALIVE == 0:
            yield format_sse_event(comment="")
        if number < looks:
            await asyncio.sleep(LOOK)

"""A form that was sent in, its fields out: each once, as text."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from service.statuses import Ending, Status
from service.store.entries import Place, Step

LARGEST: Final = 16 << 10
"""Bytes of a form."""
FIELDS: Final = 20
"""Fields of a form, at most."""


class FormFault(Exception):
    """A form that cannot be understood."""


async def _fields(request: Request) -> Mapping[str, str]:
    """The fields of a form.

    Raises:
        FormFault: it is another kind of content, too large, or has a field twice.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise FormFault
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise FormFault
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        raise FormFault from None
    given = dict(pairs)
    if len(given) != len(pairs):
        raise FormFault
    return given


Form = Annotated[Mapping[str, str], Depends(_fields)]


def number_in(form: Mapping[str, str], name: str, least: int, most: int) -> int:
    """A whole number of a form.

    Raises:
        FormFault: it is missing, none, or out of range.
    """
    text = form.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
        raise FormFault
    return int(text)


def step_in(form: Mapping[str, str]) -> Step:
    """The step a form asks for; a field left blank is one not given.

    Raises:
        FormFault: a field has what it cannot have.
    """
    try:
        to = Status(form.get("til", ""))
        reason = Ending(form["grunn"]) if form.get("grunn") else None
    except ValueError:
        raise FormFault from None
    place = None
    if to is Status.CONTRACT:
        first = _day(form, "fra")
        if first is None:
            raise FormFault
        place = Place(percent=number_in(form, "prosent", 1, 100), first=first, last=_day(form, "slutt"))
        if place.last and place.last < first:
            raise FormFault
    return Step(to=to, reason=reason, place=place, last=_day(form, "siste"), due=_day(form, "frist"))


def _day(form: Mapping[str, str], name: str) -> date | None:
    text = form.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FormFault from None

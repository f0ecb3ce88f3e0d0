"""A form that was sent in, its fields out: each once, as text."""

import re
from collections.abc import AsyncGenerator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from service.statuses import Ending, Status
from service.store.entries import Place, Step

LARGEST: Final = 16 << 10
"""Bytes of a form."""
FIELDS: Final = 60
"""Fields of a form, at most."""

LARGEST_FILE: Final = 20 << 20
"""Bytes of a form with a file: a list of a hundred thousand people is some 10 MiB."""
FILE_FIELDS: Final = 60
"""Other fields of such a form, at most."""

GREATEST: Final = 2**31 - 1
"""The greatest number a store keeps: a key, a version, the number of a plan."""
FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)
"""Between these lies every day somebody can write: another is a slip."""
NOTHING: Final = re.compile("[\0\ud800-\udfff]")
"""Signs that databases do not keep, and nobody writes: a nought, and half a letter."""

_SUFFIX: Final = re.compile(r"\.[a-z]{1,8}", re.ASCII | re.IGNORECASE)
"""What tells of the kind of a file, such as .xlsx; anything else may tell of somebody."""


class FormFault(Exception):
    """A form that cannot be understood."""


async def _pairs(request: Request) -> list[tuple[str, str]]:
    """The fields of a form, in their order.

    Raises:
        FormFault: it is another kind of content, or too large.
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
        found = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        raise FormFault from None
    _check_kept(found)
    return found


Pairs = Annotated[list[tuple[str, str]], Depends(_pairs)]


async def _fields(pairs: Pairs) -> Mapping[str, str]:
    """The fields of a form, each there once.

    Raises:
        FormFault: it has a field twice.
    """
    given = dict(pairs)
    if len(given) != len(pairs):
        raise FormFault
    return given


Form = Annotated[Mapping[str, str], Depends(_fields)]


@dataclass(frozen=True)
class File:
    """A file that was sent in with a form."""

    name: str
    """Its ending alone is its own; none where it is no kind of file."""
    content: bytes
    fields: Mapping[str, str]
    """The other fields of the form."""


class LargeFault(FormFault):
    """A file that is larger than it may be; it was not read to its end."""


async def _file(request: Request) -> File:
    """The one file of a form of several parts.

    Raises:
        LargeFault: it is too large.
        FormFault: the form is another kind of content, or has no file, or several, or a field twice.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise FormFault
    parts = MultiPartParser(request.headers, _bounded(request), max_files=1, max_fields=FILE_FIELDS)
    try:
        given = await parts.parse()
    except (MultiPartException, UnicodeError):
        raise FormFault from None
    try:
        if len(given) != len(given.multi_items()):
            raise FormFault
        (sent,) = (one for one in given.values() if isinstance(one, UploadFile))
        fields = {name: text for name, text in given.items() if isinstance(text, str)}
        name = sent.filename or ""
        _check_kept([*fields.items(), ("", name)])
        return File(f"fil{_suffix(name)}", await sent.read(), fields)
    except ValueError:
        raise FormFault from None
    finally:
        await given.close()


def _check_kept(fields: Iterable[tuple[str, str]]) -> None:
    """Raise a FormFault where a field has what no database keeps."""
    if any(NOTHING.search(name) or NOTHING.search(text) for name, text in fields):
        raise FormFault


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return suffix if _SUFFIX.fullmatch(suffix) else ""


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    """What is sent in, piece by piece, until it is too much."""
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST_FILE:
            raise LargeFault
        yield piece


SentFile = Annotated[File, Depends(_file)]


def number_in(form: Mapping[str, str], name: str, least: int, most: int = GREATEST) -> int:
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
        first = day_in(form, "fra")
        if first is None:
            raise FormFault
        place = Place(percent=number_in(form, "prosent", 1, 100), first=first, last=day_in(form, "slutt"))
        if place.last and place.last < first:
            raise FormFault
    return Step(to=to, reason=reason, place=place, last=day_in(form, "siste"), due=day_in(form, "frist"))


def day_in(form: Mapping[str, str], name: str) -> date | None:
    """A day of a form; None where it is blank.

    Raises:
        FormFault: it is none.
    """
    text = form.get(name, "")
    try:
        return day_of(text) if text else None
    except ValueError:
        raise FormFault from None


def day_of(text: object) -> date:
    """A day as it is written in a form or by a program, such as 2027-08-01.

    Raises:
        ValueError: it is written in another way, or lies too far from today.
    """
    day = date.fromisoformat(str(text))
    if day.isoformat() != text or not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("no day")
    return day

"""What the process writes of itself: one JSON object a line, of named fields that hold nobody's name or number.

Only the fields below get out, and each only in its own form: an address, a message or an id that strays into a line
is left out of it, whoever wrote it.
"""

import logging
import re
import sys
import traceback
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath
from types import MappingProxyType
from typing import Final, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

NAME: Final = "service"
NO_ROUTE: Final = "none"
METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OTHER_METHOD: Final = "OTHER"
FRAMES: Final = 8
"""How many of the innermost calls are told of a fault."""


class Event(StrEnum):
    """What can be told."""

    REQUEST = "request"
    """A request was answered."""
    UNFORESEEN = "unforeseen"
    """Something nobody has thought of; its kind and place, without its message."""
    UNREADABLE = "unreadable"
    """A round in the store can no longer be read."""
    FULL = "full"
    """There is no room left on the disk of the store."""
    JOB = "job"
    """A calculation was done, or was not."""
    OTHER = "other"
    """A library has written something; what it was is not told, for it may hold an address."""


_WORD: Final = r"[a-z]+(-[a-z]+)*"
_CALL: Final = r"[\w./<>]+:\d{1,5} [\w<>]+"
FIELDS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        name: re.compile(form, re.ASCII)
        for name, form in {
            "at": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z",
            "level": r"debug|info|warning|error|critical",
            "event": "|".join(Event),
            "route": rf"{NO_ROUTE}|static|/|(/({_WORD}|v\d|[a-z]+\.(json|csv|xlsx|ics)|\{{[a-z_]+\}}))+",
            "method": "|".join((*METHODS, OTHER_METHOD)),
            "status": r"[1-5]\d\d",
            "milliseconds": r"\d{1,9}",
            "role": r"[a-z]+(_[a-z]+)?",
            "state": r"[a-z]+",
            "fault": r"[A-Za-z_]{1,60}",
            "where": rf"{_CALL}(, {_CALL})*",
            "logger": r"[a-z_]+(\.[a-z_]+)*",
        }.items()
    }
)
"""The fields of a line, and the form of each."""


def only_named(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The line without every field that is not named above, or is not of its form."""
    return {name: event[name] for name, form in FIELDS.items() if form.fullmatch(str(event.get(name, "")))}


def handler(stream: TextIO) -> logging.Handler:
    """What writes lines to a stream, our own and those of libraries."""
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_of_others],
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            only_named,
            structlog.processors.JSONRenderer(),
        ],
    )
    writes = logging.StreamHandler(stream)
    writes.setFormatter(formatter)
    return writes


def install() -> None:
    """Have this process write its log, and that of every library, to standard error."""
    root = logging.getLogger()
    root.handlers = [handler(sys.stderr)]
    root.setLevel(logging.WARNING)
    logging.getLogger(NAME).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)


def tell_request(*, route: str, method: str, status: int, seconds: float, role: str | None) -> None:
    """A request was answered; `route` is its template, never its address."""
    told = {"route": route, "method": method, "status": status, "milliseconds": round(seconds * 1000)}
    _log().info(Event.REQUEST, **told, **({"role": role} if role else {}))


def tell_fault(event: Event, error: BaseException) -> None:
    """Something went wrong: its kind and its place. Not its message: that may hold the id of a person."""
    calls = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    where = ", ".join(f"{PurePath(one.filename).name}:{one.lineno} {one.name}" for one in calls)
    _log().error(event, fault=type(error).__name__, where=where)


def tell_job(state: str, seconds: float) -> None:
    """A calculation came to an end."""
    _log().info(Event.JOB, state=state, milliseconds=round(seconds * 1000))


def _log() -> structlog.stdlib.BoundLogger:
    log: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger(NAME),
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            only_named,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return log


def _of_others(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A line of a library: which one, how grave, and the kind of fault it met."""
    record: logging.LogRecord = event["_record"]
    told = {"event": Event.OTHER, "level": record.levelname.lower(), "logger": record.name}
    kind = record.exc_info[0] if record.exc_info else None
    return {**told, **({"fault": kind.__name__} if kind else {})}

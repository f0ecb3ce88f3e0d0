"""What can go wrong with a request, in words and as problem JSON (RFC 9457)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from fastapi.responses import JSONResponse

from matching.catalogue.loader import load_catalogue
from matching.domain.errors import Fact, InnenforError
from matching.wording import Words
from service.door.language import spoken

Facts = Mapping[str, Fact]

PROBLEM: Final = "application/problem+json"
NO_FACTS: Final[Facts] = MappingProxyType({})


class ServiceFault(StrEnum):
    """Why a request is not answered as asked; the texts under [service.fault] have the sentences."""

    NOT_FOUND = "not_found"
    METHOD = "method"
    HOST = "host"
    CROSS_SITE = "cross_site"
    REQUEST = "request"
    FORM = "form"
    UNFORESEEN = "unforeseen"
    TOKEN = "token"
    STALE = "stale"
    UNCONDITIONAL = "unconditional"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    FAULTS = "faults"
    TAKEN = "taken"
    FIRM = "firm"
    CLOSED = "closed"
    CELLS = "cells"
    RUNNING = "running"
    OTHER_REQUEST = "other_request"
    BUSY = "busy"
    FULL = "full"
    UNREADABLE = "unreadable"

    @property
    def status(self) -> int:
        """The status code of HTTP."""
        return _STATUS[self]


_STATUS: Final = {
    ServiceFault.NOT_FOUND: 404,
    ServiceFault.METHOD: 405,
    ServiceFault.HOST: 421,
    ServiceFault.CROSS_SITE: 403,
    ServiceFault.REQUEST: 422,
    ServiceFault.FORM: 422,
    ServiceFault.UNFORESEEN: 500,
    ServiceFault.TOKEN: 401,
    ServiceFault.STALE: 412,
    ServiceFault.UNCONDITIONAL: 428,
    ServiceFault.TOO_MANY: 429,
    ServiceFault.TOO_LARGE: 413,
    ServiceFault.FAULTS: 409,
    ServiceFault.TAKEN: 409,
    ServiceFault.FIRM: 409,
    ServiceFault.CLOSED: 409,
    ServiceFault.CELLS: 422,
    ServiceFault.RUNNING: 409,
    ServiceFault.OTHER_REQUEST: 409,
    ServiceFault.BUSY: 503,
    ServiceFault.FULL: 507,
    ServiceFault.UNREADABLE: 500,
}
_HEADERS: Final[Mapping[int, Mapping[str, str]]] = MappingProxyType(
    {
        401: {"WWW-Authenticate": "Bearer"},
        405: {"Allow": "GET, HEAD"},
        429: {"Retry-After": "60"},
        503: {"Retry-After": "1"},
    }
)


class Refused(Exception):
    """A request that is not answered as asked; the fault says why."""

    def __init__(self, fault: ServiceFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Problem:
    """What is wrong with a request, in words."""

    status: int
    code: str
    what: str
    mend: str

    @property
    def headers(self) -> Mapping[str, str]:
        """What the answer says besides."""
        return _HEADERS.get(self.status, {})

    def reply(self) -> JSONResponse:
        """As problem JSON."""
        named = {"code": self.code, "title": self.what, "detail": self.mend}
        return JSONResponse(
            {"type": "about:blank", "status": self.status, **named}, self.status, dict(self.headers), PROBLEM
        )


def problem(fault: ServiceFault, facts: Facts = NO_FACTS) -> Problem:
    """A fault and its facts in, what is wrong and what mends it out."""
    words, texts = Words(load_catalogue(), spoken(), on_page=True), f"service.fault.{fault}"
    return Problem(
        fault.status, fault, words.say(f"{texts}.what", **facts), words.say(f"{texts}.mend", **facts)
    )


def problem_of_core(error: InnenforError) -> Problem:
    """An error of the core in, what is wrong and what mends it out."""
    words = Words(load_catalogue(), spoken(), on_page=True)
    return Problem(422, error.code, words.say("service.fault.request.what"), words.error(error))

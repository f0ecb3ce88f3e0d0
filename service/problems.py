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
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a request, in words."""

    status: int
    code: str
    what: str
    mend: str

    def reply(self) -> JSONResponse:
        """As problem JSON."""
        headers = {"Allow": "GET, HEAD"} if self.status == 405 else {}
        named = {"code": self.code, "title": self.what, "detail": self.mend}
        return JSONResponse(
            {"type": "about:blank", "status": self.status, **named}, self.status, headers, PROBLEM
        )


def problem(fault: ServiceFault, facts: Facts = NO_FACTS) -> Problem:
    """A fault and its facts in, what is wrong and what mends it out."""
    words, texts = Words(load_catalogue()), f"service.fault.{fault}"
    return Problem(
        fault.status, fault, words.say(f"{texts}.what", **facts), words.say(f"{texts}.mend", **facts)
    )


def problem_of_core(error: InnenforError) -> Problem:
    """An error of the core in, what is wrong and what mends it out."""
    words = Words(load_catalogue())
    return Problem(422, error.code, words.say("service.fault.request.what"), words.error(error))

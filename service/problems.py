"""What can go wrong with a request, as problem JSON (RFC 9457)."""

from collections.abc import Mapping
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
    REQUEST = "request"
    UNFORESEEN = "unforeseen"

    @property
    def status(self) -> int:
        """The status code of HTTP."""
        return _STATUS[self]


_STATUS: Final = {
    ServiceFault.NOT_FOUND: 404,
    ServiceFault.METHOD: 405,
    ServiceFault.HOST: 421,
    ServiceFault.REQUEST: 422,
    ServiceFault.UNFORESEEN: 500,
}


def fault_reply(fault: ServiceFault, facts: Facts = NO_FACTS) -> JSONResponse:
    """A fault and its facts in, problem JSON out."""
    return _problem(fault.status, fault, *fault_words(fault, facts))


def fault_words(fault: ServiceFault, facts: Facts = NO_FACTS) -> tuple[str, str]:
    """A fault and its facts in, what is wrong and what mends it out."""
    words = Words(load_catalogue())
    return words.say(f"service.fault.{fault}.what", **facts), words.say(
        f"service.fault.{fault}.mend", **facts
    )


def error_reply(error: InnenforError) -> JSONResponse:
    """An error of the core in, problem JSON with its code and words out."""
    words = Words(load_catalogue())
    return _problem(422, error.code, words.say("service.fault.request.what"), words.error(error))


def _problem(status: int, code: str, title: str, detail: str) -> JSONResponse:
    headers = {"Allow": "GET, HEAD"} if status == 405 else {}
    content = {"type": "about:blank", "status": status, "code": code, "title": title, "detail": detail}
    return JSONResponse(content, status, headers, PROBLEM)

"""The problems an answer of the interface may be, as its description tells them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from service.api.answers import Problem
from service.door.problems import PROBLEM

_TOLD: Final[Mapping[int, str]] = MappingProxyType(
    {
        401: "The bearer token does not hold.",
        404: "There is no such thing, or it is not yours to see.",
        409: "It cannot be done as things stand; the code says why.",
        412: "Somebody else has changed it since.",
        422: "The request cannot be understood.",
        428: "The version it rests on is not given (If-Match).",
        429: "Too many requests; Retry-After says when the next is answered.",
        500: "What is kept of the round cannot be read (`unreadable`), or nobody has thought of what happened.",
        503: "Others changed the same at that moment; what was asked is not done, and Retry-After says when to try "
        "again. People a list closes may be hidden all the same.",
        507: "The disk of the store is full; what was asked is not done.",
    }
)
_PROBLEM: Final = {"content": {PROBLEM: {"schema": Problem.model_json_schema()}}}


def _described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"description": _TOLD[status], **_PROBLEM} for status in statuses}


FAULTS: Final = _described(401, 404, 422, 429, 500, 503, 507)
"""What every route may answer."""
CHANGED: Final = _described(409, 412, 428)
"""What a route that changes something may answer besides."""
BEGUN: Final = _described(409)
"""What a route that begins something may answer besides."""

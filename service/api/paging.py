"""One page of many: where it begins and how much it holds in, the page and the address of the next one out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response

LONGEST: Final = 500
"""Things on one page, at most."""
USUAL: Final = 100

One = TypeVar("One")


@dataclass(frozen=True, eq=False)
class Paging:
    """What a request asks for of a long list."""

    after: str
    limit: int
    request: Request
    response: Response

    def page(
        self, found: Sequence[One], cursor: Callable[[One], str], stood_for: Callable[[str], One | None]
    ) -> list[One]:
        """The page of a list in its order; the answer tells where the next one is (RFC 8288).

        `cursor`: what stands for one thing in an address, and `stood_for` the thing; a page begins after it. A
        cursor that is none of the list any more begins it anew: nothing is left out, and who reads on is told what
        she has seen before.
        """
        last = stood_for(self.after) if self.after else None
        begin = found.index(last) + 1 if last is not None and last in found else 0
        shown = list(found[begin : begin + self.limit])
        if begin + self.limit < len(found):
            asked = urlencode({"after": cursor(shown[-1]), "limit": self.limit})
            self.response.headers["Link"] = f'<{self.request.url.path}?{asked}>; rel="next"'
        return shown


def _paging(
    request: Request,
    response: Response,
    after: Annotated[
        str, Query(max_length=100, description="Where the page before ended: from its Link.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=LONGEST, description="How many on one page.")] = USUAL,
) -> Paging:
    return Paging(after, limit, request, response)


AsksForPage = Annotated[Paging, Depends(_paging)]

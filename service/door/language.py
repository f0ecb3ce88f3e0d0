"""The cookie of a request in, the language its page speaks out: bokmål, or nynorsk for those who have chosen it."""

import re
from contextvars import ContextVar
from typing import Final
from urllib.parse import unquote_plus

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from matching.files.source.identity import has_identity_number

LANGUAGES: Final = ("nb", "nn")
"""The languages of the pages, as codes (BCP 47); the first is the one spoken where nobody has chosen."""

COOKIE: Final = "innenfor-sprak"
"""Holds the code of a language and nothing about anybody."""
SECURE_COOKIE: Final = f"__Host-{COOKIE}"
"""The same where there is TLS: set by this host alone."""

_REF: Final = re.compile(r"(?<=/kandidater/)[0-9a-f]{16}(?![^/])")
"""Stands for a person in addresses, and says nothing of her; one of many has eleven digits in a row."""

_YEAR: Final = 365 * 24 * 3600

_SPOKEN: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_HERE: ContextVar[str] = ContextVar("here", default="")


def spoken() -> str:
    """The language of the request that is being answered."""
    return _SPOKEN.get()


def here() -> str:
    """The address of the page that is being answered, to come back to it; empty where a form is being answered."""
    return _HERE.get()


def repeats_a_number(address: str) -> bool:
    """Whether something written into an address may be somebody's identity number, quoted once or twice."""
    path, mark, rest = address.partition("?")
    return has_identity_number(unquote_plus(unquote_plus(_REF.sub("", path) + mark + rest)))


def remember(answer: Response, language: str, *, secure: bool) -> None:
    """Have the browser bring the language along from now on."""
    answer.set_cookie(
        SECURE_COOKIE if secure else COOKIE,
        language,
        max_age=_YEAR,
        secure=secure,
        httponly=True,
        samesite="strict",
    )


class Speaking:
    """An application in, the same out, which knows what language each request is to be answered in.

    The interface for programs speaks codes, and its sentences are bokmål whoever asks.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        chosen, asked = _SPOKEN.set(_chosen(scope)), _HERE.set(_address(scope))
        try:
            await self.app(scope, receive, send)
        finally:
            _SPOKEN.reset(chosen)
            _HERE.reset(asked)


def _chosen(scope: Scope) -> str:
    if scope["path"].startswith("/api/"):
        return LANGUAGES[0]
    cookies = HTTPConnection(scope).cookies
    chosen = cookies.get(SECURE_COOKIE) or cookies.get(COOKIE)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def _address(scope: Scope) -> str:
    """Path and query as they were sent, of what can be asked for again."""
    if scope["method"] not in ("GET", "HEAD"):
        return ""
    path, query = (bytes(scope[part]).decode("ascii", "replace") for part in ("raw_path", "query_string"))
    # What was written into a search may be somebody's number, which is not repeated.
    address = f"{path}?{query}" if query else path
    return path if repeats_a_number(address) else address

"""Around the whole service: which hosts and methods are answered, and what every answer tells the browser."""

import logging
import traceback
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.actors import is_loopback
from service.problems import ServiceFault, problem

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a page may load: its own style sheets and letters, and no script at all."""

HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)

METHODS: Final = ("GET", "HEAD")
POST: Final = "POST"
NO_STORE: Final = "no-store"
KEEP: Final = "public, max-age=31536000, immutable"
"""For files whose address has their hash."""

_LOG: Final = logging.getLogger("service")


class Guard:
    """An application in, the same out with its doors watched."""

    def __init__(
        self, app: ASGIApp, kept: str, hosts: Collection[str] = (), *, changes: bool = False
    ) -> None:
        """`kept` begins addresses whose content never changes; `hosts` are answered beside this machine's own.

        `changes`: forms may be sent, from our own pages alone.
        """
        self.app = app
        self.kept = kept
        self.hosts = frozenset(hosts)
        self.methods = (*METHODS, POST) if changes else METHODS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(send, keep=scope["path"].startswith(self.kept))
        fault = self._refused(scope)
        if fault:
            await problem(fault).reply()(scope, receive, answer)
            return
        try:
            # A route that answers GET answers HEAD with the same headers; the server leaves the body out.
            method = POST if scope["method"] == POST else "GET"
            await self.app({**scope, "method": method}, receive, answer)
        except Exception as error:
            # Neither the address nor the message: both may hold the id of a person.
            where = "".join(traceback.format_tb(error.__traceback__, limit=-8))
            _LOG.error("unforeseen %s\n%s", type(error).__name__, where)
            if not answer.begun:
                await problem(ServiceFault.UNFORESEEN).reply()(scope, receive, answer)

    def _refused(self, scope: Scope) -> ServiceFault | None:
        if scope["method"] not in self.methods:
            return ServiceFault.METHOD
        headers = Headers(scope=scope)
        host = _name_of(headers.get("host", ""))
        # A page elsewhere that has its name led here (DNS rebinding) is known by the name it asks for.
        if not (is_loopback(host) or host in self.hosts):
            return ServiceFault.HOST
        return None if scope["method"] != POST or _is_our_own(headers) else ServiceFault.CROSS_SITE


def _is_our_own(headers: Headers) -> bool:
    """Whether a form comes from a page of ours: the browser says so, or else the origin it names is our host."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    _, _, origin = headers.get("origin", "").partition("://")
    return bool(origin) and origin == headers.get("host")


def _name_of(host: str) -> str:
    """The host without its port: 127.0.0.1, localhost or [::1], with or without :8000."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


class _Answer:
    """Sends what an application answers, with the headers every answer has."""

    def __init__(self, send: Send, *, keep: bool) -> None:
        self.send = send
        self.keep = keep
        self.begun = False

    async def __call__(self, message: Message) -> None:
        """One message of an answer on its way out."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            keep = self.keep and message["status"] == 200
            headers["Cache-Control"] = KEEP if keep else NO_STORE
        await self.send(message)

"""Around the whole service: which hosts and methods are answered, and what every answer tells the browser."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf
from time import perf_counter  # noqa: TID251 - how long an answer took is told of it
from types import MappingProxyType
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.door.actors import is_loopback, name_of
from service.door.limits import Limit
from service.door.problems import ServiceFault, problem
from service.operating.health import WITHOUT_A_NAME, Networks
from service.operating.logs import METHODS as KNOWN_METHODS
from service.operating.logs import NO_ROUTE, OTHER_METHOD, Event, tell_fault, tell_request
from service.operating.metrics import Metrics

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a page may load: its own style sheets, letters and script files; no script stands in a page."""

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

HTTPS: Final[Mapping[str, str]] = MappingProxyType({"Strict-Transport-Security": "max-age=31536000"})
"""For a year the browser asks this host with TLS alone; of hosts below it nothing is said: they may be others'."""

METHODS: Final = ("GET", "HEAD")
POST: Final = "POST"
NO_STORE: Final = "no-store"
KEEP: Final = "public, max-age=31536000, immutable"
"""For files whose address has their hash."""


LARGEST: Final = 20 << 20
"""Bytes of what is sent in, unless a setting says otherwise: a list of a hundred thousand people is some 10 MiB."""


AT_ONE_ADDRESS: Final = 10
"""How many times as often as one who asks all those at one address are answered: they may be an office."""


@dataclass(frozen=True, kw_only=True)
class Doors:
    """What the settings say of who comes in, and with how much."""

    hosts: Collection[str] = ()
    """The names the service answers to beside this machine's."""
    scrapers: Networks = ()
    """The networks that may have its figures, beside this machine."""
    limit: Limit | None = None
    """How often one who asks is answered."""
    largest: int = LARGEST
    """Bytes of what is sent in, at most."""
    https: bool = False
    """There is TLS in front, and browsers are told to ask in no other way."""


AJAR: Final = Doors()
"""Where no setting says otherwise: for this machine alone."""


class Guard:
    """An application in, the same out with its doors watched."""

    def __init__(
        self,
        app: ASGIApp,
        kept: str,
        doors: Doors = AJAR,
        *,
        changes: bool = False,
        forms: Collection[str] = (),
        metrics: Metrics | None = None,
    ) -> None:
        """`kept` begins addresses whose content never changes.

        `changes`: forms may be sent, from our own pages alone; `forms`: the addresses they may be sent to anyway.
        """
        self.app = app
        self.kept = kept
        self.hosts = frozenset(doors.hosts)
        self.methods = (*METHODS, POST) if changes else METHODS
        self.forms = frozenset(forms)
        self.metrics = metrics or Metrics()
        self.limit = doors.limit
        self.at_one_address = doors.limit and doors.limit.times(AT_ONE_ADDRESS)
        self.largest = doors.largest
        self.headers = {**HEADERS, **HTTPS} if doors.https else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # A route that answers GET answers HEAD with the same headers; the server leaves the body out.
        asked = {**scope, "method": POST if scope["method"] == POST else "GET", "state": {}}
        answer = _Answer(send, self.headers, keep=scope["path"].startswith(self.kept))
        began = perf_counter()
        try:
            await self._answered(scope, asked, receive, answer)
        finally:
            self._told(scope["method"], asked, answer.status, perf_counter() - began)

    async def _answered(self, scope: Scope, asked: Scope, receive: Receive, answer: "_Answer") -> None:
        fault = self._refused(scope)
        if fault:
            await problem(fault).reply()(scope, receive, answer)
            return
        try:
            await self.app(asked, receive, answer)
        except Exception as error:
            tell_fault(Event.UNFORESEEN, error)
            if not answer.begun:
                await problem(ServiceFault.UNFORESEEN).reply()(scope, receive, answer)

    def _told(self, method: str, asked: Scope, status: int, seconds: float) -> None:
        """A request logged and counted by the template of its route: its address may hold the id of a person."""
        static = asked["path"].startswith(self.kept)
        route = "static" if static else getattr(asked.get("route"), "path", NO_ROUTE)
        told = {"route": route, "method": method if method in KNOWN_METHODS else OTHER_METHOD}
        self.metrics.answered(**told, status=status, seconds=seconds)
        tell_request(**told, status=status, seconds=seconds, role=asked["state"].get("role"))

    def _refused(self, scope: Scope) -> ServiceFault | None:
        always = scope["method"] == POST and scope["path"] in self.forms
        if not always and scope["method"] not in self.methods:
            return ServiceFault.METHOD
        headers = Headers(scope=scope)
        host = name_of(headers.get("host", ""))
        probe = scope["path"] in WITHOUT_A_NAME  # a platform that is turned away would stop the process
        # A page elsewhere that has its name led here (DNS rebinding) is known by the name it asks for.
        if not (is_loopback(host) or host in self.hosts or probe):
            return ServiceFault.HOST
        if not (probe or self._lets(scope, headers)):
            return ServiceFault.TOO_MANY
        if scope["method"] != POST:
            return None
        if not _is_our_own(headers):
            return ServiceFault.CROSS_SITE
        return None if _length(headers) <= self.largest else ServiceFault.TOO_LARGE

    def _lets(self, scope: Scope, headers: Headers) -> bool:
        """Whether one more is answered: of its address, whatever token it names, and of who asks."""
        if self.limit is None or self.at_one_address is None:
            return True
        address = scope["client"][0] if scope.get("client") else ""
        return self.at_one_address.lets(address) and self.limit.lets(_bearer(headers) or address)


def _bearer(headers: Headers) -> str:
    """What tells the token of a request from others: the part that is signed, since the rest can be spelt anew.

    Empty where there is none. Whether it holds is not known yet, so the address is limited too.
    """
    kind, _, token = headers.get("authorization", "").partition(" ")
    signed, _, _ = token.strip().rpartition(".")
    return hashlib.sha256(signed.encode()).hexdigest() if kind.lower() == "bearer" and signed else ""


def _length(headers: Headers) -> float:
    """Bytes of what is sent in; more than any where it is not said beforehand, so that nothing endless is read."""
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(1 << 62)) else inf


def _is_our_own(headers: Headers) -> bool:
    """Whether what is sent comes from a page of ours: the browser says so, or else it is a program with a token."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site == "same-origin"
    if origin is not None:
        _, _, host = origin.partition("://")
        return bool(host) and host == headers.get("host")
    # Every browser tells one of the two. Where neither stands there a token was sent by a program; beside one of
    # them a proxy may have made it of a cookie, for a page elsewhere too.
    return "authorization" in headers


class _Answer:
    """Sends what an application answers, with the headers every answer has."""

    def __init__(self, send: Send, told: Mapping[str, str], *, keep: bool) -> None:
        self.send = send
        self.told = told
        self.keep = keep
        self.begun = False
        self.status = 500
        """What is told of an answer that was never begun."""

    async def __call__(self, message: Message) -> None:
        """One message of an answer on its way out."""
        if message["type"] == "http.response.start":
            self.begun, self.status = True, message["status"]
            headers = MutableHeaders(scope=message)
            headers.update(self.told)
            keep = self.keep and message["status"] == 200
            headers["Cache-Control"] = KEEP if keep else NO_STORE
        await self.send(message)

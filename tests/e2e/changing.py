"""A small service of two pages that use our script: a form that is answered at once, and work that goes on."""

from collections.abc import Iterator
from typing import Final

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from service.door.guard import Guard
from service.pages.dress import kept_at, static_files
from tests.e2e.serving import serving

PAGE: Final = """<!doctype html><html lang="nb"><head><title>Prøve</title><link rel="icon" href="data:,">
<script src="{script}/live.js" defer></script></head><body><main><h1>Prøve</h1>{body}</main></body></html>"""
FORM: Final = """<form method="post" action="/" data-live="svar">
<input type="hidden" name="versjon" value="{version}">
<label><input type="checkbox" name="b"{b}> Førerkort</label>
<label><input type="checkbox" name="c"{c}> Skift</label>
<button>Se hva det åpner</button></form>
<section id="svar"><p>Åpner {opens}, lagret {version} ganger</p></section>"""


def _page(body: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(PAGE.format(script=kept_at(), body=body), status)


class _Kept:
    """What the form has said so far."""

    def __init__(self) -> None:
        self.version = 0
        self.said: set[str] = set()
        self.heard = 0

    async def form(self, request: Request) -> Response:
        """The form as it stands."""
        marks = {name: " checked" if name in self.said else "" for name in ("b", "c")}
        return _page(FORM.format(version=self.version, opens=9 * len(self.said), **marks))

    async def said_so(self, request: Request) -> Response:
        """A form of an older version is refused, as our forms are."""
        fields = await request.form()
        if fields["versjon"] != str(self.version):
            return _page("<p>Noen andre har endret dette</p>", 409)
        self.version, self.said = self.version + 1, set(fields) - {"versjon"}
        return RedirectResponse("/", 303)

    async def work(self, request: Request) -> Response:
        """Work that goes on until its events have been heard."""
        going = '<p data-progress="/hendelser">Begynner</p>'
        return _page("<p>Ferdig</p>" if self.heard else going)

    async def events(self, request: Request) -> Response:
        """How far it has come, and that it is over."""
        self.heard += 1
        told = "event: progress\ndata: Halvveis\n\nevent: over\ndata:\n\n"
        return Response(told, media_type="text/event-stream")


@pytest.fixture
def changing() -> Iterator[str]:
    """The address of such a service, without a slash."""
    kept = _Kept()
    routes = [
        Route("/", kept.form),
        Route("/", kept.said_so, methods=["POST"]),
        Route("/arbeid", kept.work),
        Route("/hendelser", kept.events),
        Mount(kept_at(), static_files()),
    ]
    service = Guard(Starlette(routes=routes), kept=f"{kept_at()}/", changes=True)
    with serving(service) as address:
        yield address

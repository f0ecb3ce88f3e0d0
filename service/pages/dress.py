"""A template and what it tells in, a page out: in the dress of the report, and in the language of the reader."""

from collections.abc import Callable, Hashable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from starlette.staticfiles import StaticFiles

from matching.catalogue.loader import load_catalogue
from matching.report.pages import pages
from matching.report.styles import STATIC, linked
from matching.wording import Words
from service.door.language import LANGUAGES, here, spoken
from service.shown import addresses
from service.shown.sight import Sight

_HERE: Final = Path(__file__).parent

STATIC_FOLDERS: Final = (Path(str(STATIC)), _HERE / "static")
"""Style sheets and letters, the same as those of the report; and what pages of the service have beside them."""

# The browser asks for an icon where none is named.
_OURS: Final = Markup('\n<link rel="stylesheet" href="{}/service.css">\n<link rel="icon" href="data:,">')

_LIVE: Final = Markup('\n<script src="{}/live.js" defer></script>')
"""For the pages that use it alone: `head ~ live` in place of `head`."""


@cache
def kept_at() -> str:
    """The address of the static folders, which has the hash of their content: another content, another address."""
    files = [file for folder in STATIC_FOLDERS for file in sorted(folder.rglob("*")) if file.is_file()]
    total = sha256(b"".join(file.read_bytes() for file in files))
    return f"/static/{total.hexdigest()[:16]}"


def static_files() -> StaticFiles:
    """The folders as one, given out under that address."""
    ours, beside = STATIC_FOLDERS
    return StaticFiles(directory=ours, packages=[(__package__, beside.name)])


def page(template: str, status: int = 200, **told: object) -> HTMLResponse:
    """A page; what it tells is by the names its template uses.

    What is refused or not there has no choice of language, nor has the answer to a form: there is no page to come
    back to.
    """
    return HTMLResponse(_rendered(template, told, foot=status == 200), status)


def page_once(
    sight: Sight, template: str, about: Hashable, told: Callable[[], Mapping[str, object]]
) -> HTMLResponse:
    """A page that rests on a round, on what the actor may see of it and on `about` alone: rendered once.

    `about` is all that is asked for and all of the store beside the round that the page tells: its address is not
    enough, for that is not repeated as it was sent.
    """
    about = template, about, spoken(), here(), sight.whose
    return HTMLResponse(sight.round.pages.of(about, lambda: _rendered(template, told()).encode()))


def _rendered(template: str, told: Mapping[str, object], *, foot: bool = True) -> str:
    return _templates(spoken(), foot=foot).get_template(template).render(told)


def words() -> Words:
    """The words of the pages, in the language of the request."""
    return _words(spoken())


@cache
def _words(language: str) -> Words:
    return Words(load_catalogue(), language, on_page=True)


@cache
def _templates(language: str, *, foot: bool) -> Environment:
    spoken_words = _words(language)
    below = _foot(language) if foot else Markup
    made = pages(spoken_words, FileSystemLoader(_HERE / "templates"), foot=below)
    made.globals.update(head=linked(kept_at()) + _OURS.format(kept_at()), live=_LIVE.format(kept_at()))
    made.globals.update(address=addresses)
    return made


def _foot(language: str) -> Callable[[], Markup]:
    """What stands below each page in a language: the choice of language."""
    names = [(code, _words(code).say("language")) for code in LANGUAGES]

    def below() -> Markup:
        if not here():
            return Markup()
        template = _templates(language, foot=False).get_template("foot.html")
        return Markup(template.render(languages=names, here=here()))

    return below

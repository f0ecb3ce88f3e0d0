"""A template and what it tells in, a page in the dress of the report out."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from matching.catalogue.loader import load_catalogue
from matching.report.pages import pages
from matching.report.styles import STATIC, linked
from matching.wording import Words
from service import addresses

STATIC_FOLDER: Final = Path(str(STATIC))
"""Style sheets and letters, the same as those of the report."""

_NO_ICON: Final = Markup('\n<link rel="icon" href="data:,">')
"""Or else the browser asks for one."""

_TEMPLATES: Final = Path(__file__).parent / "templates"


@cache
def kept_at() -> str:
    """The address of the static folder, which has the hash of its content: another content, another address."""
    files = sorted(file for file in STATIC_FOLDER.rglob("*") if file.is_file())
    total = sha256(b"".join(file.read_bytes() for file in files))
    return f"/static/{total.hexdigest()[:16]}"


def page(template: str, status: int = 200, **told: object) -> HTMLResponse:
    """A page; what it tells is by the names its template uses."""
    return HTMLResponse(_templates().get_template(template).render(told), status)


def words() -> Words:
    """The words of the pages."""
    return Words(load_catalogue())


@cache
def _templates() -> Environment:
    made = pages(words(), FileSystemLoader(_TEMPLATES))
    made.globals.update(head=linked(kept_at()) + _NO_ICON, address=addresses)
    return made

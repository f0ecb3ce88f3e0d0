"""An id that people have written in, one segment of an address out, and back."""

from typing import Final
from urllib.parse import quote, unquote

ROUNDS: Final = "/"
"""The page of all rounds."""


def segment(name: str) -> str:
    """An id as one segment of an address. A plain id stands as it is.

    Slashes, dots and percent signs mean something to browsers and servers even when quoted, so they are quoted
    twice; `named` takes the second quoting away.
    """
    inner = quote(name, safe="").replace(".", "%2E")
    return quote(inner, safe="")


def named(segment: str) -> str:
    """The id of a segment that a server has unquoted once."""
    return unquote(segment)


def round_page(round_id: str, part: str = "") -> str:
    """The address of a round's page, or of one of its parts."""
    return f"/runder/{segment(round_id)}" + (f"/{part}" if part else "")


def opening_page(round_id: str, opening: str) -> str:
    """The address of the page of one opening."""
    return round_page(round_id, f"lareplasser/{segment(opening)}")


def list_page(round_id: str, opening: str) -> str:
    """The address of the list of one opening."""
    return f"{opening_page(round_id, opening)}/liste"


def step_page(round_id: str, entry: int) -> str:
    """The beginning of the addresses steps of one person on a list are sent to."""
    return round_page(round_id, f"liste/{entry}")


def why_page(page: str) -> str:
    """The address of what it would take for the person or the opening of a page."""
    return f"{page}/hva-skal-til"


def person_page(round_id: str, person: str) -> str:
    """The address of the page of one person."""
    return round_page(round_id, f"kandidater/{segment(person)}")

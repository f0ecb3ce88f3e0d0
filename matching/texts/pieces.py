"""A text in, what it is made of out: the words, and where each fact stands; worked out once for each text."""

from functools import cache
from string import Formatter

Piece = tuple[str, str | None, str]
"""The words before a fact, the name of the fact, None after the last, and the form it is told in."""


@cache
def pieces(text: str) -> tuple[Piece, ...]:
    """A text such as «{count} {count:plass|plasser} til» in, its pieces out.

    Raises:
        ValueError: a bracket of it is not closed.
    """
    return tuple((before, name, form or "") for before, name, form, _ in Formatter().parse(text))

"""A text to the one municipality it names, by number, name or both."""

import re
from collections.abc import Callable
from typing import Final

from matching.domain.errors import ErrorCode
from matching.files.fields.field import Fault, Faulty, Parse
from matching.files.fields.lexicon import Lexicon
from matching.files.headings.meanings import Kind

_PARTS: Final = re.compile(
    r"(?:(?P<first>\d+)[\s,–-]+)?(?P<name>[^\d(),]+?)(?:\s+kommune)?(?:[\s,–-]*\(?(?P<last>\d+)\)?)?",
    re.IGNORECASE,
)
"""0301 Oslo; Oslo (0301); Oslo kommune."""
_LONGEST: Final = 80
"""Characters of a text that is taken apart, so that no cell is slow."""


def municipality(lexicon: Lexicon) -> Parse:
    """Parser of a municipality, by number, name or both, to its position; both must be of the same."""

    def parse(text: str) -> int:
        parts = _PARTS.fullmatch(text[:_LONGEST])
        if text in lexicon or len(text) > _LONGEST or not parts:
            _refuse_lost_zero(text, lexicon)
            return lexicon.find(text)
        numbers = {number for number in (parts["first"], parts["last"]) if number}
        return _of_both(text, numbers, parts["name"], lexicon) if numbers else lexicon.find(parts["name"])

    return parse


def finder(lexicon: Lexicon) -> Callable[[str], int]:
    """How a text is read as an entry of the kind a lexicon has: its position, or Faulty."""
    return municipality(lexicon) if lexicon.kind is Kind.MUNICIPALITY else lexicon.find


def _refuse_lost_zero(text: str, lexicon: Lexicon) -> None:
    """Stop at a number a spreadsheet has taken the first zero from."""
    if text.isdecimal() and text not in lexicon and f"0{text}" in lexicon:
        near = lexicon.show(lexicon.find(f"0{text}"))
        raise Faulty(Fault.of(ErrorCode.CELL_NOT_IN_CATALOGUE, word=text, nearest=near))


def _of_both(text: str, numbers: set[str], name: str, lexicon: Lexicon) -> int:
    """The municipality that has the number, or had it, and the name too; `text` is all of the cell."""
    by_number = frozenset.intersection(*map(lexicon.meanings, numbers))
    by_name = lexicon.meanings(name)
    both = by_number & by_name
    if len(both) == 1:
        return next(iter(both))
    if both:
        raise Faulty(lexicon.several(text, both))
    if by_number and by_name:
        first, second = (" / ".join(map(lexicon.show, sorted(places))) for places in (by_number, by_name))
        raise Faulty(Fault.of(ErrorCode.CELL_DISAGREES, word=text, first=first, second=second))
    near = lexicon.show(min(by_number or by_name)) if by_number or by_name else None
    raise Faulty(Fault.of(ErrorCode.CELL_NOT_IN_CATALOGUE, word=text, nearest=near))

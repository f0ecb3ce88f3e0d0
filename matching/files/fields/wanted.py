"""Texts of what people like and wish to values and back: a code of interests, a wish that may be a maybe, a no."""

import re
from collections.abc import Sequence
from typing import Final

from matching.domain.cells import unpadded
from matching.domain.errors import ErrorCode
from matching.domain.people import CODE, UNWANTED
from matching.domain.reference import LETTERS, Entry
from matching.files.fields.choices import is_none
from matching.files.fields.field import Fault, Faulty, Parse, Told
from matching.files.fields.lexicon import Lexicon
from matching.files.fields.told import entry
from matching.files.fields.words import set_of
from matching.files.source.vocabulary import plain, tidy

_BETWEEN_LETTERS: Final = str.maketrans("", "", " -/,.;")
_MAYBE: Final = "kanskje"
_NO: Final = "nei"
_FIRST: Final = re.compile(rf"({_MAYBE})[\s:]+(?=\S)", re.IGNORECASE)
_LAST: Final = re.compile(rf"[\s,(–-]{{1,4}}(ja|{_MAYBE}|{_NO})\)?$", re.IGNORECASE)
"""An answer before or after the trade: «kanskje kokk», «kokk (kanskje)»."""

Wish = tuple[int, bool]
"""A trade, and whether it is a maybe."""


def interest_code(text: str) -> tuple[int, ...] | None:
    """«RIC» to the places of its letters among R I A S E C; «ingen» to none.

    Raises:
        Faulty: it is not three different letters of the six.
    """
    if is_none(text):
        return None
    letters = text.upper().translate(_BETWEEN_LETTERS)
    if len(letters) != CODE or len(set(letters)) < CODE or not set(letters) <= set(LETTERS):
        raise Faulty(Fault.of(ErrorCode.INTEREST_CODE))
    return tuple(LETTERS.index(letter) for letter in letters)


def wish(trades: Lexicon) -> Parse:
    """Parser of a wished trade, «kokk» or «kokk (kanskje)», to its position and whether it is a maybe."""

    def parse(text: str) -> Wish | None:
        if is_none(text):
            return None
        if text in trades:
            return trades.find(text), False
        word = tidy(text)
        found = _FIRST.match(word) or _LAST.search(word)
        if not found:
            return trades.find(text), False
        answer, trade = plain(found[1]), word[: found.start()] + word[found.end() :]
        place = trades.find(trade.strip() or word)
        if answer == _NO:
            raise Faulty(Fault.of(ErrorCode.WISH_AND_NO, word=trades.show(place)))
        return place, answer == _MAYBE

    return parse


def unwanted(trades: Lexicon) -> Parse:
    """Parser of the trades somebody says no to, to their positions in rising order."""
    several = set_of(trades)

    def parse(text: str) -> tuple[int, ...]:
        found = several(text)
        if len(found) > UNWANTED:
            raise Faulty(Fault.of(ErrorCode.CELL_TOO_MANY, greatest=UNWANTED))
        return tuple(sorted(found))

    return parse


def _told_code(row: tuple[int, ...]) -> str:
    return "".join(LETTERS[place] for place in unpadded(row))


told_code: Final = Told(_told_code)


def told_wish(trades: Sequence[Entry]) -> Told:
    """A wished trade by its position, and whether it is a maybe: «Kokkfaget (kanskje)»."""
    of_trade = entry(trades)

    def tell(place: int, maybe: bool) -> str:
        return f"{of_trade.tell(place)} ({_MAYBE})" if maybe else of_trade.tell(place)

    return Told(tell, (*of_trade.choices, *(f"{text} ({_MAYBE})" for text in of_trade.choices)))

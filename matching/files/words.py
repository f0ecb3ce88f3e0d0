"""Texts to positions in the catalogue: one word of it, or a list of words."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from matching.domain.answers import NO_DECISION
from matching.domain.columns import mask
from matching.domain.errors import ErrorCode, Fact
from matching.domain.openings import ALTERNATIVES
from matching.domain.reference import Entry, Municipality
from matching.files.amounts import MONTHS_IN_A_YEAR, bounded, number, stepped
from matching.files.choices import is_no, is_none, unless_none
from matching.files.field import Fault, Faulty, Parse
from matching.files.vocabulary import Vocabulary, nearest, pieces, plain, tidy

_ITEMS: Final = r"[;\n]"
_SHORT_ITEMS: Final = r"[;,\n]"
_CLASSES: Final = r"[;,/\s]+"
_ALTERNATIVES: Final = r"[;\n]|\s(?i:eller)\s"
_PRACTICE: Final = re.compile(
    r"(.+?)[\s:(,]*([0-9]+(?:[.,][0-9]+)?)\s*(mnd|måned|måneder|md|år)\.?\)?", re.IGNORECASE
)
_LONGEST_PRACTICE: Final = 600
"""Months; fifty years."""

_NOT: Final = "ikke "

Item = TypeVar("Item")
Value = TypeVar("Value")

Contexts = tuple[frozenset[int], frozenset[int]]
"""Likes and dislikes."""


def one_of(vocabulary: Vocabulary, **facts: Fact) -> Callable[[str], int]:
    """Parser of one word of the catalogue to its position; `facts` are told with a fault."""

    def parse(text: str) -> int:
        place = vocabulary.find(text)
        if place is None:
            near = vocabulary.nearest(text)
            raise Faulty(Fault.of(ErrorCode.CELL_NOT_IN_CATALOGUE, word=text, nearest=near, **facts))
        return place

    return parse


def municipality(entries: Sequence[Municipality]) -> Parse:
    """Parser of a municipality, by number, name or both, to its position."""
    vocabulary = Vocabulary.of(entries, lambda one: f"{one.key} {one.label}")
    find = one_of(vocabulary)

    def parse(text: str) -> int:
        whole = f"0{text}"
        if text.isdecimal() and whole in vocabulary:  # a spreadsheet has taken the zero of a number away
            near = vocabulary.shown[whole]
            raise Faulty(Fault.of(ErrorCode.CELL_NOT_IN_CATALOGUE, word=text, nearest=near))
        return find(text)

    return parse


def set_of(vocabulary: Vocabulary) -> Parse:
    """Parser of a list of words to the set of their positions; «ingen» to the empty set.

    Words are parted by semicolon or line break, and by comma where the whole between them is no known word.
    """
    find = one_of(vocabulary)

    def words(text: str) -> Iterable[str]:
        for item in pieces(text, _ITEMS) or [text]:
            yield from [item] if item in vocabulary else pieces(item, ",") or [item]

    return lambda text: frozenset() if is_none(text) else frozenset(_each(words(text), find))


def effort_group(groups: Mapping[str, frozenset[int]]) -> Parse:
    """Parser of an innsatsgruppe, old or new name or code, to the bit mask of the levels it may mean."""
    masks = {plain(text): mask(levels) for text, levels in groups.items()}
    find = one_of(Vocabulary(masks, {plain(text): text for text in groups}))
    return unless_none(find, mask({NO_DECISION}))


def licence_classes(vocabulary: Vocabulary) -> Parse:
    """Parser of licence classes to the set of their positions; «ingen» and «nei» to the empty set."""
    allowed = "; ".join(vocabulary.shown.values())

    def find(word: str) -> int:
        place = vocabulary.find(word)
        if place is None:
            near = nearest(word, vocabulary.shown.values())
            raise Faulty(Fault.of(ErrorCode.CELL_NOT_A_CHOICE, word=word, nearest=near, allowed=allowed))
        return place

    def parse(text: str) -> frozenset[int]:
        if is_none(text) or is_no(text):
            return frozenset()
        if plain(text) in {"ja", "true"}:
            raise Faulty(Fault.of(ErrorCode.LICENCE_CLASS, allowed=allowed))
        return frozenset(_each(pieces(text, _CLASSES) or [text], find))

    return parse


def alternatives(trades: Vocabulary) -> Parse:
    """Parser of one to three alternative trades, the first being the main one, to their positions."""
    find = one_of(trades)

    def parse(text: str) -> tuple[int, ...]:
        found = tuple(dict.fromkeys(_each(pieces(text, _ALTERNATIVES) or [text], find)))
        if len(found) > ALTERNATIVES:
            raise Faulty(Fault.of(ErrorCode.CELL_TOO_MANY, greatest=ALTERNATIVES))
        return found

    return parse


def practice(trades: Vocabulary) -> Parse:
    """Parser of «Logistikkfaget 6 mnd; kokk 2 år» to (trade, months), the months of one trade added up."""
    find = one_of(trades)

    def months(item: str) -> tuple[int, int]:
        found = _PRACTICE.fullmatch(tidy(item))
        if not found:
            raise Faulty(Fault.of(ErrorCode.PRACTICE_FORM, word=item))
        trade, count, unit = found.groups()
        length = number(count) * (MONTHS_IN_A_YEAR if plain(unit) == "år" else 1)
        return find(trade), stepped(bounded(length, 1, _LONGEST_PRACTICE))

    def parse(text: str) -> tuple[tuple[int, int], ...]:
        if is_none(text):
            return ()
        total: dict[int, int] = {}
        for trade, length in _each(pieces(text, _ITEMS) or [text], months):
            total[trade] = total.get(trade, 0) + length
        for length in total.values():
            bounded(Decimal(length), 1, _LONGEST_PRACTICE)
        return tuple(total.items())

    return parse


def contexts(entries: Sequence[Entry]) -> Parse:
    """Parser of «inne; presisjon; ikke høyde» to likes and dislikes; «ingen» to none of either."""
    find = one_of(Vocabulary.of(entries), allowed="; ".join(entry.label for entry in entries))

    def place(item: str) -> tuple[int, bool]:
        return find(item.removeprefix(_NOT)), not item.startswith(_NOT)

    def parse(text: str) -> Contexts:
        if is_none(text):
            return frozenset(), frozenset()
        found = set(_each((plain(item) for item in pieces(text, _SHORT_ITEMS) or [text]), place))
        likes, dislikes = (
            frozenset(where for where, liked in found if liked is wanted) for wanted in (True, False)
        )
        if likes & dislikes:
            raise Faulty(Fault.of(ErrorCode.CELL_CONTRADICTS, word=entries[min(likes & dislikes)].label))
        return likes, dislikes

    return parse


def _each(items: Iterable[Item], parse: Callable[[Item], Value]) -> list[Value]:
    """Every item parsed; the faults of all of them together."""
    values: list[Value] = []
    faults: list[Fault] = []
    for item in items:
        try:
            values.append(parse(item))
        except Faulty as error:
            faults += error.faults
    if faults:
        raise Faulty(*faults)
    return values

"""A text of practice in trades and other work to months in each: «kokk 6 mnd», «jobbet 2 år som budsjåfør»."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from matching.domain.errors import ErrorCode
from matching.files.fields.amounts import MONTHS_IN_A_YEAR, bounded, number, stepped
from matching.files.fields.choices import is_none
from matching.files.fields.field import Fault, Faulty, Parse
from matching.files.fields.lexicon import Lexicon, likeness
from matching.files.fields.words import ITEMS, KEPT, each
from matching.files.headings.meanings import Kind
from matching.files.source.vocabulary import pieces, tidy

_LONGEST_PRACTICE: Final = 600
"""Months; fifty years."""
_LONGEST: Final = 120
"""Characters of one item that can be read, so that no cell is slow."""

_COUNTS: Final = (
    *(("et halvt", "0.5"), ("halvt", "0.5"), ("et og et halvt", "1.5"), ("halvannet", "1.5")),
    *(("ett", "1"), ("et", "1"), ("en", "1"), ("én", "1"), ("to", "2"), ("tre", "3"), ("fire", "4")),
    *(("fem", "5"), ("seks", "6"), ("sju", "7"), ("syv", "7"), ("åtte", "8"), ("ni", "9"), ("ti", "10")),
    *(("elleve", "11"), ("tolv", "12")),
)
_IN_WORDS: Final = dict(_COUNTS)
_COUNT: Final = rf"(?:\d+(?:[.,]\d+)?|(?:{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))})\b)"
_YEARS, _MONTHS = r"\s*års?\b", r"\s*(?:mnd|md|måneders?|månader|måned)\b\.?"
_LENGTH: Final = (
    rf"(?:(?P<years>{_COUNT}){_YEARS}(?:\s+(?:og\s+)?(?P<more>{_COUNT}){_MONTHS})?"
    rf"|(?P<months>{_COUNT}){_MONTHS})"
)
_WORKED: Final = r"(?:(?:har\s+)?(?:jobbet|jobba|arbeidet|arbeida|vært|ansatt)\s+)?"
_AS: Final = r"(?:(?:på|som|i|innen|innenfor|med|ved)\s+)?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WORKED}{_LENGTH}\s+(?:(?:praksis|erfaring|arbeidserfaring)\s+)?{_AS}(?P<trade>.+)",
        rf"{_WORKED}{_AS}(?P<trade>.+?)[\s:,(–-]+(?:i\s+)?{_LENGTH}\)?",
    )
)
_NOT_A_TRADE: Final = re.compile(
    r"(?:ikke|ingen|uten|og)\s.*|(?!\d{4}$).*\d.*|.*\s(?:ca\.?|cirka|nesten|over|under|minst|rundt)",
    re.IGNORECASE,
)
"""What stands where a trade should when something else is said: «ikke kokk», «kokk 1-2», «kokk ca».

Four digits alone may be the code of an occupation.
"""

Months = tuple[tuple[int, int], ...]
"""Positions, and the months in each of them."""


def practice(trades: Lexicon, occupations: Lexicon) -> Parse:
    """Parser of «Logistikkfaget 6 mnd; 9412 2 år» to months in trades and in occupations, those of one added up."""

    @lru_cache(maxsize=KEPT)
    def months(item: str) -> tuple[Kind, int, int]:
        work, length = _parted(tidy(item), trades, occupations)
        kind, place = _find(work, trades, occupations)
        return kind, place, stepped(bounded(length, 1, _LONGEST_PRACTICE))

    def parse(text: str) -> tuple[Months, Months]:
        total: dict[tuple[Kind, int], int] = {}
        for kind, place, length in () if is_none(text) else each(_items(text, trades, occupations), months):
            total[kind, place] = total.get((kind, place), 0) + length
        for length in total.values():
            bounded(Decimal(length), 1, _LONGEST_PRACTICE)
        in_trades, in_occupations = (
            tuple((place, length) for (of, place), length in total.items() if of is one.kind)
            for one in (trades, occupations)
        )
        return in_trades, in_occupations

    return parse


def _find(work: str, *lexicons: Lexicon) -> tuple[Kind, int]:
    """What a text stands for, in the first lexicon that has it, else in the first where it is typed otherwise.

    Raises:
        Faulty: nobody can be sure; the likeliest question is asked.
    """
    faults: list[Fault] = []
    for lexicon in sorted(lexicons, key=lambda one: work not in one):
        try:
            return lexicon.kind, lexicon.find(work)
        except Faulty as error:
            faults += error.faults
    raise Faulty(max(faults, key=likeness))


def _parted(item: str, *lexicons: Lexicon) -> tuple[str, Decimal]:
    """The words for a trade or an occupation, and the months.

    Raises:
        Faulty: the text says something else, or more.
    """
    found = _form(item, *lexicons)
    if not found:
        raise Faulty(Fault.of(ErrorCode.PRACTICE_FORM, word=item))
    years, months = found["years"], found["more"] or found["months"]
    return found["trade"], _count(years) * MONTHS_IN_A_YEAR + _count(months)


def _form(item: str, *lexicons: Lexicon) -> re.Match[str] | None:
    """The words and the length in a text; None where it says something else, or more."""
    found = next(filter(None, (form.fullmatch(item[:_LONGEST]) for form in _FORMS)), None)
    if not found or len(item) > _LONGEST:
        return None
    is_work = not _NOT_A_TRADE.match(found["trade"]) or any(found["trade"] in one for one in lexicons)
    return found if is_work else None


def _items(text: str, *lexicons: Lexicon) -> Iterator[str]:
    """The items of a list, cut at commas only where each part then has its own length."""
    for item in pieces(text, ITEMS) or [text]:
        parts, rest = list[str](), ""
        for piece in item.split(","):
            rest = f"{rest},{piece}"[: _LONGEST + 1] if rest else piece
            if _form(tidy(rest), *lexicons):
                parts.append(rest)
                rest = ""
        yield from [item] if rest.strip() or _form(tidy(item), *lexicons) else parts


def _count(text: str | None) -> Decimal:
    return number(_IN_WORDS.get(text.casefold(), text)) if text else Decimal(0)

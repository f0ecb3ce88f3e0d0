"""Texts to whole numbers: years, percent, seats, minutes, months, interest scores, organisation numbers."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from matching.domain.answers import FULL_TIME, TENTHS_IN_A_SEAT
from matching.domain.errors import ErrorCode
from matching.files.fields.choices import is_no, is_yes
from matching.files.fields.field import Fault, Faulty, Parse
from matching.files.source.vocabulary import plain, tidy

_NUMBER: Final = r"[0-9]+(?:[.,][0-9]+)?"
_SIGNED: Final = re.compile(rf"[+-]?{_NUMBER}")
_SHARE: Final = re.compile(r"(.*?)\s*(%|prosent)")
_JOURNEY: Final = re.compile(
    rf"(?:({_NUMBER}) ?(?:t|time|timer)\.?)? ?(?:({_NUMBER}) ?(?:m|min|minutt|minutter)?\.?)?"
)
_WEIGHTS: Final = (3, 2, 7, 6, 5, 4, 3, 2)
_LONGEST_ID: Final = 40
_LONGEST_NAME: Final = 200
_HIGHEST_SCORE: Final = 7
_MOST_SEATS: Final = 200
MONTHS_IN_A_YEAR: Final = 12
MINUTES_IN_AN_HOUR: Final = 60


def number(text: str) -> Decimal:
    """A decimal number written with digits and one comma or point; anything else is a fault."""
    if not _SIGNED.fullmatch(text):
        raise Faulty(Fault.of(ErrorCode.CELL_NOT_A_NUMBER))
    return Decimal(text.replace(",", "."))


def bounded(value: Decimal, least: int, greatest: int) -> Decimal:
    """The number, when it lies in the range."""
    if not least <= value <= greatest:
        raise Faulty(Fault.of(ErrorCode.CELL_OUT_OF_RANGE, least=least, greatest=greatest))
    return value


def stepped(value: Decimal, parts: int = 1) -> int:
    """How many parts of a whole the number is, when it is a whole number of them."""
    count = value * parts
    if count % 1:
        step, near = Decimal(1) / parts, count.quantize(Decimal(1)) / parts
        raise Faulty(Fault.of(ErrorCode.CELL_STEP, step=_written(step), nearest=_written(near)))
    return int(count)


def whole(least: int, greatest: int) -> Parse:
    """Parser of a whole number in a range."""
    return lambda text: stepped(bounded(number(text), least, greatest))


def percent(text: str) -> int:
    """50, «50 %», 0.5 and «0,5» to 50: without a percent sign, what is below 1 is a share of the whole.

    1 without a sign may be either, and is a fault.
    """
    marked = _SHARE.fullmatch(plain(text))
    value = number(marked[1] if marked else text)
    if not marked and value == 1:
        raise Faulty(Fault.of(ErrorCode.PERCENT_UNCLEAR))
    if not marked and 0 < value < 1:
        value *= FULL_TIME
    return stepped(bounded(value, 1, FULL_TIME))


def seats(text: str) -> int:
    """Places to tenths of a full position: «1,5» to 15."""
    return stepped(bounded(number(text), 0, _MOST_SEATS), TENTHS_IN_A_SEAT)


def score(text: str) -> int:
    """An interest score 1-7 to tenths, rounded half up."""
    return int((bounded(number(text), 1, _HIGHEST_SCORE) * 10).quantize(Decimal(1), ROUND_HALF_UP))


def minutes(least: int, greatest: int) -> Parse:
    """Parser of a journey: 45, «45 min», «1 t», «1 t 15 min», to minutes."""

    def parse(text: str) -> int:
        found = _JOURNEY.fullmatch(plain(text))
        if not found or not any(found.groups()):
            number(text)  # tells what kind of number is wrong, such as a negative one
            raise Faulty(Fault.of(ErrorCode.CELL_OUT_OF_RANGE, least=least, greatest=greatest))
        hours, rest = (number(part or "0") for part in found.groups())
        return stepped(bounded(hours * MINUTES_IN_AN_HOUR + rest, least, greatest))

    return parse


def organisation_number(text: str) -> str:
    """Nine digits whose last is right by weights 3 2 7 6 5 4 3 2 modulo 11; spaces do not matter."""
    digits = "".join(text.split())
    if not re.fullmatch(r"[0-9]{9}", digits) or _check_digit(digits[:8]) != int(digits[8]):
        raise Faulty(Fault.of(ErrorCode.ORGANISATION_NUMBER))
    return digits


def identifier(text: str) -> str:
    """A pseudonym given by the office: 1-40 characters, none of them invisible."""
    return _short(unicodedata.normalize("NFC", text), _LONGEST_ID)


def name(text: str) -> str:
    """The name of a firm or an office, its spaces tidied; a yes or a no is none."""
    if is_yes(text) or is_no(text):
        raise Faulty(Fault.of(ErrorCode.CELL_NO_NAME))
    return _short(tidy(text), _LONGEST_NAME)


def _short(text: str, greatest: int) -> str:
    if not text.isprintable():
        raise Faulty(Fault.of(ErrorCode.CELL_INVISIBLE_CHARACTER))
    if len(text) > greatest:
        raise Faulty(Fault.of(ErrorCode.CELL_TOO_LONG, greatest=greatest))
    return text


def _check_digit(digits: str) -> int:
    """0-10; no number has 10."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return -total % 11


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")

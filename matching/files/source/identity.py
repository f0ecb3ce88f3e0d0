"""Texts that may tell who somebody is: numbers no file may hold and nothing may repeat, and names of people."""

import re
from operator import mul
from typing import Final

_BETWEEN: Final = r"(?:[^\w\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|_){0,3}"
"""Up to three characters that are neither letters nor digits, on one line."""
_ELEVEN_DIGITS: Final = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}\d){{10}}(?!\d)")
_TEN_AT_ALL: Final = re.compile(r"(?:\d\D*+){10}")
"""Asked before slower searches."""
_DAY: Final = (
    r"(?:(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d"
    r"|(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01]))"
)
_TIME: Final = r"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
_DAYS: Final = re.compile(rf"(?<!\d){_DAY}(?:(?:{_BETWEEN}|T)(?:{_DAY}|{_TIME})(?!\d))+")
_DECIMAL: Final = re.compile(r"\s*-?\d{1,2}[.,]\d+\s*")
"""A number such as a mean of interest scores, which a spreadsheet may give ten decimals."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_NAME: Final = re.compile(r"[^\W\d_]+(?:[\s,.'’-]+[^\W\d_]+)+\.?")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_TEN_DIGITS: Final = re.compile(r"(?<!\d)\d{10}(?!\d)")
_WEIGHTS: Final = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
_REMAINDERS: Final = ((0, 1, 2, 3), (0,))
"""Each control digit brings a weighted sum to these remainders by 11; the first has four of them from 2032."""


def has_identity_number(text: str) -> bool:
    """Whether a text holds eleven digits in a row, however they are set apart, or ten that lost a zero in front.

    Days and times are no such digits, and neither are ten digits that no zero would make an identity number: a
    telephone number or an amount. Any eleven digits are, whether or not they are valid.
    """
    if not _TEN_AT_ALL.search(text):
        return False
    # part of two days can be eleven digits, as in 5.1.2027–15.2.2027, so they are taken out first
    if _DECIMAL.fullmatch(text):
        return False
    if any(_lost_a_zero(found[0]) for found in _TEN_DIGITS.finditer(text)):
        return True
    return bool(_ELEVEN_DIGITS.search(text)) and bool(_ELEVEN_DIGITS.search(_DAYS.sub("x", text)))


def looks_like_a_person(text: str) -> bool:
    """Whether a text without digits is two words or more, as a name is, or an e-mail address."""
    words = _WORD.findall(text)
    return bool(_EMAIL.fullmatch(text)) or (len(words) > 1 and bool(_NAME.fullmatch(text)))


def _lost_a_zero(ten_digits: str) -> bool:
    """Whether a zero in front makes ten digits a valid fødselsnummer, H-number or number of a test register.

    Those of a D-number begin with 4 to 7, so no zero is ever lost.
    """
    digits = [0, *map(int, ten_digits)]
    day, month = 10 * digits[0] + digits[1], 10 * digits[2] + digits[3]
    if not (day and month % 40 in range(1, 13) and month < 93):
        return False
    sums = (sum(map(mul, weights, digits)) for weights in _WEIGHTS)
    return all(total % 11 in allowed for total, allowed in zip(sums, _REMAINDERS, strict=True))

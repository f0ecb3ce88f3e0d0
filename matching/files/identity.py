"""Numbers that may be an identity number, which no file may hold and nothing may repeat."""

import re
from typing import Final

_BETWEEN: Final = r"(?:[^\w\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|_){0,3}"
"""Up to three characters that are neither letters nor digits, on one line."""
_ELEVEN_DIGITS: Final = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}\d){{10}}(?!\d)")
_DAY: Final = (
    r"(?:(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d"
    r"|(?:19|20)\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01]))"
)
_TIME: Final = r"\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
_DAYS: Final = re.compile(rf"(?<!\d){_DAY}(?:(?:{_BETWEEN}|T)(?:{_DAY}|{_TIME})(?!\d))+")
_DECIMAL: Final = re.compile(r"\s*-?\d{1,2}[.,]\d+\s*")
"""A number such as a mean of interest scores, which a spreadsheet may give ten decimals."""


def has_identity_number(text: str) -> bool:
    """Whether a text holds eleven digits in a row, however they are set apart; days and times are none."""
    # part of two days can be eleven digits, as in 5.1.2027–15.2.2027, so they are taken out first
    if _DECIMAL.fullmatch(text):
        return False
    return bool(_ELEVEN_DIGITS.search(text)) and bool(_ELEVEN_DIGITS.search(_DAYS.sub("x", text)))

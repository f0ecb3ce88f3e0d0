"""Texts to quarters: «1. kvartal 2027», «2027 K1», «1/2027», «2027-1»."""

import re
from typing import Final

from matching.domain.answers import BLANK
from matching.domain.errors import ErrorCode
from matching.files.fields import dates
from matching.files.fields.field import Fault, Faulty
from matching.files.source.vocabulary import plain

_FORMS: Final = (
    re.compile(r"(?P<year>[0-9]{4})(?: ?[-/] ?| ?[kq]| )(?P<number>[1-4])"),
    re.compile(r"[kq]?(?P<number>[1-4])(?:\.? ?(?:kvartal|kv\.?))?[ /-](?P<year>[0-9]{4})"),
)


def quarter(text: str) -> tuple[int, int]:
    """A year and the number of its quarter, of the years a date may have.

    A date is no quarter: a spreadsheet makes the second month of «2027-2», where the second quarter was meant.
    """
    found = next((match for match in (form.fullmatch(plain(text)) for form in _FORMS) if match), None)
    if not found:
        raise Faulty(Fault.of(ErrorCode.CELL_NOT_A_QUARTER))
    year = dates.day(f"{found['year']}-01-01").year  # the years a date may be of
    return year, int(found["number"])


def tell_quarter(year: int, number: int) -> str:
    """A year and the number of its quarter to a text that is read as the same; blank for a blank."""
    return "" if year == BLANK else f"{number}. kvartal {year}"

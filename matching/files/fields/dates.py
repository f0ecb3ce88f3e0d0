"""Texts to dates: 17.08.2026, 2026-08-17, «17. august 2026», «august 2026», and the numbers spreadsheets use."""

import re
from datetime import date, timedelta
from typing import Final

from matching.domain.errors import ErrorCode
from matching.files.fields.field import Fault, Faulty
from matching.files.source.vocabulary import plain

_FIRST_YEAR, _LAST_YEAR = 2020, 2040
_NUMBERED: Final = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:[ t][0-9:.]+)?")
_NAMED: Final = re.compile(r"(?:(?P<day>[0-9]{1,2})\. ?)?(?P<month>[a-z]{3,9})\.? (?P<year>[0-9]{4})")
_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_DAY_ZERO: Final = date(1899, 12, 30)
"""Spreadsheets count days from here."""
_MONTHS: Final = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


def day(text: str) -> date:
    """A date from 2020 to 2040; a month alone is its first day, a number of five digits a spreadsheet's own."""
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _within(_DAY_ZERO + timedelta(days=int(serial[1])))
    forms = (form.fullmatch(plain(text)) for form in (_NUMBERED, _ISO, _NAMED))
    found = next((match.groupdict() for match in forms if match), None)
    if not found:
        raise Faulty(Fault.of(ErrorCode.CELL_NOT_A_DATE))
    try:
        return _within(date(int(found["year"]), _month(found["month"]), int(found["day"] or 1)))
    except ValueError:
        raise Faulty(Fault.of(ErrorCode.CELL_NOT_A_DATE)) from None


def _within(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Faulty(Fault.of(ErrorCode.CELL_OUT_OF_RANGE, least=_FIRST_YEAR, greatest=_LAST_YEAR))
    return day


def _month(text: str) -> int:
    """The number of a month given as a number, a name or the first three letters of its name.

    Raises:
        ValueError: no month is called that.
    """
    if text.isdigit():
        return int(text)
    return next((place for place, name in enumerate(_MONTHS, 1) if text in {name, name[:3]}), 0)

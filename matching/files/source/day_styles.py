"""The formats of a workbook in, those that show a number as a day out."""

import re
from typing import Final
from zipfile import ZipFile

from matching.files.source.workbook import outline

_BUILT_IN: Final = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Numbers of the formats of days and times every spreadsheet has (ECMA-376, part 1, 18.8.30)."""
_NO_SIGN: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_DAY_SIGN: Final = re.compile("[dmyhs]", re.IGNORECASE)


def day_styles(book: ZipFile) -> tuple[int, ...]:
    """Places of the styles whose cells a reader takes for days; none where the workbook has no styles."""
    part = "xl/styles.xml"
    if part not in book.namelist():
        return ()
    days, formats = set(_BUILT_IN), list[int]()
    for node in outline(book, part):
        if node.tag.endswith("}numFmts"):
            days |= {int(one.attrib["numFmtId"]) for one in node if _shows_a_day(one.attrib["formatCode"])}
        if node.tag.endswith("}cellXfs"):
            formats = [int(one.get("numFmtId", "0")) for one in node]
    return tuple(place for place, number in enumerate(formats) if number in days)


def _shows_a_day(code: str) -> bool:
    return code.casefold() != "general" and bool(_DAY_SIGN.search(_NO_SIGN.sub("", code)))

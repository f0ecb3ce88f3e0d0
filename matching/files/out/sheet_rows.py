"""Rows of cells in, out the XML they are in a workbook (ECMA-376, part 1, 18.3.1), each text where it stands."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

Cell = str | float | None
Row = tuple[Cell, ...]
Mark = tuple[int, int]
"""Row and column of a cell that stands out, counted from 0."""

LONGEST_TEXT: Final = 32_767
"""Characters a cell can hold; a longer text is cut, as it would otherwise be left out."""

_AT_ONCE: Final = 200
"""Rows told as one text, which is quicker than each by itself."""
_UNSEEN: Final = bytes(set(range(32)) - set(b"\t\n"))
_UNWRITTEN: Final = re.compile(rb"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")
"""What no XML holds, and no text of ours: control characters and the two that are none."""
_AS_IF_TOLD: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def rows_as_xml(
    rows: Iterable[Row], columns: int, styles: tuple[int, int], marked: frozenset[Mark]
) -> Iterator[bytes]:
    """Rows in, their XML out, many at once; the headings stand above them.

    `styles` are those of a cell and of a marked one.
    """
    told = _each_as_xml(rows, columns, styles, marked)
    while some := "".join(islice(told, _AT_ONCE)).encode():
        seen = len(some.translate(None, _UNSEEN)) == len(some) and b"\xef\xbf" not in some
        yield some if seen else _UNWRITTEN.sub(_numbered, some)


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    first, last = divmod(column, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + last)


def _each_as_xml(
    rows: Iterable[Row], columns: int, styles: tuple[int, int], marked: frozenset[Mark]
) -> Iterator[str]:
    starts = tuple(f'<c r="{letters(column)}' for column in range(columns))
    for number, row in enumerate(rows):
        plain, stands_out = (f'{number + 2}" s="{style}"' for style in styles)
        cells = [
            f"{start}{stands_out if marked and (number, column) in marked else plain}{_inner(cell)}"
            for column, (start, cell) in enumerate(zip(starts, row, strict=True))
            if cell is not None
        ]
        yield f'<row r="{number + 2}">{"".join(cells)}</row>'


@lru_cache(maxsize=10_000)  # most cells say what others have said
def _inner(cell: str | float) -> str:
    """What stands in a cell: nothing, a text or a number."""
    if not isinstance(cell, str):
        return f"><v>{cell:.16G}</v></c>"
    if not cell:
        return "/>"
    text = cell if len(cell) <= LONGEST_TEXT // 2 else _cut(cell)
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text:
        text = _AS_IF_TOLD.sub("_x005F_", text)
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def _cut(text: str) -> str:
    """What there is room for; spreadsheets count some characters, such as emojis, as two."""
    return text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")


def _numbered(found: re.Match[bytes]) -> bytes:
    """A character told by its number, as spreadsheets do."""
    return f"_x{ord(found[0].decode()):04X}_".encode()

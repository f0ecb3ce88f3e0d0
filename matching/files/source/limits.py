"""How large a list may be, and the faults of one that is larger or may have been cut."""

from typing import Final

from matching.domain.errors import ErrorCode, FileFault

MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 30_000_000
MOST_EMPTY_CELLS: Final = 1_000_000
MOST_MEGABYTES: Final = 400
MEGABYTE: Final = 1_000_000
LAST_ROWS: Final = (65_536, 1_048_576)
"""The last row a sheet of the old and of the new format has room for; beyond it a program cuts a list."""


def too_large(file: str, sheet: str, what: str, limit: int) -> FileFault:
    """The fault of a list that is larger than it may be."""
    return FileFault(ErrorCode.FILE_TOO_LARGE, file=file, sheet=sheet, what=what, limit=limit)


def refuse_cut(file: str, sheet: str, last_row: int) -> None:
    """A list that fills the very last row there is room for may have lost the rest of its rows.

    Raises:
        FileFault: it does.
    """
    if last_row in LAST_ROWS or last_row > LAST_ROWS[-1]:
        raise FileFault(ErrorCode.SHEET_CUT, file=file, sheet=sheet, limit=min(last_row, LAST_ROWS[-1]))

"""The workbook's table of needs in, its rows as the report may show them out."""

from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.files.out.sheet_rows import Cell, Row
from matching.files.out.workbook_out import TableOut
from matching.report.groups import told
from matching.wording import Words


def need_rows(table: TableOut, words: Words) -> list[Row]:
    """A row for each trade and place. The last column counts people by group, so small counts are hidden."""
    proposed = told([int(row[-1] or 0) for row in table.rows], words)
    return [
        (*row[:2], *(_seats(cell, words) for cell in row[2:-1]), people)
        for row, people in zip(table.rows, proposed, strict=True)
    ]


def _seats(cell: Cell, words: Words) -> Cell:
    """Seats as a whole number, or told with their tenths: «1,5»."""
    whole, tenths = divmod(round(float(cell or 0) * TENTHS_IN_A_SEAT), TENTHS_IN_A_SEAT)
    return words.say("report.needs.seats", whole=whole, tenths=tenths) if tenths else whole

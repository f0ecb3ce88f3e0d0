"""A plan in, a workbook people can read, sort, filter and print out."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from xlsxwriter import Workbook

from matching.domain.cohort import Cohort
from matching.domain.plan import Plan
from matching.files.plan_tables import PlanTable, plan_tables
from matching.files.whole import whole
from matching.wording import Words

_OPTIONS: Final = MappingProxyType(
    {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
)
"""Text stays text."""


def write_plan_excel(plan: Plan, cohort: Cohort, words: Words, path: Path) -> None:
    """A plan and the cohort it was made from in, a workbook out; the same bytes for the same plan.

    The firms and places of the openings come from the cohort. No text is ever taken for a formula.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    content = BytesIO()
    with Workbook(content, dict(_OPTIONS)) as book:
        # The day of the run stands in place of the clock, which would give other bytes each time.
        book.set_properties({"created": datetime.fromisoformat(plan.on), "title": words.say("plan.title")})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for table in plan_tables(plan, cohort, words):
            _write(book.add_worksheet(table.title), table, heading, body)
    with whole(path) as part:
        part.write_bytes(content.getvalue())


def _write(sheet: Any, table: PlanTable, heading: Any, body: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
    for column, (text, width) in enumerate(zip(table.headings, table.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, heading)
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell, body)
            elif cell is not None:
                sheet.write_number(number, column, cell, body)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)

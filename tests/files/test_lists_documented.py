"""docs/lists.md says what the code does."""

import re
from pathlib import Path

from matching.files.headings.names import ALIASES
from matching.files.source.limits import LAST_ROWS, MOST_COLUMNS, MOST_MEGABYTES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "lists.md").read_text("utf-8")


def test_every_other_name_of_a_column_is_documented_and_no_more() -> None:
    tables = re.findall(r"### (.+)\n\n\| heading \| other names \|\n\|---\|---\|\n((?:\|.*\n)+)", DOCUMENT)
    told = {
        sheet: {
            heading: tuple(names.split(", ")) for heading, names in re.findall(r"\| (.+) \| (.+) \|\n", rows)
        }
        for sheet, rows in tables
    }
    assert told == {sheet: dict(names) for sheet, names in ALIASES.items()}


def test_the_sizes_told_are_those_of_the_code() -> None:
    for size in (f"{MOST_COLUMNS} columns", f"{MOST_MEGABYTES} MB", *(f"{row:,}" for row in LAST_ROWS)):
        assert size in DOCUMENT

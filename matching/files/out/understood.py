"""What was read of a list in, the same as a list out, in canonical words, and where the two differ.

Reading the list that comes out gives the same columns again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matching.catalogue.catalogue import Catalogue
from matching.files.fields.choices import NONE_AT_ALL, is_none
from matching.files.fields.field import Field
from matching.files.fields.rows import Reading
from matching.files.lists import needs, openings, people
from matching.files.lists.needs import NeedsList, needs_fields
from matching.files.lists.openings import OpeningsList, openings_columns, openings_fields
from matching.files.lists.people import PeopleList, people_columns, people_fields
from matching.files.out.sheet_rows import Row
from matching.files.out.workbook_out import TableOut, widths
from matching.wording import Words


@dataclass(frozen=True, eq=False)
class Understood:
    """The rows of a list that can be used, each cell as it was understood."""

    sheet: str
    """The name a list of this kind has in a workbook."""
    read: Reading
    columns: Mapping[str, Sequence[str]]
    """Heading to one text for each row, in the order the headings have in the list."""

    def cells(self) -> list[Mapping[str, str]]:
        """The rows, each by heading, blanks left out: what is kept of a list."""
        rows = zip(*self.columns.values(), strict=True)
        return [
            {heading: text for heading, text in zip(self.columns, row, strict=True) if text} for row in rows
        ]

    def tables(self, words: Words) -> tuple[TableOut, ...]:
        """The list as it was understood, and each cell that stood there in another way."""
        headings = tuple(self.columns)
        rows: tuple[Row, ...] = tuple(zip(*self.columns.values(), strict=True))
        differences = tuple(self._differences())
        titles = words.headings("compared")
        return (
            TableOut(
                title=self.sheet,
                headings=headings,
                widths=widths(headings, rows),
                rows=rows,
                filled_in=len(rows),
            ),
            TableOut(
                title=words.say("table.compared.title"),
                headings=titles,
                widths=(8, 24, 50, 50),
                rows=differences,
            ),
        )

    def _differences(self) -> Iterator[Row]:
        texts = {heading: self.read.sheet.column(heading) for heading in self.columns}
        for place, row in enumerate(self.read.sound.tolist()):
            for heading, told in self.columns.items():
                if texts[heading][row] != told[place]:
                    yield int(self.read.sheet.rows[row]), heading, texts[heading][row], told[place]


def understood_people(read: PeopleList, catalogue: Catalogue) -> Understood:
    """A list of people in, how it was understood out."""
    return _understood(people.SHEET, read, people_fields(catalogue), people_columns(read.people))


def understood_openings(read: OpeningsList, catalogue: Catalogue) -> Understood:
    """A list of openings in, how it was understood out."""
    columns = openings_columns(read.openings, read.employers, read.training_offices, read.needs_named)
    return _understood(openings.SHEET, read, openings_fields(catalogue), columns)


def understood_needs(read: NeedsList, catalogue: Catalogue) -> Understood:
    """A list of needs in, how it was understood out."""
    columns = read.table.at(read.table.sound(read.faults))
    return _understood(needs.SHEET, read, needs_fields(catalogue), columns)


def _understood(sheet: str, read: Reading, fields: Sequence[Field], columns: Mapping[str, Any]) -> Understood:
    told = {field.heading: _with_none(field.tell(columns), read, field.heading) for field in fields}
    stand = [heading for heading in read.sheet.columns if heading in told]
    # A value may stand where the list has no column: a wish moves up, other rows of a firm give its sector.
    beside = [heading for heading, texts in told.items() if heading not in stand and any(texts)]
    return Understood(sheet, read, {heading: told[heading] for heading in (*stand, *beside)})


def _with_none(told: Sequence[str], read: Reading, heading: str) -> list[str]:
    """«ingen» stays where it is read as a blank is, as in a wish."""
    texts = read.sheet.column(heading)
    none = texts.where(is_none)[read.sound]
    return [NONE_AT_ALL if not text and none[place] else text for place, text in enumerate(told)]

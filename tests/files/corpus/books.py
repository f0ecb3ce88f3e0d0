"""Workbooks as a spreadsheet program writes them: other sheets, what is hidden, what is noted."""

import io
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from matching.domain.errors import ErrorCode
from tests.files.corpus.archive import HEADING, bare, packed, parts, sheets, table
from tests.files.corpus.case import ONE, Case, read, refused
from tests.files.written import REFUSED_NUMBER

Change = Callable[[Any, Any], None]
_TWO: Final = (*ONE, ("K2", "0301"))


def written(change: Change, sheet_name: str = "Kandidater") -> bytes:
    """A list of two people, changed by something people do in a spreadsheet."""
    book = Workbook()
    page = book.active
    page.title = sheet_name
    for row in (HEADING, *_TWO):
        page.append(row)
    change(book, page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _changed(**changes: Change) -> dict[str, Change]:
    return {name.replace("_", " "): change for name, change in changes.items()}


def _comment(text: str, _: Any, page: Any) -> None:
    page["A2"].comment = Comment(text, "Kari Eksempel")


def _hide_row(_: Any, page: Any) -> None:
    page.row_dimensions[2].hidden = True


def _hide_column(_: Any, page: Any) -> None:
    page.column_dimensions["B"].hidden = True


def _filter(_: Any, page: Any) -> None:
    page.auto_filter.ref = "A1:B3"
    page.auto_filter.add_filter_column(1, ["0301"])
    page.row_dimensions[2].hidden = True


def _hidden_sheet(cell: str, book: Any, _: Any) -> None:
    other = book.create_sheet("Ordliste")
    other["C7"] = cell
    other.sheet_state = "veryHidden"


def _validated(formula: str, _: Any, page: Any) -> None:
    check = DataValidation(type="list", formula1=formula)
    page.add_data_validation(check)
    check.add("B2:B9")


def _styled(_: Any, page: Any) -> None:
    page.freeze_panes = "A2"
    page.add_table(Table(displayName="Liste", ref="A1:B3"))
    page["Z2000"].number_format = "0.00"


def _set(place: str, value: object, _: Any, page: Any) -> None:
    page[place] = value


def _merge(places: str, _: Any, page: Any) -> None:
    page.merge_cells(places)


def _named(value: str, book: Any, _: Any) -> None:
    book.defined_names["Noe"] = DefinedName("Noe", attr_text=value)


def _title(text: str, book: Any, _: Any) -> None:
    book.properties.title = text


def _footer(text: str, _: Any, page: Any) -> None:
    page.oddFooter.center.text = text


def _chart_sheet(book: Any, page: Any) -> None:
    chart = BarChart()
    chart.add_data(Reference(page, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.create_chartsheet("Diagram").add_chart(chart)


def _protect(book: Any, page: Any) -> None:
    page.protection.sheet = True
    book.security.lockStructure = True


LOST_ZERO = 1810100016
"""With a zero in front a valid number of a register for tests (its month is 81), so nobody's."""
_FNR = f"nr. {REFUSED_NUMBER}"
_READ: Final[dict[str, Change]] = {
    "a plain workbook": lambda _, __: None,
    "a hidden row is read": _hide_row,
    "a hidden column is read": _hide_column,
    "a row hidden by a filter is read": _filter,
    "formats far out, a table and frozen panes": _styled,
    "a hidden sheet beside": partial(_hidden_sheet, "bil"),
    "a note": partial(_comment, "Spør Kari."),
    "a list to choose from": partial(_validated, '"0301,3443"'),
    "a locked sheet without a password to open": _protect,
    "a name for cells": partial(_named, "Kandidater!$A$1:$B$100000"),
    "a title": partial(_title, "Runde 2026-2027"),
    "a sheet that is a chart": _chart_sheet,
    "a date beside": partial(_hidden_sheet, "2026-08-17"),
}
_FOUND: Final[dict[str, tuple[Change, str]]] = {
    "a number in a note": (partial(_comment, _FNR), "En merknad til en celle har et tall"),
    "a number in a hidden sheet": (
        partial(_hidden_sheet, _FNR),
        "ark «Ordliste», rad 7: Her står",
    ),
    "a number in a list to choose from": (partial(_validated, f'"{REFUSED_NUMBER},3443"'), "nedtrekksliste"),
    "a number in a name for cells": (partial(_named, f'"{REFUSED_NUMBER}"'), "Et navn, en tegning"),
    "a number in the title": (partial(_title, _FNR), "Egenskapene til filen"),
    "a number in the footer": (partial(_footer, _FNR), "bunntekst"),
    "a number in a cell": (partial(_set, "B3", _FNR), "rad 3, kolonne «kommune»: Her står"),
    "a number as a number": (partial(_set, "B3", int(REFUSED_NUMBER)), "rad 3, kolonne «kommune»: Her står"),
    "a number set apart": (partial(_set, "B3", "2026-001-0001"), "rad 3, kolonne «kommune»: Her står"),
    "a number in a heading": (partial(_set, "B1", _FNR), "rad 1, kolonne nummer 2: Her står"),
    "a number far from the table": (partial(_set, "J40", _FNR), "rad 40, kolonne nummer 10: Her står"),
    "a number that lost its zero": (partial(_set, "B3", LOST_ZERO), "rad 3, kolonne «kommune»: Her står"),
}
_MERGED: Final = {
    "merged cells of a column": "B2:B3",
    "merged headings": "A1:B1",
    "merged cells below": "A5:C5",
}


_LIST: Final = (HEADING, *ONE)
_OTHER: Final = (("x", "y"), ("1", "2"))

_ELSEWHERE: Final = {
    "a pivot table": ("xl/pivotCache/pivotCacheRecords1.xml", f'<r><s v="{_FNR}"/></r>', "sammendrag"),
    "a drawing": ("xl/drawings/drawing1.xml", f"<d><a:t>{_FNR}</a:t></d>", "tegning"),
    "a conversation": (
        "xl/threadedComments/threadedComment1.xml",
        f"<t><text>{_FNR}</text></t>",
        "En merknad",
    ),
    "another workbook": (
        "xl/externalLinks/externalLink1.xml",
        f"<x><v>{REFUSED_NUMBER}</v></x>",
        "sammendrag",
    ),
}


def _strict() -> bytes:
    """A list saved as «Strict Open XML»: other names for the same elements."""
    made = {name: str(content) for name, content in parts({"Kandidater": table(*_LIST)}).items()}
    for old, new in (
        ("schemas.openxmlformats.org/spreadsheetml/2006/main", "purl.oclc.org/ooxml/spreadsheetml/main"),
        ("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"),
    ):
        made = {name: content.replace(old, new) for name, content in made.items()}
    return packed(made)


def _beside(part: str, content: str) -> bytes:
    return packed({**parts({"Kandidater": table(*_LIST)}), part: content})


CASES: tuple[Case, ...] = (
    *(read(about, partial(written, change), _TWO) for about, change in _READ.items()),
    *(
        refused(about, partial(written, change), ErrorCode.IDENTITY_NUMBER, told)
        for about, (change, told) in _FOUND.items()
    ),
    *(
        refused(
            about,
            partial(written, partial(_merge, places)),
            ErrorCode.CELLS_MERGED,
            f"Cellene {places} er slått",
        )
        for about, places in _MERGED.items()
    ),
    *(
        refused(f"a number kept in {about}", _beside(part, content), ErrorCode.IDENTITY_NUMBER, told)
        for about, (part, content, told) in _ELSEWHERE.items()
    ),
    read("the strict kind of workbook", _strict),
    read("a table further down and to the right", bare([], [], [None, *HEADING], [None, *ONE[0]])),
    read("empty columns at the end of a sheet", bare([*HEADING, "", ""], [*ONE[0], "", " "])),
    read("the named sheet of several", sheets({"Les meg": _OTHER, "KANDIDATER": _LIST})),
    read(
        "the named sheet though it is hidden",
        sheets({"Ark1": _OTHER, "Kandidater": _LIST}, hidden="Kandidater"),
    ),
    read("the only sheet with cells", sheets({"Ark1": (), "Ark2": _LIST, "Ark3": ()})),
    read("the only sheet that is seen", sheets({"Ark1": _OTHER, "Ark2": _LIST}, hidden="Ark1")),
    read(
        "a formula that failed in another sheet",
        sheets({"Kandidater": _LIST, "Ark2": [["<c t='e'><v>#N/A</v></c>"]]}),
    ),
    refused(
        "two sheets", sheets({"Ark1": _LIST, "Ark2": _OTHER}), ErrorCode.SHEET_AMBIGUOUS, "«Ark1», «Ark2»"
    ),
    refused("a sheet with nothing", bare(), ErrorCode.FILE_EMPTY, "Det står ingen rader"),
    refused(
        "a sheet of openings",
        bare(["nummer", "bedrift", "plasser"], ["L1", "A", 1], name="Læreplasser"),
        ErrorCode.LIST_OF_OTHER_KIND,
        "«Læreplasser»",
    ),
    refused(
        "days from 1904",
        packed(parts({"Kandidater": table(*_LIST)}, outline='<workbookPr date1904="1"/>')),
        ErrorCode.FILE_KIND,
        "dager fra 1904",
    ),
)

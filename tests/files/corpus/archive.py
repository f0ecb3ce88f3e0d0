"""Workbooks written part by part, so that they can be odd, damaged or hostile."""

import io
from collections.abc import Mapping, Sequence
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
HEADING = ("kandidatnummer", "kommune")
FIRST = ("K1", "3443")

Parts = dict[str, bytes | str]


def packed(parts: Mapping[str, bytes | str], method: int = ZIP_DEFLATED) -> bytes:
    """Parts as an archive."""
    file = io.BytesIO()
    with ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def cell(place: str, value: object) -> str:
    """A cell with a text or a number; a text in angle brackets is the XML inside the cell, after its attributes."""
    if isinstance(value, str) and value.startswith("<"):
        return value.replace("<c", f'<c r="{place}"', 1)
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def table(*rows: Sequence[object], first: int = 1) -> str:
    """Rows of cells as the data of a sheet; None is no cell."""
    written = []
    for number, row in enumerate(rows, first):
        cells = (cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row) if value is not None)
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    return f"<sheetData>{''.join(written)}</sheetData>"


def parts(
    sheets: Mapping[str, str],
    *,
    strings: str | None = None,
    outline: str = "",
    names: str = "",
    hidden: str = "",
) -> Parts:
    """The parts of a workbook with sheets of such data; `hidden` is the sheet that is."""
    links = [f'<Relationship Id="r{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in
             range(len(sheets))]  # fmt: skip
    links.append(f'<Relationship Id="s" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>')
    links.append(f'<Relationship Id="t" Type="{_OFFICE}/styles" Target="styles.xml"/>')
    listed = (
        f'<sheet name="{escape(name)}" sheetId="{at + 1}" r:id="r{at}"'
        + (' state="hidden"/>' if name == hidden else "/>")
        for at, name in enumerate(sheets)
    )
    made: Parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{outline}<sheets>{"".join(listed)}'
        f"</sheets>{names}</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}'
        "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        "</styleSheet>",
    }
    for at, data in enumerate(sheets.values()):
        made[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{_MAIN}">{data}</worksheet>'
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}"{strings}</sst>'
    return made


def sheet(*rows: Sequence[object], after: str = "", more: Mapping[str, bytes | str] | None = None) -> bytes:
    """A workbook of one sheet with rows below the two required headings, other XML after them, and more parts."""
    return packed({**parts({"Kandidater": table(HEADING, *rows) + after}), **(more or {})})


def bare(*rows: Sequence[object], after: str = "", name: str = "Kandidater") -> bytes:
    """A workbook of one sheet with just these rows."""
    return packed(parts({name: table(*rows) + after}))


def sheets(made: Mapping[str, Sequence[Sequence[object]]], hidden: str = "") -> bytes:
    """A workbook of several sheets."""
    return packed(parts({name: table(*rows) for name, rows in made.items()}, hidden=hidden))

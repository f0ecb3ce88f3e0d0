"""Archives that are damaged, are something else, or are made to take all memory and time there is."""

import io
import struct
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

from matching.domain.errors import ErrorCode
from tests.files.corpus.archive import HEADING, Parts, bare, packed, parts, table
from tests.files.corpus.case import ONE, Case, csv, read, refused

_KIND, _DAMAGED, _LARGE = ErrorCode.FILE_KIND, ErrorCode.FILE_UNREADABLE, ErrorCode.FILE_TOO_LARGE
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_LIST: Final = (HEADING, *ONE)
_SHEET: Final = "xl/worksheets/sheet0.xml"


def _plain() -> Parts:
    return parts({"Kandidater": table(*_LIST)})


def _with(more: Mapping[str, bytes | str]) -> bytes:
    return packed({**_plain(), **more})


def _without(part: str) -> bytes:
    return packed({name: content for name, content in _plain().items() if name != part})


def _replaced(old: str, new: str) -> bytes:
    return packed({name: str(content).replace(old, new) for name, content in _plain().items()})


def _prefixed() -> bytes:
    """Every element of a sheet with a prefix, as some programs write them."""
    made = _plain()
    for tag in ("worksheet", "sheetData", "row", "is", "t", "c"):
        for mark in ("<", "</"):
            for after in (" ", ">"):
                made[_SHEET] = str(made[_SHEET]).replace(f"{mark}{tag}{after}", f"{mark}x:{tag}{after}")
    return packed({**made, _SHEET: str(made[_SHEET]).replace("xmlns=", "xmlns:x=")})


def _filled_with(part: str, chunk: bytes, times: int, before: str = "", after: str = "") -> bytes:
    """A list with a part that is one chunk over and over."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in _plain().items():
            if name != part:
                archive.writestr(name, content)
        with archive.open(part, "w", force_zip64=True) as large:
            large.write(before.encode())
            for _ in range(times):
                large.write(chunk)
            large.write(after.encode())
    return file.getvalue()


def _lying(part: str, megabytes: int, stated: int) -> bytes:
    """A list whose archive states another size for a part than it has."""
    made = bytearray(_filled_with(part, bytes(1_000_000), megabytes))
    for mark, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        at = made.find(mark)
        while at >= 0:
            if made[at + name_at :].startswith(part.encode()):
                struct.pack_into("<I", made, at + size_at, stated)
            at = made.find(mark, at + 4)
    return bytes(made)


def _twice() -> bytes:
    """Two sheets in one place of the archive."""
    file = io.BytesIO(packed(_plain()))
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr(_SHEET.replace("sheet0", "Sheet0"), "<worksheet/>")
    return file.getvalue()


def _overlapping() -> bytes:
    """Very many parts that are the same bytes of the archive."""
    made = packed({f"{at:05}.xml": b"" for at in range(3_000)})
    return packed(_plain())[:-22] + made


def _locked() -> bytes:
    """A list in an archive of the old kind of encryption."""
    made = bytearray(packed(_plain()))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        found = made.find(mark)
        while found >= 0:
            made[found + at] |= 1
            found = made.find(mark, found + 4)
    return bytes(made)


def _rows(number: int, *, last: int) -> bytes:
    """So many rows, and then the last one."""
    cells = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="B{at}"><v>1</v></c></row>' for at in range(2, number)
    )
    first, end = (
        table(HEADING).removesuffix("</sheetData>"),
        f'<row r="{last}"><c r="A{last}"><v>1</v></c></row>',
    )
    return packed(parts({"Kandidater": f"{first}{cells}{end}</sheetData>"}))


def _far(*cells: str) -> bytes:
    data = table(*_LIST).removesuffix("</sheetData>")
    return packed(parts({"Kandidater": data + "".join(cells) + "</sheetData>"}))


def _unended() -> bytes:
    """Formulas of which none ends, so that one may look for the end of each in all the rest."""
    return _far('<row r="3">', '<c r="A3"><f>1' * 200_000, "</row>")


def _strings(claim: str) -> bytes:
    return packed(parts({"Kandidater": table(*_LIST)}, strings=f"{claim}><si><t>x</t></si>"))


_OTHER: Final = (
    ("an old workbook with a new name", _OLE, _KIND, "gamle typen (.xls)"),
    (
        "a workbook behind a password",
        _OLE + "EncryptedPackage".encode("utf-16-le"),
        _KIND,
        "låst med passord",
    ),
    ("an archive behind a password", _locked, _KIND, "låst med passord"),
    ("macros in a workbook", _with({"xl/vbaProject.bin": b"x"}), _KIND, "makroer"),
    ("macros of the old kind", _with({"xl/macrosheets/sheet1.xml": "<x/>"}), _KIND, "makroer"),
    ("a binary workbook", packed({"xl/workbook.bin": b"x"}), _KIND, "binær"),
    ("a spreadsheet of LibreOffice", packed({"mimetype": "x", "content.xml": "<x/>"}), _KIND, "LibreOffice"),
    ("a spreadsheet of Numbers", packed({"Index/Document.iwa": b"x"}), _KIND, "Numbers"),
    ("a document", packed({"word/document.xml": "<x/>"}), _KIND, "et dokument"),
    ("a workbook in an archive", packed({"liste.xlsx": packed(_plain())}), _KIND, "pakket"),
    ("an empty archive", packed({}), _KIND, "pakket"),
    ("a page of the web", b"\r\n<table><tr><td>kandidatnummer</td></tr></table>", _KIND, "nettside"),
    ("a spreadsheet of 2003 in XML", b'<?xml version="1.0"?><Workbook/>', _KIND, "XML-fil"),
    ("a text", csv("K1;3443"), _KIND, "en tekstfil, men navnet slutter på .xlsx"),
    ("a PDF with a new name", b"%PDF-1.4", _KIND, "PDF"),
    ("an archive cut short", packed(_plain())[:-40], _DAMAGED, "skadet"),
    ("the beginning of an archive", b"PK\x03\x04 half", _DAMAGED, "skadet"),
    ("a part that was changed", packed(_plain(), ZIP_STORED).replace(b"3443", b"3444"), _DAMAGED, "skadet"),
    ("no sheet where it should be", _without(_SHEET), _DAMAGED, "skadet"),
    ("no list of parts", _without("xl/_rels/workbook.xml.rels"), _DAMAGED, "skadet"),
    ("an outline that is no XML", _with({"xl/workbook.xml": "<workbook"}), _DAMAGED, "skadet"),
    ("a sheet that is no XML", _with({_SHEET: "<worksheet><sheetData><row"}), _DAMAGED, "skadet"),
    (
        "entities in the outline",
        _replaced("<workbook", '<!DOCTYPE x [<!ENTITY a "b">]><workbook'),
        _DAMAGED,
        "skadet",
    ),
    ("cells that do not say where", _replaced(' r="B2"', ""), _DAMAGED, "skadet"),
    ("rows that do not say where", _replaced('<row r="2"', "<row"), _DAMAGED, "skadet"),
    (
        "a text that is not there",
        packed(parts({"Kandidater": table(*_LIST, ['<c t="s"><v>7</v></c>'])})),
        _DAMAGED,
        "skadet",
    ),
    ("two parts of one name", _twice, _DAMAGED, "skadet"),
    ("parts packed in another way", packed(_plain(), ZIP_BZIP2), _DAMAGED, "skadet"),
    ("very many parts", _with({f"xl/{at}.xml": "" for at in range(2_001)}), _DAMAGED, "skadet"),
    ("two archives in one", _overlapping, _KIND, "pakket"),
    ("formulas that never end", _unended, _DAMAGED, "skadet"),
    ("billions of texts claimed", _strings(' uniqueCount="40000000000"'), _DAMAGED, "skadet"),
    ("a claim longer than any number", _strings(f' count="1" uniqueCount="{"9" * 90}"'), _DAMAGED, "skadet"),
    ("a part larger than it states", lambda: _lying("xl/media/x.bin", 300, 1_000), _DAMAGED, "skadet"),
    ("a part smaller than it states", lambda: _lying("xl/media/x.bin", 30, 31_000_000), _DAMAGED, "skadet"),
)
_BOMBS: Final = (
    ("nothing but zeros", lambda: _filled_with("xl/media/x.bin", bytes(1_000_000), 401), "mer enn 400 MB"),
    (
        "a sheet of spaces",
        lambda: _filled_with(_SHEET, b" " * 1_000_000, 120, "<worksheet>"),
        "mer enn 50 MB",
    ),
    (
        "texts of nothing",
        lambda: _filled_with("xl/sharedStrings.xml", b"<si><t/></si>" * 80_000, 60, "<sst>", "</sst>"),
        "mer enn 3\u00a0000\u00a0000 tekster",
    ),
    ("a cell in the last column", _far('<row r="3"><c r="XFD3"><v>1</v></c></row>'), "mer enn 200 kolonner"),
    (
        "a cell beyond the last column",
        _far('<row r="3"><c r="ZZZZZZ3"><v>1</v></c></row>'),
        "mer enn 200 kolonner",
    ),
    (
        "a cell in the last corner",
        _far('<row r="1048576"><c r="GR1048576"><v>1</v></c></row>'),
        "mer enn 30\u00a0000\u00a0000 celler",
    ),
    (
        "a cell far down and to the right",
        _far('<row r="9000"><c r="GR9000"><v>1</v></c></row>'),
        "mer enn 1\u00a0000\u00a0000 tomme celler",
    ),
    (
        "a row beyond the last",
        _far('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
        "mer enn 30\u00a0000\u00a0000 celler",
    ),
    (
        "a large sheet beside the list",
        packed(
            parts(
                {
                    "Kandidater": table(*_LIST),
                    "Ark2": table(["x"]).replace(
                        "</sheetData>", '<row r="9000"><c r="GR9000"><v>1</v></c></row></sheetData>'
                    ),
                }
            )
        ),
        "ark «Ark2»",
    ),
)

CASES: tuple[Case, ...] = (
    *(refused(about, made, code, told) for about, made, code, told in _OTHER),
    *(refused(f"bomb: {about}", made, _LARGE, told) for about, made, told in _BOMBS),
    refused(
        "a list to the last row",
        lambda: _rows(120_000, last=1_048_576),
        ErrorCode.SHEET_CUT,
        "fyller rad 1048576",
    ),
    refused(
        "a list to the last row of old",
        lambda: _rows(8_000, last=65_536),
        ErrorCode.SHEET_CUT,
        "fyller rad 65536",
    ),
    refused("a workbook named as a text", bare(*_LIST), _KIND, "en arbeidsbok, men navnet", file="liste.csv"),
    refused("a password and a name as a text", _OLE, _KIND, "gamle typen", file="liste.csv"),
    read("places of parts from the root", _replaced('Target="worksheets', 'Target="/xl/worksheets')),
    read("a prefix before every element", _prefixed),
    read("digits that never end", _with({"xl/comments1.xml": ">" + "1" * 900_000 + ">"})),
    read(
        "marks of programs",
        _with(
            {
                "docProps/custom.xml": "<p><v>00000000-0000-0000-0000-123456789012</v><v>0x01012345678901</v></p>"
            }
        ),
    ),
    read("a format far down", _far('<row r="1048576"><c r="XFD1048576" s="1"/></row>')),
)

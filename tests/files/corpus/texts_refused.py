"""Files of text that are damaged, are something else, or have columns a list cannot have."""

from itertools import chain
from typing import Final

from matching.domain.errors import ErrorCode
from tests.files.corpus.case import Case, csv, lines, refused

_FILE: Final = "liste.csv"

_DAMAGED: Final = (
    ("a quotation that never ends", csv('"K1;3443', "K2;0301"), "rad 2: Et anførselstegn er åpnet"),
    ("a quotation that ends too soon", csv('"K1"x;3443'), "rad 2: Et anførselstegn"),
    ("a quotation that swallows rows", csv("K1;3443", '"K2;0301', 'K3;"0301"'), "rad 3: Et anførselstegn"),
    ("a cell longer than any", csv('"' + "K" * 140_000 + '";3443'), "rad 2: En celle er for lang"),
    ("a null character", csv("K\0 1;3443"), "Filen er ikke en tekstfil"),
    ("bytes of no text", bytes(range(256)) * 4, "Filen er ikke en tekstfil"),
    ("UTF-16 without its mark", csv("K1;3443", encoding="utf-16-le"), "Filen er ikke en tekstfil"),
    ("a null character in UTF-16", csv("K\0 1;3443", encoding="utf-16"), "Filen er ikke en tekstfil"),
    ("half of UTF-16", csv("K1;3443", encoding="utf-16")[:-1], "tegnsett"),
    (
        "UTF-8 taken for cp1252",
        "kandidatnummer;kommune\nK1;Ã˜stre Toten\n".encode(),
        "rad 2: Bokstavene æ, ø og å",
    ),
    (
        "a heading in UTF-8 taken for cp1252",
        "kandidatnummer;kommune;fÃ¸dselsÃ¥r\nK1;3443;\n".encode(),
        "Bokstavene æ, ø og å",
    ),
    (
        "letters that were lost",
        "kandidatnummer;kommune;f\ufffddsels\ufffdr\nK1;3443;\n".encode(),
        "Bokstavene æ, ø og å",
    ),
    ("UTF-8 cut in a letter", csv("K1;Å")[:-3], "tegnsett"),
    ("cp1252 in the midst of UTF-8", csv("K1;Å") + csv("K2;Ø", encoding="cp1252"), "tegnsett"),
    (
        "the letters of a Mac",
        lines("kandidatnummer;kommune;fødselsår", "K1;3443;", encoding="mac-roman"),
        "tegnsett",
    ),
    (
        "the letters of an old terminal",
        lines("kandidatnummer;kommune;fødselsår", "K1;3443;", encoding="cp865"),
        "tegnsett",
    ),
    ("a byte of no letter", csv("K1;3443") + b"\x81;1\r\n", "tegnsett"),
)

_OTHERWISE: Final = (
    ("nothing", b"", ErrorCode.FILE_EMPTY, "Det står ingen rader"),
    ("only a byte order mark", b"\xef\xbb\xbf", ErrorCode.FILE_EMPTY, "Det står ingen rader"),
    ("only separators", b";;;\r\n;;;\r\n", ErrorCode.FILE_EMPTY, "Det står ingen rader"),
    ("only headings", csv(), ErrorCode.FILE_EMPTY, "Det står ingen rader"),
    (
        "a row with a separator too many",
        csv("K1;3443", "K2;0301;x"),
        ErrorCode.COLUMN_UNNAMED,
        "om rad 3 har et skilletegn for mye",
    ),
    (
        "a column without a heading",
        lines("kandidatnummer;;kommune", "K1;x;3443"),
        ErrorCode.COLUMN_UNNAMED,
        "Kolonnen etter «kandidatnummer»",
    ),
    (
        "a column too many",
        lines("kandidatnummer;kommune" + ";x" * 199, "K1;3443"),
        ErrorCode.FILE_TOO_LARGE,
        "mer enn 200 kolonner",
    ),
    (
        "more separators than any spreadsheet",
        csv("K1;3443" + ";" * 20_000),
        ErrorCode.FILE_TOO_LARGE,
        "mer enn 200 kolonner",
    ),
    (
        "a list that ends where old sheets do",
        lambda: csv(*chain(["K1;3443"] * 65_535)),
        ErrorCode.SHEET_CUT,
        "fyller rad 65536",
    ),
    (
        "a web page",
        b"<html><body><table><tr><td>kandidatnummer</td></tr></table></body></html>",
        ErrorCode.FILE_KIND,
        "nettside",
    ),
    ("a file of XML", b'<?xml version="1.0"?><liste/>', ErrorCode.FILE_KIND, "XML-fil"),
    ("a PDF", b"%PDF-1.7\n", ErrorCode.FILE_KIND, "PDF-fil"),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ErrorCode.FILE_KIND, "gamle typen"),
    ("no required column", lines("R", "5"), ErrorCode.COLUMN_MISSING, "kandidatnummer, kommune"),
    (
        "one unknown column",
        lines("kandidatnummer;kommune;maks reistid", "K1;3443;"),
        ErrorCode.COLUMN_UNKNOWN,
        "Mente du «maks reisetid»?",
    ),
    (
        "several unknown columns",
        lines("kandidatnummer;kommune;farge;skostørrelse", "K1;3443;;"),
        ErrorCode.COLUMN_UNKNOWN,
        "heller ikke «skostørrelse»",
    ),
    (
        "what may shield somebody is unknown",
        lines("kandidatnummer;kommune;Sperret adr.", "K1;3443;x"),
        ErrorCode.COLUMN_UNKNOWN,
        "kall den «adressesperre»",
    ),
    (
        "the same column twice",
        lines("kandidatnummer;kommune;Kommune", "K1;3443;3443"),
        ErrorCode.COLUMN_TWICE,
        "står mer enn én gang",
    ),
    (
        "two names for one column",
        lines("kandidatnummer;kommune;Bosted", "K1;3443;3443"),
        ErrorCode.COLUMN_TWICE,
        "«kommune» og «Bosted» betyr begge",
    ),
    (
        "openings given as people",
        lines("nummer;bedrift;lærefag;kommune;plasser", "L1;A;CNC;3443;1"),
        ErrorCode.LIST_OF_OTHER_KIND,
        "ser ut som listen «Læreplasser»",
    ),
    (
        "needs given as people",
        lines("nummer;bedrift;lærefag;kommune;kvartal", "B1;A;CNC;3443;2027-1"),
        ErrorCode.LIST_OF_OTHER_KIND,
        "ser ut som listen «Behov»",
    ),
)

_NAMED: Final = {
    "liste.txt": "Filer av typen «.txt»",
    "liste": "ingen filtype",
    "liste.xls": "gamle typen (.xls)",
    "liste.XLSM": "makroer",
    "liste.xltm": "makroer",
    "liste.xlsb": "binær",
    "liste.ods": "LibreOffice",
    "liste.numbers": "Numbers",
    "liste.html": "nettside",
}

CASES: tuple[Case, ...] = (
    *(refused(about, made, ErrorCode.FILE_TEXT, told, file=_FILE) for about, made, told in _DAMAGED),
    *(refused(about, made, code, told, file=_FILE) for about, made, code, told in _OTHERWISE),
    *(
        refused(f"the name {name}", csv("K1;3443"), code, told, file=name)
        for name, told in _NAMED.items()
        for code in (ErrorCode.FILE_FORMAT if name in ("liste.txt", "liste") else ErrorCode.FILE_KIND,)
    ),
)

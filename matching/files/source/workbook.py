"""The archive of a workbook in, before its cells are read: refused when too large, else its sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from matching.domain.errors import ErrorCode, FileFault
from matching.files.source.identity import has_identity_number
from matching.files.source.limits import MEGABYTE, MOST_MEGABYTES, too_large
from matching.files.source.vocabulary import plain

_CHUNK: Final = 1 << 20
_MOST_PARTS: Final = 2_000
_MOST_OF_OUTLINE: Final = 4 * MEGABYTE
_LONGEST_ROW: Final = 32 * MEGABYTE
_MOST_TEXTS: Final = 3_000_000
_DENSE_MEGABYTES: Final = 50
_MOST_DENSE: Final = 200
"""Megabytes and up that may not be packed more than this many times: no list is, a bomb is."""
_ROW_ENDS: Final = b"row>"
_CLAIMED: Final = re.compile(rb'uniqueCount\s*=\s*["\'](\d+)')
_OVERLAP: Final = 100
_FILLED: Final = re.compile(rb"<(?:\w+:)?[vt](?:\s[^<>]*)?>[^<]")


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook: its name, the part of the archive it is, and whether people see it."""

    name: str
    part: str
    hidden: bool


def refuse_large_archive(path: Path) -> None:
    """A workbook that would unpack to more than the memory should hold, or states sizes that are lies, is refused.

    Every part is unpacked once, a little at a time.

    Raises:
        FileFault: it would.
        BadZipFile: the archive is damaged or contradicts itself.
    """
    with ZipFile(path) as book:
        parts = book.infolist()
        size, packed = (sum(getattr(part, of) for part in parts) for of in ("file_size", "compress_size"))
        if size > MOST_MEGABYTES * MEGABYTE:
            raise too_large(path.name, "", "megabytes", MOST_MEGABYTES)
        if size > _DENSE_MEGABYTES * MEGABYTE and size > _MOST_DENSE * packed:
            raise too_large(path.name, "", "megabytes", _DENSE_MEGABYTES)
        if len(parts) > _MOST_PARTS or len({part.filename.casefold() for part in parts}) < len(parts):
            raise BadZipFile("parts of the same name, or far too many")
        if sum(_unpack(book, part) for part in parts) > _MOST_TEXTS:
            raise too_large(path.name, "", "texts", _MOST_TEXTS)


def _unpack(book: ZipFile, part: ZipInfo) -> int:
    """Go through a part and count the texts that cells share; stop where it is not what the archive states."""
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile("packed in a way no spreadsheet uses")
    stated, size, texts, before = part.file_size, 0, 0, b""
    shared = "sharedstrings" in part.filename.casefold()
    part.file_size = stated + 1  # the library stops at the size stated: one more shows whether it lies
    with book.open(part) as content:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if b"uniqueCount" in before + chunk[:_OVERLAP] or b"uniqueCount" in chunk:
                _refuse_claim(before + chunk, stated)
            texts += chunk.count(b"<si") + chunk.count(b":si") if shared else 0
            before = chunk[-_OVERLAP:]
    part.file_size = stated
    if size != stated:
        raise BadZipFile("a part is of another size than stated")
    return texts


def _refuse_claim(chunk: bytes, size: int) -> None:
    """The reader makes room for as many texts as a workbook claims to have, before it has seen any."""
    if any(len(claim) > len(str(size)) or int(claim) > size for claim in _CLAIMED.findall(chunk)):
        raise BadZipFile("more texts claimed than there is room for")


def read_pages(path: Path) -> tuple[Page, ...]:
    """The sheets of a workbook that have cells, in its order.

    Raises:
        FileFault: a name may be an identity number, or the workbook counts its days from 1904.
        BadZipFile, KeyError, ParseError: the archive is damaged.
    """
    with ZipFile(path) as book:
        listed = outline(book, "xl/workbook.xml")
        relations = {node.get("Id"): node for node in outline(book, "xl/_rels/workbook.xml.rels")}
    pages = []
    for node in listed.iter():
        if node.tag.endswith("}workbookPr") and node.get("date1904") in ("1", "true", "on"):
            raise FileFault(ErrorCode.FILE_KIND, file=path.name, kind="days_from_1904")
        if node.tag.endswith("}sheet"):
            relation = relations[next(value for name, value in node.items() if name.endswith("}id"))]
            if relation.attrib["Type"].endswith("/worksheet"):
                part = str(normpath(PurePosixPath("/xl", relation.attrib["Target"]))).lstrip("/")
                pages.append(Page(node.attrib["name"], part, node.get("state", "visible") != "visible"))
    if any(has_identity_number(page.name) for page in pages):
        raise FileFault(ErrorCode.IDENTITY_NUMBER, file=path.name, part="sheet")
    return tuple(pages)


def outline(book: ZipFile, part: str) -> ElementTree.Element:
    """A part that says how a workbook is made up.

    Raises:
        BadZipFile, KeyError, ParseError: it is not there, is damaged, or is larger than such a part ever is.
    """
    content = book.read(part)
    if len(content) > _MOST_OF_OUTLINE or b"<!DOCTYPE" in content:
        raise BadZipFile("no outline of a workbook")
    return ElementTree.fromstring(content)


def choose_page(path: Path, pages: tuple[Page, ...], sheet: str) -> Page:
    """The sheet of that name, else the only one that people see and that holds anything.

    Raises:
        FileFault: there is no sheet, or several could be meant.
    """
    named = [page for page in pages if plain(page.name) == plain(sheet)]
    if named:
        return named[0]
    shown = [page for page in pages if not page.hidden] or list(pages)
    if not shown:
        raise FileFault(ErrorCode.FILE_EMPTY, file=path.name)
    with ZipFile(path) as book:
        filled = [page for page in shown if any(map(_FILLED.search, pieces(book, page.part)))]
    if len(filled) > 1:
        names = ", ".join(f"«{page.name}»" for page in filled)
        raise FileFault(ErrorCode.SHEET_AMBIGUOUS, file=path.name, sheets=names, wanted=sheet)
    return (filled or shown)[0]


def pieces(book: ZipFile, part: str) -> Iterator[bytes]:
    """A part of an archive a little at a time, no row of cells being cut."""
    with book.open(part) as content:
        rest = b""
        while chunk := content.read(_CHUNK):
            rest += chunk
            end = rest.rfind(_ROW_ENDS) + len(_ROW_ENDS)
            if end >= len(_ROW_ENDS):
                yield rest[:end]
                rest = rest[end:]
            if len(rest) > _LONGEST_ROW:
                raise BadZipFile("a row without an end")
        yield rest

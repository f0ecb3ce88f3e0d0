"""What a file really is, whatever its name says: only a workbook of today or a text file goes on."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from matching.domain.errors import ErrorCode, FileFault

FORMATS: Final = (".xlsx", ".csv")
_OTHERS: Final = {
    ".xls": "xls",
    ".xlt": "xls",
    ".xlsm": "macros",
    ".xltm": "macros",
    ".xlam": "macros",
    ".xlsb": "binary",
    ".ods": "opendocument",
    ".numbers": "numbers",
    ".html": "web_page",
    ".htm": "web_page",
    ".zip": "archive",
}
_OLD_MICROSOFT: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ARCHIVE: Final = (b"PK\x03\x04", b"PK\x05\x06")
_BEGINNING: Final = 4096


def refuse_other_kind(path: Path) -> str:
    """A file in, its format out: .xlsx or .csv.

    Raises:
        FileFault: it is something else, by its name or by what is in it.
        BadZipFile: it is a damaged archive.
    """
    suffix = path.suffix.casefold()
    if suffix in _OTHERS:
        raise _kind(path, _OTHERS[suffix])
    if suffix not in FORMATS:
        raise FileFault(ErrorCode.FILE_FORMAT, file=path.name, format=suffix, allowed="; ".join(FORMATS))
    found = _found(path)
    expected = "workbook" if suffix == ".xlsx" else "text"
    if found != expected:
        raise _kind(path, found)
    return suffix


def _kind(path: Path, kind: str) -> FileFault:
    return FileFault(ErrorCode.FILE_KIND, file=path.name, kind=kind)


def _found(path: Path) -> str:
    """What the first bytes of a file say it is."""
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
        if beginning.startswith(_OLD_MICROSOFT):
            return "locked" if _LOCKED in beginning + file.read() else "xls"
    if beginning.startswith(_ARCHIVE):
        return _found_in_archive(path)
    if beginning.startswith(b"%PDF"):
        return "pdf"
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<style")):
        return "web_page"
    if text.startswith(b"<?xml"):
        return "web_page" if b"<html" in text else "xml"
    return "text"


def _found_in_archive(path: Path) -> str:
    with ZipFile(path) as archive:
        if any(part.flag_bits & 1 for part in archive.infolist()):
            return "locked"
        return _named(archive.namelist())


def _named(parts: Iterable[str]) -> str:
    """The kind of an archive by the names of its parts."""
    names = {part.casefold() for part in parts}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        return "macros"
    signs = {
        "xl/workbook.xml": "workbook",
        "xl/workbook.bin": "binary",
        "word/document.xml": "document",
        "ppt/presentation.xml": "document",
        "content.xml": "opendocument",
        "index/document.iwa": "numbers",
        "index.zip": "numbers",
    }
    return next((kind for sign, kind in signs.items() if sign in names), "archive")

"""Chosen meanings to a file and back: one line for each, to be read, mended and shared like any other list."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.files.fields.field import Faulty
from matching.files.fields.lexicon import Lexicon, Lexicons
from matching.files.fields.municipalities import finder
from matching.files.headings.meanings import IGNORED, Kind, Meanings
from matching.files.headings.sheet import Sheet, read_sheet
from matching.files.lists import needs, openings, people
from matching.files.source.vocabulary import nearest, plain
from matching.files.whole import whole

SHEET: Final = "Koblinger"
WHAT, TEXT, MEANING = "hva", "tekst", "betyr"
HEADINGS: Final = (WHAT, TEXT, MEANING)

_COLUMNS: Final = MappingProxyType(
    {f"kolonne i {plain(sheet)}": plain(sheet) for sheet in (people.SHEET, openings.SHEET, needs.SHEET)}
)
_KINDS: Final = MappingProxyType(
    {
        "ferdighet": Kind.SKILL,
        "lærefag": Kind.TRADE,
        "yrke": Kind.OCCUPATION,
        "utdanning": Kind.SCHOOLING,
        "attest": Kind.CERTIFICATE,
        "kommune": Kind.MUNICIPALITY,
    }
)
_FORMULAS: Final = ("=", "+", "-", "@", "'")
"""What a text begins with that a spreadsheet takes for a formula; an apostrophe before it keeps it a text."""


def headings_of(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """The headings a column may be chosen to stand for, by sheet."""
    fields = {
        people.SHEET: people.people_fields(catalogue),
        openings.SHEET: openings.openings_fields(catalogue),
        needs.SHEET: needs.needs_fields(catalogue),
    }
    closing = {people.SHEET: people.RESTRICTIONS}
    return {
        plain(sheet): (*(field.heading for field in columns), *closing.get(sheet, ()))
        for sheet, columns in fields.items()
    }


def read_meanings(path: Path, catalogue: Catalogue) -> Meanings:
    """A file with the columns hva, tekst and betyr in, the choices it holds out.

    Raises:
        FileFault: the file cannot be read, or a line says something that cannot be meant; the facts name the first.
    """
    sheet = read_sheet(path, SHEET, HEADINGS, set(HEADINGS))
    known, lexicons = headings_of(catalogue), Lexicons.of(catalogue)
    columns: dict[tuple[str, str], str] = {}
    words: dict[tuple[str, str], str] = {}
    first: dict[tuple[str, str], int] = {}
    for row in range(len(sheet)):
        what = _what(sheet, row)
        text = plain(_text(sheet, row, TEXT))
        if isinstance(what, Kind):
            chosen, meaning = words, _key(sheet, row, lexicons.of_kind(what))
        else:
            chosen, meaning = columns, _heading(sheet, row, known[what])
        if chosen.setdefault((what, text), meaning) != meaning:
            raise _fault(sheet, row, TEXT, ErrorCode.ID_TWICE, other=first[what, text])
        first.setdefault((what, text), int(sheet.rows[row]))
    return Meanings(columns, words)


def write_meanings(path: Path, meanings: Meanings, catalogue: Catalogue) -> None:
    """Choices to a csv file that a spreadsheet in Norway opens as it is; it is there whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow(HEADINGS)
    lines.writerows([_guarded(cell) for cell in line] for line in sorted(_lines(meanings, catalogue)))
    with whole(path) as part:
        part.write_bytes(out.getvalue().encode("utf-8-sig"))


def _lines(meanings: Meanings, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    lexicons = Lexicons.of(catalogue)
    sheets = {sheet: what for what, sheet in _COLUMNS.items()}
    kinds = {str(kind): what for what, kind in _KINDS.items()}
    for (sheet, column), heading in meanings.columns.items():
        yield sheets[sheet], column, heading
    for (kind, word), key in meanings.words.items():
        lexicon = lexicons.of_kind(kind)
        yield kinds[kind], word, lexicon.show(lexicon.find(key))


def _what(sheet: Sheet, row: int) -> Kind | str:
    """The kind of a word, or the sheet of a column."""
    text = _text(sheet, row, WHAT)
    found = _KINDS.get(plain(text)) or _COLUMNS.get(plain(text))
    if found is None:
        known = (*_COLUMNS, *_KINDS)
        facts = {"nearest": nearest(text, known), "allowed": "; ".join(known)}
        raise _fault(sheet, row, WHAT, ErrorCode.CELL_NOT_A_CHOICE, **facts)
    return found


def _key(sheet: Sheet, row: int, lexicon: Lexicon) -> str:
    text = _text(sheet, row, MEANING)
    try:
        return lexicon.entries[finder(lexicon)(text)].key
    except Faulty as error:
        fault = error.faults[0]
        raise _fault(sheet, row, MEANING, fault.code, **dict(fault.facts)) from None


def _heading(sheet: Sheet, row: int, known: tuple[str, ...]) -> str:
    text = _text(sheet, row, MEANING)
    heading = {plain(one): one for one in (*known, IGNORED)}.get(plain(text))
    if heading is None:
        facts = {"nearest": nearest(text, known), "allowed": "; ".join((*known, IGNORED))}
        raise _fault(sheet, row, MEANING, ErrorCode.CELL_NOT_A_CHOICE, **facts)
    return heading


def _text(sheet: Sheet, row: int, heading: str) -> str:
    text = sheet.text(row, heading)
    if not text:
        raise _fault(sheet, row, heading, ErrorCode.CELL_REQUIRED)
    return text.removeprefix("'")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _fault(sheet: Sheet, row: int, column: str, code: ErrorCode, **facts: Fact) -> FileFault:
    place: dict[str, Fact] = {
        "file": sheet.file,
        "sheet": sheet.name,
        "row": int(sheet.rows[row]),
        "column": column,
    }
    return FileFault(code, **place, value=sheet.text(row, column), **facts)

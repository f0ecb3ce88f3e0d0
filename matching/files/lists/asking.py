"""The lists of a round in, what nobody can be sure of in them out: columns first, then words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.files.fields.lexicon import KEYS_BETWEEN, SHOWN
from matching.files.fields.rows import Reading
from matching.files.headings.column_names import ColumnQuestion
from matching.files.headings.meanings import IGNORED, Kind, Meanings
from matching.files.headings.sheet import columns_asked
from matching.files.lists import needs, openings, people
from matching.files.lists.remembered import headings_of
from matching.files.source.vocabulary import plain

_READERS: Final[Mapping[str, Callable[[Path, Catalogue, Meanings], Reading]]] = {
    people.SHEET: people.read_people,
    openings.SHEET: lambda path, catalogue, meanings: openings.read_openings(path, catalogue, None, meanings),
    needs.SHEET: needs.read_needs,
}

Files = Mapping[str, Path]
"""The name of the sheet each kind of list has, to the file it stands in."""


@dataclass(frozen=True)
class WordQuestion:
    """A word that is not in the catalogue, or is there more than once."""

    kind: Kind
    word: str
    """As written where it was first met."""
    keys: tuple[str, ...]
    """Of the entries it may stand for, the likeliest first."""
    likeness: tuple[int, ...]
    """Of each of them, 0-100; empty where the word is theirs alike."""


def open_columns(files: Files, catalogue: Catalogue, meanings: Meanings) -> tuple[ColumnQuestion, ...]:
    """Every column of the lists that nobody has said the meaning of.

    Raises:
        FileFault: a list cannot be read at all.
    """
    return tuple(
        question for sheet, path in files.items() for question in _columns(sheet, path, catalogue, meanings)
    )


def open_words(files: Files, catalogue: Catalogue, meanings: Meanings) -> tuple[WordQuestion, ...]:
    """Every word of the lists that nobody can be sure of, each once; columns that are still open are not read.

    Raises:
        FileFault: a list cannot be read, and not because one of its columns is open.
    """
    first: dict[tuple[Kind, str], WordQuestion] = {}
    for sheet, path in files.items():
        for fault in _faults(sheet, path, catalogue, meanings):
            question = _question(fault)
            if question:
                first.setdefault((question.kind, plain(question.word)), question)
    return tuple(first.values())


def _columns(sheet: str, path: Path, catalogue: Catalogue, meanings: Meanings) -> tuple[ColumnQuestion, ...]:
    closed = people.CLOSED if sheet == people.SHEET else {}
    headings = [one for one in headings_of(catalogue)[plain(sheet)] if one not in closed]
    return columns_asked(path, sheet, headings, closed=closed, meanings=meanings)


def _faults(sheet: str, path: Path, catalogue: Catalogue, meanings: Meanings) -> tuple[RowFault, ...]:
    unanswered = _columns(sheet, path, catalogue, meanings)
    for question in unanswered:
        meanings = meanings.with_column(sheet, question.column, IGNORED)
    try:
        return _READERS[sheet](path, catalogue, meanings).faults
    except FileFault as fault:
        if unanswered and fault.code in (ErrorCode.COLUMN_MISSING, ErrorCode.COLUMN_UNKNOWN):
            return ()
        raise


def _question(fault: RowFault) -> WordQuestion | None:
    facts = dict(fault.facts)
    if "kind" not in facts:
        return None
    keys = str(facts["keys"] or "").split(KEYS_BETWEEN)
    likeness = tuple(int(facts[f"{name}_likeness"] or 0) for name in SHOWN if f"{name}_likeness" in facts)
    return WordQuestion(Kind(str(facts["kind"])), str(facts["word"]), tuple(filter(None, keys)), likeness)

"""Columns of a list that nobody knows: what they may stand for, and what somebody has chosen them to mean."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import FileFault
from matching.files.headings.column_names import ColumnQuestion
from matching.files.headings.meanings import IGNORED, NOTHING_CHOSEN, Meanings
from matching.files.lists.asking import open_columns
from matching.files.lists.remembered import headings_of
from matching.files.source.vocabulary import plain

MOST: Final = 25
"""Columns that are asked about at a time, at most."""


def unknown_columns(path: Path, sheet: str, catalogue: Catalogue) -> tuple[ColumnQuestion, ...]:
    """A file as a list of a kind in, its columns nobody knows out; none where it cannot be read.

    Columns with one heading, as headings are compared, are asked about once: what is chosen is of them all.
    """
    try:
        found = open_columns({sheet: path}, catalogue, NOTHING_CHOSEN)
    except FileFault:
        return ()
    once: dict[str, ColumnQuestion] = {}
    for one in found:
        once.setdefault(plain(one.column), one)
    return tuple(once.values())


def answers_to(one: ColumnQuestion, catalogue: Catalogue) -> tuple[str, ...]:
    """What a column may be chosen to mean: headings, the likest first, and last that it is not read."""
    others = (
        heading for heading in headings_of(catalogue)[plain(one.sheet)] if heading not in one.candidates
    )
    return (*one.candidates, *others, *((IGNORED,) if one.may_be_ignored else ()))


def chosen(columns: Iterable[tuple[str, str]], sheet: str, catalogue: Catalogue) -> Meanings:
    """What columns of a list are chosen to mean, each with its heading as written.

    Raises:
        ValueError: something that is no heading of such a list, or two things of one heading: what shields somebody
            must not give way to what does not.
    """
    meanings, said = NOTHING_CHOSEN, dict[str, str]()
    for column, heading in columns:
        if heading not in (*headings_of(catalogue)[plain(sheet)], IGNORED):
            raise ValueError(heading)
        if said.setdefault(plain(column), heading) != heading:
            raise ValueError(heading)
        meanings = meanings.with_column(sheet, column, heading)
    return meanings


def renamed(rows: Sequence[Sequence[str]], sheet: str, meanings: Meanings) -> list[list[str]]:
    """Rows of a draft, headings first, as its columns are chosen to be called, without those not to be read."""
    if not rows:
        return []
    number, *headings = rows[0]  # a row begins with its number, which is no heading
    called = [number, *(meanings.columns.get((plain(sheet), plain(one)), one) for one in headings)]
    kept = [place for place, heading in enumerate(called) if not place or heading != IGNORED]
    return [[row[place] for place in kept] for row in (called, *rows[1:])]

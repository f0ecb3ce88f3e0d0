"""An office's own list in; a key file with who is who, which stays in the office, and a list without names out.

Whatever tells who a person is goes into the key file alone: names, telephone, e-mail, address and identity numbers,
known by their headings as columns that no list may hold. Columns that are read go into the list. All others, such
as remarks, go into neither. People with an address restriction are in neither and in no count: who they are stays
where it was, and leaves no trace anywhere else.

A candidate number says nothing of anybody: those made are KBDF01, KBDF02 … in an order shuffled by the seed. The
letters are the seed's, so that a key of another round does not fit a plan of this one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import normalize

import numpy as np

from matching.blocks.ties import id_hashes, ranks
from matching.catalogue.catalogue import Catalogue
from matching.domain.columns import Rows
from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.files.fields.checks import id_twice
from matching.files.headings.column_names import ColumnNames
from matching.files.headings.meanings import NOTHING_CHOSEN
from matching.files.headings.names import written
from matching.files.headings.refused import Subject, refused_subject
from matching.files.headings.shielding import closed_rows, may_shield, says_shielded
from matching.files.lists.people import CLOSED, ID, SHEET, people_fields
from matching.files.out.sheet_rows import Row
from matching.files.out.workbook_out import TableOut, widths
from matching.files.source.grid import Grid, Texts, read_grid
from matching.files.source.identity import has_identity_number, looks_like_a_person
from matching.files.source.vocabulary import plain

KEY_SHEET: Final = "Nøkkel"
_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels: three of them spell nothing."""
_WHO: Final = (Subject.NAME, Subject.IDENTITY_NUMBER, Subject.PHONE, Subject.EMAIL, Subject.ADDRESS)
"""What a key file tells of a person."""


@dataclass(frozen=True, eq=False)
class Split:
    """A list parted in two, both in the order of the candidate numbers."""

    key: TableOut
    clean: TableOut
    left_out: tuple[str, ...]
    """Headings of the columns that are in neither."""


@dataclass(frozen=True, eq=False)
class _Column:
    """A column of the list: its place, its heading as written, and what it stands for."""

    place: int
    heading: str
    texts: Texts
    stands_for: str | None
    """A heading we read, or one that closes its rows."""
    is_who: bool
    """Tells who somebody is."""


def split_list(path: Path, catalogue: Catalogue, *, seed: int) -> Split:
    """An office's own list in, its key file and the list without names out.

    Raises:
        FileFault: the file cannot be read, does not say who anybody is, has a column twice or one that may mean an
            address restriction, says in another that somebody has one, a candidate number twice, or an identity
            number outside the key's own columns; or it does not say who has an address restriction.
    """
    grid = read_grid(path, SHEET)
    filled = grid.filled()
    top = int(np.argmax(np.append(filled, True)))
    columns = _columns(grid, top, catalogue)
    for column in columns:
        if column.stands_for in CLOSED:
            filled &= ~closed_rows(grid, column.texts, top, CLOSED[column.stands_for])
    filled[: top + 1] = False
    rows = np.flatnonzero(filled)
    if not len(rows):
        raise _fault(grid, ErrorCode.FILE_EMPTY)
    for column in columns:
        if column.texts.where(says_shielded)[rows].any():
            raise _fault(grid, ErrorCode.CELL_SHIELDS, column=column.heading)
    return _split(grid, columns, rows, seed)


def _columns(grid: Grid, top: int, catalogue: Catalogue) -> list[_Column]:
    """The columns of the grid; `top` is the row of the headings."""
    names = ColumnNames(SHEET, [field.heading for field in people_fields(catalogue)], CLOSED, NOTHING_CHOSEN)
    columns = []
    for place, texts in enumerate(grid.columns):
        heading = written(texts[top]) if len(texts.place) else ""
        if has_identity_number(heading):
            raise _fault(grid, ErrorCode.IDENTITY_NUMBER, row=top + 1, place=place + 1)
        stands_for = names.heading(heading)
        if not stands_for and may_shield(heading):
            raise _fault(grid, ErrorCode.COLUMN_UNKNOWN, column=heading)
        is_who = not stands_for and refused_subject(heading) in _WHO
        columns.append(_Column(place, heading, texts, stands_for, is_who))
    return columns


def _split(grid: Grid, columns: Sequence[_Column], rows: Rows, seed: int) -> Split:
    who = [column for column in columns if column.is_who]
    if not who:
        raise _fault(grid, ErrorCode.KEY_NOBODY)
    read = _read(grid, columns)
    for column in read.values():
        _refuse_identity_numbers(grid, column, rows)
    given = read.pop(ID, None)
    numbers = _numbers(grid, given, rows, seed)
    order = sorted(range(len(rows)), key=lambda place: (len(numbers[place]), numbers[place]))
    used = {id(column) for column in (*who, *read.values(), *([given] if given else []))}
    return Split(
        key=_table(KEY_SHEET, numbers, [(column.heading, column) for column in who], rows, order),
        clean=_table(SHEET, numbers, list(read.items()), rows, order),
        left_out=tuple(
            column.heading
            for column in columns
            if column.heading and id(column) not in used and column.stands_for not in CLOSED
        ),
    )


def _read(grid: Grid, columns: Sequence[_Column]) -> dict[str, _Column]:
    """The columns that are read, by heading.

    Raises:
        FileFault: two of them stand for the same, or a column with cells has no heading.
    """
    read: dict[str, _Column] = {}
    for column in columns:
        if not column.heading and any(column.texts.distinct):
            after = columns[column.place - 1].heading if column.place else None
            raise _fault(grid, ErrorCode.COLUMN_UNNAMED, after=after)
        wanted = column.stands_for if column.stands_for not in CLOSED else None
        if wanted and read.setdefault(wanted, column) is not column:
            raise _fault(grid, ErrorCode.COLUMN_TWICE, column=column.heading, heading=wanted)
    return read


def _numbers(grid: Grid, given: _Column | None, rows: Rows, seed: int) -> list[str]:
    """A candidate number for each row: the one that stands there, else one made.

    Raises:
        FileFault: a number is an e-mail address or has no digit, as a name would not, or stands there twice.
    """
    numbers = [normalize("NFC", given.texts[int(row)]) if given else "" for row in rows]
    first: dict[str, tuple[str, int]] = {}
    for number, row in zip(numbers, rows.tolist(), strict=True):
        if number and (looks_like_a_person(number) or not any(one.isdigit() for one in number)):
            raise _fault(grid, ErrorCode.KEY_NAME, row=row + 1, column=ID)
        other, above = first.setdefault(plain(number), (number, row)) if number else (number, row)
        if above != row:
            facts = {"row": row + 1, "column": ID, "value": number, **id_twice(number, other, above + 1)}
            raise _fault(grid, ErrorCode.ID_TWICE, **facts)
    without = [place for place, number in enumerate(numbers) if not number]
    fresh = _fresh(_mark(seed), len(without), set(first))
    places = np.array([str(place) for place in without], dtype=np.str_)
    for place, rank in zip(without, ranks(id_hashes(places, seed, "nokkel")).tolist(), strict=True):
        numbers[place] = fresh[rank]
    return numbers


def _mark(seed: int) -> str:
    """K and three letters that tell one round's numbers from another's."""
    (drawn,) = id_hashes(np.array([""]), seed, "nokkel").tolist()
    return "K" + "".join(_LETTERS[drawn // len(_LETTERS) ** place % len(_LETTERS)] for place in range(3))


def _fresh(mark: str, count: int, taken: set[str]) -> list[str]:
    """So many numbers that nobody has; `taken` in plain form."""
    width = max(2, len(str(count + len(taken))))

    def each() -> Iterator[str]:
        for number in range(1, count + len(taken) + 1):
            name = f"{mark}{number:0{width}d}"
            if plain(name) not in taken:
                yield name

    return list(each())[:count]


def _table(
    sheet: str,
    numbers: Sequence[str],
    columns: Sequence[tuple[str, _Column]],
    rows: Rows,
    order: Sequence[int],
) -> TableOut:
    cells: tuple[Row, ...] = tuple(
        (numbers[place], *(column.texts[int(rows[place])] for _, column in columns)) for place in order
    )
    headings = (ID, *(heading for heading, _ in columns))
    return TableOut(
        title=sheet, headings=headings, widths=widths(headings, cells), rows=cells, filled_in=len(cells)
    )


def _refuse_identity_numbers(grid: Grid, column: _Column, rows: Rows) -> None:
    held = column.texts.where(has_identity_number)[rows]
    if held.any():
        row = int(rows[np.argmax(held)]) + 1
        raise _fault(grid, ErrorCode.IDENTITY_NUMBER, row=row, column=column.heading, place=column.place + 1)


def _fault(grid: Grid, code: ErrorCode, **facts: Fact) -> FileFault:
    return FileFault(code, file=grid.file, sheet=grid.sheet, **facts)

"""Ragged columns and tables of columns: the working form of every list of people or openings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import numpy.typing as npt

Int8 = npt.NDArray[np.int8]
Int16 = npt.NDArray[np.int16]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
Bool = npt.NDArray[np.bool_]
Text = npt.NDArray[np.str_]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Ragged:
    """A column whose cells are lists of whole numbers: row i holds values[offsets[i]:offsets[i + 1]]."""

    offsets: Int64
    values: Int32

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> Self:
        """Build from one sequence of numbers per row."""
        rows = list(rows)
        offsets = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=offsets[1:])
        return cls(offsets, np.array([value for row in rows for value in row], dtype=np.int32))

    @classmethod
    def empty(cls, rows: int) -> Self:
        """So many rows with nothing in them."""
        return cls(np.zeros(rows + 1, dtype=np.int64), np.zeros(0, dtype=np.int32))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def row(self, index: int) -> tuple[int, ...]:
        """The numbers of one row, in the order they were given."""
        return tuple(self.values[self.offsets[index] : self.offsets[index + 1]].tolist())

    def lengths(self) -> Int64:
        """How many numbers each row holds, shape (rows,)."""
        return np.diff(self.offsets)

    def row_of_each(self) -> Int64:
        """The row each value belongs to, shape (values,)."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.lengths())

    def take(self, rows: Rows) -> Self:
        """The rows asked for, in the order asked."""
        first, last = self.offsets[:-1][rows], self.offsets[1:][rows]
        lengths = last - first
        offsets = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum(lengths, out=offsets[1:])
        shift = np.repeat(first - offsets[:-1], lengths)
        return type(self)(offsets, self.values[np.arange(offsets[-1]) + shift])


def one_after_another(columns: Sequence[Any]) -> Any:  # noqa: ANN401 - columns of one kind, whichever it is
    """Columns of one kind as one, the rows of each after those of the one before."""
    if not isinstance(columns[0], Ragged):
        return np.concatenate(columns)
    lengths = np.concatenate([one.lengths() for one in columns])
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return Ragged(offsets, np.concatenate([one.values for one in columns]))


@dataclass(frozen=True, eq=False)
class Columns:
    """A table held as columns of equal length; the first column is the id."""

    id: Text

    def __len__(self) -> int:
        return len(self.id)

    def take(self, rows: npt.ArrayLike) -> Self:
        """The rows asked for, in the order asked, as a table of the same kind."""
        index = np.asarray(rows, dtype=np.intp)
        taken: dict[str, Any] = {}
        for field in fields(self):
            column = getattr(self, field.name)
            taken[field.name] = column.take(index) if isinstance(column, Ragged) else column[index]
        return type(self)(**taken)

    def joined(self, other: Self) -> Self:
        """These rows, and after them those of another table of the same kind."""
        both = ([getattr(one, field.name) for one in (self, other)] for field in fields(self))
        return type(self)(*map(one_after_another, both))

    def parts(self) -> list[tuple[str, npt.NDArray[np.generic]]]:
        """Every array that makes up the table, named; a ragged column gives two."""
        arrays: list[tuple[str, npt.NDArray[np.generic]]] = []
        for field in fields(self):
            column = getattr(self, field.name)
            if isinstance(column, Ragged):
                arrays += [(f"{field.name}.offsets", column.offsets), (f"{field.name}.values", column.values)]
            else:
                arrays.append((field.name, column))
        return arrays


def bits(mask: int) -> frozenset[int]:
    """The set of whole numbers a non-negative bit mask stands for."""
    found = []
    while mask:
        found.append((mask & -mask).bit_length() - 1)
        mask &= mask - 1
    return frozenset(found)


def mask(members: Iterable[int]) -> int:
    """The bit mask of a set of small whole numbers."""
    return sum(1 << member for member in set(members))

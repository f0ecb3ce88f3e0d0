"""Values of the distinct texts of a column to the columns of a table."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from matching.domain.cells import padded
from matching.domain.columns import Bool, Int8, Int16, Ragged, Text
from matching.files.fields.field import Build


def texts(values: Sequence[str | None]) -> Text:
    """Texts, empty where there is none."""
    return np.array([value or "" for value in values], dtype=np.str_)


def sets(values: Sequence[frozenset[int] | None]) -> Ragged:
    """Sets as ragged rows in rising order; empty where there is none."""
    return Ragged.of(sorted(value or ()) for value in values)


def given(values: Sequence[Any]) -> Bool:
    """Whether there is a value, an empty set being one."""
    return np.array([value is not None for value in values], dtype=np.bool_)


def flags(values: Sequence[bool | None]) -> Bool:
    """Whether something is so; not where there is no value."""
    return np.array([bool(value) for value in values], dtype=np.bool_)


def part(place: int, build: Build) -> Build:
    """The column of one part of values that are tuples."""
    return lambda values: build([None if value is None else value[place] for value in values])


def parts(place: int) -> Callable[[Sequence[Any]], Ragged]:
    """The ragged column of one part of values that are sequences of tuples."""
    return lambda values: Ragged.of([one[place] for one in value or ()] for value in values)


def table(width: int) -> Callable[[Sequence[Any]], Int16]:
    """Short rows of numbers as a column of that width."""
    return lambda values: padded(values, width)


def coded(unknown: int) -> Callable[[Sequence[int | None]], Int8]:
    """Codes, `unknown` where there is none."""
    return lambda values: np.array([unknown if value is None else value for value in values], dtype=np.int8)

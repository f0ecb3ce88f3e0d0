"""A user's own vectors of skills: a table of skills and numbers in, a similarity out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.kinship import Tree
from matching.catalogue.vectors import Vectors
from matching.domain.errors import ErrorCode, Fact, FileFault, PolicyFault
from matching.files.fields.amounts import bounded, number
from matching.files.fields.field import Faulty
from matching.files.imports.official import read_official
from matching.files.source.identity import has_identity_number
from matching.files.source.limits import MOST_COLUMNS
from matching.files.source.vocabulary import Vocabulary, nearest

SKILL: Final = "ferdighet"
NUMBERS: Final = tuple(map(str, range(1, MOST_COLUMNS)))
_GREATEST: Final = 1000
_PARTS: Final = 1_000_000
"""Of a whole: numbers are read to six decimals."""

Row = tuple[int, Mapping[str, str]]
"""The number of a row as a spreadsheet shows it, and its cells by heading."""


def read_skill_vectors(path: Path, catalogue: Catalogue) -> Vectors:
    """A table with the columns ferdighet, 1, 2, 3 ... in; its vectors beside the tree of the catalogue out.

    A skill is named by its key, one of its words or its address in ESCO, as the catalogue has it. Other columns are
    not read. It is reference data, no list of people: keys and addresses may have eleven digits in a row.

    Raises:
        FileFault: the file as a whole cannot be read, has no rows, lacks a column, or may tell of a person.
        PolicyFault: a row is wrong, is 0 all the way or stands twice; the facts name the first one.
    """
    rows = list(read_official(path, [SKILL]))
    if not rows:
        raise FileFault(ErrorCode.FILE_EMPTY, file=path.name)
    table, vectors = _Table(path.name, catalogue), dict[int, Sequence[int]]()
    headings, first = _headings(path, rows[0][1]), dict[int, int]()
    for row in rows:
        skill = table.skill(row)
        if skill in first:
            raise table.fault(row, SKILL, ErrorCode.ID_TWICE, other=first[skill])
        first[skill], vectors[skill] = row[0], [table.millionths(row, heading) for heading in headings]
        if not any(vectors[skill]):
            raise table.fault(row, headings[0], ErrorCode.VECTOR_ZERO)
    return Vectors.of(vectors, Tree(catalogue.skills, catalogue.skill_weights))


def _headings(path: Path, row: Mapping[str, str]) -> Sequence[str]:
    """The columns of numbers, none missing before the last one."""
    given = [heading for heading in NUMBERS if heading in row]
    missing = [one for one in NUMBERS[: int(given[-1]) if given else 1] if one not in given]
    if missing:
        raise FileFault(ErrorCode.COLUMN_MISSING, file=path.name, column=", ".join(missing))
    return given


@dataclass(frozen=True, eq=False)
class _Table:
    """What the cells of a table of vectors mean, and what is wrong with them."""

    file: str
    catalogue: Catalogue

    def skill(self, row: Row) -> int:
        """The position of the skill of a row."""
        text = row[1][SKILL].strip()
        if not text:
            raise self.fault(row, SKILL, ErrorCode.CELL_REQUIRED)
        found = self._addresses.get(text, self._words.find(text))
        if found is None:
            near = nearest(text, self._words.shown.values())
            raise self.fault(row, SKILL, ErrorCode.CELL_NOT_IN_CATALOGUE, word=text, nearest=near)
        return found

    def millionths(self, row: Row, heading: str) -> int:
        """The number in a cell, in millionths."""
        text = row[1][heading].strip()
        if not text:
            raise self.fault(row, heading, ErrorCode.CELL_REQUIRED)
        try:
            value = bounded(number(text), -_GREATEST, _GREATEST)
        except Faulty as error:
            wrong = error.faults[0]
            raise self.fault(row, heading, wrong.code, **dict(wrong.facts)) from None
        return int((value * _PARTS).quantize(Decimal(1), ROUND_HALF_UP))

    def fault(self, row: Row, column: str, problem: ErrorCode, **facts: Fact) -> PolicyFault:
        """What is wrong in one cell; a cell that may tell of a person is never repeated.

        Raises:
            FileFault: it may.
        """
        place: dict[str, Fact] = {"file": self.file, "sheet": "", "row": row[0], "column": column}
        if has_identity_number(row[1][column]):
            raise FileFault(ErrorCode.IDENTITY_NUMBER, **place)
        value = row[1][column].strip()
        return PolicyFault(ErrorCode.SKILL_VECTORS, **place, value=value, problem=problem, **facts)

    @cached_property
    def _words(self) -> Vocabulary:
        return Vocabulary.of(self.catalogue.skills)

    @cached_property
    def _addresses(self) -> Mapping[str, int]:
        return {one.esco_uri: place for place, one in enumerate(self.catalogue.skills) if one.esco_uri}

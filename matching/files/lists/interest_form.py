"""A list of answers to the interest form in, the answers of each person and the faults of its rows out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from matching.domain.cells import numbers
from matching.domain.columns import Int16, Text
from matching.domain.errors import RowFault
from matching.domain.reference import Statement
from matching.files.fields import amounts, builds, told
from matching.files.fields.checks import check_ids, check_known
from matching.files.fields.choices import choice
from matching.files.fields.field import Field, Table, read_table
from matching.files.fields.rows import Reading, rows_to_read
from matching.files.headings.meanings import Meanings
from matching.files.lists.about_people import NOBODY, read_about_people
from matching.files.lists.people import ID

SHEET: Final = "Interesseskjema"

ANSWERS: Final = {
    "liker svært dårlig": 1,
    "liker dårlig": 2,
    "verken eller": 3,
    "liker godt": 4,
    "liker svært godt": 5,
}
"""Words for the steps of an answer; the number is read as well."""
_NUMBERS: Final = {str(number): number for number in ANSWERS.values()}


@dataclass(frozen=True, eq=False, kw_only=True)
class AnswerList(Reading):
    """The answers of the rows without a fault, and what became of the other rows."""

    ids: Text
    """Candidate numbers, shape (people,)."""
    answers: Int16
    """1-5, or BLANK, shape (people, statements)."""


def read_answers(
    path: Path,
    statements: Sequence[Statement],
    candidates: Collection[str] | None = None,
    withheld: frozenset[str] = NOBODY,
) -> AnswerList:
    """A list of answers in, the answers of each person and the faults of its rows out.

    A column is named by the number of its statement, by the statement, or by both: «7», «7. Bytte …», «Bytte …».
    `candidates` are the ids of the list of people, where there is one, and `withheld` those of people in it nothing
    is told of (read_about_people).

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    fields = answer_fields(statements)
    sheet = read_about_people(path, SHEET, fields, withheld, _named(statements))
    rows = rows_to_read(sheet, ID)
    table = read_table(rows.sheet, fields)
    faults = table.order([*check_ids(table, ID), *_unknown(table, candidates)])
    sound = table.sound(faults)
    columns = table.at(sound)
    return AnswerList(
        ids=columns["id"],
        answers=np.column_stack([columns[one.key] for one in statements]),
        sheet=sheet,
        sound=rows.places[sound],
        faults=faults,
        passed_over=rows.passed_over,
    )


def answer_fields(statements: Sequence[Statement]) -> tuple[Field, ...]:
    """The columns of a list of answers: the candidate, and the statements by their numbers."""
    answer = choice({**ANSWERS, **_NUMBERS}, "; ".join((*_NUMBERS, *ANSWERS)))
    return (
        Field(ID, amounts.identifier, {"id": builds.texts}, told.text, required=True),
        *(
            Field(str(number), answer, {one.key: numbers}, told.one_of(ANSWERS))
            for number, one in enumerate(statements, 1)
        ),
    )


def _unknown(table: Table, candidates: Collection[str] | None) -> Iterable[RowFault]:
    """Rows of people who are not in the list of people, where there is one."""
    if candidates is None:
        return ()
    named = replace(table, columns={"candidate": table.columns["id"]})
    return check_known(named, ID, "candidate", candidates)


def _named(statements: Sequence[Statement]) -> Meanings:
    """What a survey tool may call the columns."""
    meanings = Meanings()
    for number, one in enumerate(statements, 1):
        for column in (
            one.label,
            f"{number} {one.label}",
            f"{number}. {one.label}",
            f"{number}: {one.label}",
        ):
            meanings = meanings.with_column(SHEET, column, str(number))
    return meanings

"""A list of who has said yes to which place in, the places kept out, with who has noted it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from matching.domain.errors import ErrorCode, RowFault
from matching.domain.policy import Decision
from matching.files.fields import amounts, builds, told
from matching.files.fields.checks import check_known, id_twice
from matching.files.fields.field import Field, Table, read_table
from matching.files.lists.about_people import NOBODY, read_about_people

SHEET: Final = "Takket ja"
CANDIDATE: Final = "kandidatnummer"
OPENING: Final = "nummer"
BY: Final = "registrert av"


@dataclass(frozen=True, eq=False)
class AcceptedList:
    """The places people have said yes to (takket ja), and every fault of the list."""

    accepted: tuple[Decision, ...]
    faults: tuple[RowFault, ...]


def read_accepted(
    path: Path,
    candidates: Iterable[str],
    openings: Iterable[str],
    *,
    reason: str,
    withheld: frozenset[str] = NOBODY,
) -> AcceptedList:
    """A list of places accepted and the ids of a round in, the decisions to keep them out, sorted.

    Nobody stands there twice: where she has said yes to two places, people find out which it is. `reason` is what
    is told as the reason of each; `withheld` are people nothing is told of (read_about_people).

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    fields = accepted_fields()
    table = read_table(read_about_people(path, SHEET, fields, withheld), fields)
    faults = table.order(
        [
            *_twice(table),
            *check_known(table, CANDIDATE, "candidate", candidates),
            *check_known(table, OPENING, "opening", openings),
        ]
    )
    rows, columns = table.sound(faults), (table.columns[name] for name in ("candidate", "opening", "by"))
    named = sorted(zip(*(column[rows].tolist() for column in columns), strict=True))
    return AcceptedList(
        tuple(Decision(candidate=who, opening=place, by=by, reason=reason) for who, place, by in named),
        faults,
    )


def _twice(table: Table) -> Iterator[RowFault]:
    """Every row of somebody who stands in several."""
    rows: dict[str, list[int]] = {}
    for row in np.flatnonzero(table.read(CANDIDATE)).tolist():
        rows.setdefault(str(table.columns["candidate"][row]), []).append(row)
    for name, several in rows.items():
        for row in several if len(several) > 1 else ():
            other = several[1] if row == several[0] else several[0]
            facts = id_twice(name, name, int(table.sheet.rows[other]))
            yield table.fault(row, CANDIDATE, ErrorCode.ID_TWICE, **facts)


def accepted_fields() -> tuple[Field, ...]:
    """The columns of a list of places accepted."""
    return (
        Field(CANDIDATE, amounts.identifier, {"candidate": builds.texts}, told.text, required=True),
        Field(OPENING, amounts.identifier, {"opening": builds.texts}, told.text, required=True),
        Field(BY, amounts.name, {"by": builds.texts}, told.text, required=True),
    )

"""A list of the groups people belong to in, who is of which out: for the fairness report and its control alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from matching.domain.errors import ErrorCode, FileFault
from matching.domain.fairness import GroupColumn
from matching.files.fields import amounts, builds, told
from matching.files.fields.checks import check_ids
from matching.files.fields.field import Field, Table, read_table
from matching.files.fields.rows import Reading, rows_to_read
from matching.files.headings.sheet import Sheet
from matching.files.lists.about_people import NOBODY, read_about_people
from matching.files.source.vocabulary import plain, tidy

SHEET: Final = "Grupper"
CANDIDATE: Final = "kandidatnummer"
HEADINGS: Final = {
    GroupColumn.SEX: "kjønn",
    GroupColumn.AGE: "aldersgruppe",
    GroupColumn.BIRTH_COUNTRY: "fødelandgruppe",
    GroupColumn.RESIDENCE: "botid",
}
"""The columns there may be; no other list may have any of them (headings/refused.py)."""

MOST_GROUPS: Final = 12
"""Groups of one column: more of them are no groups but facts about single people (assumption)."""


@dataclass(frozen=True, eq=False, kw_only=True)
class GroupsList(Reading):
    """Who belongs to which group, and what became of the rows."""

    of: Mapping[GroupColumn, Mapping[str, str]]
    """For each column of the list the group of each candidate of the round; a blank names none."""
    outside: int
    """Rows about nobody in the round: they are not counted."""


def read_groups(path: Path, candidates: Collection[str], withheld: frozenset[str] = NOBODY) -> GroupsList:
    """A list with a row for each person and the ids of a round in, the groups of its candidates out.

    Two ways to write a group that differ in case alone are one group, named as the first of them by letters.
    `withheld` are people nothing is told of (read_about_people).

    Raises:
        FileFault: the file as a whole cannot be read, has no column of groups, or too many groups in one.
    """
    fields = groups_fields()
    sheet = read_about_people(path, SHEET, fields, withheld)
    rows = rows_to_read(sheet, CANDIDATE)
    columns = {column: heading for column, heading in HEADINGS.items() if heading in sheet.columns}
    if not columns:
        raise _fault(sheet, ErrorCode.COLUMN_MISSING, ", ".join(HEADINGS.values()))
    table = read_table(rows.sheet, fields)
    faults = table.order([*check_ids(table, CANDIDATE)])
    sound = table.sound(faults)
    members = set(candidates)
    mine = [row for row in sound.tolist() if table.columns["id"][row] in members]
    return GroupsList(
        of={column: _of(table, column, heading, mine) for column, heading in columns.items()},
        outside=len(sound) - len(mine),
        sheet=sheet,
        sound=rows.places[sound],
        faults=faults,
        passed_over=rows.passed_over,
    )


def groups_fields() -> tuple[Field, ...]:
    """The columns of a list of groups."""
    return (
        Field(CANDIDATE, amounts.identifier, {"id": builds.texts}, told.text, required=True),
        *(Field(heading, _group, {column: builds.texts}, told.text) for column, heading in HEADINGS.items()),
    )


def _group(text: str) -> str:
    return amounts.identifier(tidy(text))


def _of(table: Table, column: GroupColumn, heading: str, rows: list[int]) -> dict[str, str]:
    texts: Any = table.columns[column]
    names: dict[str, str] = {}
    for name in sorted(set(texts.tolist()) - {""}):
        names.setdefault(plain(name), name)
    if len(names) > MOST_GROUPS:
        raise _fault(table.sheet, ErrorCode.GROUPS_TOO_MANY, heading, count=len(names), greatest=MOST_GROUPS)
    ids = table.columns["id"]
    return {str(ids[row]): names[plain(str(texts[row]))] for row in rows if texts[row]}


def _fault(sheet: Sheet, code: ErrorCode, column: str, **facts: int) -> FileFault:
    return FileFault(code, file=sheet.file, sheet=sheet.name, column=column, **facts)

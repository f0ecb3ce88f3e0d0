"""A list of what happened to people who started in, their courses and the faults of its rows out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from matching.domain.cells import date_of, day_number, days
from matching.domain.errors import ErrorCode, RowFault
from matching.files.fields import amounts, builds, dates, told
from matching.files.fields.checks import check_known
from matching.files.fields.choices import choice
from matching.files.fields.field import Field, Table, read_table
from matching.files.fields.rows import Reading, rows_to_read
from matching.files.lists.about_people import NOBODY, read_about_people
from matching.learning.outcomes import Course, EndReason, Event, Happening, contradictions, courses

SHEET: Final = "Utfall"
CANDIDATE: Final = "kandidatnummer"
OPENING: Final = "nummer"
HAPPENING: Final = "hendelse"
DAY: Final = "dato"
REASON: Final = "årsak"

HAPPENINGS: Final = {
    "startet": Happening.STARTED,
    "pause": Happening.PAUSED,
    "tilbake": Happening.RETURNED,
    "flyttet": Happening.MOVED,
    "fagprøve bestått": Happening.PASSED,
    "fast jobb": Happening.FIXED_JOB,
    "avsluttet": Happening.ENDED,
}
"""Words for what happens in a course."""
REASONS: Final = {
    "faget passet ikke": EndReason.TRADE,
    "arbeidsplassen passet ikke": EndReason.WORKPLACE,
    "reisen ble for lang": EndReason.TRAVEL,
    "arbeidstiden passet ikke": EndReason.HOURS,
    "bedriften kunne ikke fortsette": EndReason.FIRM,
    "fikk annet arbeid": EndReason.OTHER_WORK,
    "begynte på utdanning": EndReason.SCHOOL,
    "flyttet fra området": EndReason.MOVED_AWAY,
    "ønsker ikke å si": EndReason.NOT_SAID,
}
"""Words for why a course ended; «ønsker ikke å si» is an answer of its own."""

_HAPPENING_NUMBERS: Final = {word: list(Happening).index(one) for word, one in HAPPENINGS.items()}
_REASON_NUMBERS: Final = {word: list(EndReason).index(one) for word, one in REASONS.items()}
_NONE: Final = -1


@dataclass(frozen=True, eq=False, kw_only=True)
class OutcomeList(Reading):
    """The courses of people without a fault in any row, and what became of the other rows."""

    courses: tuple[Course, ...]
    left_out: int
    """People with a fault in some row: none of their courses is read."""


def read_outcomes(
    path: Path,
    candidates: Collection[str],
    openings: Collection[str],
    *,
    on: date,
    withheld: frozenset[str] = NOBODY,
) -> OutcomeList:
    """A list of events and the ids of a round in, the courses and the faults of its rows out.

    The order of the rows makes no difference. Of a person with a fault in any row no course is read. Nothing has
    happened after the day `on`. `withheld` are people nothing is told of (read_about_people).

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    fields = outcomes_fields()
    sheet = read_about_people(path, SHEET, fields, withheld)
    rows = rows_to_read(sheet, CANDIDATE)
    table = read_table(rows.sheet, fields)
    found = [
        *check_known(table, CANDIDATE, "candidate", candidates),
        *check_known(table, OPENING, "opening", openings),
        *_to_come(table, on),
        *_reasons(table),
    ]
    events = _events(table, table.order(found))
    faults = table.order([*found, *_contradictions(table, events)])
    sound = list(_events(table, faults))
    people = table.columns["candidate"]
    return OutcomeList(
        courses=courses(events[row] for row in sound),
        left_out=len({*people.tolist()} - {*people[sound].tolist(), ""}),
        sheet=sheet,
        sound=rows.places[np.array(sound, dtype=np.intp)],
        faults=faults,
        passed_over=rows.passed_over,
    )


def outcomes_fields() -> tuple[Field, ...]:
    """The columns of a list of outcomes, in the order of the template."""
    happening, reason = (
        choice(_HAPPENING_NUMBERS, "; ".join(HAPPENINGS)),
        choice(_REASON_NUMBERS, "; ".join(REASONS)),
    )
    return (
        Field(CANDIDATE, amounts.identifier, {"candidate": builds.texts}, told.text, required=True),
        Field(OPENING, amounts.identifier, {"opening": builds.texts}, told.text, required=True),
        Field(
            HAPPENING,
            happening,
            {"happening": builds.coded(_NONE)},
            told.one_of(_HAPPENING_NUMBERS),
            required=True,
        ),
        Field(DAY, dates.day, {"day": days}, told.day, required=True),
        Field(REASON, reason, {"reason": builds.coded(_NONE)}, told.one_of(_REASON_NUMBERS)),
    )


def _events(table: Table, faults: Sequence[RowFault]) -> dict[int, Event]:
    """The event of each row of those people in none of whose rows is a fault."""
    people = table.columns["candidate"]
    faulty = np.isin(table.sheet.rows, [fault.row for fault in faults])
    sound = ~faulty & ~np.isin(people, people[faulty])
    return {row: _event(table.columns, row) for row in np.flatnonzero(sound).tolist()}


def _event(columns: Mapping[str, Any], row: int) -> Event:
    day, reason = date_of(int(columns["day"][row])), int(columns["reason"][row])
    assert day is not None, "a sound row has a date"
    return Event(
        candidate=str(columns["candidate"][row]),
        opening=str(columns["opening"][row]),
        happening=list(Happening)[int(columns["happening"][row])],
        day=day,
        reason=None if reason == _NONE else list(EndReason)[reason],
    )


def _to_come(table: Table, on: date) -> Iterator[RowFault]:
    """What has happened has happened by now."""
    for row in np.flatnonzero(table.read(DAY) & (table.columns["day"] > day_number(on))).tolist():
        yield table.fault(row, DAY, ErrorCode.DAY_NOT_REACHED, on=str(on))


def _reasons(table: Table) -> Iterator[RowFault]:
    """An end has a reason, and nothing else has."""
    ended = table.columns["happening"] == list(Happening).index(Happening.ENDED)
    given = table.columns["reason"] != _NONE
    read = table.read(HAPPENING, REASON)
    for row in np.flatnonzero(read & ended & ~given).tolist():
        yield table.fault(row, REASON, ErrorCode.CELL_REQUIRED)
    for row in np.flatnonzero(read & ~ended & given).tolist():
        yield table.fault(row, REASON, ErrorCode.CELL_CONTRADICTS, word=table.sheet.text(row, HAPPENING))


def _contradictions(table: Table, events: Mapping[int, Event]) -> Iterator[RowFault]:
    """Events that cannot have happened after what happened before them."""
    rows = {id(event): row for row, event in events.items()}
    words = {happening: word for word, happening in HAPPENINGS.items()}
    for one in contradictions(events.values()):
        before = words[one.after.happening] if one.after else None
        yield table.fault(rows[id(one.event)], HAPPENING, ErrorCode.CELL_CONTRADICTS, word=before)

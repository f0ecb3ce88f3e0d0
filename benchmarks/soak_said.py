"""What a program was told by the interface, and so sends back: else nearly all it sends were refused at the door.

Every eighth part of a request stays as chance made it.
"""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from schemathesis import Case, Response
from sqlalchemy import select

from benchmarks.soak_store import UNIT, by_lead
from service.operating.clock import utc_now
from service.shown.rounds import LoadedRound
from service.statuses import ENDINGS, Ending, Status
from service.store.database import Database
from service.store.entries import propose
from service.store.lists import rows_of
from service.store.rounds import named
from service.store.rows import OPENINGS
from service.store.tables.rounds import opening, person

ROWS: Final = 3
"""Openings in the list that is sent."""


@dataclass(eq=False)
class Told:
    """What was told last."""

    parts: dict[str, str]
    """What stands for things in addresses, by the name of the part."""
    people: Sequence[str]
    """Who may be put on a list, by id."""
    content: bytes
    """A list that can be read."""
    versions: dict[str, str] = field(default_factory=dict)
    """The version of what was shown, by the name of its part."""
    steps: Sequence[str] = ()
    """Where an entry may go."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """What stands in a person's row."""

    def say(self, case: Case[Any]) -> None:
        """A request made at random, with most of what its sender was told instead."""
        for name, made in case.path_parameters.items():
            if name in self.parts and _told_is_sent(made):
                case.path_parameters[name] = self.parts[name]
        version = self.versions.get(next(reversed(case.path_parameters), ""))
        if version and case.method == "POST" and _told_is_sent((case.body, case.headers)):
            case.headers["If-Match"] = version
        if "list" in case.path_parameters and _told_is_sent(case.body):
            case.body = self.content
        elif isinstance(case.body, dict):
            case.body = self._in_body(case.body)

    def _in_body(self, made: Mapping[str, Any]) -> dict[str, Any]:
        body = dict(made)
        if "to" in body and self.steps and _told_is_sent(made):
            return _step_to(Status(_one_of(self.steps, made)))
        if "candidate" in body and _told_is_sent(made):
            body["candidate"] = _one_of(self.people, made)
        if isinstance(body.get("cells"), dict) and self.cells and _told_is_sent(made):
            headings = [_one_of(tuple(self.cells), one) for one in body["cells"].items()]
            body["cells"] = {one: self.cells[one] if _number(made) % 3 else "" for one in headings}
        return body

    def hear(self, response: Response) -> None:
        """What an answer tells, kept for what is sent next."""
        told = response.json() if "json" in response.headers.get("content-type", [""])[0] else None
        if response.status_code >= 400 or not isinstance(told, dict):
            return
        tag = response.headers.get("etag", [""])[0]
        if "steps" in told:
            self.parts["entry"], self.versions["entry"], self.steps = str(told["key"]), tag, told["steps"]
        elif "cells" in told:
            self.versions["person"], self.cells = tag, told["cells"]
        elif told.get("digest") and "kept" in told:
            self.versions["list"] = told["digest"]
        elif "attempts" in told:
            self.parts["job"] = str(told["key"])


def known_of(database: Database, of: LoadedRound) -> Told:
    """What somebody who has looked at a round knows of it, with one person on a list."""
    one = of.plan.assignments[0]
    with database.writing() as connection:
        kept = named(connection, of.id)
        assert kept is not None
        who, where = (
            connection.execute(
                select(table.c.key).where(table.c.id == name, table.c.unit == UNIT)
            ).scalar_one()
            for table, name in ((person, one.candidate), (opening, one.opening))
        )
        entry = propose(connection, kept.key, where, who, by_lead()).key
        rows = [row.cells for row in rows_of(connection, kept.key, OPENINGS)[:ROWS]]
    parts = {"round": of.id, "opening": one.opening, "person": of.ref_of(one.candidate), "entry": str(entry)}
    return Told(
        parts={**parts, "job": "1", "list": "lareplasser"},
        people=[candidate.candidate for candidate in of.plan.assignments],
        content=_as_csv(rows),
    )


def _as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, sorted({heading for row in rows for heading in row}), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _step_to(status: Status) -> dict[str, Any]:
    """A step with all that is asked for with it."""
    day, body = utc_now().date().isoformat(), dict[str, Any](to=status)
    if status in ENDINGS:
        body["reason"] = Ending.NOT_TOLD
    if status is Status.CONTRACT:
        body["place"] = {"percent": 50, "first": day}
    if status in (Status.ENDED, Status.MOVED):
        body["last"] = day
    return body


def _one_of(known: Sequence[str], made: object) -> str:
    """One of what is known; the same again where chance makes the same."""
    return known[_number(made) // 8 % len(known)]


def _told_is_sent(made: object) -> bool:
    return _number(made) % 8 > 0


def _number(made: object) -> int:
    return int.from_bytes(hashlib.sha256(repr(made).encode("utf-8", "replace")).digest()[:4])

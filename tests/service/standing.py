"""A kept round with somebody as far on an opening's list as a test needs her."""

from datetime import date
from typing import Final

import httpx
from sqlalchemy import select

from service.access import Actor, Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.shown.kept import KeptRounds
from service.statuses import Ending, Status, steps
from service.store.database import Database
from service.store.decisions import By
from service.store.entries import Entry, Place, Step, propose, step
from service.store.tables.lists import entry
from service.store.tables.rounds import opening, person, round_
from tests.service.asked import actor as somebody
from tests.service.asked import ask
from tests.service.test_kept import CATALOGUE, NAME, NOW, clock, desk_of

UNIT: Final = "steinkjer"
CONTACT: Final = Actor("nav-7", "Marte", Role.MARKET_CONTACT, frozenset({UNIT}))
BY: Final = By(CONTACT, NOW)
OURS: Final = {"sec-fetch-site": "same-origin"}
FIRST: Final = date(2026, 8, 3)
WAY: Final = (
    *(Status.ASKED, Status.AGREED, Status.PRESENTED, Status.MEETING, Status.TRIAL, Status.OFFERED),
    *(Status.CONTRACT, Status.STARTED),
)


class AtWork:
    """Somebody at work with the kept round, one of its openings and the people there."""

    def __init__(self, database: Database, role: Role = Role.MARKET_CONTACT, unit: str = UNIT) -> None:
        self.database = database
        self.desk = desk_of(database)
        self.rounds = KeptRounds(database, CATALOGUE, clock)
        self.service: Guard = self.service_of(somebody(role, [unit]))
        plan = self.rounds[NAME].plan
        self.opening = plan.assignments[0].opening
        self.firm = self.rounds[NAME].places[self.opening].firm
        self.candidate = plan.assignments[0].candidate
        self.people = [one.candidate for one in plan.unassigned]
        self.page = f"/runder/{NAME}/lareplasser/{self.opening}"

    def service_of(self, actor: Actor) -> Guard:
        return create_service(self.rounds, LoopbackActor(actor), self.desk)

    def get(self, address: str) -> httpx.Response:
        return ask(self.service, address)

    def send(self, address: str, /, **form: str) -> httpx.Response:
        return ask(self.service, address, "POST", headers=OURS, form=form)

    def at(self, status: Status, candidate: str | None = None, *, place: str | None = None) -> Entry:
        """Somebody on the list of an opening, as far on as that; a place is held from FIRST."""
        with self.database.writing() as connection:
            keys = [
                connection.execute(select(table.c.key).where(table.c.id == name)).scalar_one()
                for table, name in (
                    (round_, NAME),
                    (opening, place or self.opening),
                    (person, candidate or self.candidate),
                )
            ]
            of, where, who = keys
            one = propose(connection, of, where, who, BY)
            for to in WAY[: WAY.index(status) + 1] if status is not Status.PROPOSED else ():
                if to not in steps(one.status):
                    continue  # she stands there already, or further on
                held = Place(percent=100, first=FIRST) if to is Status.CONTRACT else None
                one = step(connection, one.key, one.version, Step(to=to, place=held), BY)
        return one

    def withdrawn(self, one: Entry) -> Entry:
        """The same, once she has taken her yes back."""
        with self.database.writing() as connection:
            wanted = Step(to=Status.WITHDRAWN, reason=Ending.PRACTICAL)
            return step(connection, one.key, one.version, wanted, BY)

    def statuses(self) -> list[str]:
        with self.database.reading() as connection:
            return list(connection.execute(select(entry.c.status).order_by(entry.c.key)).scalars())

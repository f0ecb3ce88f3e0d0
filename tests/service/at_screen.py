"""A veileder at a kept round: the parts of a talk she asks for, looks at and keeps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
from sqlalchemy import select

from matching.catalogue.loader import load_catalogue
from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.pages.adviser.parts import Part
from service.shown.addresses import talk_page
from service.shown.kept import KeptRounds
from service.shown.rounds import LoadedRound
from service.store.database import Database
from service.store.tables.rounds import person
from tests.service.asked import actor, ask
from tests.service.test_kept import NAME, clock, desk_of

OURS = {"sec-fetch-site": "same-origin"}
WHO = "K05"
CATALOGUE = load_catalogue()


@dataclass(frozen=True)
class AtScreen:
    """Somebody of a role at a kept round."""

    database: Database
    rounds: KeptRounds
    service: Guard

    @property
    def round(self) -> LoadedRound:
        return self.rounds[NAME]

    def get(self, address: str) -> httpx.Response:
        return ask(self.service, address)

    def part(self, part: Part | str) -> str:
        return talk_page(self.round, WHO, part)

    def seen(self, part: Part) -> str:
        found = re.search(r'name="sett" value="(\w+)"', self.get(self.part(part)).text)
        assert found
        return found[1]

    def save(self, part: Part, form: Mapping[str, str], seen: str | None = None) -> httpx.Response:
        fields = {"sett": self.seen(part) if seen is None else seen, **form}
        return ask(self.service, f"{self.part(part)}/lagre", "POST", headers=OURS, form=fields)

    def look(self, part: Part, form: Mapping[str, str]) -> httpx.Response:
        return ask(self.service, self.part(part), "POST", headers=OURS, form={"sett": "", **form})

    def cells(self) -> Mapping[str, str]:
        with self.database.reading() as connection:
            found: Mapping[str, str] = connection.execute(
                select(person.c.cells).where(person.c.id == WHO)
            ).scalar_one()
        return found


def at_screen(database: Database, role: Role = Role.ADVISER) -> AtScreen:
    rounds = KeptRounds(database, CATALOGUE, clock)
    service = create_service(rounds, LoopbackActor(actor(role, ["steinkjer"])), desk_of(database))
    return AtScreen(database, rounds, service)

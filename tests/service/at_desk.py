"""Somebody at an office with a kept round: what she asks for and sends, for tests of what people do with lists."""

import re
from html import unescape

import httpx
import pytest
from sqlalchemy import select

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.tables.lists import entry
from tests.service.asked import actor as somebody
from tests.service.asked import ask
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of
from tests.service.test_kept import database as database

OURS = {"sec-fetch-site": "same-origin"}
WAY = (Status.ASKED, Status.AGREED, Status.PRESENTED, Status.MEETING, Status.TRIAL, Status.OFFERED)
FULL = {"prosent": "100", "fra": "2027-08-01"}


@pytest.fixture
def rounds(database: Database) -> KeptRounds:
    return KeptRounds(database, CATALOGUE, clock)


class Desk:
    """Somebody at an office, with an opening and two people."""

    def __init__(
        self, rounds: KeptRounds, role: Role = Role.MARKET_CONTACT, office: str = "steinkjer"
    ) -> None:
        actors = LoopbackActor(somebody(role, [office]))
        self.service: Guard = create_service(rounds, actors, desk_of(rounds.database))
        plan = rounds[NAME].plan
        self.opening = plan.assignments[0].opening
        self.other = next(one.opening for one in plan.assignments if one.opening != self.opening)
        self.candidate, self.second = plan.assignments[0].candidate, plan.unassigned[0].candidate
        self.page = f"/runder/{NAME}/lareplasser/{self.opening}/liste"

    def get(self, address: str = "") -> httpx.Response:
        return ask(self.service, address or self.page)

    def text(self, address: str = "") -> str:
        """What is read on a page, without its markup."""
        shown = re.sub(r"<svg.*?</svg>|<[^>]*>", " ", self.get(address).text, flags=re.DOTALL)
        return " ".join(unescape(shown).replace("\u00a0", " ").split())

    def send(self, address: str, /, **form: str | list[str]) -> httpx.Response:
        return ask(self.service, address, "POST", headers=OURS, form=form)

    def put(self, candidate: str | None = None) -> str:
        """The person put on the list; the beginning of the addresses of her steps."""
        sent = self.send(self.page, kandidat=candidate or self.candidate)
        assert sent.status_code == 303, sent.text
        assert sent.headers["location"].startswith(self.page)
        return f"/runder/{NAME}/liste/" + sent.headers["location"].rpartition("#k")[2]

    def step(self, at: str, to: Status, version: int, **more: str) -> httpx.Response:
        return self.send(f"{at}/steg", til=to, versjon=str(version), **more)

    def go(self, at: str, *way: Status, version: int = 1) -> int:
        """Steps taken one after the other; the version afterwards."""
        for to in way:
            assert self.step(at, to, version, **(FULL if to is Status.CONTRACT else {})).status_code == 303
            version += 1
        return version


@pytest.fixture
def desk(rounds: KeptRounds) -> Desk:
    return Desk(rounds)


def standing(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(entry.c.status).order_by(entry.c.key)).scalars())

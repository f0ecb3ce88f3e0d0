"""A programme lead at her office, with the service on a kept round."""

import asyncio
from collections.abc import Mapping

import httpx

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.planning.proposing import standing
from service.shown.kept import KeptRounds
from service.shown.sight import Sight
from tests.service.asked import HERE, ask
from tests.service.asked import actor as somebody
from tests.service.test_kept import NAME, desk_of

OURS = {"sec-fetch-site": "same-origin"}


class Lead:
    """Somebody of a role at an office, asking about the round that is kept."""

    def __init__(
        self, rounds: KeptRounds, role: Role = Role.PROGRAMME_LEAD, office: str = "steinkjer"
    ) -> None:
        self.rounds = rounds
        self.actor = somebody(role, [office])
        self.desk = desk_of(rounds.database)
        self.service: Guard = create_service(rounds, LoopbackActor(self.actor), self.desk)

    @property
    def sight(self) -> Sight:
        return Sight(self.actor, self.rounds[NAME], self.desk)

    def get(self, page: str = "", name: str = NAME) -> httpx.Response:
        return ask(self.service, f"/runder/{name}{page}")

    def send(self, page: str, name: str = NAME, /, **form: str) -> httpx.Response:
        return ask(self.service, f"/runder/{name}{page}", "POST", headers=OURS, form=form)

    def get_at(self, address: str) -> httpx.Response:
        return ask(self.service, address)

    def send_to(self, address: str, /, **form: str) -> httpx.Response:
        return ask(self.service, address, "POST", headers=OURS, form=form)

    def about(self, number: int) -> dict[str, str]:
        """The fields of a form about a proposal of the newest plan."""
        one, now = self.sight.plan.assignments[number - 1], standing(self.sight)
        return {
            "plan": str(now.plan),
            "nummer": str(number),
            "kandidat": one.candidate,
            "laereplass": one.opening,
        }

    def answer(self, what: str, number: int, **more: str) -> httpx.Response:
        """One proposal answered."""
        return self.send(f"/forslag/{what}", **self.about(number), **more)

    def confirm_all(self) -> int:
        """Each proposal of the newest plan confirmed; how many."""
        total = len(self.sight.plan.assignments)
        for number in range(1, total + 1):
            assert self.answer("bekreft", number).status_code == 303
        return total

    def release(self) -> httpx.Response:
        return self.send("/frigi", plan=str(standing(self.sight).plan))

    def bring(
        self,
        kind: str,
        name: str,
        content: bytes,
        of: str = NAME,
        columns: Mapping[str, str] | None = None,
        more: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """A list brought as a file, with what its columns are chosen to mean, and more fields."""
        asked = {
            field: text
            for number, (column, means) in enumerate((columns or {}).items(), 1)
            for field, text in ((f"kolonne-{number}", column), (f"betyr-{number}", means))
        }
        sent = {"data": {"liste": kind, **asked, **(more or {})}, "files": {"fil": (name, content)}}
        made = httpx.Request("POST", "http://127.0.0.1:8000/", **sent)  # type: ignore[arg-type]  # as httpx takes it
        headers = {**OURS, "content-type": made.headers["content-type"]}
        return sent_to(self.service, f"/runder/{of}/grunnlag/liste", made.read(), headers)


def sent_to(service: Guard, address: str, content: bytes, headers: dict[str, str]) -> httpx.Response:
    """A body sent in as it is."""

    async def answered() -> httpx.Response:
        transport = httpx.ASGITransport(app=service, client=HERE)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as browser:
            return await browser.post(address, content=content, headers=headers)

    return asyncio.run(answered())

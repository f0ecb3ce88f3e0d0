"""A calculation for programs: asked for under a name, looked at, and stopped."""

import asyncio
from collections.abc import Mapping

import httpx
from sqlalchemy import update

from service.door.guard import Guard
from service.store.database import Database
from service.store.tables.rounds import plan
from tests.service.asked import ask
from tests.service.test_job_pages import API, OURS, done, service
from tests.service.test_job_pages import database as database


def test_a_program_asks_follows_and_stops(database: Database) -> None:
    lead = service(database)

    def post(address: str, **headers: str) -> httpx.Response:
        return ask(lead, address, "POST", headers={**OURS, "content-type": "application/json", **headers})

    assert ask(lead, API).json() == []
    assert _json(lead, API, {"kind": "fill"}).status_code == 422  # without a name of the request
    sent = _json(lead, API, {"kind": "fill"}, "a")
    assert sent.status_code == 202
    where = sent.headers["location"]
    assert where == f"{API}/{sent.json()['key']}"
    assert _json(lead, API, {}, "a").json() == sent.json()
    busy = _json(lead, API, {}, "b")
    assert (busy.status_code, busy.json()["code"]) == (409, "running")
    assert post(f"{where}/cancel").json()["state"] == "cancelled"
    assert ask(lead, where).json()["stopped"] is True
    again = _json(lead, API, {"kind": "replan"}, "c").headers["location"]
    done(database)
    found = ask(lead, again).json()
    assert (found["state"], found["plan"], found["changes"], found["fault"]) == ("done", 2, 0, None)
    assert [one["state"] for one in ask(lead, API).json()] == ["done", "cancelled"]
    with database.writing() as connection:
        connection.execute(update(plan).values(body=None))
    fails = _json(lead, API, {"kind": "replan"}, "d").headers["location"]
    done(database)
    assert ask(lead, fails).json()["fault"] == "no_plan"


def _json(served: Guard, address: str, body: Mapping[str, str], request: str | None = None) -> httpx.Response:
    async def answered() -> httpx.Response:
        transport = httpx.ASGITransport(app=served, client=("127.0.0.1", 50000))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as browser:
            named = {"Idempotency-Key": request} if request else {}
            return await browser.post(address, json=body, headers={**OURS, **named})

    return asyncio.run(answered())

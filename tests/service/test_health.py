"""What a platform asks: that the process answers, that it is ready, and figures that tell of nobody."""

import re
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Doors, Guard
from service.door.limits import Limit
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.jobs import ask as ask_for
from tests.service.asked import CNC, HERE, actor, ask, service_for
from tests.service.planted import NAMES
from tests.service.test_kept import CATALOGUE, NAME, NOW, clock, desk_of, kept_store

BY_ADDRESS = {"Host": "10.2.3.4:8000"}
NOWHERE = "postgresql://nobody:secret@127.0.0.1:1/none"
ELSEWHERE = ("10.2.3.9", 50000)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with kept_store(tmp_path) as database:
        yield database


@pytest.fixture
def service(database: Database) -> Guard:
    contact = LoopbackActor(actor(Role.MARKET_CONTACT, ["steinkjer"]))
    return create_service(KeptRounds(database, CATALOGUE, clock), contact, desk_of(database))


def figures(answer: httpx.Response) -> dict[str, list[tuple[dict[str, str], float]]]:
    """The samples of an answer by their name."""
    assert answer.status_code == 200
    found: dict[str, list[tuple[dict[str, str], float]]] = {}
    for family in text_string_to_metric_families(answer.text):
        for one in family.samples:
            found.setdefault(one.name, []).append((one.labels, one.value))
    return found


@pytest.mark.parametrize("address", ["/isalive", "/isready"])
def test_probes_are_answered_by_whatever_name_and_from_wherever_they_ask(address: str) -> None:
    answer = ask(service_for(Role.EMPLOYER), address, headers=BY_ADDRESS, client=ELSEWHERE)
    assert (answer.status_code, answer.text) == (200, address.removeprefix("/is"))
    assert answer.headers["cache-control"] == "no-store"


def test_a_store_that_is_behind_or_gone_is_not_ready_and_says_so_by_a_code(
    service: Guard, database: Database
) -> None:
    assert ask(service, "/isready").status_code == 200
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    behind = ask(service, "/isready")
    assert (behind.status_code, behind.text) == (503, "revision")
    away = create_service({}, LoopbackActor(actor(Role.ADMIN)), desk_of(Database.at(NOWHERE)))
    gone = ask(away, "/isready")
    assert (gone.status_code, gone.text) == (503, "unreachable")
    assert ask(away, "/isalive").status_code == 200
    assert "innenfor_jobs" not in figures(ask(away, "/metrics"))


def test_requests_are_counted_by_template_method_and_status() -> None:
    service = service_for(Role.AUDITOR)
    asked = {"route": "/runder/{round}/kandidater/{person}", "method": "GET", "status": "404"}

    def count() -> float:
        found = figures(ask(service, "/metrics")).get("innenfor_requests_total", [])
        return next((value for labels, value in found if labels == asked), 0)

    before = count()
    ask(service, f"/runder/{CNC}/kandidater/{NAMES[0]}")
    ask(service, f"/runder/{CNC}/kandidater/{NAMES[1]}")
    assert count() == before + 2


def test_the_figures_tell_what_the_store_holds(service: Guard, database: Database) -> None:
    opening = re.findall(r"/lareplasser/([^/\"?]+)\"", ask(service, f"/runder/{NAME}/lareplasser").text)[0]
    before = figures(ask(service, "/metrics"))["innenfor_lookups_total"][0][1]
    assert ask(service, f"/runder/{NAME}/lareplasser/{opening}").status_code == 200
    with database.writing() as connection:
        ask_for(connection, 1, "fill", "one", by="nav-1", at=NOW)
    found = figures(ask(service, "/metrics"))
    assert found["innenfor_rounds"] == [({}, 1)]
    assert found["innenfor_lookups_total"][0][1] == before + 1
    assert ({"state": "waiting"}, 1) in found["innenfor_jobs"]
    assert ({"state": "failed"}, 0) in found["innenfor_jobs"]


def test_labels_are_templates_methods_statuses_and_states_alone(service: Guard) -> None:
    for address in (f"/{NAMES[0]}", f"/runder/{NAMES[0]}", f"/runder/{NAME}", "/api/v1/rounds"):
        ask(service, address)
    ask(service, "/", NAMES[2].upper())
    answer = ask(service, "/metrics")
    assert not any(
        name in answer.text for name in (*NAMES[:3], NAMES[2].upper(), NAME, "steinkjer", "127.0.0.1")
    )
    for name, samples in figures(answer).items():
        if name.startswith("innenfor_"):
            for labels, _ in samples:
                assert set(labels) <= {"route", "method", "status", "state", "le"}, name


@pytest.mark.parametrize(
    ("client", "host", "status"),
    [
        (HERE, "127.0.0.1:8000", 200),
        (HERE, "innenfor.example", 404),  # a proxy on this machine, asked by somebody elsewhere
        (("192.0.2.7", 50000), "10.2.3.4:8000", 404),
        (("10.2.3.9", 50000), "10.2.3.4:8000", 200),
        (("no address", 1), "10.2.3.4:8000", 404),
    ],
)
def test_figures_are_for_this_machine_and_the_networks_that_were_named(
    client: tuple[str, int], host: str, status: int
) -> None:
    nobody = LoopbackActor(actor(Role.EMPLOYER))
    service = create_service({}, nobody, doors=Doors(scrapers=(ip_network("10.2.0.0/16"),)))
    assert ask(service, "/metrics", headers={"Host": host}, client=client).status_code == status


def test_figures_of_the_process_are_there_when_the_store_is_not(service: Guard, database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("DROP TABLE job"))
    ask(service, "/isalive")
    found = figures(ask(service, "/metrics"))
    assert "innenfor_jobs" not in found
    assert "innenfor_requests_total" in found


def test_a_platform_is_never_asked_to_wait() -> None:
    busy = Guard(service_for().app, "/static/x/", Doors(limit=Limit(1, 1, lambda: 0.0)))
    assert [ask(busy, "/").status_code for _ in range(3)] == [200, 429, 429]
    assert [ask(busy, "/isalive").status_code for _ in range(3)] == [200, 200, 200]

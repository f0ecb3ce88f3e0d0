"""A long list is read a page at a time: everybody once, in order, with no id in an address."""

from fastapi import Request, Response

from service.access import Role
from service.api.paging import Paging
from service.app import create_service
from service.door.actors import LoopbackActor
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.decisions import decisions
from tests.service.asked import actor as somebody
from tests.service.asked import ask
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of
from tests.service.test_kept import database as database

API = f"/api/v1/rounds/{NAME}"


def read(service: object, address: str) -> tuple[list[dict[str, object]], list[str]]:
    """Everything of a list, and the addresses it was read at."""
    found, seen = [], []
    while address:
        answer = ask(service, address)  # type: ignore[arg-type]  # a Guard
        assert answer.status_code == 200
        found += answer.json()
        seen.append(address)
        address = answer.links.get("next", {}).get("url", "")
    return found, seen


def test_every_page_together_is_the_whole_list_once(database: Database) -> None:
    rounds = KeptRounds(database, CATALOGUE, clock)
    lead = LoopbackActor(somebody(Role.PROGRAMME_LEAD, ["steinkjer"]))
    service = create_service(rounds, lead, desk_of(database))
    everybody = sorted(rounds[NAME].person_rows)
    for limit in (1, 7, len(everybody), 500):
        found, seen = read(service, f"{API}/people?limit={limit}")
        assert [one["id"] for one in found] == everybody
        assert len(seen) == -(-len(everybody) // limit)
        assert not any(name in address for name in everybody for address in seen)
    places = [one["id"] for one in read(service, f"{API}/openings?limit=4")[0]]
    assert places == list(rounds[NAME].opening_rows)


def test_the_log_is_read_a_page_at_a_time_and_is_whole(database: Database) -> None:
    auditor = LoopbackActor(somebody(Role.AUDITOR, ["steinkjer"]))
    service = create_service(KeptRounds(database, CATALOGUE, clock), auditor, desk_of(database))
    found, seen = read(service, "/api/v1/log?limit=2")
    with database.reading() as connection:
        kept = [(row.number, row.digest) for row in decisions(connection)]
    assert [(one["number"], one["digest"]) for one in found] == kept
    assert len(seen) > 1


def test_who_belongs_to_another_office_reads_nothing_of_its_log(database: Database) -> None:
    auditor = LoopbackActor(somebody(Role.AUDITOR, ["levanger"]))
    service = create_service(KeptRounds(database, CATALOGUE, clock), auditor, desk_of(database))
    assert ask(service, "/api/v1/log").json() == []


def test_a_page_has_a_length_there_can_be(database: Database) -> None:
    lead = LoopbackActor(somebody(Role.PROGRAMME_LEAD, ["steinkjer"]))
    service = create_service(KeptRounds(database, CATALOGUE, clock), lead, desk_of(database))
    for limit in ("0", "501", "x", ""):
        assert ask(service, f"{API}/people?limit={limit}").status_code == 422


def test_to_find_where_a_page_begins_nothing_is_veiled_but_where_it_ends() -> None:
    everybody, veils = [f"K-{number}" for number in range(1000)], list[str]()
    refs = {f"ref-{name}": name for name in everybody}

    def veil(name: str) -> str:
        veils.append(name)
        return f"ref-{name}"

    request = Request(
        {"type": "http", "method": "GET", "path": "/people", "headers": [], "query_string": b""}
    )
    answer = Response()
    page = Paging("ref-K-899", 50, request, answer).page(everybody, veil, refs.get)
    assert (page[0], page[-1], veils) == ("K-900", "K-949", ["K-949"])
    assert "after=ref-K-949" in answer.headers["link"]
    for gone in ("ref-none", ""):
        assert Paging(gone, 50, request, answer).page(everybody, veil, refs.get)[0] == "K-0"

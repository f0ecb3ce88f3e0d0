"""Those who hold a place are followed to the fixed job; a pause is no dropout, and a move keeps what was served."""

import re
from datetime import date

import httpx
import pytest
from sqlalchemy import select

from service.access import Role
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import decisions, verify
from service.store.entries import Entry
from service.store.hiding import hide
from service.store.tables.lists import checkin, place
from service.store.tables.records import lookup
from tests.service.standing import UNIT, AtWork
from tests.service.test_kept import BY, NAME
from tests.service.test_kept import database as database

ROUND = f"/runder/{NAME}/oppfolging"


@pytest.fixture
def work(database: Database) -> AtWork:
    return AtWork(database)


def words_of(answer: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())


def at(one: Entry | int) -> str:
    return f"{ROUND}/{one if isinstance(one, int) else one.key}"


def step(work: AtWork, one: Entry, to: Status, version: int, **more: str) -> httpx.Response:
    return work.send(f"{at(one)}/steg", til=to, versjon=str(version), **more)


def talks(database: Database) -> list[date]:
    with database.reading() as connection:
        return list(connection.execute(select(checkin.c.due).order_by(checkin.c.due)).scalars())


def started(work: AtWork, candidate: str | None = None) -> Entry:
    """Somebody who has begun by the page, so that her talks are planned; her version is one on from this."""
    one = work.at(Status.CONTRACT, candidate)
    assert step(work, one, Status.STARTED, one.version).status_code == 303
    return one


def test_a_start_plans_the_talks_once(work: AtWork, database: Database) -> None:
    one = started(work)
    planned = talks(database)
    assert planned[:4] == [date(2026, 8, 17), date(2026, 9, 14), date(2026, 11, 3), date(2027, 2, 3)]
    assert planned[-1] < date(2028, 8, 3)
    work.send(f"{at(one)}/angre", versjon=str(one.version + 1))
    assert work.statuses() == ["contract"]
    step(work, one, Status.STARTED, one.version + 2)
    assert talks(database) == planned


def test_a_start_from_the_list_plans_them_too(work: AtWork, database: Database) -> None:
    one = work.at(Status.CONTRACT)
    sent = work.send(f"/runder/{NAME}/liste/{one.key}/steg", til="started", versjon=str(one.version))
    assert sent.status_code == 303
    assert len(talks(database)) == 9


def test_the_page_tells_how_far_it_has_come_and_what_is_ahead(work: AtWork) -> None:
    told = words_of(work.get(at(started(work))))
    for text in (
        "Startet",
        "3 av 24 måneder",
        "Ventet siste dag 02.08.2028",
        "Fra 03.08.2026, 100 %",
        "Skal holdes 03.02.2027",
    ):
        assert text in told


def test_a_pause_keeps_the_place_and_moves_the_end(work: AtWork, database: Database) -> None:
    one = started(work)
    assert step(work, one, Status.PAUSED, one.version + 1, frist="2027-01-11").status_code == 303
    told = words_of(work.get(at(one)))
    assert "Ventet tilbake 11.01.2027" in told
    assert "Ventet siste dag 22.09.2028" in told
    assert "1 av 1 fortsatt i løp" in words_of(work.get(ROUND))
    with database.reading() as connection:
        assert connection.execute(select(place.c.held, place.c.last)).one() == (True, None)
    assert step(work, one, Status.STARTED, one.version + 2).status_code == 303
    assert work.statuses() == ["started"]


def test_the_way_to_a_fixed_job_counts_as_still_there_and_an_end_does_not(work: AtWork) -> None:
    one, other = started(work), started(work, work.people[0])
    assert step(work, one, Status.TEST_PASSED, one.version + 1).status_code == 303
    assert step(work, one, Status.FIXED_JOB, one.version + 2, siste="2026-11-30").status_code == 303
    assert "2 av 2 fortsatt i løp" in words_of(work.get(ROUND))
    assert (
        step(work, other, Status.ENDED, other.version + 1, grunn="hours", siste="2026-11-30").status_code
        == 303
    )
    told = words_of(work.get(ROUND))
    assert "1 av 2 fortsatt i løp" in told
    assert "mellom 9 og 91 av 100" in told


def move(work: AtWork, one: Entry, version: int, **other: str) -> httpx.Response:
    form = {"plass": "L02", "prosent": "50", "fra": "2026-12-01", "grunn": "practical", "ja": "ja"}
    return work.send(f"{at(one)}/flytt", **(form | {"versjon": str(version)} | other))


def test_a_move_keeps_what_is_served_and_is_taken_back_as_one(work: AtWork, database: Database) -> None:
    one = started(work)
    assert move(work, one, one.version + 1).status_code == 303
    assert work.statuses() == ["moved", "started"]
    there = words_of(work.get(at(one.key + 1)))
    assert "3 av 24 måneder" in there
    assert "03.08.2026 til 30.11.2026, 100 %" in there
    assert "Fra 01.12.2026, 50 %" in there
    assert "Ventet siste dag 04.04.2030" in there  # 48 months, less 120 days that count double
    assert "1 av 1 fortsatt i løp" in words_of(work.get(ROUND))
    assert work.send(f"{at(one)}/angre", versjon=str(one.version + 2)).status_code == 303
    assert work.statuses() == ["started", "proposed"]
    with database.reading() as connection:
        assert [tuple(row) for row in connection.execute(select(place.c.entry, place.c.last))] == [
            (one.key, None)
        ]
        assert verify(connection).broken_at is None


def test_a_move_is_not_taken_back_once_more_has_happened_there(work: AtWork) -> None:
    one = started(work)
    move(work, one, one.version + 1)
    assert work.send(f"{at(one.key + 1)}/steg", til="paused", versjon="7").status_code == 303
    answer = work.send(f"{at(one)}/angre", versjon=str(one.version + 2))
    assert answer.status_code == 409
    assert work.statuses() == ["moved", "paused"]


def test_a_move_is_taken_back_as_one_from_the_list_too(work: AtWork, database: Database) -> None:
    one = started(work)
    move(work, one, one.version + 1)
    sent = work.send(f"/runder/{NAME}/liste/{one.key}/angre", versjon=str(one.version + 2))
    assert sent.status_code == 303
    assert work.statuses() == ["started", "proposed"]
    with database.reading() as connection:
        assert [row.entry for row in connection.execute(select(place))] == [one.key]


@pytest.mark.parametrize(
    ("other", "status", "told"),
    [
        ({"plass": "L99"}, 409, "finnes ikke i runden"),
        ({"plass": "her"}, 409, "finnes ikke i runden"),
        ({"ja": ""}, 422, "kan ikke forstås"),
        ({"fra": ""}, 422, "kan ikke forstås"),
        ({"prosent": "0"}, 422, "kan ikke forstås"),
        ({"grunn": ""}, 422, "kan ikke forstås"),
        ({"versjon": "1"}, 409, "Noen andre har endret dette"),
    ],
)
def test_a_move_that_cannot_be_made_changes_nothing(
    work: AtWork, other: dict[str, str], status: int, told: str
) -> None:
    one = started(work)
    where = {"plass": work.opening} if other.get("plass") == "her" else other
    answer = move(work, one, one.version + 1, **where)
    assert answer.status_code == status
    assert told in answer.text
    assert work.statuses() == ["started"]


def test_a_place_that_is_taken_is_not_moved_to(work: AtWork) -> None:
    one = started(work)
    for candidate in work.people[:2]:
        work.at(Status.STARTED, candidate, place="L02")
    answer = move(work, one, one.version + 1)
    assert answer.status_code == 409
    assert work.statuses() == ["started", "started", "started"]


def test_looking_is_kept_and_changes_nothing_else(work: AtWork, database: Database) -> None:
    one = started(work)
    with database.reading() as connection:
        before = len(list(decisions(connection)))
    for address in (ROUND, at(one), "/samtaler", "/samtaler/kalender.ics"):
        assert work.get(address).status_code == 200
    with database.reading() as connection:
        told = connection.execute(select(lookup.c.action)).scalars().all()
        assert len(list(decisions(connection))) == before
    assert told == ["followup", "followup", "talks", "talks"]


@pytest.mark.parametrize("role", [Role.PLANNER, Role.COUNTY, Role.ADMIN])
def test_who_sees_no_persons_is_told_no_number_of_few(work: AtWork, database: Database, role: Role) -> None:
    assert "Ingen har begynt" in words_of(AtWork(database, role).get(ROUND))
    started(work)
    told = words_of(AtWork(database, role).get(ROUND))
    assert "Tall om færre enn 10" in told
    assert "av 1 fortsatt" not in told
    assert work.candidate not in told


@pytest.mark.parametrize(
    ("role", "unit"),
    [(Role.PLANNER, UNIT), (Role.COUNTY, UNIT), (Role.EMPLOYER, UNIT), (Role.MARKET_CONTACT, "levanger")],
)
def test_whose_list_it_is_not_follows_nobody(work: AtWork, database: Database, role: Role, unit: str) -> None:
    one = started(work)
    other = AtWork(database, role, unit)
    for address in (at(one), f"{ROUND}/samtaler.ics"):
        assert other.get(address).status_code == 404
    for address, form in (
        ("steg", {"til": "paused", "versjon": "8"}),
        ("angre", {"versjon": "8"}),
        ("samtaler", {}),
        ("kontakt", {"side": "nav", "navn": "Kari"}),
    ):
        assert other.send(f"{at(one)}/{address}", **form).status_code == 404
    assert work.statuses() == ["started"]


def test_nobody_with_an_address_restriction_is_followed_or_counted(work: AtWork, database: Database) -> None:
    one = started(work)
    with database.writing() as connection:
        hide(connection, UNIT, [work.candidate], BY)
    for address in (ROUND, "/samtaler"):
        assert work.candidate not in work.get(address).text
    assert "Ingen har begynt" in words_of(work.get(ROUND))
    assert work.get(at(one)).status_code == 404
    assert "VEVENT" not in work.get("/samtaler/kalender.ics").text


def test_who_holds_no_place_has_no_follow_up(work: AtWork) -> None:
    assert work.get(at(work.at(Status.OFFERED))).status_code == 404

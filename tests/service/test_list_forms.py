"""Forms about a list: sent from our own page alone, understood or refused, and only by those whose list it is."""

import pytest
from sqlalchemy import select

from service.access import Role
from service.planning.calculating import calculate
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from service.store.decisions import decisions
from service.store.hiding import hide
from service.store.tables.records import lookup
from tests.service.asked import ask, service_for
from tests.service.at_desk import OURS, Desk, standing
from tests.service.at_desk import database as database
from tests.service.at_desk import desk as desk
from tests.service.at_desk import rounds as rounds
from tests.service.test_kept import BY, CATALOGUE, NAME, clock


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://forged.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8000"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(
    desk: Desk, database: Database, headers: dict[str, str]
) -> None:
    form = {"kandidat": desk.candidate}
    answer = ask(desk.service, desk.page, "POST", headers=headers, form=form)
    assert answer.status_code == 403
    assert standing(database) == []


def test_an_older_browser_is_known_by_the_origin_it_names(desk: Desk) -> None:
    origin, form = {"origin": "http://127.0.0.1:8000"}, {"kandidat": desk.candidate}
    assert ask(desk.service, desk.page, "POST", headers=origin, form=form).status_code == 303


@pytest.mark.parametrize(
    ("role", "office"),
    [
        (Role.MARKET_CONTACT, "levanger"),
        (Role.COUNTY, "steinkjer"),
        (Role.PLANNER, "steinkjer"),
        (Role.AUDITOR, "steinkjer"),
        (Role.ADMIN, "steinkjer"),
        (Role.EMPLOYER, "steinkjer"),
    ],
)
def test_whose_list_it_is_not_finds_none_and_changes_none(
    rounds: KeptRounds, desk: Desk, database: Database, role: Role, office: str
) -> None:
    at, other = desk.put(), Desk(rounds, role, office)
    assert other.get().status_code == 404
    for answer in (
        other.send(other.page, kandidat=other.second),
        other.step(at, Status.ASKED, 1),
        other.send(f"{at}/angre", versjon="1"),
    ):
        assert answer.status_code == 404
    assert standing(database) == ["proposed"]


def test_nobody_with_an_address_restriction_is_put_on_a_list_or_found_on_one(
    desk: Desk, database: Database
) -> None:
    at = desk.put()
    with database.writing() as connection:
        hide(connection, "steinkjer", [desk.candidate, desk.second], BY)
    assert desk.get().status_code == 404  # until the round is calculated without them
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    assert desk.candidate not in desk.get().text
    assert desk.send(desk.page, kandidat=desk.second).status_code == 404
    assert desk.step(at, Status.ASKED, 1).status_code == 404
    assert standing(database) == ["proposed"]
    with database.reading() as connection:
        told = connection.execute(select(lookup.c.action, lookup.c.denied).where(lookup.c.denied)).all()
    assert [tuple(one) for one in told] == [("list", True), ("step", True)]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"til": "asked"},
        {"til": "splendid", "versjon": "1"},
        {"til": "asked", "versjon": "0"},
        {"til": "asked", "versjon": "x"},
        {"til": "asked", "versjon": "1", "grunn": "because"},
        {"til": "asked", "versjon": "1", "frist": "i morgen"},
        {"til": "contract", "versjon": "1", "fra": "2027-08-01"},
        {"til": "contract", "versjon": "1", "prosent": "101", "fra": "2027-08-01"},
        {"til": "contract", "versjon": "1", "prosent": "50"},
        {"til": "contract", "versjon": "1", "prosent": "50", "fra": "2027-08-01", "slutt": "2027-07-01"},
        {f"felt{number}": "x" for number in range(30)},
        {"til": "asked", "versjon": "1", "mye": "x" * 20_000},
    ],
)
def test_a_form_that_cannot_be_understood_changes_nothing(
    desk: Desk, database: Database, form: dict[str, str]
) -> None:
    at = desk.put()
    assert desk.send(f"{at}/steg", **form).status_code == 422
    assert standing(database) == ["proposed"]


def test_what_is_no_form_is_not_read(desk: Desk, database: Database) -> None:
    headers = {**OURS, "content-type": "application/json"}
    assert ask(desk.service, desk.page, "POST", headers=headers).status_code == 422
    assert standing(database) == []


def test_looking_at_a_list_changes_nothing_but_the_log_of_who_has_looked(
    desk: Desk, database: Database
) -> None:
    desk.put()
    with database.reading() as connection:
        before = len(list(decisions(connection)))
    desk.get()
    with database.reading() as connection:
        assert len(list(decisions(connection))) == before
        (shown,) = connection.execute(select(lookup)).all()
    assert (shown.action, len(shown.persons), shown.denied) == ("list", 1, False)


def test_a_round_that_is_not_kept_has_no_lists() -> None:
    page = "/runder/innherred/lareplasser/I01/liste"
    assert ask(service_for(), page).status_code == 404
    assert ask(service_for(), page, "POST", headers=OURS).status_code == 405


def test_an_opening_leads_to_its_list(desk: Desk) -> None:
    told = ask(desk.service, desk.page.removesuffix("/liste")).text
    assert f'href="{desk.page}"' in told

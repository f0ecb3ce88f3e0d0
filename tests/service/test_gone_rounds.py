"""A round that is erased while somebody works with it: nothing is kept of it, and no more is told of it."""

import pytest
from fastapi import Response
from sqlalchemy import delete

from service.api.imports import import_list
from service.api.jobs import Wanted
from service.api.jobs import ask as ask_by_program
from service.asked import NotFound, OneKept
from service.bringing.drafting import ListKind
from service.door.forms import File
from service.door.problems import Refused
from service.pages.jobs import ask as ask_on_page
from service.pages.lead.lists import upload
from service.pages.lead.work import choose_mode
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.rounds import named as round_named
from service.store.tables.rounds import round_
from tests.service.lead import Lead
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database
from tests.service.test_lead_lists import csv


@pytest.fixture
def of(database: Database) -> OneKept:
    """A round a programme lead may work with, that is gone since."""
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    with database.writing() as connection:
        found = round_named(connection, NAME)
        assert found
        connection.execute(delete(round_))
    return OneKept(lead.actor, lead.desk, found)


def test_nothing_is_calculated_of_it(of: OneKept) -> None:
    with pytest.raises(NotFound):
        ask_on_page(of, {"slag": "fill", "nokkel": "a"})
    with pytest.raises(NotFound):
        ask_by_program(of, Wanted(), "a", Response())


def test_no_list_is_brought_to_it(of: OneKept) -> None:
    content = csv("X-1;5006;30;nei")
    with pytest.raises(NotFound):
        upload(of, File("mine.csv", content, {"liste": ListKind.PEOPLE}))
    with pytest.raises(Refused):
        import_list(of, ListKind.PEOPLE, content, import_list(of, ListKind.PEOPLE, content).digest)


@pytest.mark.parametrize("number", ["0", "1"])
def test_nothing_is_decided_about_it(of: OneKept, number: str) -> None:
    assert choose_mode(of, {"slag": "meetings", "avgjorelse": number}).status_code == 409

"""Where offices have names, people read them: in letters, on the sheets of firms and on pages."""

from dataclasses import replace

import pytest

from service.access import Actor, Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.shown.kept import KeptRounds
from service.statuses import Status
from service.store.database import Database
from tests.service.asked import ask
from tests.service.lead import Lead
from tests.service.standing import UNIT, AtWork
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of
from tests.service.test_kept import database as database

NAMED = {UNIT: "Nav Prøvestedet"}


def text_of(database: Database, actor: Actor, address: str, offices: dict[str, str]) -> str:
    desk = replace(desk_of(database), offices=offices)
    rounds = KeptRounds(database, CATALOGUE, clock)
    return ask(create_service(rounds, LoopbackActor(actor), desk), address).text


@pytest.mark.parametrize("address", [f"/runder/{NAME}/forslag/1/brev", "/programleder", "/overstyring"])
def test_who_works_there_reads_what_the_office_is_called(database: Database, address: str) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    lead.confirm_all()
    with_name, without = (text_of(database, lead.actor, address, one) for one in (NAMED, {}))
    assert ("Nav Prøvestedet" in with_name, UNIT in without) == (True, True)
    assert with_name.replace("Nav Prøvestedet", UNIT).count(UNIT) == without.count(UNIT)


def test_a_firm_reads_which_office_its_contact_is_at(database: Database) -> None:
    work = AtWork(database)
    work.at(Status.AGREED)
    firm = Actor("firm-1", "Bedriften", Role.EMPLOYER, frozenset({UNIT}), work.firm)
    address = f"/bedrift/{NAME}/{work.opening}"
    assert "kontakten deres ved Nav Prøvestedet" in text_of(database, firm, address, NAMED)
    assert "kontakten deres i Nav" in text_of(database, firm, address, {})

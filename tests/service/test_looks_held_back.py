"""Of who was looked at, those alone are told whom the reader may see herself, and no more tells of the others."""

import re
import tracemalloc

from sqlalchemy import insert, select, update

from matching.domain.answers import YES
from service.access import Role
from service.planning.calculating import calculate
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.hiding import hide
from service.store.rounds import decide, decided
from service.store.tables.records import lookup
from service.store.tables.rounds import person
from tests.service.lead import Lead
from tests.service.test_kept import BY, CATALOGUE, NAME, NOW, clock
from tests.service.test_kept import database as database
from tests.service.test_looks import API, person_page, rows, some
from tests.service.test_looks import auditor as auditor
from tests.service.test_looks import contact as contact
from tests.service.test_looks import rounds as rounds


def test_whom_she_may_not_see_herself_is_not_told(auditor: Lead, contact: Lead, rounds: KeptRounds) -> None:
    _, unseen = some(auditor)
    contact.get(person_page(contact, unseen))
    page = auditor.get_at("/oppslag").text
    assert rows(page)[0][7] == "noen som ikke vises her"
    assert unseen not in page + auditor.get_at(API).text + auditor.get_at("/oppslag.csv").text
    assert unseen in Lead(rounds).get_at("/oppslag").text  # who leads the round sees everybody in it


def test_where_those_stand_whom_she_may_not_see_is_not_told_either(auditor: Lead, rounds: KeptRounds) -> None:
    lead, (seen, unseen) = Lead(rounds), some(auditor)
    opening = lead.sight.plan.assignments[0].opening
    for who in (seen, unseen):
        lead.sight.shows("list", [who], at_opening=opening)
    told = [row[6:] for row in rows(auditor.get_at("/oppslag").text)]
    assert told == [["", "noen som ikke vises her"], [opening, seen]]
    assert rows(lead.get_at("/oppslag").text)[1][6:] == [opening, unseen]


def test_who_has_an_address_restriction_is_on_no_page_and_in_no_file(
    contact: Lead, rounds: KeptRounds, database: Database
) -> None:
    seen, _ = some(contact)
    ref = contact.rounds[NAME].ref_of(seen)
    contact.get(person_page(contact, seen))
    with database.writing() as connection:
        hide(connection, "steinkjer", [seen], BY)
    lead = Lead(rounds)
    for address in ("/oppslag", "/oppslag.csv", API):
        told = lead.get_at(address).text
        assert "test-market_contact" in told
        assert not re.search(rf"(?<![\w-])({seen}|{ref})(?![\w-])", told)


def test_where_somebody_with_an_address_restriction_stood_is_told_to_nobody(
    contact: Lead, rounds: KeptRounds, database: Database
) -> None:
    first = rounds[NAME].plan.assignments[0]
    for action in ("list", "reveal"):
        contact.sight.shows(action, [first.candidate], at_opening=first.opening)
    with database.writing() as connection:
        hide(connection, "steinkjer", [first.candidate], BY)
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    for role in (Role.PROGRAMME_LEAD, Role.AUDITOR):
        lead = Lead(rounds, role)
        for row in rows(lead.get_at("/oppslag").text):
            assert row[6:] == ["", "noen som ikke vises her"]
        for one in lead.get_at(API).json():
            assert (one["opening"], one["people"], one["others"]) == (None, [], True)
        assert first.opening not in lead.get_at("/oppslag.csv").text


def test_the_others_are_named_though_the_round_is_not_yet_calculated_anew(
    contact: Lead, rounds: KeptRounds, database: Database
) -> None:
    hidden, named = (one.candidate for one in rounds[NAME].plan.assignments[:2])
    opening, ref = rounds[NAME].plan.assignments[1].opening, rounds[NAME].ref_of(named)
    contact.sight.shows("list", [named], at_opening=opening)
    contact.sight.shows("people", [hidden, named])
    with database.writing() as connection:
        hide(connection, "steinkjer", [hidden], BY)
    assert NAME not in rounds
    lead = Lead(rounds)
    page = lead.get_at("/oppslag").text
    assert [row[5:] for row in rows(page)] == [
        ["Innherred", "", f"{named} og andre"],
        ["Innherred", opening, named],
    ]
    assert "/runder/" not in page.partition("<tbody")[2]  # of such a round there are no pages
    told = lead.get_at(API).json()
    assert (told[0]["action"], told[0]["round"]) == ("looks", NAME)  # and that she has looked is kept
    assert told[2]["people"] == [{"round": NAME, "candidate": named, "ref": ref}]
    assert hidden not in page + lead.get_at("/oppslag.csv").text


def test_of_the_target_group_nobody_is_told_by_being_named(
    contact: Lead, rounds: KeptRounds, database: Database
) -> None:
    with database.writing() as connection:  # of a programme with a target group, one is not
        decide(connection, 1, {**(decided(connection, 1) or {}), "programme": "cnc-vestre-toten"}, BY)
        hers = connection.execute(select(person).where(person.c.key == 2)).one()
        cells = {**hers.cells, "registrert i Nav": "nei"}
        connection.execute(update(person).where(person.c.key == 2).values(cells=cells))
    held, auditor = rounds[NAME], Lead(rounds, Role.AUDITOR)
    joined = set(held.cohort.people.id[held.cohort.people.in_round == YES].tolist())
    outside, agreed = min(joined - held.target_group), min(held.agreed)
    contact.sight.shows("people", [outside, agreed])
    assert rows(auditor.get_at("/oppslag").text)[0][7] == f"{agreed} og andre"
    with database.writing() as connection:
        hide(connection, "steinkjer", [max(held.everybody - {outside, agreed})], BY)
    # Until there is a plan again it is not known here who is of the target group.
    assert rows(auditor.get_at("/oppslag").text)[-1][7] == "noen som ikke vises her"
    told = rows(Lead(rounds).get_at("/oppslag").text)[-1][7]
    assert set(told.split(" og ")) == {outside, agreed}


def test_look_ups_at_thousands_take_no_more_memory_the_more_there_are(
    rounds: KeptRounds, database: Database
) -> None:
    lead = Lead(rounds)
    lead.get_at("/oppslag")  # whatever is loaded once
    with database.writing() as connection:
        shown = {"actor": "x", "role": "county", "action": "plan", "at": NOW, "round": 1, "denied": False}
        connection.execute(insert(lookup), [{**shown, "persons": list(range(1, 10_000))}] * 60)
    tracemalloc.start()
    answer = lead.get_at("/oppslag.csv")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.text.count("\n") == 61
    assert peak < 10_000_000  # the keys alone are more than twice that

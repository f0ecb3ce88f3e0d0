"""After somebody has said no the two are not proposed to one another again, and what was set aside is free."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from service.access import Actor, Role
from service.planning.calculating import calculate
from service.planning.deciding import in_force
from service.planning.proposing import standing
from service.planning.releasing import release_plan
from service.shown.kept import KeptRounds, given
from service.statuses import Ending, Status
from service.store.confirmations import say
from service.store.database import Database
from service.store.decisions import By
from service.store.entries import Entry, Place, Step, propose, step
from service.store.hiding import hide
from service.store.holding import holding
from service.store.plans import PlanFault, newest
from service.store.rounds import decide, decided, make
from service.store.tables.lists import entry
from service.store.tables.rounds import confirmation, opening, person, plan, reservation
from tests.service.lead import Lead
from tests.service.test_kept import BY, CATALOGUE, NAME, NOW, clock, desk_of, kept_store, upload

OTHER, UNIT = "annen", "steinkjer"
NO = Step(to=Status.WITHDRAWN, reason=Ending.TRAVEL)
ELSEWHERE = By(Actor("nav-9", "Ola", Role.PROGRAMME_LEAD, frozenset({"levanger"})), NOW)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A round that proposes places, with a plan."""
    with kept_store(tmp_path) as database:
        with database.writing() as connection:
            decide(connection, 1, {**in_force(connection, 1).tables, "mode": "places"}, BY)
        anew(database, NAME)
        yield database


@pytest.fixture
def lead(database: Database) -> Lead:
    return Lead(KeptRounds(database, CATALOGUE, clock))


def anew(database: Database, name: str) -> int:
    return calculate(database, CATALOGUE, name, by="nav-1", clock=clock).key


def another(database: Database, unit: str, by: By = BY) -> int:
    """A second round with the same lists, at an office."""
    brought = upload()
    with database.writing() as connection:
        key = make(connection, "Annen", id=OTHER, unit=unit, synthetic=True, by=by).key
        decide(connection, key, decided(connection, 1) or {}, by)
        shown = {kind: found.digest for kind, found in brought.differences(connection, key).items()}
        brought.keep(connection, key, unit, shown, by)
    return key


def release(lead: Lead) -> None:
    """The newest plan confirmed and released."""
    database, pairs = lead.rounds.database, pairs_of(lead)
    with database.writing() as connection:
        kept = newest(connection, 1)
        assert kept
        for pair in pairs:
            say(connection, 1, kept.key, pair, BY)
    release_plan(lead.desk, 1, kept.key, BY)


def pairs_of(lead: Lead) -> list[tuple[str, str]]:
    return [(one.candidate, one.opening) for one in lead.sight.plan.assignments]


def entry_of(database: Database, pair: tuple[str, str]) -> Entry:
    with database.writing() as connection:
        who, where = (
            connection.execute(select(table.c.key).where(table.c.id == name)).scalar_one()
            for table, name in zip((person, opening), pair, strict=True)
        )
        return propose(connection, 1, where, who, BY)


def ends(database: Database, pair: tuple[str, str]) -> None:
    one = entry_of(database, pair)
    with database.writing() as connection:
        step(connection, one.key, one.version, NO, BY)


def aside_for(database: Database, name: str) -> int:
    hers = select(reservation).join(person).where(person.c.id == name, reservation.c.held)
    with database.reading() as connection:
        return len(connection.execute(hers).all())


def test_after_a_no_she_is_not_proposed_there_nor_is_a_seat_set_aside(lead: Lead, database: Database) -> None:
    release(lead)
    pair = pairs_of(lead)[0]
    ends(database, pair)
    assert lead.rounds[NAME].enquiry.plan is None  # the plan no longer is of what the round is
    anew(database, NAME)
    assert pair not in pairs_of(lead)
    release(lead)
    assert aside_for(database, pair[0]) == (pair[0] in {who for who, _ in pairs_of(lead)})
    with database.reading() as connection:
        found = given(connection, 1, CATALOGUE)
    (veto,) = (one for one in found.policy.vetoes if (one.candidate, one.opening) == pair)
    assert veto.reason == "Det er sagt nei her før."


def test_a_pin_gives_way_to_a_no_and_a_veto_stands_as_it_was(lead: Lead, database: Database) -> None:
    one, two = pairs_of(lead)[:2]
    told = {"by": "Kari", "reason": "prøve"}
    with database.writing() as connection:
        tables = {
            **in_force(connection, 1).tables,
            "pins": [{"candidate": one[0], "opening": one[1], **told}],
            "vetoes": [{"candidate": two[0], "opening": two[1], **told}],
        }
        decide(connection, 1, tables, BY)
    ends(database, one)
    ends(database, two)
    with database.reading() as connection:
        policy = given(connection, 1, CATALOGUE).policy
    assert policy.pins == ()
    assert sorted((veto.candidate, veto.opening) for veto in policy.vetoes) == sorted([one, two])
    anew(database, NAME)
    assert not {one, two} & set(pairs_of(lead))


def test_where_her_list_has_ended_nothing_is_set_aside(lead: Lead, database: Database) -> None:
    pair = pairs_of(lead)[0]
    one = entry_of(database, pair)
    with database.writing() as connection:
        connection.execute(update(entry).where(entry.c.key == one.key).values(status=Status.ENDED))
    release(lead)
    assert aside_for(database, pair[0]) == 0


def test_who_is_freed_is_seen_as_free_in_other_rounds(lead: Lead, database: Database) -> None:
    release(lead)
    another(database, UNIT)
    pair = pairs_of(lead)[0]
    anew(database, OTHER)
    assert pair[0] not in lead.rounds[OTHER].cohort.people.id
    ends(database, pair)
    assert pair[0] in lead.rounds[OTHER].cohort.people.id


def test_the_place_of_somebody_hidden_is_not_proposed_to_others(lead: Lead, database: Database) -> None:
    seats = dict(
        zip(lead.rounds[NAME].cohort.openings.id, lead.rounds[NAME].cohort.openings.seats, strict=True)
    )
    pair = next(pair for pair in pairs_of(lead) if seats[pair[1]] == 10)
    one = entry_of(database, pair)
    with database.writing() as connection:
        for to in (Status.ASKED, Status.AGREED, Status.MEETING, Status.OFFERED):
            one = step(connection, one.key, one.version, Step(to=to), BY)
        held = Step(to=Status.CONTRACT, place=Place(percent=100, first=date(2027, 8, 1)))
        step(connection, one.key, one.version, held, BY)
        hide(connection, UNIT, [pair[0]], BY)
    anew(database, NAME)
    assert pair[1] not in {where for _, where in pairs_of(lead)}
    with database.reading() as connection:
        found = holding(connection, 1)
    assert pair[0] not in {held.person for held in found.here}
    release(lead)


def test_a_plan_of_another_office_is_neither_answered_nor_released(lead: Lead, database: Database) -> None:
    another(database, "levanger", ELSEWHERE)
    theirs = anew(database, OTHER)
    for address in ("/forslag/bekreft", "/forslag/angre", "/forslag/ikke-aktuell", "/forslag/las"):
        form = {**lead.about(1), "plan": str(theirs), "avgjorelse": str(standing(lead.sight).decision)}
        assert lead.send(address, **form, grunn="travel" if "ikke" in address else "tried").status_code == 409
    assert lead.send("/forslag/ta-med", plan=str(theirs)).status_code == 409
    answer = lead.send("/frigi", plan=str(theirs))
    assert answer.status_code == 409
    assert "finnes ikke" in answer.text
    with database.writing() as connection:
        assert connection.execute(select(confirmation)).all() == []
        assert connection.execute(select(plan.c.released_at).where(plan.c.key == theirs)).scalar() is None
        with pytest.raises(PlanFault) as fault:
            say(connection, 1, theirs, pairs_of(lead)[0], BY)
    assert fault.value.code == "gone"


def test_a_release_asks_which_round_the_plan_is_of(lead: Lead, database: Database) -> None:
    key = another(database, UNIT)
    with pytest.raises(PlanFault) as fault:
        release_plan(desk_of(database), key, standing(lead.sight).plan, BY)
    assert fault.value.code == "gone"

"""What a letter about a proposal begins with, and who decided: by role and office, and by no name."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from matching.domain.policy import Mode
from matching.wording import Words
from service.access import Role
from service.pages.records.letter import opening_of_letter
from service.planning.calculating import calculate
from service.shown.kept import KeptRounds
from service.store.confirmations import Answer
from service.store.database import Database
from service.store.tables.records import decision
from tests.service.asked import samples
from tests.service.lead import Lead
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database

SAID = Answer(confirmed=True, reason=None, actor="nav-1", at=datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_it_speaks_of_what_is_proposed_and_of_one_put_aside_as_put_aside(language: str) -> None:
    held = samples()["innherred"]
    words = Words(held.catalogue, language)
    facts = {"candidate": "K01", "firm": "Bedriften", "municipality": "Steinkjer"}
    meetings, places = (replace(held.plan, mode=mode) for mode in (Mode.MEETINGS, Mode.PLACES))
    turned_down = replace(SAID, confirmed=False, reason="travel")
    told = [
        words.say(opening_of_letter(said, plan), **facts)
        for said, plan in ((None, places), (SAID, meetings), (turned_down, meetings))
    ]
    assert "møte med Bedriften" in told[1]
    assert "møte med" not in told[0] + told[2]
    assert "til side" in told[2]


DECIDED = {
    "nb": (
        "bekreftet av en programleder ved steinkjer 21.11.2026",
        "frigitt av en programleder ved steinkjer",
    ),
    "nn": (
        "stadfesta av ein programleiar ved steinkjer 21.11.2026",
        "frigjevne av ein programleiar ved steinkjer",
    ),
}


def letter(lead: Lead, language: str = "nb") -> str:
    return lead.get(f"/forslag/1/brev?mal={language}").text


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_it_says_in_what_role_and_office_somebody_decided_and_not_who(
    database: Database, language: str
) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    confirmed, released = DECIDED[language]
    assert confirmed not in letter(lead, language)
    lead.confirm_all()
    assert confirmed in letter(lead, language)
    assert released not in letter(lead, language)
    assert lead.release().status_code == 303
    told = letter(lead, language)
    assert confirmed in told
    assert released in told
    assert lead.actor.id not in told
    assert "(+" not in told  # no points of anybody
    # Whoever reads it, the role is that of who decided.
    assert confirmed in letter(Lead(lead.rounds, Role.MARKET_CONTACT), language)


def test_one_put_aside_says_so_in_the_same_way(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    lead.answer("ikke-aktuell", 1, grunn="travel", avgjorelse="1")
    assert "satt til side av en programleder ved steinkjer 21.11.2026" in letter(lead)


def test_a_confirmation_that_was_carried_over_is_still_that_of_who_gave_it(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    lead.confirm_all()
    calculate(database, CATALOGUE, NAME, by="nav-1", clock=clock)
    assert DECIDED["nb"][0] not in letter(lead)
    lead.answer("ta-med", 1)
    assert DECIDED["nb"][0] in letter(lead)


def test_where_the_log_is_dropped_it_says_that_somebody_at_the_office_decided(database: Database) -> None:
    lead = Lead(KeptRounds(database, CATALOGUE, clock))
    lead.confirm_all()
    with database.writing() as connection:
        connection.execute(decision.delete())
    assert "bekreftet av en ansatt ved steinkjer 21.11.2026" in letter(lead)

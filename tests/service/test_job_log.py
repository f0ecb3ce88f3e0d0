"""Who asks for a calculation, who stops it, and what plan came of it stand in the log of decisions."""

import json
import re
from typing import Any

from sqlalchemy import select

from service.store.database import Database
from service.store.decisions import decisions
from service.store.plans import text_of
from service.store.tables.rounds import plan
from tests.service.asked import ask
from tests.service.test_job_pages import API, asked, done, send, service, told
from tests.service.test_job_pages import database as database


def logged(database: Database) -> list[tuple[str, str, str, dict[str, Any]]]:
    """What is decided about calculations and the plans that come of them: by whom, what, and its facts."""
    with database.reading() as connection:
        rows = [one for one in decisions(connection) if one.action in ("calculate", "stop", "keep")]
    return [(one.actor, one.action, one.thing, one.facts) for one in rows]


def test_who_asks_for_a_calculation_and_who_stops_it_is_logged_once_and_shown(database: Database) -> None:
    lead = service(database)
    before = logged(database)
    page = asked(lead)
    asked(lead)
    asked(lead, "replan", "b")
    for _ in range(2):
        assert send(lead, f"{page}/stopp").status_code == 303
    assert logged(database)[len(before) :] == [
        ("test-programme_lead", "calculate", "job", {"kind": "fill"}),
        ("test-programme_lead", "stop", "job", {}),
    ]
    assert re.search(r"Stoppet av\s+test-programme_lead", told(ask(lead, page)))
    assert ask(lead, f"{API}/{page.rsplit('/', 1)[1]}").json()["stopped_by"] == "test-programme_lead"


def test_a_plan_that_is_kept_is_logged_with_what_it_is_and_what_it_was_made_of(database: Database) -> None:
    asked(service(database))
    done(database)
    with database.reading() as connection:
        made = connection.execute(select(plan).order_by(plan.c.number.desc()).limit(1)).one()
        told_in_it = json.loads(text_of(connection, made.key))["input_hash"]
    facts = {"number": 2, "digest": made.digest, "input_hash": told_in_it}
    assert logged(database)[-1] == ("test-programme_lead", "keep", "plan", facts)


def test_what_is_over_is_not_stopped_and_nobody_is_said_to_have_stopped_it(database: Database) -> None:
    lead = service(database)
    page = asked(lead)
    done(database)
    before = logged(database)
    send(lead, f"{page}/stopp")
    assert logged(database) == before
    assert "Stoppet av" not in told(ask(lead, page))

"""Who has got an address restriction in a list that is brought: closed at once, and nothing of it is kept."""

import pytest
from sqlalchemy import func, select

from service.store.database import Database
from service.store.tables.rounds import draft, person, taking_part
from tests.service.lead import Lead
from tests.service.test_kept import NAME
from tests.service.test_kept import database as database
from tests.service.test_lead_lists import PEOPLE, csv, digest, stored
from tests.service.test_lead_lists import lead as lead
from tests.service.test_lead_lists import rounds as rounds


def test_nobody_with_an_address_restriction_leaves_anything(lead: Lead, database: Database) -> None:
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;nei", "X-2;5006;37;ja"))
    assert "X-2" not in lead.get(f"/grunnlag/{PEOPLE}").text + stored(database)
    lead.send(f"/grunnlag/{PEOPLE}/behold", forskjell=digest(lead.get(f"/grunnlag/{PEOPLE}").text))
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;30;ja", "X-3;5006;41;nei"))
    with database.reading() as connection:
        assert connection.execute(select(person.c.hidden).where(person.c.id == "X-1")).scalar_one()
    lead.bring(PEOPLE, "mine.csv", csv("X-1;5006;44;nei", "X-3;5006;41;nei"))
    with database.reading() as connection:
        assert "44" not in repr(connection.execute(select(draft.c.rows)).scalar_one())
    assert "X-1" not in lead.get(f"/grunnlag/{PEOPLE}").text


@pytest.mark.parametrize("rows", [[], ["X-1;5006;30;nei", "X-1;5007;30;nei"], ["01010112345;5006;30;nei"]])
def test_who_a_list_closes_is_hidden_at_once_also_where_the_rest_of_it_cannot_be_read(
    lead: Lead, database: Database, rows: list[str]
) -> None:
    with database.reading() as connection:
        name = connection.execute(select(person.c.id).where(person.c.key == 1)).scalar_one()
    lead.bring(PEOPLE, "mine.csv", csv(f"{name};5006;30;ja", *rows))
    with database.reading() as connection:
        assert connection.execute(select(person.c.hidden).where(person.c.key == 1)).scalar_one()


def test_a_list_of_closed_people_alone_is_taken_in_and_nothing_of_it_is_kept(
    lead: Lead, database: Database
) -> None:
    with database.reading() as connection:
        name = connection.execute(select(person.c.id).where(person.c.key == 1)).scalar_one()
    # Closed here and unknown, closed here, and closed before: of none of them is there anything to show.
    for row in ("X-9;5006;30;ja", f"{name};5006;30;ja", f"{name};5006;30;nei"):
        answer = lead.bring(PEOPLE, "mine.csv", csv(row))
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            f"/runder/{NAME}/grunnlag?lest=skjult",
        )
        told = lead.get_at(answer.headers["location"])
        assert "Ingen rader i den skal vises her" in told.text
        assert (name in told.text, "X-9" in told.text + stored(database)) == (False, False)
        assert lead.get(f"/grunnlag/{PEOPLE}").status_code == 404
    with database.reading() as connection:
        assert connection.execute(select(person.c.hidden).where(person.c.key == 1)).scalar_one()
        assert connection.execute(select(func.count()).select_from(taking_part)).scalar() == 90
    assert "Ingen rader i den" not in lead.get("/grunnlag").text
    assert lead.bring(PEOPLE, "mine.csv", csv()).status_code == 422  # nobody at all is a list gone wrong

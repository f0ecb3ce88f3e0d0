"""A round that is closed: its pages offer nothing that is refused there."""

from sqlalchemy import update

from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.tables.rounds import round_
from tests.service.at_desk import Desk
from tests.service.at_desk import database as database
from tests.service.at_desk import desk as desk
from tests.service.at_desk import rounds as rounds
from tests.service.lead import Lead
from tests.service.test_kept import NAME, NOW


def close(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(update(round_).values(closed_at=NOW))


def test_no_page_offers_to_put_anybody_on_a_list_of_a_closed_round(
    desk: Desk, rounds: KeptRounds, database: Database
) -> None:
    opening, held = f"/runder/{NAME}/lareplasser/{desk.opening}", rounds[NAME]
    two = "&".join(f"kandidat={held.ref_of(one)}" for one in (desk.candidate, desk.second))
    desk.put()
    offers = {
        desk.page: f'action="{desk.page}"',
        opening: f'action="{desk.page}/valgte"',
        f"{opening}/sammenlign?{two}": f'action="{desk.page}/valgte"',
    }
    for page, offer in offers.items():
        assert offer in desk.get(page).text
    close(database)
    for page, offer in offers.items():
        answer = desk.get(page)
        assert (answer.status_code, offer in answer.text) == (200, False)
    assert "/steg" in desk.get().text, "who stands there is followed up as before"


def test_a_plan_of_a_closed_round_is_not_offered_for_release(rounds: KeptRounds, database: Database) -> None:
    lead = Lead(rounds)
    lead.confirm_all()
    offer = f'action="/runder/{NAME}/frigi"'
    assert offer in lead.get("/frigi").text
    assert f'href="/runder/{NAME}/frigi"' in lead.get("/grunnlag").text
    close(database)
    assert offer not in lead.get("/frigi").text
    assert "Runden er lukket" in lead.get("/frigi").text
    assert f'href="/runder/{NAME}/frigi"' not in lead.get("/grunnlag").text
    refused = lead.release()
    assert (refused.status_code, refused.text.count("Runden er lukket")) == (409, 1)

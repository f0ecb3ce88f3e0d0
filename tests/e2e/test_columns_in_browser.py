"""A column nobody knows, said to shield people: whom it hides is told in the browser before anybody is hidden."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload
from sqlalchemy import select

from service.planning.calculating import calculate
from service.store.database import Database
from service.store.rows import PEOPLE
from service.store.tables.rounds import person
from tests.browser import NARROW, WIDE
from tests.e2e.test_lead_in_browser import Look, begin_a_round, bring, bring_lists, served
from tests.service.test_kept import CATALOGUE, clock, upload

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_what_a_column_hides_is_told_before_it_hides(browser: Browser, tmp_path: Path, width: int) -> None:
    look, quiet = Look(width), Look(width, looks=False)
    page = browser.new_page(viewport={"width": width, "height": 900})
    first, *others = (row.id for row in upload().rows[PEOPLE][:5])
    text = "\n".join(
        ("kandidatnummer;kommune;Merke", f"{first};5006;ja", *(f"{one};5006;" for one in others))
    )
    file = FilePayload(name="mine.csv", mimeType="text/csv", buffer=text.encode())
    with served(tmp_path) as (address, database):
        begin_a_round(page, address, quiet)
        bring_lists(page, quiet)
        calculate(database, CATALOGUE, "var", by="nav-1", clock=clock)
        bring(page, "Kandidater", dict(file))
        page.get_by_label("Kolonnen «Merke» betyr").select_option(label="adressesperre")
        page.get_by_label("Den samme filen").set_input_files(file)
        look.at(page, "kolonner")
        page.get_by_role("button", name="Les listen slik").click()
        page.get_by_role("heading", name="Vil du skjule kandidatene?").wait_for()
        look.at(page, "skjul")
        assert hidden(database) == []
        page.get_by_label("Den samme filen").set_input_files(file)
        page.get_by_role("button", name="Skjul dem og les listen").click()
        page.get_by_role("heading", name="Dette blir endret").wait_for()
        assert hidden(database) == [first]
    page.close()


def hidden(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(person.c.id).where(person.c.hidden)).scalars())

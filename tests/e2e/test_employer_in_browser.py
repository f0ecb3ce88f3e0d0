"""An employer's answer in a browser: the sheet, the answers, the name, the yes taken back; then follow-up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from service.access import Actor, Role
from service.followup.moving import take_step
from service.statuses import Status
from service.store.entries import Step
from service.store.identities import Identity, remember
from service.store.rounds import rounds_for
from tests.browser import NARROW, WIDE, axe_violations, draw, scrolls_sideways
from tests.e2e.serving import serving
from tests.service.standing import CONTACT, UNIT, AtWork
from tests.service.test_kept import NAME, kept_store

pytestmark = pytest.mark.browser

A4: ViewportSize = {"width": 794, "height": 1123}
"""Of a sheet of paper, in CSS pixels."""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """A market contact's kept round, with a name behind everybody a journey comes to."""
    with kept_store(tmp_path_factory.mktemp("store")) as database:
        made = AtWork(database)
        with database.writing() as connection:
            for who in made.people:
                remember(connection, UNIT, who, Identity("Solveig Oppdiktet", "999 88 777"))
        yield made


@pytest.fixture(scope="module")
def address(work: AtWork) -> Iterator[str]:
    with serving(work.service) as address:
        yield address


@pytest.fixture(scope="module")
def firm(work: AtWork) -> Iterator[str]:
    """The same as the firm meets it where it logs in."""
    actor = Actor("firm-1", "Bedriften", Role.EMPLOYER, frozenset({UNIT}), work.firm)
    with serving(work.service_of(actor)) as address:
        yield address


@pytest.mark.parametrize("script", [False, True])
def test_an_answer_is_registered_the_name_told_and_gone_when_the_yes_is_taken_back(
    browser: Browser, work: AtWork, address: str, script: bool
) -> None:
    meets, declines, waits = (
        work.at(Status.PRESENTED, who) for who in work.people[3 * script : 3 * script + 3]
    )
    page = browser.new_page(java_script_enabled=script)
    page.set_default_timeout(10_000)
    page.goto(f"{address}{work.page}/svar")
    number = {one.key: 3 * script + place for place, one in enumerate((meets, declines, waits), 1)}
    answer(page, number[meets.key], "Vil møte")
    answer(page, number[declines.key], "Vil ikke møte")
    answer(page, number[waits.key], "Kommer tilbake med svar")
    page.get_by_role("group", name=f"Kandidat {number[waits.key]} ").get_by_label("Svar kommer").fill(
        "2026-12-01"
    )
    page.get_by_role("button", name="Registrer svarene").click()
    page.get_by_text(f"Ingenting er registrert. Kandidat {number[declines.key]}").wait_for()
    assert not script or axe_violations(page) == []
    page.goto(f"{address}{work.page}/svar")
    answer(page, number[meets.key], "Vil møte")
    answer(page, number[declines.key], "Vil ikke møte", reason="Bedriften trenger andre ferdigheter")
    page.get_by_role("button", name="Registrer svarene").click()
    met = page.get_by_role("article", name=f"Kandidat {number[meets.key]} ")
    met.get_by_text("Møte avtalt").wait_for()
    page.get_by_role("article", name=f"Kandidat {number[declines.key]} ").get_by_text("Nei fra").wait_for()
    page.get_by_role("group", name=f"Kandidat {number[waits.key]} ").get_by_text("Presentert").wait_for()

    met.get_by_role("link", name="Navn og telefon").click()
    assert "Solveig" not in page.content()
    page.get_by_role("button", name="Vis navn og telefon").click()
    page.get_by_text("Solveig Oppdiktet").wait_for()
    page.get_by_text("999 88 777").wait_for()
    assert not script or axe_violations(page) == []

    page.goto(f"{address}{work.page}/svar")
    page.get_by_role("button", name=f"Angre svaret om kandidat {number[meets.key]}").click()
    page.get_by_role("group", name=f"Kandidat {number[meets.key]} ").get_by_text("Presentert").wait_for()
    page.goto(f"{address}/runder/{NAME}/liste/{meets.key}/navn")
    page.get_by_text("kan ikke gis ennå").wait_for()
    assert page.get_by_role("button", name="Vis navn og telefon").count() == 0
    for one in (meets, waits):
        with work.database.reading() as connection:
            from service.store.tables.lists import entry

            version = connection.execute(entry.select().where(entry.c.key == one.key)).one().version
        work.withdrawn(one.__class__(**{**vars(one), "version": version}))
    page.close()


def answer(page: Page, number: int, says: str, reason: str | None = None) -> None:
    """What the firm says about somebody chosen in the form."""
    group = page.get_by_role("group", name=f"Kandidat {number} ")
    group.get_by_label("Bedriften svarer").select_option(label=says)
    if reason:
        group.get_by_label("Grunn").select_option(label=reason)


@pytest.mark.long
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_is_open_to_all_and_does_not_scroll_sideways(
    browser: Browser, work: AtWork, address: str, firm: str, width: int
) -> None:
    shown, named = work.at(Status.AGREED, work.people[6]), work.at(Status.MEETING, work.people[7])
    began = work.at(Status.CONTRACT, work.people[8], place="L20")
    with work.database.reading() as connection:
        (of,) = rounds_for(connection, CONTACT)
    if began.status is Status.CONTRACT:
        take_step(CONTACT, work.desk, of, began.key, began.version, Step(to=Status.STARTED))
    page = browser.new_page(viewport={"width": width, "height": 800})
    pages = {
        "sheet": f"{address}{work.page}/ark",
        "sheet-empty": f"{address}/runder/{NAME}/lareplasser/L10/ark",
        "answers": f"{address}{work.page}/svar",
        "answers-empty": f"{address}/runder/{NAME}/lareplasser/L10/svar",
        "before-name": f"{address}/runder/{NAME}/liste/{named.key}/navn",
        "no-name": f"{address}/runder/{NAME}/liste/{shown.key}/navn",
        "followup": f"{address}/runder/{NAME}/oppfolging",
        "run": f"{address}/runder/{NAME}/oppfolging/{began.key}",
        "week": f"{address}/samtaler",
        "firm": f"{firm}/bedrift",
        "firm-sheet": f"{firm}/bedrift/{NAME}/{work.opening}",
    }
    for name, where in pages.items():
        assert page.goto(where).status == 200, name  # type: ignore[union-attr]  # every page answers
        draw(page, f"{name}-{width}")
        for closed in page.locator("summary").all():
            closed.click()
        assert axe_violations(page) == [], name
        assert not scrolls_sideways(page), name
        if name == "run":
            draw(page, f"{name}-open-{width}")
    page.close()


def test_a_sheet_prints_to_paper_without_what_is_for_the_screen(
    browser: Browser, work: AtWork, address: str, tmp_path: Path
) -> None:
    work.at(Status.AGREED, work.people[6])
    page = browser.new_page(viewport=A4)
    page.goto(f"{address}{work.page}/ark")
    page.emulate_media(media="print")
    assert not page.get_by_role("heading", name="Møteark").is_visible()
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.get_by_role("heading", name="Læreplass hos").is_visible()
    assert not scrolls_sideways(page)
    page.pdf(path=tmp_path / "ark.pdf", format="A4")
    page.close()


def test_talks_and_a_move_are_registered_without_script(browser: Browser, work: AtWork, address: str) -> None:
    one = work.at(Status.CONTRACT, work.people[9], place="L18")
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/runder/{NAME}/oppfolging/{one.key}")
    page.get_by_role("button", name="Er i gang på plassen").click()
    first = page.get_by_role("article").first
    first.get_by_text("Samtalen er holdt").click()
    first.get_by_label("Dag", exact=True).fill("2026-08-18")
    first.get_by_label("Hva kom ut av den?").select_option(label="Det går bra")
    first.get_by_role("button", name="Registrer steget").first.click()
    page.get_by_text("Holdt 18.08.2026: Det går bra").wait_for()
    page.get_by_text("Tar pause", exact=True).click()
    page.get_by_label("Ventet tilbake").fill("2027-01-11")
    page.get_by_role("button", name="Registrer steget").first.click()
    page.get_by_text("Pause", exact=True).wait_for()
    page.get_by_role("button", name="Er tilbake fra pausen").click()
    page.get_by_text("Startet", exact=True).wait_for()
    page.close()

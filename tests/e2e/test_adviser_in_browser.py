"""Journey 4: a young person at the screen, from her page to the sheet she takes home, in at most 30 taps."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.pages.adviser.parts import OPENINGS, Part
from service.shown.addresses import person_page, take_home_page, talk_page
from service.shown.kept import KeptRounds
from service.shown.rounds import LoadedRound
from tests.browser import NARROW, WIDE, axe_violations, draw, scrolls_sideways
from tests.e2e.serving import serving
from tests.service.asked import actor
from tests.service.test_kept import CATALOGUE, NAME, clock, desk_of, kept_store

pytestmark = pytest.mark.browser

MOST_TAPS = 30
SLOWEST = 15_000
"""Milliseconds after which a page is taken not to answer."""
PEOPLE = "K03", "K05"
"""Those who answer, without script and with it."""


@dataclass(frozen=True)
class Served:
    """A veileder's service on a kept round."""

    address: str
    rounds: KeptRounds

    @property
    def round(self) -> LoadedRound:
        return self.rounds[NAME]

    def at(self, page: str) -> str:
        return self.address + page


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with kept_store(tmp_path_factory.mktemp("store")) as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        actors = LoopbackActor(actor(Role.ADVISER, ["steinkjer"]))
        service = create_service(rounds, actors, desk_of(database))
        with serving(service) as address:
            yield Served(address, rounds)


class Fingers:
    """Taps on a screen, counted; to choose in a list is two."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        page.set_default_timeout(SLOWEST)

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def tile(self, question: str, answer: str) -> None:
        group = self.page.get_by_role("group", name=question, exact=True)
        self.tap(group.locator("label", has=self.page.get_by_text(answer, exact=True)))

    def choose(self, wish: str, trade: str) -> None:
        options = self.page.get_by_label(wish, exact=True)
        options.select_option(value=trade)
        self.taps += 2

    def press(self, button: str) -> None:
        self.tap(self.page.get_by_role("button", name=button, exact=True))


def answer_it_all(page: Page, fingers: Fingers) -> None:
    """The whole talk, as a young person would answer it."""
    fingers.tap(page.get_by_role("link", name="Samtale: fyll ut sammen med kandidaten"))
    page.get_by_role("heading", name="Hva liker du?", exact=True).wait_for()
    fingers.tile("Hva liker du å holde på med?", "bil og motor")
    fingers.tile("Hva liker du å holde på med?", "metall og sveising")
    fingers.tile("Hva gjør du på fritiden?", "mekking på bil eller moped")
    fingers.tile("ute", "Liker")
    fingers.tile("støy", "Liker ikke")
    fingers.press("Lagre og gå videre")
    page.get_by_role("heading", name="Hvilke fag vil du prøve?", exact=True).wait_for()
    fingers.choose("Ditt førsteønske", "sveisefaget")
    fingers.choose("Ditt andreønske", "industrimekanikerfaget")
    fingers.tile("Hvor sikker er du på andreønsket?", "Kanskje")
    fingers.tap(page.get_by_text("Er det fag du ikke vil ha?"))
    fingers.tile("Nei takk til disse fagene", "Helsearbeiderfaget")
    fingers.press("Lagre og gå videre")
    page.get_by_role("heading", name="Hva kan du?", exact=True).wait_for()
    fingers.tap(page.get_by_role("group").first.get_by_text("Litt", exact=True))
    fingers.tap(page.get_by_role("group").nth(1).get_by_text("Kan", exact=True))
    fingers.tap(page.get_by_role("group").nth(8).get_by_text("Kan", exact=True))
    fingers.press("Lagre og gå videre")
    page.get_by_role("heading", name="Hvordan er hverdagen din?", exact=True).wait_for()
    fingers.tile("Hvor mye vil du jobbe?", "Både halv og full tid går bra")
    fingers.tile("Når kan du jobbe?", "Dag og kveld")
    fingers.tile("Hvordan kommer du deg på jobb?", "Bil")
    fingers.tile("Hvor lang reise går bra, hver vei?", "60 min")
    fingers.tile("Har du førerkort?", "Bil (B)")
    fingers.press("Lagre og se læreplassene")
    page.get_by_role("heading", name="Læreplasser for deg", exact=True).wait_for()
    fingers.tap(page.get_by_role("link", name="Ark å ta med hjem"))


@pytest.mark.parametrize("script", [False, True])
def test_a_talk_from_start_to_sheet_is_at_most_thirty_taps(
    browser: Browser, served: Served, script: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    who = PEOPLE[int(script)]
    page = browser.new_page(java_script_enabled=script)
    page.goto(served.at(person_page(served.round, who)))
    fingers = Fingers(page)
    answer_it_all(page, fingers)
    page.get_by_role("heading", name="Ark til deg", exact=True).wait_for()
    said = page.get_by_role("main").inner_text()
    for told in (
        *("«metall og sveising» og «bil og motor»", "mekking på bil eller moped"),
        *("Sveisefaget og Industrimekanikerfaget (kanskje)", "Helsearbeiderfaget"),
        *("Både halv og full tid går bra", "Dag og kveld", "Med bil, inntil 60 minutter hver vei"),
    ):
        assert told in said
    with capsys.disabled():
        print(f"\ntaps from her page to the sheet, script {'on' if script else 'off'}: {fingers.taps}")
    assert fingers.taps <= MOST_TAPS
    page.close()


def opened(page: Page) -> str:
    return page.locator("#apner").inner_text()


def test_without_script_a_button_shows_what_answers_open_and_keeps_nothing(
    browser: Browser, served: Served
) -> None:
    page = browser.new_page(java_script_enabled=False)
    address = served.at(talk_page(served.round, "K10", Part.DAYS))
    page.goto(address)
    before, fingers = opened(page), Fingers(page)
    fingers.tile("Hvor lang reise går bra, hver vei?", "15 min")
    fingers.press("Se hva det åpner")
    page.wait_for_load_state()
    assert opened(page) != before
    expect(page.get_by_role("radio", name="15 min", exact=True)).to_be_checked()
    page.goto(address)
    assert opened(page) == before
    page.close()


def test_with_script_it_is_shown_as_she_answers(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(served.at(talk_page(served.round, "K10", Part.DAYS)))
    before, fingers = opened(page), Fingers(page)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        fingers.tile("Hvor lang reise går bra, hver vei?", "15 min")
    assert answered.value.ok
    expect(page.locator("#apner")).not_to_have_text(before, use_inner_text=True)
    assert page.locator("#apner").get_attribute("aria-live") == "polite"
    page.close()


@pytest.mark.long
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_page_of_the_talk_is_open_to_all(browser: Browser, served: Served, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    held = served.round
    parts = [(str(part), talk_page(held, "K05", part)) for part in (*Part, OPENINGS)]
    for name, address in (*parts, ("ark", take_home_page(held, "K05"))):
        page.goto(served.at(address))
        for folded in page.locator("summary").all():
            folded.click()
        draw(page, f"{name}-{width}")
        assert axe_violations(page) == [], name
        assert not scrolls_sideways(page), name
    page.close()


def test_two_who_answer_at_once_choose_between_both(browser: Browser, served: Served) -> None:
    pages = [browser.new_page() for _ in range(2)]
    for page in pages:
        page.goto(served.at(talk_page(served.round, "K12", Part.LIKES)))
    for page, answer in zip(pages, ("mat og matlaging", "natur og dyr"), strict=True):
        fingers = Fingers(page)
        fingers.tile("Hva liker du å holde på med?", answer)
        fingers.press("Lagre og gå videre")
    last = pages[1]
    last.get_by_role("heading", name="Noen andre har endret svarene").wait_for()
    both = last.get_by_role("row", name="Interesseområder").inner_text()
    assert "mat og matlaging" in both
    assert "natur og dyr" in both
    assert axe_violations(last) == []
    draw(last, "conflict")
    last.get_by_role("button", name="Lagre det dere svarte").click()
    last.get_by_role("heading", name="Hvilke fag vil du prøve?", exact=True).wait_for()
    for page in pages:
        page.close()


def test_the_sheet_is_one_page_of_paper(browser: Browser, served: Served, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(served.at(take_home_page(served.round, "K05")))
    paper = tmp_path / "ark.pdf"
    page.pdf(path=paper, format="A4", prefer_css_page_size=True)
    assert paper.read_bytes().count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.close()

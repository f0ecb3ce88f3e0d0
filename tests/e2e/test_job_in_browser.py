"""A calculation in a browser: asked for, followed and stopped, with script and without, narrow and wide."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import delete, update

from service.access import Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.shown.kept import KeptRounds
from service.store.database import Database
from service.store.jobs import State, take
from service.store.tables.records import job
from service.working.doing import do
from tests.browser import NARROW, WIDE, axe_violations, draw, scrolls_sideways, wide
from tests.e2e.serving import serving
from tests.service.asked import actor
from tests.service.test_kept import CATALOGUE, NAME, NOW, clock, desk_of, kept_store

pytestmark = pytest.mark.browser

HERE = f"/runder/{NAME}/beregninger"


@dataclass(frozen=True, eq=False)
class Served:
    """The programme lead's service on a kept round."""

    address: str
    database: Database

    def set_to(self, **values: object) -> None:
        """Every job set to stand so."""
        with self.database.writing() as connection:
            connection.execute(update(job).values(**values))

    def work(self) -> None:
        """What a worker would do with the job that waits."""
        with self.database.writing() as connection:
            one = take(connection, "one", at=NOW)
        assert one
        do(self.database, CATALOGUE, one, clock=clock)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with kept_store(tmp_path_factory.mktemp("store")) as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        actors = LoopbackActor(actor(Role.PROGRAMME_LEAD, ["steinkjer"]))
        service = create_service(rounds, actors, desk_of(database))
        with serving(service) as address:
            yield Served(address, database)


@pytest.fixture
def served(running: Served) -> Served:
    """The service without any calculation asked for."""
    with running.database.writing() as connection:
        connection.execute(delete(job))
    return running


def asked(browser: Browser, served: Served, *, script: bool) -> Page:
    """The page of a calculation that was asked for with the button."""
    page = browser.new_page(java_script_enabled=script)
    page.goto(served.address + HERE)
    page.get_by_role("button", name="Nytt forslag", exact=True).click()
    page.get_by_text("Venter på tur").first.wait_for()
    return page


@pytest.mark.parametrize("script", [False, True])
def test_it_is_asked_for_and_followed_until_the_plan_is_there(
    browser: Browser, served: Served, script: bool
) -> None:
    page = asked(browser, served, script=script)
    served.set_to(state=State.RUNNING, step="allocate", attempts=1, lease_until=NOW)
    page.get_by_text("4 av 7: Finner det beste samlede forslaget").wait_for(timeout=15_000)
    served.set_to(state=State.WAITING)
    served.work()
    page.get_by_role("link", name="Se forslaget").wait_for(timeout=15_000)
    page.get_by_role("link", name="Se forslaget").click()
    page.get_by_role("heading", level=1).wait_for()
    assert page.url.endswith("/forslag")
    page.close()


@pytest.mark.parametrize("script", [False, True])
def test_it_is_stopped_by_keyboard(browser: Browser, served: Served, script: bool) -> None:
    page = asked(browser, served, script=script)
    page.get_by_role("button", name="Stopp beregningen").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Noen stoppet beregningen.").wait_for(timeout=15_000)
    page.close()


FAILED = {"code": "error", "error": "replan_size", "facts": {"pairs": 20000, "most": 9000}}
STATES: dict[str, dict[str, object]] = {
    "waiting": {"state": State.WAITING},
    "running": {"state": State.RUNNING, "step": "score", "attempts": 2, "lease_until": NOW},
    "stopping": {"state": State.RUNNING, "step": "score", "attempts": 1, "lease_until": NOW, "cancel": True},
    "done": {"state": State.DONE, "outcome": {"plan": 2, "changes": 3, "seconds": 75}},
    "failed": {"state": State.FAILED, "outcome": FAILED},
    "cancelled": {"state": State.CANCELLED, "cancel": True},
}


@pytest.mark.long
@pytest.mark.parametrize("state", STATES)
def test_each_state_is_open_to_all_and_does_not_scroll_sideways(
    browser: Browser, served: Served, state: str
) -> None:
    page = asked(browser, served, script=True)
    address = page.url
    page.goto("about:blank")  # or else it would be loaded anew in the midst of this, when it is over
    served.set_to(**STATES[state])
    for where, width in product((address, served.address + HERE), (NARROW, WIDE)):
        wide(page, width).goto(where)
        assert axe_violations(page) == [], width
        assert not scrolls_sideways(page), width
        draw(page, f"{state}-{width}-{len(where)}")
    page.close()

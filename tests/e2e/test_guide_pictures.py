"""The pages the user guide shows can be come to as it says; with PICTURES=FOLDER they are drawn there too."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from service.access import Role
from service.shown.addresses import proposal_page, talk_page
from service.statuses import Status
from tests.docs.tables import DOCS
from tests.e2e.serving import serving
from tests.service.standing import AtWork
from tests.service.test_kept import NAME, kept_store

pytestmark = [pytest.mark.browser, pytest.mark.long]

FOLDER = os.environ.get("PICTURES")
WIDTH = 900
LARGEST = 150_000
"""Bytes of a picture."""
GUIDE = (DOCS / "brukerveiledning.md").read_text("utf-8")


@dataclass(frozen=True)
class Picture:
    """One picture of the guide: who sees what, from the upper edge of a part of the page and so far down."""

    name: str
    role: Role
    part: str
    height: int
    address: str
    """What stands in braces is put in by `addresses`."""


PICTURES = [
    Picture("i-dag", Role.MARKET_CONTACT, "h1", 620, "/"),
    Picture("hvem-passer", Role.MARKET_CONTACT, "article", 600, "{opening}"),
    Picture("listen", Role.MARKET_CONTACT, "#liste", 350, "{opening}/liste"),
    Picture("grunnlag", Role.PROGRAMME_LEAD, "h1", 620, "{round}/grunnlag"),
    Picture("forslag", Role.PROGRAMME_LEAD, "h1", 760, "{proposal}"),
    Picture("samtalen", Role.ADVISER, "h1", 540, "{talk}"),
    Picture("oppfolging", Role.ADVISER, "h1", 560, "{round}/oppfolging"),
]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """A round some weeks on: people on the list of an opening, and one who has begun."""
    with kept_store(tmp_path_factory.mktemp("store")) as database:
        made = AtWork(database)
        plan = made.rounds[NAME].plan
        made.at(Status.STARTED)
        made.at(Status.ASKED, made.people[0])
        made.at(Status.AGREED, made.people[1])
        for one in plan.assignments[1:4]:
            made.at(Status.PRESENTED, one.candidate, place=one.opening)
        yield made


def addresses(work: AtWork) -> dict[str, str]:
    """What the addresses of the pictures have in braces."""
    kept = work.rounds[NAME]
    return {
        "round": f"/runder/{NAME}",
        "opening": work.page,
        "proposal": proposal_page(NAME, 2),
        "talk": talk_page(kept, work.people[0], "liker"),
    }


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.name)
def test_the_page_the_guide_shows_is_there(
    browser: Browser, work: AtWork, picture: Picture, tmp_path: Path
) -> None:
    with serving(AtWork(work.database, picture.role).service) as address:
        page = browser.new_page(viewport={"width": WIDTH, "height": 800})
        page.goto(address + picture.address.format(**addresses(work)))
        page.evaluate("document.fonts.ready.then(() => null)")
        part = page.locator(f"main {picture.part}").first
        part.wait_for()
        box = part.bounding_box()
        assert box
        top, whole = max(0, box["y"] - 12), page.evaluate("document.documentElement.scrollHeight")
        file = Path(FOLDER or tmp_path) / f"{picture.name}.png"
        page.screenshot(
            path=file,
            full_page=True,
            clip={"x": 0, "y": top, "width": WIDTH, "height": min(picture.height, whole - top)},
        )
        page.close()
    assert file.stat().st_size < LARGEST
    assert f"](pictures/{picture.name}.png)" in GUIDE

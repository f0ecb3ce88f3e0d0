"""Who has looked at whom, for those who check that there was reason to: a page, and the same as files."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BeforeValidator

from matching.wording import Words
from service.access import Action, Kind, Role
from service.asked import OneDesk, Sights, put_together
from service.asking import AsksOfDesk, AsksOfService
from service.door.forms import GREATEST, Form, day_of
from service.pages.contact.asked import Blank, Option
from service.pages.dress import page, words
from service.pages.files import text_of, workbook_of
from service.pages.frame import bare_frame
from service.pages.moments import HERE, told_moment
from service.pages.records.displays import Display
from service.pages.tables import Cell, Table
from service.shown.addresses import LOOKS, opening_page, person_page, round_page
from service.shown.looks import Looks, ShownLook, looks
from service.store.looking import Wanted, last_by

ON_A_PAGE: Final = 50
IN_A_FILE: Final = 5000
"""Look-ups in a file, at most; the rest is had by its days."""
NAMED: Final = 10
"""People of one look-up that a page names."""
NAMED_IN_A_FILE: Final = 100

AtLog = Annotated[OneDesk, Depends(AsksOfDesk(Kind.LOG, Action.READ))]
Rounds = Annotated[Sights, Depends(AsksOfService(Kind.LOG))]
Day = Annotated[date | None, BeforeValidator(lambda text: day_of(text) if text else None)]
Key = Annotated[int | None, Blank, Query(ge=1, le=GREATEST)]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True)
class AskedOfLooks:
    """What is asked of the look-up log, as it stands in the address: nobody's own id does."""

    role: Annotated[Role | None, Blank, Query(alias="rolle")] = None
    by: Annotated[Key, Query(alias="av")] = None
    """One look-up by her whose look-ups they are."""
    kind: Annotated[Display | None, Blank, Query(alias="hva")] = None
    denied: Annotated[Literal["ja"] | None, Blank, Query(alias="nektet")] = None
    first: Annotated[Day, Query(alias="fra")] = None
    last: Annotated[Day, Query(alias="til")] = None
    older: Annotated[Key, Query(alias="etter")] = None

    @property
    def wanted(self) -> Wanted:
        """As the store is asked."""
        return Wanted(
            role=self.role,
            by=self.by,
            action=self.kind,
            denied=bool(self.denied),
            since=_begin_of(self.first) if self.first else None,
            until=_begin_of(self.last + timedelta(days=1)) if self.last else None,
            older=self.older,
        )

    def address(self, end: str = "", *, older: int | None = None) -> str:
        """The address of what is asked for, from the newest on or from another one."""
        asked: dict[str, object] = {
            "rolle": self.role,
            "av": self.by,
            "hva": self.kind,
            "nektet": self.denied,
        }
        asked |= {"fra": self.first, "til": self.last, "etter": older}
        given = urlencode({name: told for name, told in asked.items() if told})
        return f"{LOOKS}{end}" + (f"?{given}" if given else "")


Asked = Annotated[AskedOfLooks, Depends(put_together(AskedOfLooks))]


@router.get(LOOKS)
def who_looked(one: AtLog, sights: Rounds, asked: Asked) -> HTMLResponse:
    """A page of the look-ups of her offices, last first."""
    found = looks(one.actor, one.desk, sights, asked.wanted, limit=ON_A_PAGE, most=NAMED)
    return _page(asked, found, words())


@router.post(LOOKS)
def find(one: AtLog, form: Form) -> Response:
    """On to what somebody of that id has looked at: what is written goes in no address."""
    wanted = form.get("ident", "").strip()
    with one.desk.database.reading() as connection:
        key = last_by(connection, one.actor.units, wanted) if wanted else None
    if key is None:
        return _page(AskedOfLooks(), Looks((), None), words(), nobody=True)
    return RedirectResponse(AskedOfLooks(by=key).address(), 303)


@router.get(f"{LOOKS}.csv")
def comma_separated(one: AtLog, sights: Rounds, asked: Asked) -> Response:
    """The same as text."""
    return text_of(_for_a_file(one, sights, asked, words()), "oppslag.csv")


@router.get(f"{LOOKS}.xlsx")
def workbook(one: AtLog, sights: Rounds, asked: Asked) -> Response:
    """The same as a workbook."""
    told, today = words(), one.desk.clock().astimezone(HERE).date()
    title = told.say("records.looks.title")
    return workbook_of(
        [(title, _for_a_file(one, sights, asked, told))], "oppslag.xlsx", title=title, on=today
    )


def looked_as(kind: str, words: Words) -> str:
    """What was looked at, by name; of a kind there is no more, its code."""
    return words.say(f"records.look.{kind}") if kind in set(Display) else kind


def working_as(role: str, words: Words) -> str:
    """The role somebody looked in, by name; one there is no more, its code."""
    return words.say(f"service.role.{role}") if role in set(Role) else role


def _page(asked: AskedOfLooks, found: Looks, words: Words, *, nobody: bool = False) -> HTMLResponse:
    rows = tuple(_row(one, words) for one in found.shown)
    return page(
        "records/looks.html",
        422 if nobody else 200,
        frame=bare_frame(words.say("records.looks.title"), words),
        nobody=nobody,
        asked=asked,
        narrowed=asked != AskedOfLooks(),
        who=found.shown[0].actor if asked.by and found.shown else "",
        roles=_options({role: working_as(role, words) for role in Role}, asked.role, words),
        kinds=_options({kind: looked_as(kind, words) for kind in Display}, asked.kind, words),
        table=Table(words.headings("looks"), rows),
        older="" if found.older is None else asked.address(older=found.older),
        newest=asked.address() if asked.older else "",
        files=[(asked.address(f".{end}"), words.say(f"records.looks.as_{end}")) for end in ("xlsx", "csv")],
        most=IN_A_FILE,
    )


def _options(told: dict[str, str], chosen: str | None, words: Words) -> list[Option]:
    """Values by their names, below that of all."""
    by_name = sorted(told.items(), key=lambda one: one[1].casefold())
    return [
        ("", words.say("records.looks.all"), not chosen),
        *((value, name, value == chosen) for value, name in by_name),
    ]


def _row(one: ShownLook, words: Words) -> tuple[Cell, ...]:
    return (
        told_moment(one.at, words),
        (AskedOfLooks(by=one.key).address(), one.actor),
        *_told(one, words),
        (round_page(one.sight.round.id), one.name) if one.sight else one.name,
        (opening_page(one.sight.round.id, one.opening), one.opening)
        if one.sight and one.opening
        else one.opening,
        _persons(one, words),
    )


def _for_a_file(one: OneDesk, sights: Sights, asked: AskedOfLooks, words: Words) -> Table:
    found = looks(
        *(one.actor, one.desk, sights, asked.wanted),
        limit=IN_A_FILE,
        most=NAMED_IN_A_FILE,
        action="looks_file",
    )
    rows = (
        (
            f"{look.at.astimezone(HERE):%Y-%m-%d %H:%M:%S}",
            look.actor,
            *_told(look, words),
            look.name,
            look.opening,
            _listed(look, words),
        )
        for look in found.shown
    )
    return Table(words.headings("looks"), tuple(rows))


def _told(one: ShownLook, words: Words) -> tuple[str, str, str]:
    """In what role, at what, and whether it was shown."""
    return (
        working_as(one.role, words),
        looked_as(one.action, words),
        words.say(f"records.looks.{'denied' if one.denied else 'shown'}"),
    )


def _persons(one: ShownLook, words: Words) -> Cell:
    """The one person, with the way to her where there is one, or several."""
    if len(one.persons) == 1 and not one.others:
        who = one.persons[0]
        return (person_page(who.sight.round, who.candidate), who.candidate) if who.sight else who.candidate
    return _listed(one, words)


def _listed(one: ShownLook, words: Words) -> str:
    named = [who.candidate for who in one.persons]
    if not named:
        return words.say("records.looks.unseen") if one.others else ""
    return words.listed([*named, *([words.say("records.looks.others")] if one.others else [])])


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), HERE).astimezone(UTC)

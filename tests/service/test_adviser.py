"""The veileder's ten minutes: each part kept by itself, nothing lost, and nothing of others on the page."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from matching.domain.answers import TravelMode, WorkHours
from service.access import Role
from service.pages.adviser.answers import NOT_YET
from service.pages.adviser.parts import HEADINGS, OPENINGS, Part
from service.shown.addresses import person_page, take_home_page
from service.store.database import Database
from service.store.rounds import decide, decided
from service.store.tables.records import decision, lookup
from tests.builders import candidate
from tests.service.at_screen import CATALOGUE, WHO, AtScreen, at_screen
from tests.service.test_kept import BY, kept_store

TAKES_ANY = candidate(id=WHO, in_round=None)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with kept_store(tmp_path) as database:
        yield database


@pytest.fixture
def screen(database: Database) -> AtScreen:
    return at_screen(database)


def test_a_part_is_kept_by_itself_and_logged_as_a_decision(screen: AtScreen, database: Database) -> None:
    before = screen.cells()
    sent = screen.save(Part.LIKES, {"omrade.food": "ja", "miljo.heights": "ikke", "miljo.people": "liker"})
    assert (sent.status_code, sent.headers["location"]) == (303, screen.part(Part.TRADES))
    after = screen.cells()
    assert after["interesseområder"] == "mat og matlaging"
    assert after["arbeidsmiljø"] == "folk; ikke høyde"
    assert {name for name in after if after[name] != before.get(name, "")} <= set(HEADINGS[Part.LIKES])
    with database.reading() as connection:
        last = connection.execute(select(decision).order_by(decision.c.number.desc())).first()
    assert last is not None
    assert (last.action, last.thing, last.facts) == (
        "merge",
        "round",
        {"list": "person", "added": 0, "changed": 2},
    )
    assert WHO not in str(last)


def test_what_is_kept_is_what_the_round_has_from_then_on(screen: AtScreen) -> None:
    screen.save(Part.DAYS, {"omfang": "50-100", "tid": "day-evening", "reise": "transit", "minutter": "30"})
    held = screen.round
    one = held.cohort.people.candidate(held.person_rows[WHO])
    assert one.extent == (50, 100)
    assert one.shifts == frozenset({WorkHours.EVENING})
    assert (one.travel_mode, one.travel_limit) == (TravelMode.TRANSIT, 30)


def test_what_is_left_blank_or_not_known_yet_is_not_known(screen: AtScreen) -> None:
    screen.save(Part.DAYS, {"omfang": NOT_YET, "forerkort.B": "ja", "forerkort.vet": "ja"})
    assert not any(screen.cells()[heading] for heading in HEADINGS[Part.DAYS])


def test_to_look_keeps_nothing_and_shows_the_answers_as_they_were_sent(screen: AtScreen) -> None:
    before = screen.cells()
    shown = screen.look(Part.DAYS, {"minutter": "15", "reise": "car"})
    assert shown.status_code == 200
    assert re.search(r'name="minutter" value="15" checked', shown.text)
    assert 'id="apner"' in shown.text
    assert screen.cells() == before


def test_who_answers_after_somebody_else_sees_both_and_loses_nothing(screen: AtScreen) -> None:
    seen = screen.seen(Part.LIKES)
    screen.save(Part.LIKES, {"omrade.food": "ja"})
    late = screen.save(Part.LIKES, {"omrade.nature": "ja"}, seen)
    assert late.status_code == 409
    assert "mat og matlaging" in late.text
    assert "natur og dyr" in late.text
    assert screen.cells()["interesseområder"] == "mat og matlaging"
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', late.text))
    again = screen.save(Part.LIKES, fields)
    assert again.status_code == 303
    assert screen.cells()["interesseområder"] == "natur og dyr"


def test_two_who_answer_different_parts_are_not_in_each_others_way(screen: AtScreen) -> None:
    seen = screen.seen(Part.DAYS)
    screen.save(Part.LIKES, {"omrade.food": "ja"})
    assert screen.save(Part.DAYS, {"minutter": "45"}, seen).status_code == 303


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"onske.1": "kokkfaget", "nei.kokkfaget": "ja"}, "både et ønske og et nei"),
        ({f"nei.{one.key}": "ja" for one in CATALOGUE.trades[:6]}, "inntil fem fag"),
    ],
)
def test_answers_that_cannot_all_be_kept_are_told_and_stay_on_the_page(
    screen: AtScreen, form: dict[str, str], told: str
) -> None:
    before = screen.cells()
    sent = screen.save(Part.TRADES, form)
    assert sent.status_code == 422
    assert told in sent.text
    for name in form:
        assert form[name] == "kokkfaget" or re.search(rf'name="{name}" value="ja" checked', sent.text)
    assert screen.cells() == before


def test_what_is_answered_is_what_is_asked_with_the_answer_chosen(screen: AtScreen) -> None:
    """A page sent back as it was shown changes nothing, whatever the person has answered before."""
    before = screen.cells()
    for part in Part:
        text = screen.get(screen.part(part)).text
        chosen = re.findall(r'<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]*)" checked>', text)
        picked = re.findall(r'<select[^>]*name="([^"]+)">(.*?)</select>', text, re.DOTALL)
        form = dict(chosen)
        for name, options in picked:
            found = re.search(r'value="([^"]+)" selected', options)
            form[name] = found[1] if found else ""
        assert screen.save(part, form).status_code == 303, part
    after = screen.cells()
    assert {name: text for name, text in after.items() if text} == dict(before)


def pages(screen: AtScreen) -> list[str]:
    """Every page she looks at, as it is sent."""
    parts = [screen.part(part) for part in (*Part, OPENINGS)]
    return [screen.get(address).text for address in (*parts, take_home_page(screen.round, WHO))]


NEVER = (
    *(
        r"innsats",
        r"av 1000",
        r"samsvar",
        r"reserve",
        r"nummer \d i køen",
        r"ikke kvalifisert",
        r"krav(et)? ikke",
    ),
    *(r"registrert i Nav", r"begrunnelse", r"foreslått", r"låst", r"%"),
)


def test_her_pages_hold_nobody_else_no_rank_no_points_and_no_innsatsgruppe(screen: AtScreen) -> None:
    held = screen.round
    others = [name for name in held.person_rows if name != WHO]
    refs = [held.ref_of(name) for name in others]
    groups = {one.text if hasattr(one, "text") else str(one) for one in CATALOGUE.effort_groups}
    for text in pages(screen):
        for words in NEVER:
            assert not re.search(words, re.sub(r"<(head|svg).*?</\1>", "", text, flags=re.DOTALL), re.I), (
                words
            )
        assert not [name for name in others if re.search(rf"\b{name}\b", text)]
        assert not [ref for ref in refs if ref in text]
        assert not [group for group in groups if group in unescape(text)]


def test_a_remark_of_somebody_is_on_none_of_her_pages(screen: AtScreen, database: Database) -> None:
    place = screen.round.enquiry.openings_for(WHO, 1)[0].opening
    with database.writing() as connection:
        key = screen.round.key or 0
        pin = {"candidate": WHO, "opening": place, "reason": "Kjenner sjefen", "by": "Planten"}
        decide(connection, key, {**(decided(connection, key) or {}), "pins": [pin]}, BY)
    assert "Kjenner sjefen" in screen.get(person_page(screen.round, WHO)).text
    for text in pages(screen):
        assert "Kjenner sjefen" not in text
        assert "Planten" not in text


def test_what_is_shown_is_kept_in_the_log_of_look_ups(screen: AtScreen, database: Database) -> None:
    pages(screen)
    with database.reading() as connection:
        actions = connection.execute(select(lookup.c.action)).scalars().all()
    assert actions == ["talk"] * 5 + ["take_home"]


@pytest.mark.parametrize(
    ("role", "answers", "reads"),
    [
        (Role.ADVISER, True, True),
        (Role.PROGRAMME_LEAD, True, True),
        (Role.MARKET_CONTACT, False, True),
        (Role.COUNTY, False, False),
        (Role.PLANNER, False, False),
    ],
)
def test_who_may_answer_and_who_may_read(database: Database, role: Role, answers: bool, reads: bool) -> None:
    screen = at_screen(database, role)
    held = screen.round
    assert (screen.get(screen.part(Part.LIKES)).status_code == 200) is answers
    assert (screen.look(Part.LIKES, {}).status_code == 200) is answers
    assert (screen.save(Part.LIKES, {}, "").status_code != 404) is answers
    for address in (screen.part(OPENINGS), take_home_page(held, WHO)):
        assert (screen.get(address).status_code == 200) is reads
    on_page = screen.get(person_page(held, WHO)).text
    assert (screen.part(Part.LIKES) in on_page) is answers
    assert (take_home_page(held, WHO) in on_page) is reads

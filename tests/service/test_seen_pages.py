"""What pages say to those who see some of the people is true of what these see; written reasons are for Nav."""

from datetime import date

import pytest

from matching.domain.policy import Decision, Policy
from service.access import Role
from service.door.guard import Guard
from service.shown.rounds import LoadedRound
from tests.builders import candidate, cohort, opening
from tests.service.asked import ask, loaded, service_for
from tests.service.test_pages import text

SOME = [Role.COUNTY, Role.TRAINING_PARTNER, Role.AUDITOR]
NAV = [Role.MARKET_CONTACT, Role.ADVISER, Role.PROGRAMME_LEAD]


def page(service: Guard, part: str = "") -> str:
    return text(ask(service, f"/runder/prove{part}").text)


def unseen() -> LoadedRound:
    """A round where the only person has not been asked yet, and is proposed."""
    return loaded(cohort([candidate(id="k1", in_round=None)], [opening(id="p1")]))


@pytest.mark.parametrize("role", SOME)
def test_nobody_is_said_to_be_proposed_only_of_those_who_are_seen(role: Role) -> None:
    service = service_for(role, [unseen()])
    plan, place = page(service, "/forslag"), page(service, "/lareplasser/p1")
    for wrong in ("Ingen er foreslått", "Alle kandidatene har et forslag", "Ingen kandidater kan møte"):
        assert wrong not in plan + place
    assert "Ingen du kan se, er foreslått." in plan
    assert "Ingen du kan se, er uten forslag." in plan
    assert "Ingen du kan se, er foreslått her." in place
    assert "Ingen du kan se, kan møte denne læreplassen" in place


@pytest.mark.parametrize("role", SOME)
def test_the_numbers_agree_with_what_is_seen(role: Role) -> None:
    service = service_for(role, [unseen()])
    answer = ask(service, "/api/v1/rounds/prove").json()
    assert (answer["people"], answer["proposals"], answer["left"]) == (0, 0, 0)
    # Room is seats less those seen: what is left by somebody unseen would tell of her.
    assert "p1 Fabrikk A, Vestre Toten CNC-maskineringsfaget 0 1" in page(service, "/lareplasser")
    assert "Kandidater 0 Læreplasser 1 Forslag 0" in page(service)


@pytest.mark.parametrize("role", SOME)
def test_what_all_proposals_sum_to_does_not_tell_of_the_few_who_are_not_seen(role: Role) -> None:
    people = [candidate(id="k1", in_round=None), candidate(id="k2")]
    service = service_for(role, [loaded(cohort(people, [opening(id="p1"), opening(id="p2")]))])
    assert ask(service, "/api/v1/rounds/prove/plan").json()["proof"] is None
    assert "Forslaget gir" not in page(service) + page(service, "/bevis")


def test_the_planner_reads_of_room_only_where_nobody_is_proposed() -> None:
    places = [opening(id="p1", seats=20), opening(id="p2", seats=20, start_to=date(2025, 1, 1))]
    service = service_for(Role.PLANNER, [loaded(cohort([candidate()], places))])
    assert "uten forslag" not in page(service, "/lareplasser/p1")
    assert "2 plasser uten forslag" in page(service, "/lareplasser/p2")


@pytest.mark.parametrize("role", NAV)
def test_nav_reads_that_nobody_is_proposed_where_nobody_is(role: Role) -> None:
    service = service_for(role, [loaded(cohort([candidate(id="k1", in_round=False)], [opening(id="p1")]))])
    assert "Ingen er foreslått." in page(service, "/forslag")


def test_a_planner_is_not_told_that_no_room_is_left() -> None:
    service = service_for(Role.PLANNER, [loaded(cohort([candidate()], [opening(id="p1", seats=20)]))])
    assert "Det er ingen ledige plasser igjen" not in page(service, "/forslag")


def decided() -> LoadedRound:
    pin = Decision(candidate="k1", opening="p1", by="Kari Eksempel", reason="Kjenner sjefen.")
    veto = Decision(candidate="k1", opening="p2", by="Kari Eksempel", reason="Samme familie.")
    places = [opening(id="p1"), opening(id="p2")]
    return loaded(cohort([candidate(id="k1")], places), Policy(pins=(pin,), vetoes=(veto,)))


@pytest.mark.parametrize("role", list(Role))
def test_what_somebody_has_written_of_a_decision_is_for_nav_alone(role: Role) -> None:
    service, api = service_for(role, [decided()]), "/api/v1/rounds/prove"
    parts = ("/plan", "/people/k1?count=50", "/openings/p1", "/pairs/k1/p1", "/pairs/k1/p2")
    told = " ".join(ask(service, api + part).text for part in parts)
    told += "".join(page(service, part) for part in ("/forslag", "/kandidater/k1", "/lareplasser/p1"))
    for written in ("Kjenner sjefen.", "Samme familie."):
        assert (written in told) is (role in NAV), written
    assert ("Låst av Kari Eksempel" in told) is (role in (*NAV, *SOME))


@pytest.mark.parametrize("role", [Role.PLANNER, Role.COUNTY])
def test_that_a_round_cannot_be_filled_is_told_without_who_stands_in_the_way(role: Role) -> None:
    pins = tuple(
        Decision(candidate=name, opening="p1", by="Kari Eksempel", reason="Avtalt.") for name in ("k1", "k2")
    )
    people = [candidate(id=name) for name in ("k1", "k2")]
    service = service_for(role, [loaded(cohort(people, [opening(id="p1")]), Policy(pins=pins))])
    for part in ("", "/forslag"):
        assert "Det lar seg ikke gjøre" in page(service, part)
        assert "2 kandidater er låst" not in page(service, part)

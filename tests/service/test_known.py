"""What a person can and where it is from, and what an opening asks for, as pages and the interface tell it."""

import re
from typing import Any

from matching.domain.openings import Opening
from matching.domain.people import Candidate
from tests.builders import CATALOGUE, CNC, candidate, cohort, opening, position, skill
from tests.service.asked import ask, loaded, service_for

CALIPER, TURNING, MILLING = skill("caliper"), skill("turning"), skill("milling")
PERSON = candidate(
    id="k1",
    skills=frozenset({CALIPER, TURNING}),
    slight=frozenset({TURNING}),
    practice=((CNC, 12),),
    occupations=((position(CATALOGUE.occupations, "mover"), 5),),
    schooling=(position(CATALOGUE.schooling, "vg1-tif"),),
)
PLACE = opening(
    id="p1",
    must=frozenset({CALIPER, TURNING}),
    nice=frozenset(),
    slight=frozenset({CALIPER}),
    learnable=frozenset({MILLING}),
)


def page(address: str, person: Candidate = PERSON, place: Opening = PLACE) -> str:
    service = service_for(rounds=[loaded(cohort([person], [place]))])
    html = ask(service, f"/runder/prove/{address}").text
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\u00a0", " ").split())


def told(address: str) -> Any:
    service = service_for(rounds=[loaded(cohort([PERSON], [PLACE]))])
    return ask(service, f"/api/v1/rounds/prove/{address}").json()


def test_a_persons_page_tells_levels_work_and_schooling() -> None:
    shown = page("kandidater/k1")
    assert "Ferdigheter måle med skyvelære og dreie metall (litt)" in shown
    assert "Erfaring CNC-maskineringsfaget, 12 måneder og flyttearbeider, 5 måneder" in shown
    assert "Utdanning Vg1 teknologi- og industrifag" in shown


def test_schooling_nobody_has_told_is_not_known_and_never_a_lack() -> None:
    assert "Utdanning ikke kjent ennå" in page("kandidater/k1", candidate(id="k1"))


def test_an_openings_page_tells_where_a_little_is_enough_and_what_is_learnt_there() -> None:
    shown = page("lareplasser/p1")
    assert "Må kunne måle med skyvelære (litt er nok) og dreie metall" in shown
    assert "Kan læres frese metall" in shown
    assert "Kan læres" not in page("lareplasser/p1", place=opening(id="p1"))


def test_the_interface_tells_the_same_in_keys() -> None:
    person, place = told("people/k1")["person"], told("openings/p1")["opening"]
    assert (person["slight"], person["schooling"]) == (["turning"], ["vg1-tif"])
    assert (person["practice"], person["occupations"]) == ([["cnc-maskineringsfaget", 12]], [["mover", 5]])
    assert (place["slight"], place["learnable"]) == (["caliper"], ["milling"])

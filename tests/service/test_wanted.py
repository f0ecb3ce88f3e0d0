"""What a person likes and wishes, as pages and the interface tell it."""

import re
from typing import Any

from matching.domain.people import Candidate
from tests.builders import CNC, area, candidate, cohort, leisure, opening, trade
from tests.service.asked import ask, loaded, service_for

COOK, CARE = trade("kokkfaget"), trade("helsearbeiderfaget")
PERSON = candidate(
    id="k1",
    interest_code=(0, 1, 5),
    areas=frozenset({area("food"), area("it")}),
    leisure=frozenset({leisure("gaming")}),
    wishes=(COOK, CARE),
    maybe=frozenset({CARE}),
    unwanted=frozenset({CNC}),
)


def answered(address: str, person: Candidate) -> Any:
    service = service_for(rounds=[loaded(cohort([person], [opening(id="p1")]))])
    return ask(service, address)


def page(address: str, person: Candidate = PERSON) -> str:
    html = answered(f"/runder/prove/{address}", person).text
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\u00a0", " ").split())


def test_a_persons_page_tells_maybe_no_areas_and_leisure() -> None:
    text = page("kandidater/k1")
    assert "Ønsker Kokkfaget og Helsearbeiderfaget (kanskje)" in text
    assert "Har sagt nei til CNC-maskineringsfaget" in text
    assert "Liker å arbeide med «data og IT» og «mat og matlaging»" in text
    assert "Fritid «gaming»" in text
    assert "Interesser kartlagt" in text


def test_who_has_said_no_to_nothing_is_told_nothing_of_it() -> None:
    text = page("kandidater/k1", candidate(id="k1"))
    assert "sagt nei" not in text
    assert "Fritid ikke kjent ennå" in text


def test_a_fit_in_a_trade_with_a_no_says_so() -> None:
    text = page("kandidater/k1")
    assert "Kandidaten har sagt nei til faget." in text
    assert "Kandidaten liker data og IT, som faget handler om." in text


def test_the_interface_tells_them_in_keys_and_no_letter_of_a_code() -> None:
    one = answered("/api/v1/rounds/prove/people/k1", PERSON).json()["person"]
    assert one["wishes"] == ["kokkfaget", "helsearbeiderfaget"]
    assert (one["maybe"], one["unwanted"]) == (["helsearbeiderfaget"], ["cnc-maskineringsfaget"])
    assert (one["areas"], one["leisure"]) == (["it", "food"], ["gaming"])
    assert one["interests_known"] is True
    assert "interest_code" not in one

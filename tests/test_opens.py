"""What is open to a person is counted by the requirements themselves, as she is and as she could be."""

import time
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from matching.domain.answers import NO, UNKNOWN, YES, TravelMode, WorkHours
from matching.domain.fit import Outcome
from matching.domain.openings import Opening
from matching.domain.policy import Decision, Mode, Policy
from matching.enquiry import Enquiry
from matching.opens import Answer, Open, opens, trades_liked
from tests.builders import CATALOGUE, ON, area, candidate, cohort, leisure, level, licence, opening, trade
from tests.service.asked import CNC, samples

ANSWERS = {Outcome.INELIGIBLE: NO, Outcome.UNKNOWN: UNKNOWN, Outcome.ELIGIBLE: YES}


def enquiry(*openings: Opening, policy: Policy | None = None) -> Enquiry:
    return Enquiry(cohort([candidate()], list(openings)), CATALOGUE, policy or Policy(), ON, 1)


def test_each_is_judged_as_each_pair_is_alone() -> None:
    held = samples()[CNC]
    people = held.cohort.people
    # A firm not approved yet stops no talk, but does stop a place: pairs are told as the plan has them.
    policy = replace(held.enquiry.policy, mode=Mode.MEETINGS)
    asked = Enquiry(held.cohort, CATALOGUE, policy, held.enquiry.on, 1)
    answers = asked.answers([people.candidate(row) for row in range(len(people))])
    vetoed = {(one.candidate, one.opening) for one in policy.vetoes}
    for name, row in list(held.person_rows.items())[::3]:
        for place, column in held.opening_rows.items():
            alone = NO if (name, place) in vetoed else ANSWERS[asked.pair(name, place).verdict.outcome]
            assert answers[row, column] == alone, (name, place)


def test_a_licence_she_does_not_hold_opens_the_places_that_ask_for_it() -> None:
    asks = frozenset({licence("B")})
    asked = enquiry(
        opening(id="l1", licence=asks), opening(id="l2", licence=asks), opening(id="l3", licence=frozenset())
    )
    found = opens(candidate(licences=frozenset()), asked)
    assert found.open == Open(met=1, asking=0)
    (best, *_) = found.openers
    assert (best.answer, best.known, best.met) == (Answer.LICENCE, True, 2)
    assert dict(best.facts) == {"licence": "B"}


def test_what_is_not_known_is_asked_about_and_is_no_lack() -> None:
    asked = enquiry(opening(licence=frozenset({licence("B")})))
    found = opens(candidate(licences=None), asked)
    assert found.open == Open(met=0, asking=1)
    assert [(one.answer, one.known, one.met) for one in found.openers] == [(Answer.LICENCE, False, 1)]


def test_of_a_language_the_next_level_that_opens_something_is_told() -> None:
    places = [opening(id=f"l{rank}", norwegian=rank) for rank in (level("B1"), level("C1"))]
    found = opens(candidate(norwegian=level("A2")), enquiry(*places))
    assert [dict(one.facts)["level"] for one in found.openers] == ["B1"]


def test_an_answer_that_opens_nothing_is_not_told() -> None:
    assert opens(candidate(), enquiry(opening())).openers == ()


def test_a_place_people_have_ruled_out_is_not_open() -> None:
    veto = Decision(candidate="k1", opening="l1", by="Kari", reason="")
    assert opens(candidate(), enquiry(opening(id="l1"), policy=Policy(vetoes=(veto,)))).open == Open()


def test_what_is_open_in_wished_trades_is_counted_apart() -> None:
    cook = trade("kokkfaget")
    asked = enquiry(opening(id="l1", trades=(cook,), hours=frozenset({WorkHours.DAY})), opening(id="l2"))
    found = opens(candidate(wishes=(cook,)), asked)
    assert found.wished.both == 1
    assert found.trades[cook].both == 1


def test_trades_that_speak_to_what_she_likes_come_with_the_area_she_likes() -> None:
    liked = trades_liked(candidate(areas=frozenset({area("food")})), CATALOGUE)
    assert liked[trade("kokkfaget")] == area("food")
    of_leisure = trades_liked(candidate(areas=None, leisure=frozenset({leisure("cooking")})), CATALOGUE)
    assert trade("kokkfaget") in of_leisure
    assert trades_liked(candidate(areas=None, leisure=None), CATALOGUE) == {}


@pytest.mark.parametrize("openings", [6_000])
def test_it_is_counted_while_one_waits_among_the_openings_of_a_country(openings: int) -> None:
    of_sample = samples()["innherred"].cohort
    rows = np.arange(openings) % len(of_sample.openings)
    many = replace(of_sample.openings.take(rows), id=np.array([f"L{row:05}" for row in range(openings)]))
    asked = Enquiry(replace(of_sample, openings=many), CATALOGUE, Policy(), date(2026, 11, 21), 1)
    nobody_knows = candidate(
        municipality=int(many.municipality[0]),
        licences=None,
        norwegian=None,
        extent=None,
        shifts=None,
        travel_mode=None,
        travel_limit=None,
    )
    opens(nobody_knows, asked)  # what the round demands is made ready once
    before = time.process_time()
    assert opens(replace(nobody_knows, travel_mode=TravelMode.CAR), asked).open.both > 0
    assert time.process_time() - before < 0.1

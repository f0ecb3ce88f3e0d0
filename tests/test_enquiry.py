"""Questions asked in passing: who suits an opening, what suits a person, and all about one pair."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.generate import generate
from matching.catalogue.defaults import complete
from matching.domain.answers import Approval
from matching.domain.cohort import Cohort
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.fit import EvidenceLevel, Outcome
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.programme import OPEN_PROGRAMME
from matching.domain.reasons import Reason, ReasonCode
from matching.eligibility.judge import judge
from matching.eligibility.terms import Terms
from matching.enquiry import Enquiry
from matching.scoring.score import Scorer
from tests.builders import CATALOGUE, CNC, ON, candidate, cohort, licence, municipality, opening, skill, trade

FAR = municipality("5001")
B = frozenset({licence("B")})
EVERYONE = 1000


def asking(
    people: list[Candidate], openings: list[Opening], policy: Policy | None = None, seed: int = 1
) -> Enquiry:
    return Enquiry(cohort(people, openings), CATALOGUE, policy or Policy(), ON, seed)


def codes(reasons: tuple[Reason, ...]) -> list[ReasonCode]:
    return [reason.code for reason in reasons]


def test_people_are_ranked_by_how_well_they_suit_the_opening() -> None:
    must = skill("caliper"), skill("tolerances"), skill("accuracy")
    people = [candidate(id=f"k{number}", skills=frozenset(must[:number])) for number in range(4)]
    found = asking(people, [opening(), opening(id="p2")]).people_for("p1", 3)
    assert [one.candidate for one in found] == ["k3", "k2", "k1"]
    assert {one.opening for one in found} == {"p1"}
    points = [one.fit.points for one in found if one.fit]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == 3


def test_openings_are_ranked_by_how_well_they_suit_the_person() -> None:
    places = [opening(id=f"p{number}", trades=(one,)) for number, one in enumerate((trade("kokkfaget"), CNC))]
    found = asking([candidate(wishes=(CNC,)), candidate(id="k2")], places).openings_for("k1", 5)
    assert [one.opening for one in found] == ["p1", "p0"]
    assert {one.candidate for one in found} == {"k1"}


def test_only_as_many_are_told_as_asked_for() -> None:
    enquiry = asking([candidate(id=f"k{number}") for number in range(5)], [opening()])
    assert [len(enquiry.people_for("p1", count)) for count in (0, 1, 5, 9)] == [0, 1, 5, 5]
    assert len(enquiry.openings_for("k1", 9)) == 1


def test_equal_pairs_are_told_in_the_same_order_for_the_same_seed() -> None:
    people = [candidate(id=f"k{number}") for number in range(12)]

    def order(among: list[Candidate], seed: int) -> list[str]:
        return [one.candidate for one in asking(among, [opening()], seed=seed).people_for("p1", 12)]

    assert order(people, 1) == order(people[::-1], 1)
    assert len({tuple(order(people, seed)) for seed in range(5)}) > 1


def test_a_pair_that_is_not_known_to_meet_the_requirements_is_told_with_its_question() -> None:
    enquiry = asking([candidate(licences=None)], [opening(licence=B)])
    (found,) = enquiry.people_for("p1", 5)
    assert found.verdict.outcome is Outcome.UNKNOWN
    assert codes(found.verdict.reasons) == [ReasonCode.ASK_LICENCE]
    assert found.fit is not None
    assert enquiry.openings_for("k1", 5) == (found,)


def test_a_pair_that_may_not_meet_is_not_suggested_and_has_no_fit() -> None:
    person = candidate(licences=frozenset(), extent=(100, 100))
    enquiry = asking([person], [opening(licence=B, extent=(50, 80))])
    assert enquiry.people_for("p1", 5) == enquiry.openings_for("k1", 5) == ()
    found = enquiry.pair("k1", "p1")
    assert found.verdict.outcome is Outcome.INELIGIBLE
    assert codes(found.verdict.reasons) == [ReasonCode.LICENCE_MISSING, ReasonCode.EXTENT_APART]
    assert (found.fit, found.why, found.verdict.notes) == (None, (), ())
    assert found.extent is None, "their extents have nothing in common"


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("approval", [one for one in Approval if one is not Approval.APPROVED])
def test_a_firm_not_yet_approved_may_meet_people(mode: Mode, approval: Approval) -> None:
    enquiry = asking([candidate()], [opening(approval=approval)], Policy(mode=mode))
    (found,) = enquiry.people_for("p1", 5)
    assert (found.verdict.outcome, found.verdict.reasons) == (Outcome.ELIGIBLE, ())
    assert codes(found.verdict.notes) == [ReasonCode.NOTE_APPROVAL]
    assert [one.candidate for one in enquiry.openings_for("k1", 5)] == ["k1"]


def test_blanks_of_the_opening_are_filled_from_its_trade() -> None:
    driver = opening(trades=(trade("yrkessjaforfaget"),), licence=None)
    found = asking([candidate(licences=frozenset())], [driver]).pair("k1", "p1")
    assert codes(found.verdict.reasons) == [ReasonCode.LICENCE_MISSING]


def test_a_suggestion_tells_what_the_pair_has_in_common() -> None:
    enquiry = asking([candidate(extent=(50, 100))], [opening(extent=(80, 100))])
    found = enquiry.pair("k1", "p1")
    assert (found.extent, found.minutes) == ((80, 100), 10)
    assert asking([candidate(travel_mode=None)], [opening()]).pair("k1", "p1").minutes is None


def test_what_stands_out_is_told_as_reasons() -> None:
    person = candidate(skills=frozenset({skill("caliper")}), wishes=(CNC,))
    found = asking([person], [opening(must=frozenset({skill("caliper")}), nice=frozenset())]).pair("k1", "p1")
    assert found.why == (
        Reason.of(ReasonCode.SKILLS_MET, count=1, asked=1),
        Reason.of(ReasonCode.WISHED_TRADE, rank=1),
        Reason.of(ReasonCode.SHORT_TRAVEL, minutes=10),
        Reason(ReasonCode.FULL_EXTENT),
    )


def test_nobody_suits_an_opening_too_far_away() -> None:
    enquiry = asking([candidate()], [opening(municipality=FAR)])
    assert enquiry.people_for("p1", 5) == ()
    assert codes(enquiry.pair("k1", "p1").verdict.reasons) == [ReasonCode.TRAVEL_TOO_LONG]


@pytest.mark.parametrize(("name", "kind"), [("k9", "candidate"), ("p9", "opening")])
def test_an_id_that_is_not_there_is_named(name: str, kind: str) -> None:
    enquiry = asking([candidate()], [opening()])
    pair = (name, "p1") if kind == "candidate" else ("k1", name)
    one_sided = enquiry.openings_for if kind == "candidate" else enquiry.people_for
    with pytest.raises(PolicyFault) as of_pair:
        enquiry.pair(*pair)
    with pytest.raises(PolicyFault) as of_one:
        one_sided(name, 3)
    for fault in (of_pair.value, of_one.value):
        assert (fault.code, fault.facts) == (ErrorCode.ID_UNKNOWN, {"id": name, "kind": kind})


def test_a_round_without_people_or_openings_suggests_nothing() -> None:
    assert asking([], [opening()]).people_for("p1", 5) == ()
    assert asking([candidate()], []).openings_for("k1", 5) == ()


def test_a_decision_about_a_pair_does_not_hide_it_from_an_enquiry() -> None:
    veto = Decision(candidate="k1", opening="p1", by="A. Veileder", reason="ønsker seg til p2")
    enquiry = asking([candidate()], [opening()], Policy(vetoes=(veto,)))
    assert enquiry.pair("k1", "p1").verdict.outcome is Outcome.ELIGIBLE


def test_rankings_of_a_synthetic_round_are_those_of_looking_at_each_pair() -> None:
    given = generate(80, 12, seed=5, catalogue=CATALOGUE)
    enquiry = Enquiry(given, CATALOGUE, Policy(), ON, seed=3)
    talk = Enquiry(given, CATALOGUE, Policy(mode=Mode.MEETINGS), ON, seed=3)
    expected = _points_of_all(given)
    for place, name in enumerate(given.openings.id.tolist()):
        found = enquiry.people_for(name, EVERYONE)
        assert {one.candidate: one.fit.points for one in found if one.fit} == {
            str(given.people.id[person]): points
            for (person, opening_), points in expected.items()
            if opening_ == place
        }
        _is_ranked([one.fit.points for one in found if one.fit])
        assert enquiry.people_for(name, 3) == found[:3]
    for row, name in enumerate(given.people.id.tolist()[:20]):
        found = enquiry.openings_for(name, EVERYONE)
        assert len(found) == sum(person == row for person, _ in expected)
        _is_ranked([one.fit.points for one in found if one.fit])
        for one in found:
            assert talk.pair(one.candidate, one.opening) == one, "a talk is asked about, not a place"


def _points_of_all(given: Cohort) -> dict[tuple[int, int], int]:
    """Points of every pair that may meet for a talk, one by one."""
    places = complete(given.openings, OPEN_PROGRAMME, CATALOGUE)
    talk = replace(Policy(), mode=Mode.MEETINGS)
    verdicts = judge(given.people, places, Terms.of(OPEN_PROGRAMME, CATALOGUE, talk, on=ON))
    scorer = Scorer(given.people, places, CATALOGUE, Policy())
    pairs = [
        (person, place)
        for person in range(len(given.people))
        for place in range(len(places))
        if verdicts.verdict(person, place).outcome is not Outcome.INELIGIBLE
    ]
    columns = (np.array(side, dtype=np.int32) for side in zip(*pairs, strict=True))
    return dict(zip(pairs, (fit.points for fit in scorer.fits(*columns)), strict=True))


def _is_ranked(points: list[int]) -> None:
    assert points == sorted(points, reverse=True)


def test_a_pair_people_have_ruled_out_is_in_no_ranking_and_says_by_whom() -> None:
    veto = Decision(candidate="k1", opening="p1", by="Kari Eksempel", reason="samme familie")
    asked = Enquiry(cohort([candidate()], [opening()]), CATALOGUE, Policy(vetoes=(veto,)), ON, 1)
    assert asked.people_for("p1", 5) == ()
    assert asked.openings_for("k1", 5) == ()
    assert (
        Reason.of(ReasonCode.NOTE_VETOED, by="Kari Eksempel", reason="samme familie")
        in asked.pair("k1", "p1").verdict.notes
    )


def test_a_pair_is_judged_as_the_plan_would_judge_it() -> None:
    asked = Enquiry(
        cohort([candidate()], [opening(approval=Approval.NOT_APPROVED)]), CATALOGUE, Policy(), ON, 1
    )
    assert asked.pair("k1", "p1").verdict.outcome is Outcome.INELIGIBLE
    assert len(asked.people_for("p1", 5)) == 1


def test_what_is_worth_mapping_about_a_person_is_summed_over_the_openings_found() -> None:
    enquiry = asking([candidate()], [opening(), opening(id="p2", municipality=municipality("3407"))])
    found = enquiry.openings_for("k1", 5)
    widths = [one.width for pair in found if pair.fit for one in pair.fit.movements if one.part == "skills"]
    first = enquiry.to_map("k1", found)[0]
    assert (first.about, first.part, first.moves, first.among) == ("k1", "skills", sum(widths), 2)
    assert enquiry.to_map("k1", ()) == ()


def test_a_pair_that_may_not_meet_makes_nothing_worth_mapping() -> None:
    enquiry = asking([candidate(in_round=False)], [opening()])
    assert enquiry.to_map("k1", [enquiry.pair("k1", "p1")]) == ()


def test_how_well_some_people_are_mapped_for_an_opening_is_told_by_id() -> None:
    enquiry = asking([candidate(), candidate(id="k2", skills=frozenset())], [opening()])
    assert enquiry.levels("p1", ["k2", "k1"]) == {"k2": EvidenceLevel.MEDIUM, "k1": EvidenceLevel.LOW}
    assert enquiry.levels("p1", []) == {}

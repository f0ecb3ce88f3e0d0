"""Requirements on the opening alone: its trade, its region and the firm's approval."""

import pytest

from matching.domain.answers import NO, UNKNOWN, YES, Approval
from matching.domain.fit import Outcome
from matching.domain.policy import Policy
from matching.domain.programme import Programme
from matching.domain.reasons import ReasonCode
from matching.eligibility.rules import approved, region_of_programme, trade_of_programme
from tests.builders import CNC, candidate, municipality, opening, trade
from tests.eligibility.judged import MEETINGS, PLACES, answer, codes, verdict

HEALTH, COOK = trade("helsearbeiderfaget"), trade("kokkfaget")
OF_CNC = Programme(id="test", name="Prøve", trades=("cnc-maskineringsfaget",))


@pytest.mark.parametrize(
    ("trades", "expected"), [((CNC,), YES), ((HEALTH, CNC), YES), ((HEALTH,), NO), ((HEALTH, COOK), NO)]
)
def test_one_alternative_trade_of_the_programme_is_enough(trades: tuple[int, ...], expected: int) -> None:
    assert answer(trade_of_programme, candidate(), opening(trades=trades), OF_CNC) == expected


def test_every_trade_is_of_a_programme_that_names_none() -> None:
    assert answer(trade_of_programme, candidate(), opening(trades=(HEALTH,))) == YES


@pytest.mark.parametrize(
    ("region", "expected"),
    [((), YES), (("34",), YES), (("3443",), YES), (("50", "3443"), YES), (("50",), NO), (("3442",), NO)],
)
def test_the_place_lies_in_one_of_the_counties_or_municipalities(
    region: tuple[str, ...], expected: int
) -> None:
    place = opening(municipality=municipality("3443"))
    of = Programme(id="test", name="Prøve", region=region)
    assert answer(region_of_programme, candidate(), place, of) == expected


@pytest.mark.parametrize(
    ("approval", "place", "meeting"),
    [
        (Approval.APPROVED, YES, YES),
        (Approval.APPLIED, UNKNOWN, YES),
        (Approval.NOT_KNOWN, UNKNOWN, YES),
        (Approval.NOT_APPROVED, NO, YES),
    ],
)
def test_approval_blocks_a_place_and_not_a_meeting(approval: Approval, place: int, meeting: int) -> None:
    given = opening(approval=approval)
    assert answer(approved, candidate(), given, policy=PLACES) == place
    assert answer(approved, candidate(), given, policy=MEETINGS) == meeting


@pytest.mark.parametrize("approval", [one for one in Approval if one is not Approval.APPROVED])
def test_a_meeting_with_a_firm_not_approved_has_a_note(approval: Approval) -> None:
    found = verdict(candidate(), opening(approval=approval), policy=MEETINGS)
    assert (found.outcome, codes(found.notes)) == (Outcome.ELIGIBLE, [ReasonCode.NOTE_APPROVAL])


@pytest.mark.parametrize("policy", [PLACES, MEETINGS])
def test_an_approved_firm_has_no_note(policy: Policy) -> None:
    assert verdict(candidate(), opening(approval=Approval.APPROVED), policy=policy).notes == ()

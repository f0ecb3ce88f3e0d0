"""What a person has said of a trade is told with the fit: a no, and what she likes of it."""

import pytest

from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.explanation.proposals import why
from tests.builders import CATALOGUE, CNC, area, candidate, leisure, opening, trade
from tests.scoring.scored import fit

NO = Reason(ReasonCode.TRADE_UNWANTED)
COOK = trade("kokkfaget")


def told(person: Candidate, *trades: int) -> list[Reason]:
    """What is told of the trade itself, in its order."""
    found = why(fit(person, opening(trades=trades or (CNC,))), person, 10, CATALOGUE, Policy())
    said = (ReasonCode.TRADE_UNWANTED, ReasonCode.INTEREST_LIKED)
    return [reason for reason in found if reason.code in said]


def test_a_no_is_told_before_anything_else() -> None:
    person = candidate(unwanted=frozenset({CNC}), areas=frozenset({area("mechanics")}))
    found = why(fit(person, opening()), person, 10, CATALOGUE, Policy())
    assert found[0] == NO


def test_a_no_to_another_trade_is_not_told() -> None:
    assert told(candidate(unwanted=frozenset({COOK}))) == []


def test_of_alternative_trades_the_one_said_no_to_gives_way_and_is_not_told() -> None:
    """Both ask for something nobody has recorded; only the no parts them."""
    person = candidate(unwanted=frozenset({CNC}))
    assert fit(person, opening(trades=(CNC, COOK))).trade == "kokkfaget"
    assert told(person, CNC, COOK) == []


@pytest.mark.parametrize(
    ("areas", "doing", "liked"),
    [
        ("metal mechanics", "", "mechanics"),
        ("it", "", "it"),
        ("care", "gaming", "it"),
        ("care", "cooking", None),
        ("", "", None),
    ],
)
def test_the_foremost_liked_area_of_the_trade_is_named(areas: str, doing: str, liked: str | None) -> None:
    person = candidate(
        areas=frozenset(map(area, areas.split())), leisure=frozenset(map(leisure, doing.split()))
    )
    assert told(person) == ([Reason.of(ReasonCode.INTEREST_LIKED, area=liked)] if liked else [])

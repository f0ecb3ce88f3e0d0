"""What a person has said of a trade is told with the fit: a no as a note, her wish, and what she likes of it."""

import pytest

from matching.domain.people import Candidate
from matching.domain.policy import Policy
from matching.domain.reasons import Reason, ReasonCode
from matching.enquiry import Enquiry
from matching.explanation.proposals import why
from matching.pipeline import fill
from tests.builders import CATALOGUE, CNC, ON, area, candidate, cohort, leisure, opening, trade
from tests.scoring.scored import fit

NO = Reason(ReasonCode.TRADE_UNWANTED)
LIKES = Reason(ReasonCode.INTERESTS_LIKE)
COOK = trade("kokkfaget")
AS_CNC = CATALOGUE.trades[CNC].interests
MECHANICS = frozenset({area("mechanics")})


def told(person: Candidate, *codes: ReasonCode) -> list[Reason]:
    """What of these codes speaks for a person at an opening of CNC."""
    found = why(fit(person, opening()), person, 10, CATALOGUE, Policy())
    return [reason for reason in found if reason.code in codes]


def notes(person: Candidate, *trades: int) -> tuple[Reason, ...]:
    """The notes of a person and an opening in these trades."""
    asked = Enquiry(cohort([person], [opening(trades=trades or (CNC,))]), CATALOGUE, Policy(), ON, 1)
    return asked.pair("k1", "p1").verdict.notes


def test_a_no_to_the_trade_is_the_first_note_and_speaks_for_nothing() -> None:
    person = candidate(unwanted=frozenset({CNC}), in_round=None)
    assert notes(person) == (NO, Reason(ReasonCode.NOTE_NOT_ASKED))
    assert told(person, ReasonCode.TRADE_UNWANTED) == []


def test_a_no_to_the_trade_is_a_note_on_a_proposal_too() -> None:
    person = candidate(unwanted=frozenset({CNC}), in_round=None)
    plan = fill(cohort([person], [opening()]), CATALOGUE, Policy(), on=ON, seed=1)
    assert plan.assignments[0].notes == (NO, Reason(ReasonCode.NOTE_NOT_ASKED))


def test_a_no_to_another_trade_is_not_told() -> None:
    assert notes(candidate(unwanted=frozenset({COOK}))) == ()


def test_of_alternative_trades_the_one_said_no_to_gives_way_and_is_not_told() -> None:
    """Both ask for something nobody has recorded; only the no parts them."""
    person = candidate(unwanted=frozenset({CNC}))
    assert fit(person, opening(trades=(CNC, COOK))).trade == "kokkfaget"
    assert notes(person, CNC, COOK) == ()


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_a_wish_is_told_with_its_rank_and_as_the_maybe_it_is(rank: int) -> None:
    wishes = (*(COOK, trade("salgsfaget"))[: rank - 1], CNC)
    codes = (ReasonCode.WISHED_TRADE, ReasonCode.WISHED_MAYBE)
    assert told(candidate(wishes=wishes), *codes) == [Reason.of(ReasonCode.WISHED_TRADE, rank=rank)]
    maybe = candidate(wishes=wishes, maybe=frozenset({CNC}))
    assert told(maybe, *codes) == [Reason.of(ReasonCode.WISHED_MAYBE, rank=rank)]


def test_a_wish_for_another_trade_is_not_told() -> None:
    assert told(candidate(wishes=(COOK,)), ReasonCode.WISHED_TRADE, ReasonCode.WISHED_MAYBE) == []


@pytest.mark.parametrize(
    ("person", "alike"),
    [
        (candidate(interests=AS_CNC), True),
        (candidate(interests=AS_CNC, areas=MECHANICS), True),
        (candidate(interest_code=(0, 5, 1)), False),
        (candidate(areas=MECHANICS), False),
        (candidate(interests=(40,) * 6, areas=MECHANICS), False),
        (candidate(interests=(40, 30, 40, 40, 30, 40), areas=MECHANICS), False),
    ],
    ids=["numbers", "numbers and an area", "a code, which is half an answer", "an area", "flat", "others"],
)
def test_interests_are_like_the_trade_where_numbers_say_so_and_not_where_an_area_lifts_them(
    person: Candidate, alike: bool
) -> None:
    assert told(person, ReasonCode.INTERESTS_LIKE) == ([LIKES] if alike else [])


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
    found = [Reason.of(ReasonCode.INTEREST_LIKED, area=liked)] if liked else []
    assert told(person, ReasonCode.INTEREST_LIKED) == found

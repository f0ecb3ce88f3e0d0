"""Seats that two share: who takes a half and who a whole, and what is left."""

from matching.domain.policy import Decision, Mode, Policy
from matching.domain.reasons import ReasonCode
from tests.allocation.limited_rounds import HALF, filled, people, places, round_of
from tests.builders import candidate


def test_two_at_half_time_share_a_seat_where_the_firm_says_so() -> None:
    everybody = [candidate(id="k1", extent=HALF), candidate(id="k2", extent=HALF), candidate(id="k3")]
    shared = {"extent": (50, 100), "sharing": True}
    plan = filled(round_of(everybody, places(shared)), Policy(share_seats=True))
    assert people(plan) == {"k1", "k2"}
    assert plan.bounds is not None
    for policy, opening_ in (
        (Policy(), shared),
        (Policy(share_seats=True), {**shared, "sharing": None}),
        (Policy(share_seats=True), {**shared, "sharing": False}),
    ):
        other = filled(round_of(everybody, places(opening_)), policy)
        assert len(other.assignments) == 1
        assert other.proof is not None, "where nobody can share, prices prove the plan"


def test_one_and_a_half_positions_take_one_at_full_and_one_at_half_time() -> None:
    everybody = [candidate(id="k1", extent=HALF), candidate(id="k2"), candidate(id="k3")]
    round_ = round_of(everybody, places({"seats": 15, "extent": (50, 100), "sharing": True}))
    plan = filled(round_, Policy(share_seats=True))
    assert "k1" in people(plan)
    assert len(people(plan)) == 2
    assert plan.empty_seats == ()
    assert ReasonCode.NOTE_TENTHS_UNUSED not in {one.code for one in plan.notes}


def test_a_half_left_is_told_as_room_for_one() -> None:
    round_ = round_of(
        [candidate(id="k1", extent=HALF)], places({"seats": 20, "extent": (50, 100), "sharing": True})
    )
    plan = filled(round_, Policy(share_seats=True))
    assert [(one.opening, one.room) for one in plan.empty_seats] == [("p1", 2)], "a half and a whole"


def test_whoever_has_not_said_takes_a_whole_seat() -> None:
    blank = [candidate(id="k1", extent=None), candidate(id="k2", extent=HALF)]
    round_ = round_of(blank, places({"extent": None, "sharing": True}))
    plan = filled(round_, Policy(share_seats=True, allow_unknown=True))
    assert len(plan.assignments) == 1


def test_seats_are_not_shared_where_meetings_are_proposed() -> None:
    everybody = [candidate(id=name, extent=HALF) for name in ("k1", "k2", "k3")]
    round_ = round_of(everybody, places({"extent": (50, 100), "sharing": True}))
    plan = filled(round_, Policy(mode=Mode.MEETINGS, people_per_seat=2, share_seats=True))
    assert (len(plan.assignments), plan.bounds) == (2, None)


def test_more_pins_than_a_shared_seat_has_halves_are_refused() -> None:
    everybody = [candidate(id=f"k{number}", extent=HALF) for number in (1, 2, 3)]
    round_ = round_of(everybody, places({"extent": (50, 100), "sharing": True}))
    pins = tuple(Decision(candidate=f"k{n}", opening="p1", by="A", reason="avtalt") for n in (1, 2, 3))
    assert len(filled(round_, Policy(pins=pins[:2], share_seats=True)).assignments) == 2
    plan = filled(round_, Policy(pins=pins, share_seats=True))
    assert [(one.code, one.fact("pins"), one.fact("room")) for one in plan.causes] == [
        (ReasonCode.PINS_EXCEED_SEATS, 3, 2)
    ]

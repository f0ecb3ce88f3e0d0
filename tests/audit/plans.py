"""Two small plans with their proofs, every number worked by hand, and one that cannot be made."""

from dataclasses import replace

import numpy as np

from matching.audit.certificate import NO_ROOM
from matching.domain.answers import Approval, TravelMode
from matching.domain.plan import DecisionCost, Reserve, SeatValue, Status, Unassigned
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.proof import BoundKind, Proof, Scale, Total
from matching.domain.reasons import Reason, ReasonCode
from tests.audit.counted import COUNTED_IN_FULL_LISTS, COUNTED_IN_MEETINGS, COUNTED_IN_PLACES
from tests.audit.examples import Example
from tests.audit.rows import HALF, HALF_WISHED, MOST_OF, PLAIN, WISHED, assignment, frame, nobody
from tests.builders import CNC, candidate, certificate, cohort, licence, municipality, opening

GJOVIK = municipality("3407")
K5_WHY = (
    Reason.of(ReasonCode.NOT_IN_ROUND, count=4, total=4),
    Reason.of(ReasonCode.NOT_APPROVED, count=1, total=4),
    Reason.of(ReasonCode.EXTENT_APART, count=1, total=4),
)
P3_WHY = (
    Reason.of(ReasonCode.NOT_APPROVED, count=5, total=5),
    Reason.of(ReasonCode.NOT_IN_ROUND, count=1, total=5),
)
K4_WHY = (
    Reason.of(ReasonCode.VETOED, count=1),
    Reason.of(ReasonCode.ASK_LICENCE, count=1, among=1, total=3),
    Reason.of(ReasonCode.EXTENT_APART, count=1, total=3),
)
ALL_ASKED = Reason.of(ReasonCode.ASK_LICENCE, count=4, among=4, total=4)


def places(spare: int = 1) -> Example:
    """Three of five people get a place, one of them pinned.

    k1 wishes CNC: 480 at p2 at home, 476 at p1 a quarter of an hour away. k2 lives by p1: 428 there, 424 at p2.
    k3 is pinned at p4, whose licence she has not said whether she holds. k4 goes by bus: 418 at p2, and p1 takes
    longer than she has said, 38 of 30 minutes, yet 3,800 <= 130 x 30. k5 has said no to the round. Nobody else has
    a licence for p4, and p3 is not approved.

    `spare` is how far the unit of a person exceeds what the order of totals demands at the least.
    """
    people = [
        candidate(id="k1", wishes=(CNC,), licences=frozenset()),
        candidate(id="k2", municipality=GJOVIK, licences=frozenset()),
        candidate(id="k3", in_round=None, extent=(50, 100)),
        candidate(id="k4", travel_mode=TravelMode.TRANSIT, travel_limit=30, licences=frozenset()),
        candidate(id="k5", in_round=False),
    ]
    attests = frozenset({certificate("hms-card"), certificate("police-certificate")})
    openings = [
        opening(id="p1", municipality=GJOVIK),
        opening(id="p2"),
        opening(id="p3", seats=35, approval=Approval.NOT_APPROVED),
        opening(id="p4", licence=frozenset({licence("B")}), extent=(50, 80), certificates=attests),
    ]
    pin = Decision(candidate="k3", opening="p4", by="Veileder A", reason="har prøvd seg her")
    veto = Decision(candidate="k3", opening="p1", by="Veileder A", reason="har sluttet her før")
    policy = Policy(pins=(pin,), vetoes=(veto,), reserves=2)
    notes = (
        Reason.of(ReasonCode.NOTE_NOT_ASKED),
        Reason.of(ReasonCode.NOTE_CERTIFICATE, certificate="police-certificate"),
        Reason.of(ReasonCode.NOTE_CERTIFICATE, certificate="hms-card"),
        Reason.of(ReasonCode.NOTE_PART_TIME, percent=80),
        Reason.of(ReasonCode.NOTE_PINNED, by=pin.by, reason=pin.reason),
    )
    # Five people, so five proposals at most: a person is worth more than 2 x 1000 x 5. With a place more in p2
    # k4 gets it: its price is unit + 418. With one more in p1 k1 moves there, 4 less, and k4 follows: unit + 414.
    unit = 2 * 1000 * 5 + spare
    made = replace(
        frame(cohort(people, openings), policy),
        assignments=(
            assignment("k1", "p2", WISHED),
            assignment("k2", "p1", PLAIN),
            assignment("k3", "p4", MOST_OF, extent=(50, 80), notes=notes, pinned=True),
        ),
        unassigned=(
            Unassigned(candidate="k4", eligible=1, unknown=1, reasons=(Reason.of(ReasonCode.COMPETITION),)),
            Unassigned(candidate="k5", eligible=0, unknown=0, reasons=K5_WHY),
        ),
        empty_seats=(nobody("p3", *P3_WHY, room=3, unknown=0),),
        reserves={
            "p2": (Reserve("k4", 418, False), Reserve("k3", 428, True)),
            "p1": (Reserve("k1", 476, True),),
        },
        seat_values=(
            SeatValue("p1", Total(1, 1, 414), Total(1, 1, 428)),
            SeatValue("p2", Total(1, 1, 418), Total(1, 1, 432)),  # without it k1 goes to p1: 480 + 428 - 476
            SeatValue("p3", Total(), Total()),
            SeatValue("p4", Total(), None),
        ),
        # Unpinned, k3 may not be proposed at p4; two are then the most, k1 at p2 and k2 at p1.
        decision_costs=(
            DecisionCost("k3", "p4", True, Total(-1, -1, -421)),
            DecisionCost("k3", "p1", False, Total()),
        ),
        notes=(
            Reason.of(ReasonCode.NOTE_ORDINARY),
            Reason.of(ReasonCode.NOTE_TENTHS_UNUSED, opening="p3", tenths=5),
            # Skills say the same of everybody, and k1 and k2 have what suits them best.
            Reason(ReasonCode.NOTE_STABLE),
        ),
        proof=Proof(
            objective=Total(3, 3, 480 + 428 + 421),
            bound=Total(3, 3, 480 + 428 + 421),
            bound_kind=BoundKind.CERTIFIED,
            scale=Scale(person=unit, proposal=0),
            prices=np.array([unit + 414, unit + 418, 0, 0]),
            greatest=np.array([unit + 428, unit + 432, 0, NO_ROOM]),
            thresholds=np.array([480 - unit - 418, 428 - unit - 414, 0, 418 - unit - 418, -unit]),
            capacities=np.array([1, 1, 3, 0]),
            pairs=5,
        ),
        **COUNTED_IN_PLACES,
    )
    points = {("k1", "p2"): 480, ("k1", "p1"): 476, ("k2", "p2"): 424, ("k2", "p1"): 428, ("k4", "p2"): 418}
    room = {"p1": 1, "p2": 1, "p3": 3, "p4": 0}
    left = {"k1": 1, "k2": 1, "k3": 0, "k4": 1, "k5": 1}
    return Example(made, cohort(people, openings), policy, points, room, left)


def meetings(spare_proposal: int = 1, spare_person: int = 1) -> Example:
    """Three of four people are to meet four times, one meeting pinned; the fourth is vetoed where she could meet.

    p1 is full time: 428, 480 for k2, who wishes CNC. p2 is half time: 410, 463 for k2; k1 and k4 want full time
    alone. p3 asks for a licence nobody has said whether they hold.

    The two spare numbers are how far the units exceed what the order of totals demands at the least.
    """
    half, either = (50, 50), (50, 100)
    people = [
        candidate(id="k1"),
        candidate(id="k2", extent=either, wishes=(CNC,)),
        candidate(id="k3", extent=either),
        candidate(id="k4", wishes=(CNC,)),
    ]
    openings = [
        opening(id="p1"),
        opening(id="p2", seats=5, extent=None, approval=Approval.NOT_KNOWN),
        opening(id="p3", licence=frozenset({licence("B")})),
    ]
    pin = Decision(candidate="k3", opening="p2", by="Veileder A", reason="avtalt")
    veto = Decision(candidate="k4", opening="p1", by="Veileder A", reason="kjenner faglig leder")
    policy = Policy(mode=Mode.MEETINGS, people_per_seat=2, pins=(pin,), vetoes=(veto,), reserves=1)
    notes = (Reason.of(ReasonCode.NOTE_APPROVAL), Reason.of(ReasonCode.NOTE_PART_TIME, percent=50))
    pinned = (*notes, Reason.of(ReasonCode.NOTE_PINNED, by=pin.by, reason=pin.reason))
    # Room for six proposals in all. With room for one more at p1 k3 gets a second meeting: its price is 428 and
    # what a proposal is worth. Without one of its two, the second meeting of k2 is lost there: 480.
    proposal = 2 * 1000 * 6 + spare_proposal
    person = 2 * (proposal + 1000) * 6 + spare_person
    made = replace(
        frame(cohort(people, openings), policy),
        assignments=(
            assignment("k1", "p1", PLAIN),
            assignment("k2", "p1", WISHED),
            assignment("k2", "p2", HALF_WISHED, extent=half, notes=notes),
            assignment("k3", "p2", HALF, extent=half, notes=pinned, pinned=True),
        ),
        unassigned=(Unassigned(candidate="k4", eligible=0, unknown=1, reasons=K4_WHY),),
        empty_seats=(nobody("p3", ALL_ASKED, room=2, unknown=4),),
        reserves={"p1": (Reserve("k3", 428, True),), "p2": ()},
        seat_values=(
            SeatValue("p1", Total(0, 1, 428), Total(0, 1, 480)),
            SeatValue("p2", Total(), Total(0, 1, 463)),
            SeatValue("p3", Total(), Total()),
        ),
        # Unpinned, k3 is proposed at p2 all the same; without the veto k4 takes the second meeting of k2 at p1.
        decision_costs=(
            DecisionCost("k3", "p2", True, Total()),
            DecisionCost("k4", "p1", False, Total(1, 0, 0)),
        ),
        proof=Proof(
            objective=Total(3, 4, 428 + 480 + 463 + 410),
            bound=Total(3, 4, 428 + 480 + 463 + 410),
            bound_kind=BoundKind.CERTIFIED,
            scale=Scale(person=person, proposal=proposal),
            prices=np.array([proposal + 428, 0, 0]),
            greatest=np.array([proposal + 480, proposal + 463, 0]),
            thresholds=np.array([0, 480 - 428, 0, -person]),
            capacities=np.array([2, 1, 2]),
            pairs=4,
        ),
        **COUNTED_IN_MEETINGS,
    )
    points = {("k1", "p1"): 428, ("k2", "p1"): 480, ("k2", "p2"): 463, ("k3", "p1"): 428}
    room = {"p1": 2, "p2": 1, "p3": 2}
    left = {"k1": 2, "k2": 2, "k3": 1, "k4": 2}
    return Example(made, cohort(people, openings), policy, points, room, left)


def full_lists() -> Example:
    """One person with a pinned meeting at p1, 428, gets one more at p2, 428, though p3, 424, is open to her too."""
    openings = [opening(id="p1"), opening(id="p2"), opening(id="p3", municipality=GJOVIK)]
    pin = Decision(candidate="k1", opening="p1", by="Veileder A", reason="avtalt")
    policy = Policy(mode=Mode.MEETINGS, people_per_seat=1, pins=(pin,), reserves=1)
    pinned = (Reason.of(ReasonCode.NOTE_PINNED, by=pin.by, reason=pin.reason),)
    round_ = cohort([candidate(id="k1")], openings)
    proposal = 2 * 1000 * 2 + 1
    made = replace(
        frame(round_, policy),
        assignments=(
            assignment("k1", "p1", PLAIN, notes=pinned, pinned=True),
            assignment("k1", "p2", PLAIN),
        ),
        empty_seats=(nobody("p3", room=1, eligible=1, elsewhere=1),),
        reserves={"p3": (Reserve("k1", 424, True),)},
        seat_values=(
            SeatValue("p1", Total(), None),
            SeatValue("p2", Total(), Total(0, 0, 4)),  # without it p3 takes her
            SeatValue("p3", Total(), Total()),
        ),
        decision_costs=(DecisionCost("k1", "p1", True, Total()),),
        proof=Proof(
            objective=Total(1, 2, 856),
            bound=Total(1, 2, 856),
            bound_kind=BoundKind.CERTIFIED,
            scale=Scale(person=2 * (proposal + 1000) * 2 + 1, proposal=proposal),
            prices=np.array([0, 0, 0]),
            greatest=np.array([NO_ROOM, 4, 0]),
            thresholds=np.array([proposal + 424]),
            capacities=np.array([0, 1, 1]),
            pairs=2,
        ),
        **COUNTED_IN_FULL_LISTS,
    )
    points = {("k1", "p2"): 428, ("k1", "p3"): 424}
    return Example(made, round_, policy, points, {"p1": 0, "p2": 1, "p3": 1}, {"k1": 1})


def infeasible() -> Example:
    """No plan: k3 is pinned where she is vetoed."""
    one = places()
    veto = Decision(candidate="k3", opening="p4", by="Veileder B", reason="kjenner faglig leder")
    policy = replace(one.policy, vetoes=(veto,))
    cause = Reason.of(ReasonCode.PINNED_AND_VETOED, candidate="k3", opening="p4")
    made = replace(frame(one.cohort, policy), status=Status.INFEASIBLE, causes=(cause,))
    return replace(one, policy=policy, plan=made)

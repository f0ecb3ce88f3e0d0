"""The table of needs: what is reported, clarified, confirmed, listed and proposed in each trade at each place."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matching.domain.answers import NeedStatus
from matching.domain.cohort import Cohort
from matching.domain.needs import Need, NeedRow
from matching.domain.openings import Employer, Opening
from matching.domain.policy import Mode, Policy
from matching.needs import needs_by_trade_and_place
from matching.pipeline import fill
from tests.builders import CATALOGUE, CNC, ON, VESTRE_TOTEN, candidate, municipality, opening, trade
from tests.drawn import MUNICIPALITIES, TRADES

COOK = trade("kokkfaget")
OSLO = municipality("0301")


def need(**changes: object) -> Need:
    one = Need(
        id="B1", employer=0, trade=CNC, municipality=VESTRE_TOTEN, seats=10, status=NeedStatus.CONFIRMED
    )
    return replace(one, **changes)  # type: ignore[arg-type]  # the fields of a need


def round_of(needs: list[Need], openings: list[Opening]) -> Cohort:
    people = [candidate(id="k1"), candidate(id="k2")]
    return Cohort.of(people, openings, [Employer(name="Fabrikk A")], needs=needs)


def test_seats_are_counted_by_status_in_each_trade_at_each_place() -> None:
    needs = [
        need(seats=20),
        need(id="B2", status=NeedStatus.REPORTED, seats=5),
        need(id="B3", status=NeedStatus.CLARIFIED),
        need(id="B4", status=NeedStatus.NOT_KNOWN),
        need(id="B5", trade=COOK, municipality=OSLO),
    ]
    rows = needs_by_trade_and_place(round_of(needs, [opening(seats=30)]), CATALOGUE)
    assert rows == (
        NeedRow(
            trade="cnc-maskineringsfaget",
            municipality="3443",
            reported=5,
            clarified=10,
            confirmed=20,
            not_known=10,
            listed=30,
        ),
        NeedRow(trade="kokkfaget", municipality="0301", confirmed=10),
    )


def test_a_need_that_is_an_opening_is_not_listed_a_second_time() -> None:
    (row,) = needs_by_trade_and_place(round_of([need()], [need().opening()]), CATALOGUE)
    assert (row.confirmed, row.listed) == (10, 0)


def test_proposals_are_counted_where_they_are() -> None:
    for mode, proposed in ((Mode.PLACES, 1), (Mode.MEETINGS, 2)):
        cohort = round_of([], [opening(id="p1"), opening(id="p2", trades=(COOK,), municipality=OSLO)])
        plan = fill(cohort, CATALOGUE, Policy(mode=mode), on=ON, seed=1)
        rows = needs_by_trade_and_place(cohort, CATALOGUE, plan)
        assert [(row.trade, row.proposed) for row in rows] == [
            ("cnc-maskineringsfaget", proposed),
            ("kokkfaget", 0),
        ]


def test_without_a_plan_nothing_is_said_of_proposals() -> None:
    (row,) = needs_by_trade_and_place(round_of([], [opening()]), CATALOGUE)
    assert row.proposed is None


NEEDS = st.lists(
    st.builds(
        Need,
        id=st.just("B"),
        employer=st.just(0),
        trade=st.sampled_from(TRADES),
        municipality=st.sampled_from(MUNICIPALITIES),
        seats=st.integers(0, 30),
        status=st.sampled_from(NeedStatus),
    ),
    max_size=8,
).map(lambda needs: [replace(one, id=f"B{place}") for place, one in enumerate(needs)])


@given(NEEDS, st.lists(st.tuples(st.sampled_from(TRADES), st.integers(0, 30)), max_size=5), st.data())
def test_every_seat_is_in_the_table_once_whatever_the_order(
    needs: list[Need], places: list[tuple[int, int]], data: st.DataObject
) -> None:
    openings = [
        opening(id=f"p{number}", trades=(one,), seats=seats, extent=None)
        for number, (one, seats) in enumerate(places)
    ]
    rows = needs_by_trade_and_place(round_of(needs, openings), CATALOGUE)
    told = sum(row.reported + row.clarified + row.confirmed + row.not_known for row in rows)
    assert told == sum(one.seats for one in needs)
    assert sum(row.listed for row in rows) == sum(one.seats for one in openings)
    assert len({(row.trade, row.municipality) for row in rows}) == len(rows)
    turned = data.draw(st.permutations(needs))
    assert needs_by_trade_and_place(round_of(turned, openings), CATALOGUE) == rows

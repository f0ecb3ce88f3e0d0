"""Totals and the one number that orders them; reasons, errors and what an audit says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.plan import AuditReport, Finding
from matching.domain.proof import Scale, Total
from matching.domain.reasons import Reason, ReasonCode

MOST = 1_000_000


@st.composite
def scaled(draw: st.DrawFn) -> tuple[Scale, Total, Total]:
    """Two totals, of either sign, and a scale on which neither points nor proposals outgrow a unit."""
    points, proposals, people = (draw(st.integers(0, MOST)) for _ in range(3))
    proposal = 2 * points + 1 + draw(st.integers(0, 5))
    person = 2 * (proposals * proposal + points) + 1 + draw(st.integers(0, 5))

    def within(bound: int) -> int:
        return draw(st.integers(-bound, bound))

    first, second = (Total(within(people), within(proposals), within(points)) for _ in range(2))
    return Scale(person=person, proposal=proposal), first, second


@given(scaled())
def test_a_total_comes_back_from_its_value(drawn: tuple[Scale, Total, Total]) -> None:
    scale, first, second = drawn
    assert scale.total(scale.value(first)) == first
    assert scale.total(scale.value(second)) == second


@given(st.integers(-MOST, MOST), st.integers(-MOST, MOST), st.integers(0, 5))
def test_a_total_of_places_comes_back_with_a_proposal_for_each_person(
    people: int, points: int, more: int
) -> None:
    scale = Scale(person=2 * abs(points) + 1 + more, proposal=0)
    assert scale.total(scale.value(Total(people, people, points))) == Total(people, people, points)


@given(scaled())
def test_values_are_ordered_as_totals_are(drawn: tuple[Scale, Total, Total]) -> None:
    scale, first, second = drawn
    assert (scale.value(first) < scale.value(second)) == (first < second)


@given(scaled())
def test_the_value_of_a_difference_is_the_difference_of_values(drawn: tuple[Scale, Total, Total]) -> None:
    scale, first, second = drawn
    assert scale.value(first - second) == scale.value(first) - scale.value(second)
    assert scale.value(first + second) == scale.value(first) + scale.value(second)
    assert first - second + second == first


def test_people_come_before_proposals_and_proposals_before_points() -> None:
    totals = [Total(1, 0, 0), Total(0, 2, 900), Total(1, 1, 0), Total(0, 2, 100), Total(0, 3, 0)]
    assert sorted(totals) == [
        Total(0, 2, 100),
        Total(0, 2, 900),
        Total(0, 3, 0),
        Total(1, 0, 0),
        Total(1, 1, 0),
    ]


def test_the_facts_of_a_reason_are_ordered_by_name() -> None:
    one = Reason.of(ReasonCode.TRAVEL_TOO_LONG, minutes=52, limit=45, mode="car")
    assert one.facts == (("limit", 45), ("minutes", 52), ("mode", "car"))
    assert one == Reason.of(ReasonCode.TRAVEL_TOO_LONG, mode="car", limit=45, minutes=52)
    assert one.fact("limit") == 45
    with pytest.raises(KeyError):
        one.fact("colour")


def test_an_error_tells_its_code_and_facts() -> None:
    fault = PolicyFault(ErrorCode.ID_UNKNOWN, id="k9", kind="candidate")
    assert (fault.code, fault.facts) == (ErrorCode.ID_UNKNOWN, {"id": "k9", "kind": "candidate"})
    assert str(fault) == "id_unknown: id=k9, kind=candidate"


def test_an_audit_passes_when_nothing_is_found() -> None:
    assert AuditReport((), (), "all", 0).passed
    assert not AuditReport((), (Finding("ids", "k1 is nobody"),), "all", 0).passed

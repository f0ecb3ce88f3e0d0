"""Causes, notes and reasons of a plan against our own count, where the plans worked by hand have none such."""

from dataclasses import replace

import pytest

from matching.domain.answers import Approval, WorkHours
from matching.domain.plan import Plan, Status, Unassigned
from matching.domain.policy import Decision, Mode, Policy
from matching.domain.programme import OPEN_PROGRAMME, TargetGroup
from matching.domain.reasons import Reason, ReasonCode
from tests.audit.examples import Example, found_by
from tests.audit.plans import infeasible, meetings
from tests.audit.rows import PLAIN, assignment, frame, nobody
from tests.builders import candidate, cohort, licence, opening

DRIVES = frozenset({licence("B")})
EVENING = frozenset({WorkHours.DAY, WorkHours.EVENING})


def left(example: Example, *reasons: Reason) -> bool:
    """Whether the check of reasons finds something where the first person is told these."""
    row = Unassigned(candidate="k1", eligible=0, unknown=0, reasons=reasons)
    return "reasons-true" in found_by(replace(example, plan=replace(example.plan, unassigned=(row,))))


def round_of(*several: object, **said: object) -> Example:
    """One person of whom that is said, and openings."""
    round_ = cohort([candidate(**said)], list(several))  # type: ignore[arg-type]  # fields by name
    return Example(frame(round_, Policy()), round_, Policy(), {}, {}, {})


def ask(code: ReasonCode, count: int | None, among: int, total: int) -> Reason:
    return Reason.of(code, count=count, among=among, total=total)


def test_a_question_counts_the_openings_it_settles_alone_among_those_it_is_asked_of() -> None:
    two = [opening(id="p1", licence=DRIVES), opening(id="p2", licence=DRIVES, norwegian=3)]
    example = round_of(*two, licences=None, norwegian=None)
    licences = ask(ReasonCode.ASK_LICENCE, 1, 2, 2)
    assert not left(example, licences, ask(ReasonCode.ASK_NORWEGIAN, None, 1, 2))
    assert left(example, licences, ask(ReasonCode.ASK_NORWEGIAN, 1, 1, 2))
    assert left(example, licences)


@pytest.mark.parametrize(
    ("shifts", "code"),
    [(None, ReasonCode.ASK_HOURS), (frozenset({WorkHours.SHIFT}), ReasonCode.ASK_EMPLOYER_HOURS)],
)
def test_the_firm_is_asked_where_the_person_has_answered(
    shifts: frozenset[WorkHours] | None, code: ReasonCode
) -> None:
    example = round_of(opening(hours=EVENING), shifts=shifts)
    assert not left(example, ask(code, 1, 1, 1))
    other = {ReasonCode.ASK_HOURS, ReasonCode.ASK_EMPLOYER_HOURS} - {code}
    assert left(example, ask(other.pop(), 1, 1, 1))


def test_an_opening_is_told_of_the_questions_to_each_person_and_to_the_firm() -> None:
    people = [candidate(id="k1", shifts=None), candidate(id="k2", shifts=frozenset({WorkHours.SHIFT}))]
    round_ = cohort(people, [opening(hours=EVENING)])
    asked = [ask(code, 1, 1, 2) for code in (ReasonCode.ASK_HOURS, ReasonCode.ASK_EMPLOYER_HOURS)]
    row = nobody("p1", *asked, room=1, unknown=2)
    made = replace(frame(round_, Policy()), empty_seats=(row,))
    example = Example(made, round_, Policy(), {}, {}, {})
    assert "empty-reasons" not in found_by(example)
    silent = replace(made, empty_seats=(replace(row, reasons=row.reasons[:2]),))
    assert "empty-reasons" in found_by(replace(example, plan=silent))


def test_the_firm_is_asked_about_its_approval() -> None:
    assert not left(round_of(opening(approval=Approval.APPLIED)), ask(ReasonCode.ASK_APPROVAL, 1, 1, 1))


def test_two_requirements_of_age_ask_one_question() -> None:
    target = TargetGroup(ground="vedtak", least_age=18, greatest_age=29)
    round_ = cohort([candidate(birth_year=None)], [opening()], replace(OPEN_PROGRAMME, target=target))
    example = Example(frame(round_, Policy()), round_, Policy(), {}, {}, {})
    assert not left(example, ask(ReasonCode.ASK_BIRTHDAY, 1, 1, 1))


def test_an_opening_that_a_rule_stops_asks_nothing() -> None:
    example = round_of(opening(licence=DRIVES), in_round=False, licences=None)
    no = Reason.of(ReasonCode.NOT_IN_ROUND, count=1, total=1)
    assert not left(example, no)
    assert left(example, no, ask(ReasonCode.ASK_LICENCE, 1, 1, 1))


def test_a_vetoed_pair_still_counts_among_the_questions() -> None:
    example = meetings()
    veto = Decision(candidate="k4", opening="p3", by="Veileder A", reason="kjenner faglig leder")
    policy = replace(example.policy, vetoes=(*example.policy.vetoes, veto))
    row = example.plan.unassigned[0]
    told = (Reason.of(ReasonCode.VETOED, count=2), *row.reasons[1:])
    plan = replace(
        example.plan, policy_hash=policy.digest(), unassigned=(replace(row, unknown=0, reasons=told),)
    )
    assert "reasons-true" not in found_by(replace(example, policy=policy, plan=plan))
    once = replace(plan, unassigned=(row,))
    assert "reasons-true" in found_by(replace(example, policy=policy, plan=once))


def not_made(cause: Reason, *pins: str, **policy: object) -> set[str]:
    """What is found of a plan not made for a cause: pins where told, p1 with one place, p2 not approved."""
    decisions = [Decision(candidate=p[:2], opening=p[2:], by="Veileder A", reason="avtalt") for p in pins]
    chosen = replace(Policy(pins=tuple(decisions)), **policy)  # type: ignore[arg-type]  # fields by name
    openings = [opening(id="p1"), opening(id="p2", approval=Approval.NOT_APPROVED)]
    round_ = cohort([candidate(id="k1"), candidate(id="k2")], openings)
    made: Plan = replace(frame(round_, chosen), status=Status.INFEASIBLE, causes=(cause,))
    return found_by(Example(made, round_, chosen, {}, {}, {}))


def test_a_true_cause_is_no_finding() -> None:
    crowded = Reason.of(ReasonCode.PINS_EXCEED_SEATS, opening="p1", room=1, pins=2)
    twice = Reason.of(ReasonCode.PINNED_TWICE, candidate="k1", opening="p1")
    unfit = Reason.of(ReasonCode.PINNED_INELIGIBLE, candidate="k1", opening="p2")
    assert not_made(crowded, "k1p1", "k2p1") == set()
    assert not_made(crowded, "k1p1") == {"causes-true"}
    assert not_made(twice, "k1p1", "k1p1") == set()
    assert not_made(twice, "k1p1", "k1p2") == set()
    assert not_made(twice, "k1p1", "k1p2", mode=Mode.MEETINGS) == {"causes-true"}
    assert not_made(unfit, "k1p2") == set()
    assert not_made(unfit, "k1p1") == {"causes-true"}
    assert found_by(infeasible()) == set()


@pytest.mark.parametrize(
    ("size", "mode", "told"),
    [
        ((1, 3), Mode.PLACES, False),
        ((2, 3), Mode.PLACES, True),
        ((0, 0), Mode.PLACES, True),
        ((2, 3), Mode.MEETINGS, False),
    ],
)
def test_the_size_of_a_class_is_told_where_the_places_are_outside_it(
    size: tuple[int, int], mode: Mode, told: bool
) -> None:
    programme, policy = replace(OPEN_PROGRAMME, class_size=size), Policy(mode=mode)
    round_ = cohort([candidate()], [opening()], programme)
    note = Reason.of(ReasonCode.NOTE_CLASS_SIZE, people=1, least=size[0], greatest=size[1])
    silent = replace(frame(round_, policy), assignments=(assignment("k1", "p1", PLAIN),))
    loud = replace(silent, notes=(*silent.notes, note))
    found = ["plan-notes" in found_by(Example(one, round_, policy, {}, {}, {})) for one in (silent, loud)]
    assert found == [told, not told]

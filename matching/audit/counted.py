"""Checks of what a plan counts over all pairs of the round: the funnel and the question list."""

from collections import Counter
from collections.abc import Iterator

from matching.audit.case import Case
from matching.domain.funnel import Funnel, OpenQuestion


def funnel_is_counted(case: Case) -> Iterator[str]:
    """Every pair is counted, and what each requirement stops or waits for is what we find."""
    if case.plan.funnel is None:
        yield "the plan has no funnel"
        return
    pairs = len(case.round.person_ids) * len(case.round.opening_ids)
    if case.plan.funnel.pairs != pairs:
        yield f"{case.plan.funnel.pairs} pairs are told, there are {pairs}"
    for reason, times in Counter(one.reason for one in case.plan.funnel.rules).items():
        if times > 1:
            yield f"{reason} is told {times} times"
    told, found = _counts(case.plan.funnel), case.census.funnel
    for rule in sorted(told.keys() | found.keys()):
        if told.get(rule) != found.get(rule):
            yield f"{rule or 'all'}: pairs told are {told.get(rule)}, found {found.get(rule)}"


def questions_are_counted(case: Case) -> Iterator[str]:
    """The question list holds what we find, most first, and tells how many there are in all."""
    found, in_all = case.census.questions
    if case.plan.questions_in_all != in_all:
        yield f"{case.plan.questions_in_all} questions are told in all, found {in_all}"
    told = list(case.plan.open_questions)
    for one in (Counter(told) - Counter(found)).elements():
        yield f"{_named(one)} is told, not found"
    for one in (Counter(found) - Counter(told)).elements():
        yield f"{_named(one)} is found, not told"
    if told != found and Counter(told) == Counter(found):
        yield "the questions are not in order"


def _counts(funnel: Funnel) -> dict[str, list[int]]:
    told = {str(one.reason): [one.stopped, one.alone, one.unknown, one.unknown_alone] for one in funnel.rules}
    return {"": [funnel.eligible, funnel.unknown, funnel.ineligible], **told}


def _named(one: OpenQuestion) -> str:
    return f"{one.question} to {one.party} about {one.about}, opening {one.unlocks} and {one.waits} more,"

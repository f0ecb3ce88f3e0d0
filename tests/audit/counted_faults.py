"""Faults to plant in the funnel and the question list of a plan that is right."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from matching.domain.funnel import Funnel
from matching.domain.plan import Plan
from matching.domain.reasons import Party, ReasonCode
from tests.audit.faults import Fault, both, plan_with, row_with


def funnel_with(**changes: Any) -> Callable[[Plan], Plan]:
    """The plan with the pairs of its funnel told otherwise."""
    return lambda plan: replace(plan, funnel=replace(_funnel(plan), **changes))


def rule_with(reason: ReasonCode, **changes: Any) -> Callable[[Plan], Plan]:
    """The plan with one requirement of its funnel told otherwise."""

    def planted(plan: Plan) -> Plan:
        rules = _funnel(plan).rules
        return funnel_with(
            rules=tuple(replace(one, **changes) if one.reason is reason else one for one in rules)
        )(plan)

    return planted


def asking(*order: int) -> Callable[[Plan], Plan]:
    """The plan with these of its questions, in this order."""
    return lambda plan: replace(plan, open_questions=tuple(plan.open_questions[place] for place in order))


def _funnel(plan: Plan) -> Funnel:
    assert plan.funnel is not None
    return plan.funnel


IN_COUNTS = [
    Fault("funnel", "none", plan_with(funnel=None)),
    Fault("funnel", "a pair forgotten", funnel_with(pairs=19)),
    Fault("funnel", "a pair too many that is eligible", funnel_with(eligible=8)),
    Fault("funnel", "a pair moved from one answer to another", funnel_with(unknown=1, ineligible=12)),
    Fault("funnel", "stops more", rule_with(ReasonCode.NOT_IN_ROUND, stopped=5)),
    Fault("funnel", "stops more alone", rule_with(ReasonCode.NOT_IN_ROUND, alone=3)),
    Fault("funnel", "has everybody's answer", rule_with(ReasonCode.LICENCE_MISSING, unknown=0)),
    Fault("funnel", "not alone", rule_with(ReasonCode.LICENCE_MISSING, unknown_alone=0)),
    Fault("funnel", "a requirement forgotten", lambda p: funnel_with(rules=_funnel(p).rules[1:])(p)),
    Fault(
        "funnel",
        "a requirement twice",
        lambda p: funnel_with(rules=(*_funnel(p).rules, _funnel(p).rules[0]))(p),
    ),
    Fault("questions", "one left out", asking(0)),
    Fault("questions", "one told twice", asking(0, 1, 1)),
    Fault("questions", "in another order", asking(1, 0)),
    Fault("questions", "about somebody else", row_with("open_questions", 0, about="k1")),
    Fault("questions", "to somebody else", row_with("open_questions", 0, party=Party.OFFICE)),
    Fault("questions", "another", row_with("open_questions", 0, question=ReasonCode.ASK_START)),
    Fault("questions", "opens more", row_with("open_questions", 0, unlocks=2)),
    Fault("questions", "one of several", row_with("open_questions", 0, waits=1)),
    Fault("questions", "tells other numbers", row_with("open_questions", 0, facts=())),
    Fault("questions", "more in all", plan_with(questions_in_all=3)),
    Fault("questions", "none", both(asking(), plan_with(questions_in_all=0))),
]

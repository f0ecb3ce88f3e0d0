"""One pair and the round it meets in, judged: by one requirement, or by all of them."""

from dataclasses import replace
from typing import Any

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.catalogue.travel import Travel
from matching.domain.answers import BLANK
from matching.domain.fit import Verdict
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.policy import Mode, Policy
from matching.domain.programme import OPEN_PROGRAMME, Programme, TargetGroup
from matching.domain.reasons import Reason, ReasonCode
from matching.eligibility.judge import Judgement, judge
from matching.eligibility.rule import Rule
from matching.eligibility.rules import RULES
from matching.eligibility.terms import Terms
from tests.builders import CATALOGUE, ON, cohort

PLACES = Policy()
MEETINGS = Policy(mode=Mode.MEETINGS)


def programme(**target: Any) -> Programme:
    """A programme with these bounds, that starts in January 2027."""
    bounds = TargetGroup(ground="made up for a test", **target)
    return replace(OPEN_PROGRAMME, id="test", target=bounds, start_from=ON.replace(year=2027, month=1))


def takes(car: int | None, transit: int | None, *, estimated: bool = True) -> Catalogue:
    """A catalogue in which every journey takes these minutes; None is a time nobody knows."""
    size = len(CATALOGUE.municipalities)
    minutes = [BLANK if one is None else one for one in (car, transit)]
    table = np.broadcast_to(np.array(minutes, dtype=np.int16)[:, None, None], (2, size, size))
    return replace(CATALOGUE, travel=Travel(table, estimated))


def judgement(
    people: list[Candidate],
    openings: list[Opening],
    programme: Programme = OPEN_PROGRAMME,
    policy: Policy = PLACES,
    catalogue: Catalogue = CATALOGUE,
    rules: tuple[Rule, ...] = RULES,
) -> Judgement:
    """The verdicts of a round, its openings' blanks filled."""
    ready = cohort(people, openings, programme)
    filled = complete(ready.openings, programme, catalogue)
    terms = Terms.of(programme, catalogue, policy, on=ON)
    return replace(judge(ready.people, filled, terms), rules=rules)


def verdict(
    person: Candidate,
    place: Opening,
    programme: Programme = OPEN_PROGRAMME,
    policy: Policy = PLACES,
    catalogue: Catalogue = CATALOGUE,
) -> Verdict:
    """The verdict of one pair."""
    return judgement([person], [place], programme, policy, catalogue).verdict(0, 0)


def answer(
    rule: Rule,
    person: Candidate,
    place: Opening,
    programme: Programme = OPEN_PROGRAMME,
    policy: Policy = PLACES,
    catalogue: Catalogue = CATALOGUE,
) -> int:
    """What one requirement alone says of one pair: NO, UNKNOWN or YES."""
    pair = judgement([person], [place], programme, policy, catalogue)
    return _alone(rule, pair)


def answers(person: Candidate, place: Opening, programme: Programme, policy: Policy) -> list[int]:
    """What each requirement alone says of one pair, in the order of RULES."""
    pair = judgement([person], [place], programme, policy)
    return [_alone(rule, pair) for rule in RULES]


def codes(reasons: tuple[Reason, ...]) -> list[ReasonCode]:
    """The codes of reasons or notes."""
    return [reason.code for reason in reasons]


def _alone(rule: Rule, pair: Judgement) -> int:
    return int(np.broadcast_to(rule.answer(pair.people, pair.openings, pair.terms), (1, 1)).item())

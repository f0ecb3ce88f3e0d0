"""A change that is tried: what it is called, and the person or opening as they would be."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from matching.domain.answers import YES
from matching.domain.change import Change, ChangeCode
from matching.domain.columns import Bool, Int8
from matching.domain.errors import Fact
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.eligibility.rules import RULES

Step = tuple[ChangeCode, dict[str, Fact], dict[str, Any]]
"""A change, its facts, and the fields that are other than they are."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One change with what it is made to: a person, an opening as the firm states it, or everybody's way to it."""

    change: Change
    person: Candidate | None = None
    opening: Opening | None = None
    longer_travel: bool = False
    """Everybody accepts a journey to the opening that is one step longer."""


def change(code: ChangeCode, facts: dict[str, Fact], opening: str = "") -> Change:
    """A change with its facts ordered by name."""
    return Change(code=code, opening=opening, facts=tuple(sorted(facts.items())))


def within_reach(answers: Int8, columns: set[str], least: int) -> Bool:
    """Where columns alone stand in the way: a rule that reads them is not met, and all others are; shape (pairs,).

    `answers` of all rules, of shape (rules, pairs); `least` is the answer that will do.
    """
    mine = [not columns.isdisjoint({*one.people, *one.openings}) for one in RULES]
    others = [not one for one in mine]
    near: Bool = np.all(answers[others] >= least, axis=0) & np.any(answers[mine] < YES, axis=0)
    return near

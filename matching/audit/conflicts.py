"""Checks of decisions told to conflict: each is one people have made, and in small rounds they do conflict."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from matching.audit.attempts import Attempt, possible
from matching.audit.case import Case
from matching.audit.limits import Counted, limits_found
from matching.domain.constraints import LimitKind
from matching.domain.policy import Mode
from matching.domain.reasons import Reason, ReasonCode

HEADS: Final = (ReasonCode.CONFLICT, ReasonCode.CONFLICT_UNVERIFIED)
OF_CONFLICT: Final = (
    *HEADS,
    ReasonCode.CONFLICT_PIN,
    ReasonCode.CONFLICT_TOGETHER,
    ReasonCode.CONFLICT_APART,
    ReasonCode.CONFLICT_FLOOR,
    ReasonCode.CONFLICT_CLASS,
    ReasonCode.CONFLICT_MOST,
)
"""Causes these checks are about."""

_WOULD_DO: Final = ("possible", "enough", "others")
"""Facts that are not of the decision itself, but of what would mend it, and of how many stand beside it."""


@dataclass(frozen=True, eq=False)
class _Decisions:
    """Every decision of the policy by how it is told."""

    case: Case

    def told(self) -> dict[Reason, Attempt]:
        """Each decision as its cause tells it, and the attempt that keeps it alone."""
        policy, case, found = self.case.policy, self.case, dict[Reason, Attempt]()
        for pin in policy.pins:
            facts = {"candidate": pin.candidate, "opening": pin.opening, "by": pin.by, "reason": pin.reason}
            pair = case.person_at[pin.candidate], case.opening_at[pin.opening]
            found[Reason.of(ReasonCode.CONFLICT_PIN, **facts)] = Attempt(pins=(pair,))
        for code, several in (
            (ReasonCode.CONFLICT_TOGETHER, policy.together),
            (ReasonCode.CONFLICT_APART, policy.apart),
        ):
            for one in several:
                two = (case.person_at[one.first], case.person_at[one.second])
                facts = {"first": one.first, "second": one.second, "by": one.by, "reason": one.reason}
                together = code is ReasonCode.CONFLICT_TOGETHER
                alone = Attempt(together=(two,)) if together else Attempt(apart=(two,))
                found[Reason.of(code, **facts)] = alone
        for limit in limits_found(case):
            found[self._limit(limit)] = Attempt(limits=(limit,))
        return found

    def _limit(self, one: Counted) -> Reason:
        if one.kind is LimitKind.FLOOR:
            facts = {"name": one.name, "ground": one.ground, "by": one.by}
            return Reason.of(ReasonCode.CONFLICT_FLOOR, least=one.least, **facts)
        if one.kind is LimitKind.CLASS:
            return Reason.of(ReasonCode.CONFLICT_CLASS, opening=one.name, least=one.least, most=one.most)
        name = one.name
        if one.kind is LimitKind.CAP:
            trades = {trade.key: trade.label for trade in self.case.round.catalogue.trades}
            name = f"{trades[one.name]} {one.region}".strip()
        return Reason.of(ReasonCode.CONFLICT_MOST, kind=one.kind.value, name=name, most=one.most)


def conflict_is_true(case: Case) -> Iterator[str]:
    """The decisions told to conflict are people's own, as many as told, and where it can be tried they conflict."""
    causes = [one for one in case.plan.causes if one.code in OF_CONFLICT]
    if not causes:
        return
    head, *members = causes
    if head.code not in HEADS or head.fact("members") != len(members) or len(set(members)) != len(members):
        yield f"{head.code} of {dict(head.facts)} is told before {len(members)} decisions"
        return
    decisions = _Decisions(case).told()
    attempts = []
    for one in members:
        others = dict(one.facts).get("others") or 0
        if one.code is ReasonCode.CONFLICT_FLOOR and others != len(members) - 1:
            yield f"{one.code} is told among {others} others"
        plain = Reason(one.code, tuple(fact for fact in one.facts if fact[0] not in _WOULD_DO))
        if plain not in decisions:
            yield f"{one.code} of {dict(one.facts)} is nothing people have decided"
        else:
            attempts.append(decisions[plain])
    if len(attempts) == len(members) and case.policy.mode is Mode.PLACES:
        yield from _tried(case, members, attempts, every=head.code is ReasonCode.CONFLICT)


def _tried(case: Case, members: list[Reason], attempts: list[Attempt], *, every: bool) -> Iterator[str]:
    """All of them together allow no plan, and without any one of them there is one; as far as can be tried."""
    if possible(case, Attempt.joined(attempts)):
        yield "a plan keeps all decisions told to conflict"
    for place, one in enumerate(members if every else ()):
        rest = Attempt.joined([*attempts[:place], *attempts[place + 1 :]])
        if possible(case, rest) is False:
            yield f"without {one.code} of {dict(one.facts)} the others conflict all the same"

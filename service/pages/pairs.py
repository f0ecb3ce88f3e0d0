"""Suggestions in, cards of words and reasons out."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.domain.fit import Fit, SkillMatch
from matching.domain.reasons import Reason, ReasonCode
from matching.domain.suggestion import PairCost, Suggestion
from matching.files.out.fit_told import limiting_side, not_known, skills_told, worth_mapping
from matching.screen.costs import alternative_told, cost_told
from matching.screen.pairs import BY_NAME
from matching.wording import Words
from service.pages.known import Rows
from service.shown.rounds import LoadedRound


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is told on a card beside the pair itself."""

    rows: tuple[tuple[str, str], ...] = ()
    costs_apart: bool = False
    """What the pair costs the plan is told on demand, since a sentence says what it comes to."""
    ref: str = ""
    """Stands for her where she can be chosen with others; empty where she cannot be."""


NOTHING = Beside()


@dataclass(frozen=True)
class Card:
    """One person and one opening, as a page shows them."""

    candidate: str
    opening: str
    link: tuple[str, str]
    """The address and the name of the other one."""
    outcome: str
    eligible: bool
    rows: Rows
    fit: Fit | None
    not_known: str
    """What of the fit is not known, or that all is."""
    worth_mapping: tuple[str, ...]
    missing: tuple[str, ...]
    """What says no or is not known, and whom to ask."""
    why: tuple[str, ...]
    notes: tuple[str, ...]
    costs: Rows
    """What the pair costs the plan, where that is told on demand."""
    beside: Beside


def card(
    one: Suggestion, link: tuple[str, str], held: LoadedRound, words: Words, beside: Beside = NOTHING
) -> Card:
    """A suggestion and a link to the other one of the pair in, its card out."""
    costs = _costs(one.cost, held, words)
    at_once = [] if beside.costs_apart else costs
    return Card(
        candidate=one.candidate,
        opening=one.opening,
        link=link,
        outcome=words.outcome(one.verdict.outcome),
        eligible=one.verdict.outcome == "eligible",
        rows=[*_fit_rows(one.fit, words), *_terms(one, words), *at_once, *beside.rows],
        fit=one.fit,
        not_known=not_known(one.fit, words) if one.fit else "",
        worth_mapping=tuple(worth_mapping(one.fit, words)) if one.fit else (),
        missing=sentences(one.verdict.reasons, words),
        why=sentences((reason for reason in one.why if reason.code not in BY_NAME), words),
        notes=sentences(one.verdict.notes, words),
        costs=costs if beside.costs_apart else [],
        beside=beside,
    )


def sentences(reasons: Iterable[Reason], words: Words) -> tuple[str, ...]:
    """Reasons about one pair in, a sentence for each out."""
    return tuple(words.reason(reason) for reason in reasons)


def _terms(one: Suggestion, words: Words) -> Rows:
    apart = any(reason.code is ReasonCode.EXTENT_APART for reason in one.verdict.reasons)
    return [
        (words.say("service.pair.travel"), words.minutes(one.minutes)),
        (
            words.say("service.pair.extent"),
            words.say("service.pair.apart") if apart else words.extent(one.extent),
        ),
    ]


def _costs(cost: PairCost | None, held: LoadedRound, words: Words) -> Rows:
    if cost is None:
        return []
    return [
        (words.say("service.pair.cost"), cost_told(cost, held.plan.mode, words)),
        (words.say("service.pair.elsewhere"), alternative_told(cost, held.places, words)),
    ]


def _fit_rows(fit: Fit | None, words: Words) -> Rows:
    if fit is None:
        return []
    return [
        (words.say("service.pair.fit"), words.fit(fit.points)),
        (words.say("service.pair.limiting"), limiting_side(fit, words)),
        (words.say("service.pair.evidence"), words.evidence(fit.evidence_level)),
        (words.say("service.pair.trade"), words.trade(fit.trade)),
        *_skill_rows(fit.skills, words),
    ]


def _skill_rows(skills: SkillMatch, words: Words) -> Rows:
    told = skills_told(skills, words)
    return [(words.say(f"service.pair.{name}"), some) for name, some in told.items()]

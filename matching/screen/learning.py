"""A scorecard, or the register of those in use, in; sentences for the people who decide out."""

from collections.abc import Iterator
from typing import Final

from matching.files.lists.outcomes import OutcomeList
from matching.learning.activation import Activation, Register
from matching.learning.examples import CRITERIA
from matching.learning.quality import SCALE, Quality
from matching.learning.scorecard import LEAST, LEAST_OF_EACH, Scorecard
from matching.wording import Words

_SHOWN: Final = 12
"""Characters of a digest that are shown to people."""


def told_left_out(read: OutcomeList, words: Words) -> Iterator[str]:
    """That rows are left out, and of how many people with them; nothing where there are none."""
    rows = read.counts.rejected
    if rows:
        yield words.say("learning.left_out", file=read.sheet.file, rows=rows, people=read.left_out)


def told_too_few(counted: int, courses: int, words: Words) -> Iterator[str]:
    """That there are too few outcomes, how many there are, and what it takes."""
    yield words.say("learning.too_few", least=LEAST, each=LEAST_OF_EACH)
    yield words.say("learning.counted", counted=counted, courses=courses)


def told_scorecard(scorecard: Scorecard, words: Words) -> Iterator[str]:
    """What was learned, from what, how good it is beside what it would replace, and whether it may."""
    card = scorecard.card
    yield words.say("learning.title", first=card.learned_from.first, last=card.tested_on.last)
    yield words.say("learning.periods", learned=card.learned_from.outcomes, tested=card.tested_on.outcomes)
    for one in CRITERIA:
        weights = {"before": card.prior[one], "after": scorecard.weights[one]}
        yield words.say("learning.weight", criterion=words.criterion(one), **weights)
    yield from (words.say("learning.zeroed", criterion=words.criterion(one)) for one in card.zeroed)
    yield from (words.say("learning.unsettled", side=side) for side in card.unsettled)
    tested = {"base": card.base, "expert": card.expert, "learned": card.learned}
    yield words.say("learning.brier", **{name: _brier(one) for name, one in tested.items()})
    if scorecard.refusals:
        yield from told_refusals(scorecard, words)
    else:
        yield words.say("learning.may_replace", outcomes=card.tested_on.outcomes)


def told_refusals(scorecard: Scorecard, words: Words) -> Iterator[str]:
    """Why a scorecard may not be taken into use, and what would change that."""
    yield words.say("learning.may_not_replace")
    yield from (f"- {words.named('refusal', one)}" for one in scorecard.refusals)
    yield words.say("learning.learn_more")


def told_register(register: Register, words: Words) -> Iterator[str]:
    """What is in use, then everything that has been, in order."""
    yield _in_use(register.current, words) if register.current else words.say("learning.off")
    if register.current:
        for one in CRITERIA:
            weights = {"before": register.current.instead_of[one], "after": register.current.weights[one]}
            yield words.say("learning.weight", criterion=words.criterion(one), **weights)
    if register.activations:
        yield words.say("learning.history")
    yield from (f"- {_past(activation, words)}" for activation in register.activations)


def _in_use(one: Activation, words: Words) -> str:
    first, second = one.by
    facts = {"scorecard": one.scorecard[:_SHOWN], "on": one.on, "one": first, "other": second}
    return words.say("learning.in_use", **facts, ground=one.ground)


def _past(one: Activation, words: Words) -> str:
    first, second = one.by
    facts = {"scorecard": one.scorecard[:_SHOWN], "on": one.on, "one": first, "other": second}
    if not one.ended_on:
        return words.say("learning.stands", **facts)
    return words.say("learning.ended", **facts, day=one.ended_on, by=one.ended_by, why=one.ended_ground)


def _brier(quality: Quality) -> str:
    """A Brier score with its decimals, as Norwegian has them."""
    return f"{quality.brier.value / SCALE:.5f}".replace(".", ",")

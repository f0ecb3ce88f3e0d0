"""A scorecard and two people's decision in, the weights in use out; one call takes them back."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from matching.domain.errors import ErrorCode, Fact, PolicyFault
from matching.domain.fit import Criterion
from matching.domain.policy import Learned, Policy
from matching.learning.scorecard import SCHEMA_VERSION, Scorecard

SHORTEST_GROUND: Final = 20
"""Characters a written legal ground has at least; what it says is for people to judge."""
DECIDING: Final = 2
"""Different named people it takes."""


@dataclass(frozen=True, kw_only=True)
class Activation:
    """That two named people took a scorecard into use (tatt i bruk)."""

    weights: Mapping[Criterion, int]
    instead_of: Mapping[Criterion, int]
    """The expert weights they were compared with, and replace."""
    scorecard: str
    """Digest of the scorecard."""
    by: tuple[str, ...]
    on: str
    """Day in ISO form."""
    ground: str
    """The written legal ground (rettslig grunnlag)."""
    ended_by: str = ""
    ended_on: str = ""
    """Who took it back, and when; empty while it stands."""
    ended_ground: str = ""
    """Why, where it is written down."""


@dataclass(frozen=True, kw_only=True)
class Register:
    """Every activation there has been, in order; where none of them stands, the expert weights are used."""

    schema_version: int = SCHEMA_VERSION
    activations: tuple[Activation, ...] = ()

    @property
    def current(self) -> Activation | None:
        """The latest one that stands."""
        standing = [one for one in self.activations if not one.ended_on]
        return standing[-1] if standing else None


def activate(
    register: Register, scorecard: Scorecard, *, by: Sequence[str], on: date, ground: str
) -> Register:
    """A scorecard and a decision in, the register with it as the one in use out.

    Raises:
        PolicyFault: the scorecard is no better than what it would replace, or is in use already; those who decide
            are not two different named people; the legal ground is not written down; or something later has been
            decided.
    """
    if register.current and register.current.scorecard == scorecard.digest:
        raise _wrong("scorecard", scorecard.digest, "another_card")
    if scorecard.refusals:
        raise _wrong("scorecard", "; ".join(scorecard.refusals), "better_weights")
    names, ground = decided(by, ground, option="by")
    _check_order(register, on)
    made = Activation(
        weights=scorecard.weights,
        instead_of=scorecard.card.prior,
        scorecard=scorecard.digest,
        by=names,
        on=str(on),
        ground=ground,
    )
    return replace(register, activations=(*register.activations, made))


def decided(by: Sequence[str], ground: str, *, within: str = "", **facts: str) -> tuple[tuple[str, ...], str]:
    """Those who decide and their legal ground in, both tidied out; `within` is what their keys begin with.

    Raises:
        PolicyFault: they are not two different named people, or the legal ground is not written down.
    """
    names = tuple(map(_seen, by))
    if len(names) != DECIDING or not all(names) or len({name.casefold() for name in names}) < DECIDING:
        raise _wrong(f"{within}by", "; ".join(filter(None, names)) or None, "two_people", **facts)
    return names, written(ground, f"{within}ground")


def roll_back(register: Register, *, by: str, on: date, ground: str = "") -> Register:
    """A register in, one out in which what was in use before is so again, at last the expert weights.

    Raises:
        PolicyFault: nothing learned is in use, nobody is named, or something later has been decided.
    """
    if register.current is None:
        raise PolicyFault(ErrorCode.NOTHING_LEARNED)
    if not _seen(by):
        raise _wrong("by", None, "a_name")
    _check_order(register, on)
    ended = replace(register.current, ended_by=_seen(by), ended_on=str(on), ended_ground=_seen(ground))
    return replace(
        register, activations=tuple(ended if one is register.current else one for one in register.activations)
    )


def applied(policy: Policy, register: Register, *, ground: str) -> Policy:
    """The policy with the learned weights in use; as it is where none are, or where it has weights of its own.

    Raises:
        PolicyFault: the legal ground is not written down, or the weights in use were compared with others than the
            expert weights of today.
    """
    ground, current = written(ground, "learning.ground"), register.current
    if current is None:
        return policy
    if current.instead_of != policy.weights:
        if policy.weights == Policy().weights:
            raise _wrong("learning.register", current.scorecard, "compared_with_these")
        return policy
    learned = Learned(scorecard=current.scorecard, ground=ground, instead_of=policy.weights)
    return replace(policy, weights=current.weights, learning=learned)


def written(ground: str, key: str) -> str:
    """A legal ground, tidied; `key` is where it stands.

    Raises:
        PolicyFault: it is too short to be one.
    """
    ground = _seen(ground)
    if len(ground) < SHORTEST_GROUND:
        raise _wrong(key, ground or None, "legal_ground")
    return ground


def _check_order(register: Register, on: date) -> None:
    """Nothing in the register is of a later day."""
    days = [day for one in register.activations for day in (one.on, one.ended_on)]
    if (latest := max(days, default="")) > str(on):
        raise _wrong("date", str(on), "date", earliest=latest)


def _seen(text: str) -> str:
    """A text on one line without what cannot be seen, so that two names that look the same are the same."""
    shown = (one for one in unicodedata.normalize("NFKC", text) if one.isspace() or one.isprintable())
    return " ".join("".join(shown).split())


def _wrong(key: str, value: str | None, expected: str, **facts: Fact) -> PolicyFault:
    return PolicyFault(ErrorCode.POLICY_VALUE, key=key, value=value, expected=expected, **facts)

"""A scorecard and two people's decision in, the weights in use out; one call takes them back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.fit import Criterion
from matching.domain.policy import Policy
from matching.learning.scorecard import SCHEMA_VERSION, Scorecard

SHORTEST_GROUND: Final = 20
"""Characters a written legal ground has at least; what it says is for people to judge."""


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
    register: Register, scorecard: Scorecard, *, by: tuple[str, str], on: date, ground: str
) -> Register:
    """A scorecard and a decision in, the register with it as the one in use out.

    Raises:
        PolicyFault: the scorecard is no better than what it would replace, those who decide are not two different
            named people, or the legal ground is not written down.
    """
    names = tuple(" ".join(name.split()) for name in by)
    if scorecard.refusals:
        raise _wrong("scorecard", "; ".join(scorecard.refusals), "better_weights")
    if not all(names) or len({name.casefold() for name in names}) < len(names):
        raise _wrong("by", "; ".join(names), "two_people")
    if len(ground.strip()) < SHORTEST_GROUND:
        raise _wrong("ground", ground.strip(), "legal_ground")
    made = Activation(
        weights=scorecard.weights,
        instead_of=scorecard.card.prior,
        scorecard=scorecard.digest,
        by=names,
        on=str(on),
        ground=ground.strip(),
    )
    return replace(register, activations=(*register.activations, made))


def roll_back(register: Register, *, by: str, on: date) -> Register:
    """A register in, one out in which what was in use before is so again, at last the expert weights.

    Raises:
        PolicyFault: nothing learned is in use, or nobody is named.
    """
    if register.current is None:
        raise _wrong("activations", None, "in_use")
    if not by.strip():
        raise _wrong("by", by, "a_name")
    ended = replace(register.current, ended_by=by.strip(), ended_on=str(on))
    return replace(
        register, activations=tuple(ended if one is register.current else one for one in register.activations)
    )


def applied(policy: Policy, register: Register) -> Policy:
    """The policy with the learned weights in use; as it is where none are, or where it has weights of its own."""
    current = register.current
    if current is None or current.instead_of != policy.weights:
        return policy
    return replace(policy, weights=current.weights)


def _wrong(key: str, value: str | None, expected: str) -> PolicyFault:
    return PolicyFault(ErrorCode.POLICY_VALUE, key=key, value=value, expected=expected)

"""How a plan falls out for groups of people: for people to read, and nothing a plan is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from matching.domain.fit import Criterion
from matching.domain.plan import AuditReport

FAIRNESS_SCHEMA_VERSION: Final = 1
"""Raised whenever a field of the report comes, goes or changes its meaning."""

LISTED: Final = 10
"""People on the list of suggestions of an opening, as the report counts them."""


class GroupColumn(StrEnum):
    """What people may be grouped by: a closed set (gruppering)."""

    SEX = "sex"
    AGE = "age"
    BIRTH_COUNTRY = "birth_country"
    RESIDENCE = "residence"


@dataclass(frozen=True)
class Groups:
    """Who belongs to which group (grupper). Those named under no column are not known, and no group."""

    ground: str
    """The written legal ground for looking at them (rettslig grunnlag)."""
    of: Mapping[GroupColumn, Mapping[str, str]]
    """For each column the group of each person's id."""


class Stage(StrEnum):
    """How far a person has come in a round (steg)."""

    ELIGIBLE = "eligible"
    """Meets every requirement of an opening that nobody has ruled out for her."""
    SUGGESTED = "suggested"
    """Is among the LISTED who suit an opening best."""
    PROPOSED = "proposed"
    WITHOUT_INTERESTS = "without_interests"
    """Would have a proposal if interests counted for nothing."""


@dataclass(frozen=True)
class Ratio:
    """The share of a group over that of everybody else (forholdstall), in hundredths, with a 95 % interval."""

    hundredths: int
    """Rounded half up."""
    low: int
    high: int
    """Rounded outwards."""


@dataclass(frozen=True)
class Share:
    """How many of a group something is true of (andel)."""

    people: int
    among: int
    ratio: Ratio | None = None
    """None where there is nothing to compare with, or nobody has said which group it is."""

    @property
    def thousandths(self) -> int:
        """The share, rounded half up; 0 of nobody."""
        return (2000 * self.people + self.among) // (2 * self.among) if self.among else 0


@dataclass(frozen=True)
class WithinTrade:
    """Best fits of a group and of everybody else, compared inside each trade (samsvar innen fag)."""

    points: int
    others: int
    """Means of 1000 over the same trades with the same weights, rounded half up."""
    trades: int
    """How many trades could be compared."""


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """One group of the report. None is what may not be told, since too few people are behind it."""

    group: str | None
    """None for those of whom the group is not known."""
    people: int | None
    shares: Mapping[Stage, Share | None]
    first_wish: Share | None
    """Of those proposed who have stated a wish, those proposed to the trade they wish for most."""
    within_trade: WithinTrade | None
    minutes: int | None
    """Median journey one way of those proposed."""


@dataclass(frozen=True)
class GroupTable:
    """The groups of one column, by name, those not known last; no lines where they are fewer than two."""

    column: GroupColumn
    lines: tuple[GroupLine, ...]


@dataclass(frozen=True, kw_only=True)
class FairnessReport:
    """How a plan falls out for groups of people (likebehandlingsrapport). It says what is, not why."""

    tables: tuple[GroupTable, ...]
    people: int
    totals: Mapping[Stage, int]
    """People of the whole round at each stage."""
    moved: int
    """People who would be proposed elsewhere, or not at all, if interests counted for nothing."""
    weights_without: Mapping[Criterion, int]
    """The weights of the round in which interests count for nothing."""
    ground: str
    """The written legal ground for looking at groups (rettslig grunnlag)."""
    audit: AuditReport | None = None
    programme: str
    on: str
    seed: int
    input_hash: str
    policy_hash: str
    schema_version: int = FAIRNESS_SCHEMA_VERSION

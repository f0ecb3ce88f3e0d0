"""What the field knows beforehand: trades, skills, municipalities and the small code lists."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from matching.domain.answers import WorkHours


class ContractPath(StrEnum):
    """A way to the fagbrev or kompetansebevis that a trade has (kontraktstype)."""

    LAERLING = "laerling"
    FULL_TRAINING_IN_FIRM = "full_training_in_firm"
    """Full opplæring i bedrift."""
    LAEREKANDIDAT = "laerekandidat"
    PRAKSISBREV = "praksisbrev"
    FAGBREV_PA_JOBB = "fagbrev_pa_jobb"
    PRAKSISKANDIDAT = "praksiskandidat"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A named thing of the catalogue. `key` is ours and lasting; the label is what people read."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    source: str = "assumption"

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that names this entry and no other of its kind."""
        return (self.key, self.label, *self.synonyms)

    @property
    def shown(self) -> str:
        """The name people read, which no other entry of its kind has."""
        return self.label


@dataclass(frozen=True, kw_only=True)
class Skill(Entry):
    """Something a person can do (ferdighet). Numbers are positions in the catalogue."""

    label_en: str
    broader: int | None
    """The one above it in the tree."""
    is_group: bool
    beside: tuple[int, ...] = ()
    """Others straight above it: what is below them is kindred to it too."""
    esco_uri: str = ""
    """The same skill in ESCO; empty where none is plainly the same."""


@dataclass(frozen=True, kw_only=True)
class Occupation(Entry):
    """Work that people have done and that is no trade with a fagbrev of ours (yrke).

    Numbers are positions of skills in the catalogue.
    """

    styrk08: str
    """Four digits, those of ISCO-08 too; empty where it is not known."""
    must: tuple[int, ...]
    nice: tuple[int, ...]
    """What the work asks for, and what helps in it."""


@dataclass(frozen=True, kw_only=True)
class Schooling(Entry):
    """A course of school that teaches skills (utdanning). Numbers are positions of skills in the catalogue."""

    gives: tuple[int, ...]
    in_full: bool
    """Whether it teaches them in full, or a little only."""


@dataclass(frozen=True, kw_only=True)
class Trade(Entry):
    """A trade with a fagbrev at its end (lærefag). Numbers of other entries are positions in the catalogue.

    What a trade typically demands stands in for what a firm has not said.
    """

    code: str
    """Official code; empty where it is not known."""
    styrk08: str
    months_in_firm: int
    paths: frozenset[ContractPath]
    family: str
    must: tuple[int, ...]
    nice: tuple[int, ...]
    interests: tuple[int, ...]
    """R I A S E C in tenths, 10-70."""
    context: frozenset[int]
    licence: frozenset[int]
    norwegian: int
    hours: frozenset[WorkHours]
    certificates: frozenset[int]
    areas: tuple[int, ...] = ()
    """Basic interests it speaks to (interesseområder), the main one first; empty where nobody has said."""


@dataclass(frozen=True, kw_only=True)
class Leisure(Entry):
    """Something people do in their own time (fritid), and the basic interests it tells of, by position."""

    areas: frozenset[int]


LETTERS: Final = ("R", "I", "A", "S", "E", "C")
"""The letters of the six interests, in the order of their numbers."""


@dataclass(frozen=True, kw_only=True)
class Statement(Entry):
    """One activity of the interest form (utsagn i interesseskjemaet); the label is what people read."""

    interest: int
    """Which of the six interests it is about, as a place in LETTERS."""


@dataclass(frozen=True, kw_only=True)
class Municipality(Entry):
    """A municipality of 2024 (kommune); the key is its four-digit number, the position that of its centre.

    Numbers and names that are out of use and lead here alone are among its synonyms.
    """

    county: str
    latitude: float
    longitude: float
    shares_name: bool = False
    """Whether the name alone may mean another municipality too, so it names none."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The number and synonyms; the name where no other municipality has or had it."""
        return (self.key, *self.synonyms) if self.shares_name else super().texts

    @property
    def shown(self) -> str:
        """The name, after its number where the name alone may mean another."""
        return f"{self.key} {self.label}" if self.shares_name else self.label


@dataclass(frozen=True, kw_only=True)
class Licence(Entry):
    """A licence class (førerkortklasse) and the other classes it also covers, by position."""

    covers: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Level(Entry):
    """A level of Norwegian (norsknivå), ranked from 1."""

    rank: int


@dataclass(frozen=True, kw_only=True)
class Measure(Entry):
    """A support measure (tiltak) as a dated rule says: what may be possible, never a promise.

    It is tied to a person and tells of work capacity, so it is never shown to an employer.
    """

    longest_months: int | None
    """None where no length is known."""
    percent_by_year: tuple[int, ...]
    """The share of the wage that is refunded, year by year; empty where it is no wage subsidy."""
    oldest_at_start: int | None
    """Years of age when it begins; None where age does not matter."""
    valid_from: date
    valid_to: date | None
    """The last day of the rule; None while it is in force."""

    def is_valid(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

"""What the field knows beforehand: trades, skills, municipalities and the small code lists."""

from dataclasses import dataclass

from matching.domain.answers import WorkHours


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A named thing of the catalogue. `key` is ours and lasting; the label is what people read."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    source: str = "assumption"


@dataclass(frozen=True, kw_only=True)
class Skill(Entry):
    """Something a person can do (ferdighet). Numbers are positions in the catalogue."""

    label_en: str
    broader: int | None
    is_group: bool


@dataclass(frozen=True, kw_only=True)
class Trade(Entry):
    """A trade with a fagbrev at its end (lærefag). Numbers of other entries are positions in the catalogue.

    What a trade typically demands stands in for what a firm has not said.
    """

    code: str
    """Official code; empty where it is not known."""
    styrk08: str
    months_in_firm: int
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


@dataclass(frozen=True, kw_only=True)
class Municipality(Entry):
    """A municipality of 2024 (kommune); the key is its four-digit number, the position that of its centre."""

    county: str
    latitude: float
    longitude: float


@dataclass(frozen=True, kw_only=True)
class Licence(Entry):
    """A licence class (førerkortklasse) and the other classes it also covers, by position."""

    covers: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Level(Entry):
    """A level of Norwegian (norsknivå), ranked from 1."""

    rank: int

"""A row of a round in, what is known of that person or opening out, in keys of the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.answers import WorkHours
from matching.domain.cohort import Cohort
from matching.domain.openings import Opening, Openings
from matching.domain.people import Candidate
from matching.domain.reference import Entry, Level
from service.shown.rounds import LoadedRound

NO_LEVEL: Final = "none"
"""No level of Norwegian is asked for."""

INTERESTS: Final = ("R", "I", "A", "S", "E", "C")

TOLD_OF_PERSONS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "id": ("kandidatnummer",),
        "municipality": ("kommune",),
        "in_round": ("påmeldt",),
        "norwegian": ("norsknivå",),
        "licences": ("førerkort",),
        "extent": ("stillingsprosent fra", "stillingsprosent til"),
        "travel_mode": ("reisemåte",),
        "travel_limit": ("maks reisetid",),
        "hours": ("skift",),
        "start_from": ("start fra",),
        "skills": ("ferdigheter",),
        "slight": ("ferdigheter",),
        "practice": ("praksis",),
        "occupations": ("praksis",),
        "schooling": ("utdanning",),
        "likes": ("arbeidsmiljø",),
        "dislikes": ("arbeidsmiljø",),
        "wishes": ("ønske 1", "ønske 2", "ønske 3"),
        "maybe": ("ønske 1", "ønske 2", "ønske 3"),
        "unwanted": ("ønsker ikke",),
        "areas": ("interesseområder",),
        "leisure": ("fritid",),
        "interests_known": (*INTERESTS, "interessekode"),
    }
)
"""For each fact of a person the columns it tells of, to everybody who may see the person (Kind.PERSON)."""

TOLD_OF_OPENINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "id": ("nummer",),
        "firm": ("bedrift",),
        "training_office": ("opplæringskontor",),
        "trades": ("lærefag",),
        "municipality": ("kommune",),
        "seats": ("plasser",),
        "extent": ("prosent fra", "prosent til"),
        "must": ("må",),
        "nice": ("fordel",),
        "slight": ("må", "fordel"),
        "learnable": ("kan læres",),
        "licence": ("førerkort",),
        "norwegian": ("norsk",),
        "hours": ("skift",),
        "certificates": ("attest",),
        "start_from": ("start fra",),
        "start_to": ("start til",),
        "approval": ("godkjenning",),
        "need": ("behov",),
        "usual": (),
    }
)
"""The same of an opening (Kind.OPENING)."""

TOLD_BY_REASONS: Final = ("registrert i Nav", "innsatsgruppe", "fødselsår")
"""Columns that no fact tells, but reasons do, to those who may know the target group (Kind.TARGET_GROUP)."""


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What is known of a person. None is a blank: not known, never a lack. Innsatsgruppe and age are not here."""

    id: str
    municipality: str
    in_round: bool | None
    norwegian: str | None
    licences: tuple[str, ...] | None
    extent: tuple[int, int] | None
    travel_mode: str | None
    travel_limit: int | None
    """Minutes one way."""
    hours: tuple[str, ...] | None
    """Beside daytime."""
    start_from: date | None
    skills: tuple[str, ...] | None
    slight: tuple[str, ...]
    """Those of the skills held a little only."""
    practice: tuple[tuple[str, int], ...]
    """(trade, months)."""
    occupations: tuple[tuple[str, int], ...]
    """(occupation, months)."""
    schooling: tuple[str, ...]
    likes: tuple[str, ...] | None
    dislikes: tuple[str, ...] | None
    wishes: tuple[str, ...]
    """Trades, most wanted first."""
    maybe: tuple[str, ...]
    """Those of the wishes that are a maybe."""
    unwanted: tuple[str, ...]
    """Trades said no to."""
    areas: tuple[str, ...] | None
    leisure: tuple[str, ...] | None
    interests_known: bool
    """Six numbers or a code."""


@dataclass(frozen=True, kw_only=True)
class OpeningFacts:
    """What is known of an opening. None is a blank."""

    id: str
    firm: str
    training_office: str | None
    trades: tuple[str, ...]
    municipality: str
    seats: int
    """Tenths of a full position."""
    extent: tuple[int, int] | None
    must: tuple[str, ...] | None
    nice: tuple[str, ...] | None
    """Those usual in the first trade where the firm has not said."""
    slight: tuple[str, ...]
    """Skills asked for of which a little is enough."""
    learnable: tuple[str, ...]
    """Skills learnt at the firm or in the programme, which do not count in the fit."""
    licence: tuple[str, ...] | None
    norwegian: str | None
    hours: tuple[str, ...] | None
    certificates: tuple[str, ...] | None
    start_from: date | None
    start_to: date | None
    approval: str
    need: str | None
    """How far the need it comes of has come; None where it comes of none."""
    usual: tuple[str, ...]
    """Fields the firm has not said, filled with what its trade usually demands."""


def person_facts(held: LoadedRound, name: str) -> PersonFacts:
    """What is known of one person of a round."""
    one: Candidate = held.cohort.people.candidate(held.person_rows[name])
    catalogue = held.catalogue
    return PersonFacts(
        id=one.id,
        municipality=catalogue.municipalities[one.municipality].key,
        in_round=one.in_round,
        norwegian=_level(catalogue.levels, one.norwegian),
        licences=_keys(catalogue.licences, one.licences),
        extent=one.extent,
        travel_mode=None if one.travel_mode is None else one.travel_mode.name.lower(),
        travel_limit=one.travel_limit,
        hours=_names(one.shifts),
        start_from=one.start_from,
        skills=_keys(catalogue.skills, one.skills),
        slight=_keys(catalogue.skills, one.slight) or (),
        practice=tuple((catalogue.trades[trade].key, months) for trade, months in one.practice),
        occupations=tuple((catalogue.occupations[work].key, months) for work, months in one.occupations),
        schooling=_keys(catalogue.schooling, one.schooling) or (),
        likes=_keys(catalogue.contexts, one.likes),
        dislikes=_keys(catalogue.contexts, one.dislikes),
        wishes=_keys(catalogue.trades, one.wishes) or (),
        maybe=_keys(catalogue.trades, one.maybe) or (),
        unwanted=_keys(catalogue.trades, one.unwanted) or (),
        areas=_keys(catalogue.areas, one.areas),
        leisure=_keys(catalogue.leisure, one.leisure),
        interests_known=one.interests is not None or bool(one.interest_code),
    )


def opening_facts(held: LoadedRound, name: str) -> OpeningFacts:
    """What is known of one opening of a round, and what stands in for what the firm has not said."""
    return _opening_facts(held.cohort, held.demands, held.opening_rows[name], held.catalogue)


def passing_facts(held: LoadedRound, passing: Cohort) -> OpeningFacts:
    """The same of an opening that stands alone, asked about among the people of a round."""
    demands = complete(passing.openings, held.cohort.programme, held.catalogue)
    return _opening_facts(passing, demands, 0, held.catalogue)


def _opening_facts(of: Cohort, demands: Openings, row: int, catalogue: Catalogue) -> OpeningFacts:
    told: Opening = of.openings.opening(row)
    one: Opening = demands.opening(row)
    office, usual = one.training_office, catalogue.trades[one.trades[0]]
    return OpeningFacts(
        id=one.id,
        firm=of.employers[one.employer].name,
        training_office=None if office is None else of.training_offices[office].name,
        trades=_keys(catalogue.trades, one.trades) or (),
        municipality=catalogue.municipalities[one.municipality].key,
        seats=one.seats,
        extent=one.extent,
        must=_keys(catalogue.skills, usual.must if one.must is None else one.must),
        nice=_keys(catalogue.skills, usual.nice if one.nice is None else one.nice),
        slight=_keys(catalogue.skills, one.slight) or (),
        learnable=_keys(catalogue.skills, one.learnable) or (),
        licence=_keys(catalogue.licences, one.licence),
        norwegian=_level(catalogue.levels, one.norwegian),
        hours=_names(one.hours),
        certificates=_keys(catalogue.certificates, one.certificates),
        start_from=one.start_from,
        start_to=one.start_to,
        approval=one.approval.name.lower(),
        need=None if one.need is None else one.need.name.lower(),
        usual=tuple(
            field
            for field in (*_SKILLS, *_FILLED)
            if getattr(told, field) is None and (field in _SKILLS or getattr(one, field) is not None)
        ),
    )


_SKILLS: Final = ("must", "nice")
_FILLED: Final = ("extent", "licence", "norwegian", "hours", "certificates")


def _keys(entries: Sequence[Entry], places: Iterable[int] | None) -> tuple[str, ...] | None:
    """Positions as keys; sets in the order of the catalogue, sequences in their own."""
    if places is None:
        return None
    order = sorted(places) if isinstance(places, frozenset) else places
    return tuple(entries[place].key for place in order)


def _names(hours: Iterable[int] | None) -> tuple[str, ...] | None:
    return None if hours is None else tuple(WorkHours(hour).name.lower() for hour in sorted(hours))


def _level(levels: Sequence[Level], rank: int | None) -> str | None:
    """The key of a rank; NO_LEVEL where it is known that none is asked for."""
    if not rank:
        return None if rank is None else NO_LEVEL
    return next(level.key for level in levels if level.rank == rank)

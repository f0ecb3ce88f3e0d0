"""Folders of lists in, rounds ready to be shown out: read, filled and controlled once, then never changed."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.answers import YES
from matching.domain.cohort import Cohort
from matching.domain.fit import EvidenceLevel
from matching.domain.openings import Openings
from matching.domain.plan import Plan
from matching.domain.programme import OPEN_PROGRAMME
from matching.domain.reasons import ReasonCode
from matching.domain.suggestion import PairCost, Suggestion
from matching.enquiry import Enquiry
from matching.files.out.places import Place, places_of
from matching.files.out.plan_json import plan_as_json
from matching.screen.given import RoundFiles
from matching.screen.round import read_round
from matching.why_not.standing import Standing
from service.operating.offices import SAMPLES
from service.shown.answers import Answers

LISTS: Final = ("kandidater.xlsx", "lareplasser.xlsx", "policy.toml")
"""The files of a round; a folder that has them all holds one."""

NEEDS: Final = "behov.xlsx"
"""The list of needs, where there is one."""

PAGES: Final = 96 << 20
"""Bytes of the pages kept of one round, at most: some eight hundred, of a hundred kilobytes or two each."""

TARGET_GROUP: Final = frozenset(
    {
        ReasonCode.NOT_REGISTERED,
        ReasonCode.EFFORT_GROUP_TOO_LOW,
        ReasonCode.TOO_YOUNG,
        ReasonCode.TOO_OLD,
        ReasonCode.ASK_REGISTERED,
        ReasonCode.ASK_EFFORT_GROUP,
        ReasonCode.ASK_BIRTHDAY,
    }
)
"""Reasons that tell who belongs to the target group; together, for one left out alone would tell by its absence."""


@dataclass(frozen=True, eq=False, kw_only=True)
class LoadedRound:
    """One round (runde) with its plan, read-only."""

    id: str
    name: str
    unit: str
    """The office it belongs to."""
    synthetic: bool
    """Made up: none of its people exist."""
    enquiry: Enquiry
    """The people and openings, ready to be asked about."""
    plan: Plan
    key: int | None = None
    """Its key in the store; None of one that does not lie there."""
    person_keys: Mapping[str, int] = field(default_factory=dict)
    """The keys its people have in the store, by their ids; empty where it does not lie there."""
    opening_keys: Mapping[str, int] = field(default_factory=dict)
    """The same of its openings."""
    secret: str = ""
    """What veils its people in addresses; without one, as of people who are made up, ids stand in them."""
    made_at: datetime | None = None
    """When its plan was made; None of a round that is not kept."""
    closed: bool = False
    """Nobody new is put on its lists."""
    answers: Answers = field(default_factory=Answers, init=False)
    """To what was asked of it before."""
    pages: Answers = field(default_factory=partial(Answers, PAGES, len), init=False)
    """Those of them that are whole pages, which are large."""

    @property
    def cohort(self) -> Cohort:
        """Its people and openings."""
        return self.enquiry.cohort

    @property
    def catalogue(self) -> Catalogue:
        """What the numbers in the cohort stand for."""
        return self.enquiry.catalogue

    @cached_property
    def standing(self) -> Standing:
        """The round with its plan, ready to be asked what one change would do."""
        one = self.enquiry
        return Standing(one.cohort, one.catalogue, one.policy, self.plan)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the plan as JSON."""
        return hashlib.sha256(plan_as_json(self.plan).encode()).hexdigest()

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of every opening, by its id."""
        return places_of(self.cohort, self.catalogue)

    @cached_property
    def person_rows(self) -> Mapping[str, int]:
        """The row of every person, by id."""
        return {name: row for row, name in enumerate(self.cohort.people.id.tolist())}

    def ref_of(self, person: str) -> str:
        """What stands for a person in an address: it tells nothing to who does not know the secret."""
        return veiled(person, self.secret) if self.secret else person

    def person_of(self, ref: str) -> str | None:
        """The id of the person something in an address stands for; None where it stands for nobody."""
        return self._refs.get(ref)

    @cached_property
    def _refs(self) -> Mapping[str, str]:
        return {self.ref_of(name): name for name in self.person_rows}

    @cached_property
    def opening_rows(self) -> Mapping[str, int]:
        """The row of every opening, by id."""
        return {name: row for row, name in enumerate(self.cohort.openings.id.tolist())}

    @cached_property
    def target_group(self) -> frozenset[str]:
        """Ids of the people known to belong to the programme's target group (målgruppe)."""
        # What the programme demands of a person is the same at every opening, so any one of them tells.
        openings = list(self.opening_rows)[:1]
        outside = {
            name
            for name in self.person_rows
            for place in openings
            for reason in self.enquiry.pair(name, place).verdict.reasons
            if reason.code in TARGET_GROUP
        }
        return frozenset(self.person_rows) - outside

    @cached_property
    def everybody(self) -> frozenset[str]:
        """Ids of all people of the round."""
        return frozenset(self.person_rows)

    @cached_property
    def agreed(self) -> frozenset[str]:
        """Ids of those who have said yes to the round, as far as they may be told apart."""
        # To be missing must have more than one cause: who is outside the target group, or may be, is not there,
        # in the same way as who has not said yes.
        people = self.cohort.people
        return frozenset(people.id[people.in_round == YES].tolist()) & self.target_group

    def levels(self, opening: str, candidates: Iterable[str]) -> Mapping[str, EvidenceLevel]:
        """How well each of some people is mapped for an opening, by id; for those on its reserve list."""
        names = tuple(candidates)
        return self.answers.of(("levels", opening, names), lambda: self.enquiry.levels(opening, names))

    def openings_for(self, candidate: str, count: int) -> tuple[Suggestion, ...]:
        """The openings that suit a person best, with all that is noted of the pairs."""
        return self.answers.of(
            ("openings", candidate, count), lambda: self.enquiry.openings_for(candidate, count)
        )

    def costs(self, found: Iterable[Suggestion], *, moves: bool) -> tuple[PairCost | None, ...]:
        """What each of some pairs alone costs the plan, and with `moves` who would move."""
        pairs = tuple(found)
        return self.answers.of(
            # A pair that may meet may not be one of the plan, and then costs nothing that is known: so the fit too.
            ("costs", moves, *((one.candidate, one.opening, one.fit and one.fit.points) for one in pairs)),
            lambda: tuple(one.cost for one in self.enquiry.reckoned(pairs, moves=moves)),
        )

    def make_ready(self) -> None:
        """Whatever the first questions would wait for worked out before anybody asks."""
        opening = next(iter(self.opening_rows))
        # Not by way of the answers kept: those who ask meanwhile do not wait until all of it is done.
        self.enquiry.reckoned(self.enquiry.people_for(opening, 1), moves=True)
        self.person_of("")
        for person in list(self.everybody)[:1]:
            self.enquiry.reckoned(self.enquiry.openings_for(person, 1))

    @cached_property
    def demands(self) -> Openings:
        """The openings with what their trades usually demand where the firms have not said."""
        return complete(self.cohort.openings, self.cohort.programme, self.catalogue)


def veiled(person: str, secret: str) -> str:
    """What stands for a person in the addresses of a kept round."""
    return hashlib.blake2b(person.encode(), key=bytes.fromhex(secret), digest_size=8).hexdigest()


def load_samples(folder: Path, *, on: date, seed: int) -> Mapping[str, LoadedRound]:
    """The shipped rounds, by the name of their folder.

    Raises:
        FileFault: a list cannot be read.
        PolicyFault: what is decided for one of them cannot be followed.
    """
    places = [place for place in sorted(folder.iterdir()) if all((place / name).is_file() for name in LISTS)]
    return MappingProxyType({place.name: _load(place, on=on, seed=seed) for place in places})


def _load(folder: Path, *, on: date, seed: int) -> LoadedRound:
    people, openings, policy = (folder / file for file in LISTS)
    needs = folder / NEEDS
    files = RoundFiles(
        people=people, openings=openings, policy=policy, needs=needs if needs.is_file() else None
    )
    given = read_round(files, on=on, seed=seed)
    programme, plan = given.cohort.programme, given.plan(quiet=True)
    return LoadedRound(
        id=folder.name,
        name=folder.name.capitalize() if programme == OPEN_PROGRAMME else programme.name,
        unit=SAMPLES,
        synthetic=True,
        enquiry=given.enquiry_beside(plan),
        plan=plan,
    )

"""One person and all openings, or one opening and all people, in; how often each requirement stops them out."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from matching.audit.judging import OF_THE_OFFER, OF_THE_PAIR, OF_THE_PERSON, Judgements, Requirement
from matching.audit.memo import Memo
from matching.audit.reading import Offer, Round
from matching.domain.answers import NO, UNKNOWN, YES
from matching.domain.people import Candidate
from matching.domain.reasons import Reason, ReasonCode


@dataclass(frozen=True)
class Told:
    """How a requirement is told of: its reason, its question, and what it reads of each side."""

    no: ReasonCode
    ask: ReasonCode | None
    """None where it is never unknown."""
    person: Callable[[Candidate], Hashable] = lambda _: None
    offer: Callable[[Offer], Hashable] = lambda _: None
    ask_firm: ReasonCode | None = None
    """Asked in its place where the person's cell is not blank."""
    columns: tuple[str, ...] = ()
    """The columns of people that it reads."""

    def question(self, who: Candidate) -> ReasonCode | None:
        """The question that settles it for a person."""
        said = self.person(who) is not None
        return self.ask_firm if said and self.ask_firm else self.ask


Code = ReasonCode
PERSON_TOLD = (
    Told(Code.NOT_IN_ROUND, None, person=lambda who: who.in_round, columns=("in_round",)),
    Told(
        Code.NOT_REGISTERED,
        Code.ASK_REGISTERED,
        person=lambda who: who.registered,
        columns=("registered",),
    ),
    Told(
        Code.EFFORT_GROUP_TOO_LOW,
        Code.ASK_EFFORT_GROUP,
        person=lambda who: who.effort_levels,
        columns=("effort_levels",),
    ),
    Told(Code.TOO_YOUNG, Code.ASK_BIRTHDAY, person=lambda who: who.birth_year, columns=("birth_year",)),
    Told(Code.TOO_OLD, Code.ASK_BIRTHDAY, person=lambda who: who.birth_year, columns=("birth_year",)),
)
OFFER_TOLD = (
    Told(Code.TRADE_OUTSIDE_PROGRAMME, None, offer=lambda what: what.in_programme),
    Told(Code.REGION_OUTSIDE_PROGRAMME, None, offer=lambda what: what.municipality),
    Told(Code.NOT_APPROVED, Code.ASK_APPROVAL, offer=lambda what: what.approval),
    Told(Code.SEAT_NOT_CONFIRMED, Code.ASK_NEED, offer=lambda what: what.need),
)
TRAVEL_TOLD = Told(
    Code.TRAVEL_TOO_LONG,
    Code.ASK_TRAVEL,
    person=lambda who: (who.municipality, who.travel_mode, who.travel_limit),
    offer=lambda what: what.municipality,
    columns=("municipality", "travel_mode", "travel_limit"),
)
PAIR_TOLD = (
    Told(
        Code.LICENCE_MISSING,
        Code.ASK_LICENCE,
        lambda who: who.licences,
        lambda what: what.licence,
        columns=("licences",),
    ),
    Told(
        Code.NORWEGIAN_TOO_LOW,
        Code.ASK_NORWEGIAN,
        lambda who: who.norwegian,
        lambda what: what.norwegian,
        columns=("norwegian",),
    ),
    Told(
        Code.HOURS_NOT_POSSIBLE,
        Code.ASK_HOURS,
        lambda who: who.shifts,
        lambda what: what.hours,
        Code.ASK_EMPLOYER_HOURS,
        ("shifts",),
    ),
    Told(
        Code.START_TOO_LATE,
        Code.ASK_START,
        lambda who: who.start_from,
        lambda what: what.last_start,
        columns=("start_from",),
    ),
    Told(
        Code.EXTENT_APART,
        Code.ASK_EXTENT,
        lambda who: who.extent,
        lambda what: what.extent,
        Code.ASK_EMPLOYER_EXTENT,
        ("extent_from", "extent_to"),
    ),
    Told(
        Code.NO_EARLY_TRANSIT,
        Code.ASK_EARLY_TRAVEL,
        lambda who: (who.municipality, who.travel_mode),
        lambda what: (what.municipality, what.hours),
        columns=("municipality", "travel_mode"),
    ),
)
"""In the order of the requirements of judging.py."""

Answer = Callable[[Candidate, Offer, Judgements], int]


def _answers() -> Iterator[tuple[Told, Answer]]:
    for told, of_person in zip(PERSON_TOLD, OF_THE_PERSON, strict=True):
        yield told, _of_person(of_person)
    for told, of_offer in zip(OFFER_TOLD, OF_THE_OFFER, strict=True):
        yield told, _of_offer(of_offer)
    yield TRAVEL_TOLD, _travel
    for told, (made_by, of_pair) in zip(PAIR_TOLD, OF_THE_PAIR, strict=True):
        yield told, _where(made_by, of_pair)


def _of_person(ask: Callable[[Candidate, Round], int]) -> Answer:
    return lambda who, _, known: ask(who, known.round)


def _of_offer(ask: Callable[[Offer, Round], int]) -> Answer:
    return lambda _, what, known: ask(what, known.round)


def _travel(who: Candidate, what: Offer, known: Judgements) -> int:
    return known.of_travel[(who.municipality, who.travel_mode, who.travel_limit), what.municipality]


def _where(made_by: Callable[[Offer], bool], ask: Requirement) -> Answer:
    return lambda who, what, known: ask(who, what, known.round) if made_by(what) else YES


REQUIREMENTS: tuple[tuple[Told, Answer], ...] = tuple(_answers())
"""Every requirement by itself, with how it is told of."""


@dataclass(frozen=True, eq=False)
class Stops:
    """The rules that stop, and the questions that would settle, one person or one opening."""

    judgements: Judgements

    def of_person(self, person: int, undecided: Iterable[int]) -> Counter[Reason]:
        """A person and the openings whose verdict with her is unknown in, the reasons she should be told out."""
        round_ = self.judgements.round
        who = round_.people[person]
        noes = Counter[ReasonCode]()
        for told, answer in REQUIREMENTS:
            noes[told.no] = self._noes(answer, ((who, what, n) for what, n in self._offers[told]))
        pairs = ((who, round_.offers[opening]) for opening in undecided)
        return _reasons(noes, self._asked(pairs), len(round_.opening_ids))

    def of_opening(self, opening: int, undecided: Iterable[int]) -> Counter[Reason]:
        """An opening and the people whose verdict with it is unknown in, the reasons it should be told out."""
        round_ = self.judgements.round
        what = round_.offers[opening]
        noes = Counter[ReasonCode]()
        for told, answer in REQUIREMENTS:
            noes[told.no] = self._noes(answer, ((who, what, n) for who, n in self._people[told]))
        pairs = ((round_.people[person], what) for person in undecided)
        return _reasons(noes, self._asked(pairs), len(round_.person_ids))

    @cached_property
    def _offers(self) -> Memo[Told, list[tuple[Offer, int]]]:
        """One of all offers that are alike to a requirement, and how many they are."""
        round_ = self.judgements.round
        places = range(len(round_.opening_ids))
        return Memo(lambda told: _alike((round_.offers[place] for place in places), told.offer))

    @cached_property
    def _people(self) -> Memo[Told, list[tuple[Candidate, int]]]:
        """One of all people who are alike to a requirement, and how many they are."""
        people = self.judgements.round.people

        def several(told: Told) -> list[tuple[Candidate, int]]:
            alike = self.judgements.alike(told.columns)
            return [(people[one], size) for one, size in zip(alike.first, alike.sizes, strict=True)]

        return Memo(several)

    def _noes(self, answer: Answer, several: Iterable[tuple[Candidate, Offer, int]]) -> int:
        return sum(count for who, what, count in several if answer(who, what, self.judgements) == NO)

    def _asked(self, pairs: Iterable[tuple[Candidate, Offer]]) -> Counter[frozenset[ReasonCode | None]]:
        """How many pairs each set of questions would settle; two requirements may share one question."""
        return Counter(
            frozenset(
                told.question(who)
                for told, answer in REQUIREMENTS
                if told.ask and answer(who, what, self.judgements) == UNKNOWN
            )
            for who, what in pairs
        )


def _reasons(
    noes: Counter[ReasonCode], asked: Counter[frozenset[ReasonCode | None]], total: int
) -> Counter[Reason]:
    found = Counter(Reason.of(code, count=count, total=total) for code, count in noes.items() if count)
    for code in frozenset[ReasonCode | None]().union(*asked):
        among = sum(count for codes, count in asked.items() if code in codes)
        alone = asked[frozenset({code})] or None
        if code:
            found[Reason.of(code, count=alone, among=among, total=total)] += 1
    return found


def _alike(offers: Iterable[Offer], reads: Callable[[Offer], Hashable]) -> list[tuple[Offer, int]]:
    first: dict[Hashable, Offer] = {}
    counts = Counter[Hashable]()
    for offer in offers:
        cells = reads(offer)
        first.setdefault(cells, offer)
        counts[cells] += 1
    return [(offer, counts[cells]) for cells, offer in first.items()]

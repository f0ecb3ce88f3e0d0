"""Words of lists to entries of the catalogue: its own words, those somebody chose for, those typed alike."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Self

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, Fact
from matching.domain.reference import Entry, Occupation, Skill
from matching.files.fields.field import Fault, Faulty
from matching.files.fields.linking import CERTAIN, Index
from matching.files.headings.meanings import NOTHING_CHOSEN, Kind, Meanings
from matching.files.source.vocabulary import Vocabulary, plain, tidy

CANDIDATES: Final = 3
"""Entries shown for a word nobody can be sure of."""
_MOST_SHOWN: Final = 12
"""Entries named of those that share a word."""
_ALONE: Final = (Kind.TRADE, Kind.SKILL)
"""Kinds of which people say more in parentheses behind the word, such as how much or how sure."""
_BRACKETS: Final = re.compile(r"(?P<word>[^()]*[^()\s])\s*\((?P<said>[^()]+)\)")
_UPPER_SECONDARY: Final = (
    *(("videregående", "vg"), ("videregående skole", "vg"), ("vgs", "vg"), ("yrkesfag", "vg")),
    *(("vg1", "vg1"), ("vg2", "vg2")),
)
"""Words for several kinds of schooling, and how their keys begin."""
KEYS_BETWEEN: Final = " "
"""Between the keys of the entries a word may stand for, in the facts of a fault."""
SHOWN: Final = ("nearest", "second", "third")
"""Facts that name the entries a word may stand for; their likeness is told under the name and _likeness."""


@dataclass(frozen=True, order=True)
class Link:
    """A word the catalogue does not have, and the key of the entry it was read as."""

    kind: Kind
    word: str
    """In plain form."""
    key: str
    certainty: int
    """How alike the two are, 0-100."""
    chosen: bool
    """Whether somebody chose it; else it differs only in how it is typed."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one kind of concept, and an account of those it was asked for and had to link."""

    kind: Kind
    entries: tuple[Entry, ...]
    chosen: Mapping[str, str] = field(default_factory=dict)
    """Words in plain form, to the keys somebody chose for them."""
    shared: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Words in plain form that are no entry's name, to the positions they may mean; most often several."""
    links: set[Link] = field(default_factory=set)
    """Every link made so far."""
    _answers: dict[str, int | Fault] = field(default_factory=dict)

    def __contains__(self, word: str) -> bool:
        """Whether a word is in the catalogue and means one thing there, or is chosen."""
        return plain(word) in self.chosen or len(self.meanings(word)) == 1

    def find(self, word: str) -> int:
        """The position of the entry a word stands for; a link is remembered.

        Raises:
            Faulty: nobody can be sure; the facts `kind`, `word` and `keys` say what to ask.
        """
        if word not in self._answers:
            self._answers[word] = self._answer(word)
        answer = self._answers[word]
        if isinstance(answer, Fault):
            raise Faulty(answer)
        return answer

    def meanings(self, word: str) -> frozenset[int]:
        """The positions a word may have in the catalogue: none, one, or those of all that share it."""
        place = self.vocabulary.find(word)
        return frozenset(self.shared.get(plain(word), ()) if place is None else {place})

    def several(self, word: str, places: Iterable[int]) -> Fault:
        """The question which of several entries a word means."""
        places = sorted(places)
        allowed = "; ".join([*map(self.show, places[:_MOST_SHOWN]), *["…"] * (len(places) > _MOST_SHOWN)])
        return self._asked(ErrorCode.CELL_SEVERAL, word, places, allowed=allowed)

    def show(self, place: int) -> str:
        """An entry in words that are read as it and no other."""
        entry = self.entries[place]
        return f"{entry.key} {entry.label}" if self.kind is Kind.MUNICIPALITY else entry.label

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the catalogue."""
        return Vocabulary.of(self.entries)

    def _answer(self, word: str) -> int | Fault:
        asked = plain(word)
        chosen = self.chosen.get(asked)
        meant = self.meanings(chosen or word)
        place = next(iter(meant)) if len(meant) == 1 else None
        if place is not None and not chosen:
            return place
        if place is None and self.kind is not Kind.MUNICIPALITY:  # names of places are short and alike
            place = self.index.certain(word)
        if place is None:
            return self._aside(word) or self._question(word)
        likeness = self.index.likeness(word, place)
        self.links.add(Link(self.kind, asked, self.entries[place].key, likeness, bool(chosen)))
        return place

    def _aside(self, word: str) -> Fault | None:
        """What is wrong where something unknown is said in parentheses: it may be a no, so it is no question."""
        found = _BRACKETS.fullmatch(tidy(word)) if self.kind in _ALONE else None
        if not found or plain(found["said"]) in self._said:
            return None
        return Fault.of(ErrorCode.CELL_BRACKETS, word=found["word"], said=found["said"])

    @cached_property
    def _said(self) -> frozenset[str]:
        """What stands in parentheses last in words of the catalogue."""
        found = (_BRACKETS.fullmatch(text) for text in self.vocabulary.places)
        return frozenset(one["said"] for one in found if one)

    def _question(self, word: str) -> Fault:
        if plain(word) in self.shared:
            return self.several(word, self.shared[plain(word)])
        likely = self.index.candidates(word, CANDIDATES)
        facts: dict[str, Fact] = {"nearest": None}
        for one, name in zip(likely, SHOWN, strict=False):
            facts |= {name: self.show(one.place), f"{name}_likeness": one.certainty}
        return self._asked(ErrorCode.CELL_NOT_IN_CATALOGUE, word, [one.place for one in likely], **facts)

    def _asked(self, code: ErrorCode, word: str, places: Iterable[int], **facts: Fact) -> Fault:
        keys = KEYS_BETWEEN.join(self.entries[place].key for place in places)
        return Fault.of(code, kind=self.kind, word=word, keys=keys or None, **facts)

    @cached_property
    def index(self) -> Index:
        """The words of the catalogue, made ready to be compared with others."""
        english = [(one.label_en, at) for at, one in enumerate(self.entries) if isinstance(one, Skill)]
        shown = [(self.show(at), at) for at in range(len(self.entries))]
        return Index.of([*self.vocabulary.places.items(), *shown, *english])


@dataclass(frozen=True, eq=False)
class Lexicons:
    """The words of a list, by the kind of concept they stand for."""

    skills: Lexicon
    trades: Lexicon
    occupations: Lexicon
    schooling: Lexicon
    certificates: Lexicon
    municipalities: Lexicon

    @classmethod
    def of(cls, catalogue: Catalogue, meanings: Meanings = NOTHING_CHOSEN) -> Self:
        """The words of a catalogue, and those that somebody has chosen a meaning for."""

        def chosen(kind: Kind) -> Mapping[str, str]:
            return {word: key for (of, word), key in meanings.words.items() if of == kind}

        return cls(
            Lexicon(Kind.SKILL, catalogue.skills, chosen(Kind.SKILL)),
            Lexicon(Kind.TRADE, catalogue.trades, chosen(Kind.TRADE)),
            Lexicon(
                Kind.OCCUPATION,
                catalogue.occupations,
                chosen(Kind.OCCUPATION),
                _by_code(catalogue.occupations),
            ),
            Lexicon(
                Kind.SCHOOLING,
                catalogue.schooling,
                chosen(Kind.SCHOOLING),
                {word: _upper_secondary(catalogue.schooling, kind) for word, kind in _UPPER_SECONDARY},
            ),
            Lexicon(Kind.CERTIFICATE, catalogue.certificates, chosen(Kind.CERTIFICATE)),
            Lexicon(
                Kind.MUNICIPALITY,
                catalogue.municipalities,
                chosen(Kind.MUNICIPALITY),
                catalogue.municipality_questions,
            ),
        )

    def of_kind(self, kind: str) -> Lexicon:
        """The words of one kind."""
        return next(one for one in self._all if one.kind == kind)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every word that has been linked, by kind and in alphabetical order."""
        return tuple(sorted(link for one in self._all for link in one.links))

    @property
    def _all(self) -> tuple[Lexicon, ...]:
        return (
            *(self.skills, self.trades, self.occupations, self.schooling),
            *(self.certificates, self.municipalities),
        )


def likeness(fault: Fault) -> int:
    """How alike a word and the entry nearest it are, 0-100; wholly where the word is that of several."""
    nearest = dict(fault.facts).get(f"{SHOWN[0]}_likeness")
    return CERTAIN if fault.code is ErrorCode.CELL_SEVERAL else int(nearest or 0)


def _upper_secondary(schooling: Sequence[Entry], kind: str) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(schooling) if one.key.startswith(kind))


def _by_code(occupations: Sequence[Occupation]) -> Mapping[str, tuple[int, ...]]:
    """The occupations of each code of STYRK-08."""
    found: dict[str, tuple[int, ...]] = {}
    for place, one in enumerate(occupations):
        if one.styrk08:
            found[one.styrk08] = (*found.get(one.styrk08, ()), place)
    return found

"""Words of concepts in, labels and synonyms that each lead to one row of the catalogue out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from matching.files.imports.esco import Concept
from matching.files.source.vocabulary import plain

NORWEGIAN: Final = ("no", "nb", "nn")
ENGLISH: Final = "en"
NOBODY: Final = ""
"""Who a text belongs to when several want it."""


@dataclass(frozen=True)
class Wanted:
    """The row a concept is to have: its key, what it is called there when nobody else is, and who is above it."""

    key: str
    concept: Concept
    above: str = ""
    """Key of the group above."""
    straight: tuple[str, ...] = ()
    """Keys of all that stands straight above, sorted."""
    is_ours: bool = False
    """Whether the row is there already, with a label of ours."""

    @property
    def language(self) -> str:
        """The language its words are taken from: Norwegian before English before the others."""
        there = self.concept.labels
        return next((one for one in (*NORWEGIAN, ENGLISH) if one in there), min(there))

    @property
    def label(self) -> str:
        """Its label as ESCO has it."""
        return self.concept.labels[self.language]

    @property
    def label_en(self) -> str:
        """Its English label, or the one there is."""
        return self.concept.labels.get(ENGLISH, self.label)


@dataclass(frozen=True, eq=False)
class Names:
    """Labels and synonyms by key, and how many synonyms led to several rows and were dropped."""

    labels: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]
    dropped: int


def name_all(wanted: Sequence[Wanted], own: Mapping[str, str]) -> Names:
    """What each row is called; `own` has the texts of ours in plain form, to their keys, and they stand.

    A label that several want is nobody's: each gets the group above behind it, an occupation its code, or the key
    where that is not enough.
    Skills are named before groups. A synonym that leads elsewhere too is dropped.
    """
    owners = {**own, **{plain(one.key): one.key for one in wanted}}
    labels: dict[str, str] = {}
    above = {one.key: one.label for one in wanted}
    for is_group in (False, True):
        new = [one for one in wanted if one.concept.is_group is is_group and not one.is_ours]
        labels |= _labels(new, above, owners)
    return Names(labels, *_synonyms(wanted, owners))


def _labels(wanted: Sequence[Wanted], above: Mapping[str, str], owners: dict[str, str]) -> dict[str, str]:
    """A label for each of some rows; `owners` is told of them."""
    times = Counter(plain(one.label) for one in wanted)
    owners |= {text: NOBODY for text, count in times.items() if count > 1 and text not in owners}
    labels: dict[str, str] = {}
    for one in wanted:
        forms = _forms(one, above.get(one.above) or one.concept.code)
        labels[one.key] = next(form for form in forms if plain(form) not in owners)
        owners[plain(labels[one.key])] = one.key
    return labels


def _forms(one: Wanted, group: str) -> Iterator[str]:
    """What a row may be called, the best first, without end."""
    yield one.label
    if group:
        yield f"{one.label} ({group})"
    form = one.label
    while True:
        form = f"{form} ({one.key})"
        yield form


def _synonyms(wanted: Sequence[Wanted], owners: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], int]:
    asked = {one.key: _others(one) for one in wanted}
    times = Counter(text for texts in asked.values() for text in texts)
    found: dict[str, tuple[str, ...]] = {}
    dropped = 0
    for key, texts in asked.items():
        others = {text: shown for text, shown in texts.items() if owners.get(text) != key}
        kept = [shown for text, shown in others.items() if text not in owners and times[text] == 1]
        dropped += len(others) - len(kept)
        found[key] = tuple(kept)
    return found, dropped


def _others(one: Wanted) -> dict[str, str]:
    """Other words for a row, in plain form and as they are shown."""
    words = [*([one.label] if one.is_ours else []), *one.concept.others.get(one.language, ())]
    texts: dict[str, str] = {}
    for word in words:
        texts.setdefault(plain(word), word)
    return texts

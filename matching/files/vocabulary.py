"""The words a cell may use: how they are compared, what they stand for, and the one nearest a mistake."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Self, TypeVar

from matching.catalogue.catalogue import by_text
from matching.domain.reference import Entry

_POOL = 12
_LONGEST = 60
"""Candidates compared in full, and characters of a mistake that are looked at: a mistake is never slow."""

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def plain(text: str) -> str:
    """A text as it is compared: composed, without case, trimmed, inner spaces as one."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def tidy(text: str) -> str:
    """A text as it is kept: composed, trimmed, inner spaces and line breaks as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Accepted words in plain form: the number each stands for, most often a position, and how it is shown."""

    places: Mapping[str, int]
    shown: Mapping[str, str]

    @classmethod
    def of(cls, entries: Sequence[AnyEntry], show: Callable[[AnyEntry], str] | None = None) -> Self:
        """Every key, label and synonym of the entries.

        A word is shown as it stands in the catalogue, a key as its label, or all as `show` has it.
        """
        places = {plain(text): place for text, place in by_text(entries).items()}
        shown: dict[str, str] = {}
        for entry in entries:
            for text in (*entry.synonyms, entry.label, entry.key):
                spoken = show(entry) if show else entry.label if text == entry.key else text
                shown.setdefault(plain(text), spoken)
        return cls(places, shown)

    def __contains__(self, word: str) -> bool:
        return plain(word) in self.places

    def find(self, word: str) -> int | None:
        """The number a word stands for, or None."""
        return self.places.get(plain(word))

    def nearest(self, word: str) -> str | None:
        """The accepted word most like this one, as shown to people; None when nothing is like it."""
        word = plain(word[:_LONGEST])
        shared = Counter(other for pair in _pairs(word) for other in self._with_pair.get(pair, ()))
        enough = max(shared.values(), default=0) // 2
        alike = [other for other, count in shared.items() if count > enough]
        alike.sort(key=lambda other: (-shared[other], abs(len(other) - len(word)), other))
        found = get_close_matches(word, alike[:_POOL], n=1)
        return self.shown[found[0]] if found else None

    @cached_property
    def _with_pair(self) -> dict[str, list[str]]:
        """Pairs of neighbouring letters to the words that have them, so few words are compared in full."""
        index: dict[str, list[str]] = {}
        for word in self.shown:
            for pair in _pairs(word):
                index.setdefault(pair, []).append(word)
        return index


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of a few words most like this one; None when nothing is like it."""
    shown = {plain(other): other for other in words}
    found = get_close_matches(plain(word[:_LONGEST]), shown, n=1)
    return shown[found[0]] if found else None


def pieces(text: str, separators: str) -> list[str]:
    """A text cut at a pattern of separators, without empty pieces."""
    return [piece.strip() for piece in re.split(separators, text) if piece.strip()]


def _pairs(word: str) -> set[str]:
    framed = f" {word} "
    return {framed[place : place + 2] for place in range(len(framed) - 1)}

"""Words nobody has listed, and the entries of a catalogue most like them.

Texts are cut into pieces of three and four letters, rare pieces counting for more (TF-IDF), and likeness is the
cosine between two texts (Salton and McGill, Introduction to Modern Information Retrieval, 1983).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log, sqrt
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from matching.domain.columns import Rows
from matching.files.source.vocabulary import plain

Shares = npt.NDArray[np.float64]

CERTAIN: Final = 100
"""Certainty at which a word is linked without asking: it differs from the catalogue only in how it is typed.

Measured in tests/files/test_linking.py: at 87 words begin that mean something else, and hardly any lie in between.
"""

_LENGTHS: Final = (3, 4)
"""Letters in a piece."""
_LONGEST: Final = 80
"""Characters of a word that are looked at, so that no cell is slow."""
_LEAST: Final = 30
"""Certainty below which an entry is no candidate."""
_LETTERS: Final = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa"})
_INFLECTED: Final = re.compile(r"(.{5,})(?:ene|er|en|et|(?<!er)e)")
"""A noun in the plural or made definite; -ere is left alone, for it also makes verbs."""


_APART: Final = "·"
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\W_]+(?=\d)")
"""Two numbers are never taken for one."""
_SIGNS: Final = re.compile(rf"[^\w{_APART}]|_")


@dataclass(frozen=True)
class Likeness:
    """An entry a word may mean: its position, and how alike the two are, 0-100."""

    place: int
    certainty: int


@dataclass(frozen=True, eq=False)
class Index:
    """The texts of one kind of concept, made ready to be compared with words."""

    texts: tuple[str, ...]
    """As typed(...) gives them; those of one entry together."""
    places: Rows
    """The position of the entry each text names, rising, shape (texts,)."""

    @classmethod
    def of(cls, named: Iterable[tuple[str, int]]) -> Self:
        """Texts, and the position of the entry each of them names."""
        pairs = sorted({(place, typed(text)) for text, place in named} - {(place, "") for _, place in named})
        return cls(tuple(text for _, text in pairs), np.array([place for place, _ in pairs], dtype=np.intp))

    def certain(self, word: str) -> int | None:
        """The one position a word is linked to without asking, or None."""
        same = self._same_as(word)
        return same[0] if len(same) == 1 and len(word) <= _LONGEST else None

    def candidates(self, word: str, count: int) -> tuple[Likeness, ...]:
        """The entries most like a word, the most like it first; among equals the first of the catalogue."""
        alike = self._alike(typed(word))
        found = {int(self._entries[at]): int(alike[at]) for at in np.flatnonzero(alike >= _LEAST)}
        found |= dict.fromkeys(self._same_as(word), CERTAIN)
        best = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:count]
        return tuple(Likeness(place, certainty) for place, certainty in best)

    def likeness(self, word: str, place: int) -> int:
        """How alike a word and an entry are, 0-100."""
        alike = self._alike(typed(word))[self._entries == place]
        return CERTAIN if place in self._same_as(word) else int(alike.max(initial=0))

    def _same_as(self, word: str) -> list[int]:
        found = (self._same.get(form, ()) for form in _forms(typed(word)))
        return sorted(set(chain.from_iterable(found)))

    def _alike(self, text: str) -> npt.NDArray[np.intp]:
        """Likeness of a text to each entry, by the best text of each: 0-99, shape (entries,)."""
        pieces = self._pieces
        weights = {piece: count * pieces.weight(piece) for piece, count in Counter(_cut(text)).items()}
        held = [(*pieces.held(piece), weight) for piece, weight in weights.items() if piece in pieces.number]
        if not held:
            return np.zeros(len(self._entries), dtype=np.intp)
        rows = np.concatenate([texts for texts, _, _ in held])
        products = np.concatenate([shares * weight for _, shares, weight in held])
        length = sqrt(sum(weight * weight for weight in weights.values()))
        best = np.maximum.reduceat(np.bincount(rows, products, len(self.texts)) / length, self._starts)
        return np.minimum((best * CERTAIN + 1e-6).astype(np.intp), CERTAIN - 1)

    @cached_property
    def _same(self) -> Mapping[str, frozenset[int]]:
        same: dict[str, set[int]] = {}
        for text, place in zip(self.texts, self.places.tolist(), strict=True):
            for form in _forms(text):
                same.setdefault(form, set()).add(place)
        return {form: frozenset(places) for form, places in same.items()}

    @cached_property
    def _pieces(self) -> "_Pieces":
        return _Pieces.of(self.texts)

    @cached_property
    def _entries(self) -> Rows:
        """The position of each entry that has a text."""
        return self.places[self._starts]

    @cached_property
    def _starts(self) -> Rows:
        """Where the texts of each entry begin."""
        return np.flatnonzero(np.diff(self.places, prepend=-1))


def typed(text: str) -> str:
    """A text without what depends on how it is typed: case, spaces, signs, accents, and the keys for æ, ø and å."""
    bare = unicodedata.normalize("NFD", plain(text)[:_LONGEST].translate(_LETTERS))
    return _SIGNS.sub("", _BETWEEN_DIGITS.sub(_APART, bare))


def _forms(text: str) -> set[str]:
    """A text in the plural or definite form, and as it would be without; nothing of an empty text."""
    found = _INFLECTED.fullmatch(text)
    return ({text, found[1]} if found else {text}) - {""}


def _cut(text: str) -> list[str]:
    framed = f" {text} "
    return [framed[at : at + size] for size in _LENGTHS for at in range(len(framed) - size + 1)]


@dataclass(frozen=True, eq=False)
class _Pieces:
    """The pieces of all texts, numbered, with the texts that hold each and their shares of those texts."""

    number: Mapping[str, int]
    texts: int
    starts: Rows
    """Where the texts of each piece begin in `rows` and `shares`, and where the last ones end."""
    rows: Rows
    shares: Shares

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Weigh each piece of each text, so that the squares of a text's shares are 1 together."""
        cut = [_cut(text) for text in texts]
        number = {piece: place for place, piece in enumerate(dict.fromkeys(chain.from_iterable(cut)))}
        row = np.repeat(np.arange(len(texts)), [len(pieces) for pieces in cut])
        piece = np.array([number[one] for pieces in cut for one in pieces], dtype=np.intp)
        both, times = np.unique(piece * len(texts) + row, return_counts=True)
        piece, row = np.divmod(both, len(texts))
        holders = np.bincount(piece, minlength=len(number))
        weights = times * (np.log((1 + len(texts)) / (1 + holders)) + 1)[piece]
        shares = weights / np.sqrt(np.bincount(row, weights * weights, len(texts)))[row]
        return cls(number, len(texts), np.concatenate([[0], np.cumsum(holders)]), row, shares)

    def held(self, piece: str) -> tuple[Rows, Shares]:
        """The texts that hold a piece, and its share of each of them."""
        at = slice(*self.starts[self.number[piece] :][:2].tolist())
        return self.rows[at], self.shares[at]

    def weight(self, piece: str) -> float:
        """How much a piece counts: the more the fewer texts have it."""
        holders = len(self.held(piece)[0]) if piece in self.number else 0
        return log((1 + self.texts) / (1 + holders)) + 1

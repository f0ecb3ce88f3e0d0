"""Words nobody has listed, and the entries of a catalogue most like them.

Texts are cut into pieces of three and four letters, rare pieces counting for more (TF-IDF), and likeness is the
cosine between two texts (Salton and McGill, Introduction to Modern Information Retrieval, 1983).
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import sqrt
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from matching.domain.columns import Rows
from matching.files.source.vocabulary import plain

Shares = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

CERTAIN: Final = 100
"""Certainty at which a word is linked without asking: it differs from the catalogue only in how it is typed.

Measured in tests/files/test_linking.py: at 87 words begin that mean something else, and hardly any lie in between.
"""

_LENGTHS: Final = (3, 4)
"""Letters in a piece."""
_MOST_LETTERS: Final = 30_000
"""Different letters that are told apart, so that a piece fits in 63 bits."""
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
        if not self.texts:
            return np.zeros(0, dtype=np.intp)
        codes, times = np.unique(self._pieces.cut(text), return_counts=True)
        held = [self._pieces.held(code) for code in codes.tolist()]
        rows, shares = (np.concatenate(parts) for parts in zip(*held, strict=True)) if held else ((), ())
        if not len(rows):
            return np.zeros(len(self._entries), dtype=np.intp)
        holders = np.array([len(texts) for texts, _ in held])
        weights = times * _weights(holders, len(self.texts))
        products = shares * np.repeat(weights, holders)
        best = np.maximum.reduceat(np.bincount(rows, products, len(self.texts)), self._starts)
        return np.minimum((best / sqrt(weights @ weights) * CERTAIN + 1e-6).astype(np.intp), CERTAIN - 1)

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


@dataclass(frozen=True, eq=False)
class _Pieces:
    """The pieces of all texts as numbers, with the texts that hold each and their shares of those texts."""

    letters: Codes
    """Code points of the letters there are, rising; letters that are not among them count as one."""
    codes: Codes
    """The pieces there are, rising."""
    starts: Rows
    """Where the texts of each piece begin in `rows` and `shares`, and where the last ones end."""
    rows: Rows
    shares: Shares

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Weigh each piece of each text, so that the squares of a text's shares are 1 together."""
        letters = np.unique(_points(texts))[:_MOST_LETTERS]
        code, row = _cut(texts, letters)
        order = np.argsort(code, kind="stable")  # texts stay in rising order within a piece
        code, row = code[order], row[order]
        first = np.flatnonzero(np.diff(code, prepend=-1) | np.diff(row, prepend=-1))
        times = np.diff(first, append=len(code))
        code, row = code[first], row[first]
        begins = np.flatnonzero(np.diff(code, prepend=-1))
        starts = np.append(begins, len(code))
        holders = np.diff(starts)
        weights = times * np.repeat(_weights(holders, len(texts)), holders)
        shares = weights / np.sqrt(np.bincount(row, weights * weights, len(texts)))[row]
        return cls(letters, code[begins], starts, row, shares)

    def cut(self, text: str) -> Codes:
        """The pieces of a text, those the others do not have too."""
        return _cut([text], self.letters)[0]

    def held(self, code: int) -> tuple[Rows, Shares]:
        """The texts that hold a piece, and its share of each of them."""
        place = int(np.searchsorted(self.codes, code))
        known = place < len(self.codes) and self.codes[place] == code
        at = slice(self.starts[place], self.starts[place + 1]) if known else slice(0)
        return self.rows[at], self.shares[at]


def _cut(texts: Sequence[str], letters: Codes) -> tuple[Codes, Rows]:
    """The pieces of texts as numbers, and the text each is from; a piece is its size and its letters in turn."""
    points = _points(texts)
    place = np.minimum(np.searchsorted(letters, points), len(letters) - 1)
    number = np.where(letters[place] == points, place + 1, 0)
    text = np.repeat(np.arange(len(texts)), [len(one) + 2 for one in texts])
    codes, rows = [], []
    for size in _LENGTHS:
        begins = np.flatnonzero(text[: 1 - size] == text[size - 1 :])
        code = np.full(len(begins), size, dtype=np.int64)
        for step in range(size):
            code = code * (len(letters) + 1) + number[begins + step]
        codes.append(code)
        rows.append(text[begins])
    return np.concatenate(codes), np.concatenate(rows)


def _points(texts: Sequence[str]) -> Codes:
    """The code points of all texts in turn, each text with a space around it."""
    framed = "".join(f" {text} " for text in texts)
    return np.frombuffer(framed.encode("utf-32-le"), dtype="<u4").astype(np.int64)


def _weights(holders: npt.NDArray[np.intp], texts: int) -> Shares:
    """How much pieces count, by how many of the texts hold each: the more the fewer."""
    return np.asarray(np.log((1 + texts) / (1 + holders)) + 1)

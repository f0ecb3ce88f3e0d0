"""The words a cell may use: how they are compared, what they stand for, and the one nearest a mistake."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Self

from matching.catalogue.catalogue import by_text
from matching.domain.naming import plain as plain
from matching.domain.reference import Entry

_LONGEST = 60
"""Characters of a mistake that are looked at: a mistake is never slow."""

_ZEROS_BEFORE: Final = re.compile(r"(?<!\d)0+(?=\d)")

_NO_VALUES: Final = frozenset(
    (
        *("#n/a", "#i/t", "#ref!", "#value!", "#verdi!", "#div/0!", "#name?", "#navn?", "#num!", "#null!"),
        *("#spill!", "#calc!", "n/a", "<na>", "nan", "nat", "inf", "+inf", "-inf", "infinity", "-infinity"),
        *("null", "none", "-", "--", "–", "—", "?", "??", "???", ".", "…", "*"),
        *("ukjent", "vet ikke", "ikke kjent", "ikke oppgitt", "ikke utfylt"),
    )
)
"""What spreadsheets, programs and people write where they have no value; it is never a name, a number or a word."""


def tidy(text: str) -> str:
    """A text as it is kept: composed, trimmed, inner spaces and line breaks as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def says_nothing(text: str) -> bool:
    """Whether a text says only that there is no value."""
    return plain(text) in _NO_VALUES


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Accepted words in plain form: the number each stands for, most often a position, and how it is shown."""

    places: Mapping[str, int]
    shown: Mapping[str, str]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Self:
        """Every key, label and synonym of the entries, shown as it stands in the catalogue, a key as its label."""
        places = {plain(text): place for text, place in by_text(entries).items()}
        shown: dict[str, str] = {}
        for entry in entries:
            for text in (*entry.synonyms, entry.label, entry.key):
                shown.setdefault(plain(text), entry.label if text == entry.key else text)
        return cls(places, shown)

    def __contains__(self, word: str) -> bool:
        return plain(word) in self.places

    def find(self, word: str) -> int | None:
        """The number a word stands for, or None."""
        return self.places.get(plain(word))


def nearest(word: str, words: Iterable[str], least: float = 0.6) -> str | None:
    """The one of some words most like this one, 0-1; None where none is so like it as the least."""
    return _alike(word, {plain(other): other for other in words}, least)


def _alike(word: str, shown: Mapping[str, str], least: float = 0.6) -> str | None:
    """The same of texts by their plain form."""
    found = get_close_matches(plain(word[:_LONGEST]), shown, n=1, cutoff=least)
    return shown[found[0]] if found else None


def nearest_id(name: str, ids: Iterable[str]) -> str | None:
    """The id most like this one: first of all one that differs in case and zeros before a number alone."""
    return nearest_ids([name], ids)[0]


def nearest_ids(names: Iterable[str], ids: Iterable[str]) -> list[str | None]:
    """For each of some names the id most like it, as in nearest_id."""
    shown, same = dict[str, str](), dict[str, str]()
    for one in ids:
        shown[plain(one)] = one
        same.setdefault(_numbered(one), one)
    return [same.get(_numbered(name)) or _alike(name, shown) for name in names]


def _numbered(name: str) -> str:
    return _ZEROS_BEFORE.sub("", plain(name))


def pieces(text: str, separators: str) -> list[str]:
    """A text cut at a pattern of separators, without empty pieces."""
    return [piece for part in re.split(separators, text) if (piece := part.strip())]

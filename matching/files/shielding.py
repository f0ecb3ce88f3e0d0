"""Columns and cells that may mark people who must not be found (adressesperre), whatever the heading."""

import re
from difflib import SequenceMatcher
from typing import Final

from matching.files.headings import key, words_of

_LONGEST: Final = 60
_SHIELDING: Final = (
    *("adresses", "adressebesk", "adressegr", "sperr", "fortrol", "skjerm", "gradert", "gradering"),
    *("diskresjon", "kode6", "kode7", "spsf", "spfo", "hemmelig", "klausul", "trussel", "voldsalarm"),
    "beskyttet",
)
"""How a word begins that may mark people who must not be found; such a column is renamed, never ignored."""
_SHIELD: Final = "adressesperre"
_TYPED_ALIKE: Final = 0.85
"""A heading so like the one of our own is that one, mistyped."""
_SAYS_SO: Final = re.compile(
    r"\b(?:kode\s*[67]\b|spsf\b|spfo\b|adressesperr|adressebeskytt|strengt\s+fortrolig"
    r"|(?:fortrolig|sperret|hemmelig|skjermet|gradert|beskyttet)\s+adresse)",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\b(?:ikke|ingen|uten)\b", re.IGNORECASE)


def may_shield(column: str) -> bool:
    """Whether a column may mark people who must not be found."""
    compared = key(column)
    if any(word.startswith(_SHIELDING) for word in (*words_of(column), compared)) or "sperr" in compared:
        return True
    return SequenceMatcher(None, compared[:_LONGEST], _SHIELD).ratio() >= _TYPED_ALIKE


def says_shielded(text: str) -> bool:
    """Whether a cell says that somebody must not be found, such as «kode 6» among remarks."""
    return bool(_SAYS_SO.search(text)) and not _NOT.search(text)

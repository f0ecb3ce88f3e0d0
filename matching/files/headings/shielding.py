"""Columns and cells that may mark people who must not be found (adressesperre), whatever the heading."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Final

from matching.domain.columns import Bool
from matching.domain.errors import ErrorCode, FileFault
from matching.files.headings.names import key, words_of, written
from matching.files.source.grid import Grid, Texts
from matching.files.source.vocabulary import says_nothing

RESTRICTION: Final = "adressesperre"

_LONGEST: Final = 60
_SHIELDING: Final = (
    *("adresses", "adressebesk", "adressegr", "sperr", "fortrol", "skjerm", "gradert", "gradering"),
    *("diskresjon", "kode6", "kode7", "spsf", "spfo", "hemmelig", "klausul", "trussel", "voldsalarm"),
    "beskyttet",
)
"""How a word begins that may mark people who must not be found; such a column is renamed, never ignored."""
_TYPED_ALIKE: Final = 0.85
"""A heading so like the one of our own is that one, mistyped."""
_SAYS_SO: Final = re.compile(
    r"\b(?:kode\s*[67]\b|spsf\b|spfo\b|adressesperr|adressebeskytt|strengt\s+fortrolig"
    r"|(?:fortrolig|sperret|hemmelig|skjermet|gradert|beskyttet)\s+adresse)",
    re.IGNORECASE,
)
_PARTS: Final = ("kode", "spsf", "spfo", "adresse", "fortrol")
"""One of these stands in every text that says so; asked before a slower search."""
_NOT: Final = re.compile(r"\b(?:ikke|ingen|uten)\b", re.IGNORECASE)


def may_shield(column: str) -> bool:
    """Whether a column may mark people who must not be found."""
    compared = key(column)
    if any(word.startswith(_SHIELDING) for word in (*words_of(column), compared)) or "sperr" in compared:
        return True
    return SequenceMatcher(None, compared[:_LONGEST], RESTRICTION).ratio() >= _TYPED_ALIKE


def says_shielded(text: str) -> bool:
    """Whether a cell says that somebody must not be found, such as «kode 6» among remarks."""
    folded = text.casefold()
    return any(part in folded for part in _PARTS) and bool(_SAYS_SO.search(text)) and not _NOT.search(text)


def closed_rows(grid: Grid, texts: Texts, top: int, is_closed: Callable[[str], bool]) -> Bool:
    """A column with its heading in row `top` in, the rows below it that must not be looked at out, shape (rows,).

    Raises:
        FileFault: a cell says only that nothing is known («-», «ukjent»). To close its row would lose everybody
            where a list writes that for nobody; to leave it open could show somebody who must not be found. No row
            is told.
    """
    silent = next(filter(says_nothing, texts.distinct), None)
    if silent is not None:
        heading = written(texts[top])
        other = heading if key(heading) != key(RESTRICTION) else None
        raise FileFault(
            ErrorCode.CELL_NO_VALUE,
            file=grid.file,
            sheet=grid.sheet,
            column=RESTRICTION,
            written=other,
            value=silent,
        )
    shut = texts.where(is_closed)
    shut[: top + 1] = False
    return shut

"""The columns of a list in, the heading each stands for out; an unknown one is a question, never passed over."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from matching.files.headings.meanings import IGNORED, Meanings
from matching.files.headings.names import ALIASES, key
from matching.files.headings.shielding import may_shield
from matching.files.source.vocabulary import plain

_ALIKE: Final = 0.6
_WORTH_SHOWING: Final = 0.5
_SHOWN: Final = 3
_SHORTEST: Final = 3
_LONGEST: Final = 60


@dataclass(frozen=True)
class ColumnQuestion:
    """A column nobody has said the meaning of."""

    sheet: str
    """Name of the kind of list, such as «Kandidater», under which the answer is remembered."""
    column: str
    """The heading as written."""
    candidates: tuple[str, ...]
    """Headings it may stand for, the likest first."""
    may_be_ignored: bool


@dataclass(frozen=True, eq=False)
class ColumnNames:
    """The headings of one kind of list, those that close rows, and what an office has chosen columns to mean."""

    sheet: str
    headings: Sequence[str]
    closed: Collection[str]
    meanings: Meanings

    def heading(self, column: str) -> str | None:
        """The heading a column stands for, of those that close rows too; IGNORED, or None where nobody has said."""
        known = self._known.get(key(column))
        if known:
            return known
        chosen = self.meanings.columns.get((plain(self.sheet), plain(column)))
        if chosen == IGNORED:
            return IGNORED if not may_shield(column) else None
        return self._known.get(key(chosen)) if chosen else None

    def is_known(self, column: str) -> bool:
        """Whether a column has one of our headings or another name for it, whatever has been chosen."""
        return key(column) in self._known or may_shield(column)

    def question(self, column: str) -> ColumnQuestion:
        """What to ask about a column nobody has said the meaning of."""
        alike = [heading for likeness, heading in self._alike(column) if likeness >= _WORTH_SHOWING]
        return ColumnQuestion(
            self.sheet, column, tuple(alike[:_SHOWN]), may_be_ignored=not may_shield(column)
        )

    def nearest(self, column: str) -> str | None:
        """The heading most like a column; None when nothing is like it."""
        return next((heading for likeness, heading in self._alike(column) if likeness >= _ALIKE), None)

    def _alike(self, column: str) -> list[tuple[float, str]]:
        """Every heading with its likeness to a column, the likest first; a few letters alone are like nothing."""
        wanted = key(column[:_LONGEST])
        compared = SequenceMatcher(b=wanted)
        best: dict[str, float] = {}
        for name, heading in self._known.items():
            if min(len(wanted), len(name)) >= _SHORTEST:
                compared.set_seq1(name)
                best[heading] = max(best.get(heading, 0.0), compared.ratio())
        return sorted(((likeness, heading) for heading, likeness in best.items()), key=lambda one: -one[0])

    @cached_property
    def _known(self) -> dict[str, str]:
        """Every heading and other name for it, as compared, to the heading."""
        return dict(self._names())

    def _names(self) -> Iterator[tuple[str, str]]:
        aliases = ALIASES.get(self.sheet, {})
        for heading in self.headings:
            yield from ((key(alias), heading) for alias in aliases.get(heading, ()))
        yield from ((key(heading), heading) for heading in (*self.headings, *self.closed))

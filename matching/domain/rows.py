"""What became of the rows of a list: how many were read and used, and which were left out and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from matching.domain.errors import Fact, RowFault

WITHHELD: Final = "…"
"""Stands in a plan where a cell of the list holds something that is not for everybody who reads the plan."""

_HARMLESS: Final = re.compile(
    r"[+-]?[0-9]{1,4}(?:[.,][0-9]{1,4})? ?%?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
_FROM_CELLS: Final = ("word", "limit", "text")
"""Facts of a fault that repeat what somebody has typed."""


@dataclass(frozen=True, kw_only=True)
class RowCounts:
    """Rows of one list: read = accepted + rejected + duplicates.

    Rows of people with an address restriction and example rows of a template are in none of the four.
    """

    file: str
    read: int
    accepted: int
    rejected: int
    """Rows with at least one fault."""
    duplicates: int
    """Rows equal to an earlier one in every cell."""


def without_free_text(faults: Iterable[RowFault]) -> tuple[RowFault, ...]:
    """Faults in, the same out as a plan may repeat them: numbers and days stay, typed words are withheld."""
    return tuple(
        replace(
            fault,
            value=_harmless(fault.value),
            facts=tuple(
                (name, _harmless(fact) if name in _FROM_CELLS else fact) for name, fact in fault.facts
            ),
        )
        for fault in faults
    )


def _harmless(fact: Fact) -> str:
    text = str(fact or "")
    return text if not text or _HARMLESS.fullmatch(text) else WITHHELD

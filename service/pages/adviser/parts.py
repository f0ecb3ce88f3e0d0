"""The parts of a conversation (samtale): each is a page with one form, and is kept by itself."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Part(StrEnum):
    """One part of the conversation; its value stands in the address."""

    LIKES = "liker"
    TRADES = "fag"
    SKILLS = "kan"
    DAYS = "hverdag"

    @property
    def next(self) -> "Part | None":
        """The part after this one; None after the last."""
        parts = list(Part)
        place = parts.index(self) + 1
        return parts[place] if place < len(parts) else None


OPENINGS: Final = "laereplasser"
"""The end of the address of the openings for a person, which follow the last part."""

HEADINGS: Final[Mapping[Part, tuple[str, ...]]] = MappingProxyType(
    {
        Part.LIKES: ("interesseområder", "fritid", "arbeidsmiljø"),
        Part.TRADES: ("ønske 1", "ønske 2", "ønske 3", "ønsker ikke"),
        Part.SKILLS: ("ferdigheter",),
        Part.DAYS: (
            *("stillingsprosent fra", "stillingsprosent til", "skift", "reisemåte", "maks reisetid"),
            *("førerkort", "norsknivå"),
        ),
    }
)
"""What each part says something of, as the headings of the list of people (docs/lists.md)."""

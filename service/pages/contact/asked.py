"""An address in, what it asks of candidates beside the requirements out: filters stand in the address."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import Query
from pydantic import BeforeValidator, Field

from matching.domain.fit import EvidenceLevel
from matching.domain.shortlist import Narrowing
from matching.wording import Words

HALF, FULL = 50, 100
LONGEST: Final = 180
"""Minutes one way, at most."""


def _given(text: object) -> object:
    """A field that is left blank is one not given."""
    return None if text == "" else text


Blank = BeforeValidator(_given)
Minutes = Annotated[int, Field(ge=5, le=LONGEST)]
Marked = Annotated[Literal["ja"] | None, Blank]
Option = tuple[str, str, bool]
"""A value, its text, and whether it is chosen."""


@dataclass(frozen=True)
class Asked:
    """What is asked of candidates, as it stands in the address."""

    minutes: Annotated[Minutes | None, Blank, Query(alias="reise")] = None
    percent: Annotated[Literal["50", "100"] | None, Blank, Query(alias="omfang")] = None
    level: Annotated[Literal["medium", "high"] | None, Blank, Query(alias="kartlagt")] = None
    apart: Annotated[Marked, Query(alias="ledig")] = None
    joined: Annotated[Marked, Query(alias="sagt-ja")] = None

    @property
    def anything(self) -> bool:
        """Whether anything is asked."""
        return any(vars(self).values())

    def narrowing(self, on_other_lists: frozenset[str]) -> Narrowing:
        """As the core is asked; `on_other_lists` are left out where only people on no other list are wanted."""
        return Narrowing(
            minutes=self.minutes,
            percent=None if self.percent is None else int(self.percent),
            level=EvidenceLevel(self.level or EvidenceLevel.LOW),
            joined=bool(self.joined),
            without=on_other_lists if self.apart else frozenset(),
        )

    def extents(self, words: Words) -> list[Option]:
        """The shares of a full position to choose from."""
        told = {"": "any", str(HALF): "half", str(FULL): "full"}
        return _options(told, self.percent, words)

    def levels(self, words: Words) -> list[Option]:
        """The levels of mapping to choose from."""
        return _options({"": "any", "medium": "medium", "high": "high"}, self.level, words)


def _options(told: dict[str, str], chosen: str | None, words: Words) -> list[Option]:
    return [
        (value, words.say(f"contact.narrow.{key}"), value == (chosen or "")) for value, key in told.items()
    ]

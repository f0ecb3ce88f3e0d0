"""The openings of a round and what is asked of them in, a page of those left out; filters stand in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

import numpy as np
from fastapi import Query

from matching.domain.answers import BLANK
from matching.domain.columns import Bool, Int16
from matching.domain.reference import Entry
from matching.wording import Words
from service.pages.contact.asked import Option
from service.pages.tables import Table, openings_table
from service.shown.addresses import round_page
from service.shown.sight import Sight

ON_A_PAGE: Final = 100


@dataclass(frozen=True)
class AskedOfOpenings:
    """What is asked of the openings of a round, as it stands in the address."""

    trade: Annotated[str, Query(alias="fag", max_length=100)] = ""
    """A key of the catalogue; empty for all, as below."""
    municipality: Annotated[str, Query(alias="kommune", max_length=100)] = ""
    page: Annotated[int, Query(alias="side", ge=1, le=10_000)] = 1

    @property
    def anything(self) -> bool:
        """Whether anything is asked of the openings themselves."""
        return bool(self.trade or self.municipality)

    def address(self, round_id: str, page: int) -> str:
        """The address of one page of what is asked for."""
        told = {"fag": self.trade, "kommune": self.municipality, "side": str(page)}
        return f"{round_page(round_id, 'lareplasser')}?{urlencode({k: v for k, v in told.items() if v})}"


@dataclass(frozen=True, kw_only=True)
class Openings:
    """One page of the openings of a round."""

    table: Table
    narrows: bool
    """Whether there are so many that one may want to narrow them."""
    anything: bool
    shown: str
    """Which of how many stand on the page; empty where that is all there are."""
    trades: list[Option]
    municipalities: list[Option]
    before: str
    """The addresses of the pages before and after; empty where there is none."""
    after: str
    clear: str
    """The address of all of them."""


def openings_page(sight: Sight, asked: AskedOfOpenings, words: Words) -> Openings:
    """The openings a page of the round shows; a page beyond the last one is the last one."""
    of, name, names = sight.round.catalogue, sight.round.id, list(sight.round.opening_rows)
    left = [names[row] for row in np.flatnonzero(_left(sight, asked))]
    last = max(-(-len(left) // ON_A_PAGE), 1)
    page = min(asked.page, last)
    first = (page - 1) * ON_A_PAGE
    shown = left[first : first + ON_A_PAGE]
    openings = sight.round.cohort.openings
    facts = {"first": first + 1, "last": first + len(shown), "left": len(left)}
    return Openings(
        table=openings_table(sight, shown, words),
        narrows=asked.anything or len(names) > ON_A_PAGE,
        anything=asked.anything,
        shown=words.say("service.openings.shown", **facts) if shown and len(shown) < len(names) else "",
        trades=_options(of.trades, np.unique(openings.trades), asked.trade, words),
        municipalities=_options(
            of.municipalities, np.unique(openings.municipality), asked.municipality, words
        ),
        before=asked.address(name, page - 1) if page > 1 else "",
        after=asked.address(name, page + 1) if page < last else "",
        clear=round_page(name, "lareplasser"),
    )


def _left(sight: Sight, asked: AskedOfOpenings) -> Bool:
    """Which openings are asked for, shape (openings,); of a key that is none of the catalogue, none."""
    openings, of = sight.round.cohort.openings, sight.round.catalogue
    stay = np.ones(len(openings), dtype=np.bool_)
    if asked.trade:
        stay &= np.isin(openings.trades, _place(of.trades, asked.trade)).any(axis=1)
    if asked.municipality:
        stay &= np.isin(openings.municipality, _place(of.municipalities, asked.municipality))
    return stay


def _place(entries: Sequence[Entry], key: str) -> list[int]:
    return [place for place, one in enumerate(entries) if one.key == key]


def _options(entries: Sequence[Entry], places: Int16, chosen: str, words: Words) -> list[Option]:
    """Those of some entries that the round has, by name, below that of all."""
    found = sorted((entries[place].shown, entries[place].key) for place in places.tolist() if place != BLANK)
    return [
        ("", words.say("service.openings.all"), not chosen),
        *((key, shown, key == chosen) for shown, key in found),
    ]

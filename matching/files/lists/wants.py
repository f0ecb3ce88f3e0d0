"""What a list of people says of their interests and wishes: its columns, and the faults between them."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import BLANK
from matching.domain.cells import masks, numbers
from matching.domain.columns import Bool, Int16
from matching.domain.errors import ErrorCode, RowFault
from matching.domain.people import CODE, UNWANTED, WISHES, People
from matching.domain.reference import LETTERS
from matching.files.fields import amounts, builds, told, wanted, words
from matching.files.fields.checks import places
from matching.files.fields.field import Field, Table
from matching.files.fields.lexicon import Lexicon

_WISHES: Final = tuple(f"ønske {place}" for place in range(1, WISHES + 1))
_MAYBES: Final = tuple(f"{heading} kanskje" for heading in _WISHES)
"""Names of the columns that say whether each wish is a maybe; no heading of the list."""
_UNWANTED: Final = "ønsker ikke"


def wants_fields(catalogue: Catalogue, trades: Lexicon) -> tuple[Field, ...]:
    """The columns of interests and wishes, in the order of the template."""
    contexts = {"likes": builds.part(0, masks), "dislikes": builds.part(1, masks)}
    wish, wished = wanted.wish(trades), told.alternatives(catalogue.trades)
    areas, leisure = catalogue.areas, catalogue.leisure
    return (
        *(Field(heading, amounts.score, {heading: numbers}, told.tenths) for heading in LETTERS),
        Field("interessekode", wanted.interest_code, {"interest_code": builds.table(CODE)}, wanted.told_code),
        Field("interesseområder", words.some_of(areas), {"areas": masks}, told.entries_of_mask(areas)),
        Field("fritid", words.some_of(leisure), {"leisure": masks}, told.entries_of_mask(leisure)),
        Field(
            "arbeidsmiljø", words.contexts(catalogue.contexts), contexts, told.contexts(catalogue.contexts)
        ),
        *(
            Field(
                heading,
                wish,
                {heading: builds.part(0, numbers), maybe: builds.part(1, builds.flags)},
                wanted.told_wish(catalogue.trades),
            )
            for heading, maybe in zip(_WISHES, _MAYBES, strict=True)
        ),
        Field(_UNWANTED, wanted.unwanted(trades), {"unwanted": builds.table(UNWANTED)}, wished),
    )


def wants_columns(people: People) -> dict[str, Any]:
    """People in, the columns of these fields that are no column of people out, by name."""
    tables = ((LETTERS, people.interests), (_WISHES, people.wishes), (_MAYBES, people.maybe))
    return {name: column for names, table in tables for name, column in zip(names, table.T, strict=True)}


def check_wants(table: Table, catalogue: Catalogue) -> Iterator[RowFault]:
    """The six interest scores are given together or not at all, and no trade is both wished and said no to."""
    blank = np.column_stack([table.columns[heading] == BLANK for heading in LETTERS])
    half = blank.any(axis=1) & ~blank.all(axis=1) & table.read(*LETTERS)
    for row in places(half):
        missing = [heading for heading, empty in zip(LETTERS, blank[row], strict=True) if empty]
        yield table.fault(row, missing[0], ErrorCode.INTERESTS_HALF, missing=", ".join(missing))
    wishes = np.column_stack([table.columns[heading] for heading in _WISHES])
    both = (wishes[:, :, None] == table.columns["unwanted"][:, None, :]).any(axis=2) & (wishes != BLANK)
    for row in places(both.any(axis=1) & table.read(*_WISHES, _UNWANTED)):
        word = catalogue.trades[wishes[row][both[row]][0]].label
        yield table.fault(row, _UNWANTED, ErrorCode.WISH_AND_NO, word=word)


def gathered(columns: dict[str, Any]) -> dict[str, Any]:
    """The columns of the fields in, those of people out: six scores in one, and the wishes."""
    interests, wishes, maybe = (
        np.column_stack([columns.pop(heading) for heading in headings])
        for headings in (LETTERS, _WISHES, _MAYBES)
    )
    return {**columns, "interests": interests, **_closed_up(wishes, maybe)}


def _closed_up(wishes: Int16, maybe: Bool) -> dict[str, Any]:
    """Wishes without holes, the same trade standing once, each of shape (people, WISHES)."""
    again = np.zeros(wishes.shape, dtype=np.bool_)
    for place in range(1, WISHES):
        again[:, place] = (wishes[:, :place] == wishes[:, place, None]).any(axis=1)
    once = np.where(again, np.int16(BLANK), wishes)
    order = np.argsort(once == BLANK, axis=1, kind="stable")
    kept = {"wishes": once, "maybe": maybe & (once != BLANK)}
    return {name: np.take_along_axis(table, order, axis=1) for name, table in kept.items()}

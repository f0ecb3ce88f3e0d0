"""Columns to texts: what was read, in the words one would choose oneself, so that it is read as the same again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from matching.domain.answers import (
    BLANK,
    NO,
    NO_DECISION,
    NONE,
    YES,
    Approval,
    NeedStatus,
    Sector,
    TravelMode,
)
from matching.domain.cells import date_of, members, unpadded
from matching.domain.columns import mask
from matching.domain.reference import Entry, Level, Municipality
from matching.files.fields import choices
from matching.files.fields.choices import NONE_AT_ALL
from matching.files.fields.field import Told

_BETWEEN: Final = "; "
_NOT: Final = "ikke "


def one_of(words: Mapping[str, int]) -> Told:
    """One of a few words by its number; the first where several words have the same, blank where none has it."""
    texts: dict[int, str] = {}
    for word, number in words.items():
        texts.setdefault(number, word)
    return Told(lambda value: texts.get(value, ""), tuple(texts.values()))


def entry(entries: Sequence[Entry]) -> Told:
    """An entry of the catalogue by its position."""
    return one_of({one.label: place for place, one in enumerate(entries)})


def municipality(entries: Sequence[Municipality]) -> Told:
    """A municipality by its position: «0301 Oslo»."""
    return one_of({f"{one.key} {one.label}": place for place, one in enumerate(entries)})


def language_level(levels: Sequence[Level]) -> Told:
    """A level of Norwegian by its rank."""
    return one_of({**{level.key: level.rank for level in levels}, NONE_AT_ALL: NONE})


def effort_group(groups: Mapping[str, frozenset[int]]) -> Told:
    """An innsatsgruppe by the bit mask of the levels it may mean."""
    return one_of(
        {NONE_AT_ALL: mask({NO_DECISION}), **{text: mask(levels) for text, levels in groups.items()}}
    )


def entries_of_mask(entries: Sequence[Entry]) -> Told:
    """Entries by the bit mask of their positions."""

    def tell(value: int) -> str:
        held = members(value)
        return "" if held is None else listed(entries[place].label for place in sorted(held))

    return Told(tell, (NONE_AT_ALL, *(one.label for one in entries)), several=True)


def entries_of_row(entries: Sequence[Entry]) -> Told:
    """Entries by their positions; blank where there is none."""

    def tell(row: tuple[int, ...]) -> str:
        return _BETWEEN.join(entries[place].label for place in row)

    return Told(tell, tuple(one.label for one in entries), several=True)


def alternatives(entries: Sequence[Entry]) -> Told:
    """Entries by their positions in a row filled up with blanks, the main one first."""

    def tell(row: tuple[int, ...]) -> str:
        return _BETWEEN.join(entries[place].label for place in unpadded(row))

    return Told(tell, tuple(one.label for one in entries), several=True)


def practice(trades: Sequence[Entry], occupations: Sequence[Entry]) -> Told:
    """Trades, then occupations, and months in each: «Logistikkfaget 6 mnd; kjøkkenassistent 24 mnd»."""

    def tell(
        row: tuple[int, ...], months: tuple[int, ...], work: tuple[int, ...], more: tuple[int, ...]
    ) -> str:
        lengths = [(trades[place], length) for place, length in zip(row, months, strict=True)]
        lengths += [(occupations[place], length) for place, length in zip(work, more, strict=True)]
        return _BETWEEN.join(f"{one.label} {length} mnd" for one, length in lengths)

    return Told(tell, words=tuple(one.label for one in (*trades, *occupations)))


def contexts(entries: Sequence[Entry]) -> Told:
    """Liked and disliked work contexts, each as a bit mask: «inne; ikke høyde»."""

    def tell(likes: int, dislikes: int) -> str:
        liked, disliked = members(likes), members(dislikes)
        if liked is None or disliked is None:
            return ""
        ways = [(place, "") for place in liked] + [(place, _NOT) for place in disliked]
        return listed(f"{way}{entries[place].label}" for place, way in sorted(ways))

    labels = [one.label for one in entries]
    return Told(tell, (NONE_AT_ALL, *labels, *(f"{_NOT}{label}" for label in labels)), several=True)


def listed(texts: Iterable[str]) -> str:
    """Texts as one cell; «ingen» where there is none."""
    return _BETWEEN.join(texts) or NONE_AT_ALL


def _number(value: int) -> str:
    return "" if value == BLANK else str(value)


def _tenths(value: int) -> str:
    whole, part = divmod(value, 10)
    return "" if value == BLANK else f"{whole},{part}" if part else str(whole)


def _day(value: int) -> str:
    day = date_of(value)
    return f"{day:%d.%m.%Y}" if day else ""


text = Told(str)
number = Told(_number)
tenths = Told(_tenths)
day = Told(_day)
yes_or_no = one_of({"ja": YES, "nei": NO})
travel_mode = one_of({"bil": TravelMode.CAR, "kollektiv": TravelMode.TRANSIT})
hours_beside_daytime = one_of({word: mask(hours) for word, hours in choices.BESIDE_DAYTIME.items()})
hours_of_the_work = one_of({word: mask(hours) for word, hours in choices.OF_THE_WORK.items()})
sector = one_of({"privat": Sector.PRIVATE, "offentlig": Sector.PUBLIC})
approval = one_of(
    {"godkjent": Approval.APPROVED, "søkt": Approval.APPLIED, "ikke godkjent": Approval.NOT_APPROVED}
)
need_status = one_of(
    {"meldt": NeedStatus.REPORTED, "avklart": NeedStatus.CLARIFIED, "bekreftet": NeedStatus.CONFIRMED}
)

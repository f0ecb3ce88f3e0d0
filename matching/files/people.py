"""A list of people in, their columns and the faults of its rows out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import ANY_EFFORT_LEVEL, BLANK
from matching.domain.cells import answers, days, masks, numbers
from matching.domain.columns import Int16
from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.domain.people import WISHES, People
from matching.files import amounts, builds, choices, dates, words
from matching.files.checks import check_ids, check_order, check_pair, places
from matching.files.field import Field, Table, read_table
from matching.files.sheet import read_sheet
from matching.files.vocabulary import Vocabulary

SHEET: Final = "Kandidater"
ID: Final = "kandidatnummer"
RESTRICTION: Final = "adressesperre"
RESTRICTIONS: Final = (
    *(RESTRICTION, "adressesperre ja/nei", "sperret adresse", "sperret", "adressebeskyttelse"),
    *("kode 6", "kode 7", "kode 6/7", "kode 6 eller 7", "kode 6 og 7", "diskresjonskode", "gradering"),
    *("fortrolig adresse", "fortrolig", "strengt fortrolig adresse", "strengt fortrolig"),
    *("skjermet", "skjermet adresse", "skjerming"),
)
"""Headings that all mean an address restriction; several of them may stand in one list."""

_FROM: Final = ("stillingsprosent fra", "extent_from")
_TO: Final = ("stillingsprosent til", "extent_to")
_SCORES: Final = ("R", "I", "A", "S", "E", "C")
_WISHES: Final = tuple(f"ønske {place}" for place in range(1, WISHES + 1))
_LONGEST_LIMIT: Final = 240
_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR = 1940, 2015


@dataclass(frozen=True, eq=False)
class PeopleList:
    """The people of a file without a fault, and every fault of the others."""

    people: People
    faults: tuple[RowFault, ...]
    rows: int
    """Rows with a person, those with a fault included; people with an address restriction are in no count."""


def read_people(path: Path, catalogue: Catalogue) -> PeopleList:
    """A list of people in, their columns and the faults of its rows out.

    A person with an address restriction is dropped before any cell of the row is looked at.

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    fields = people_fields(catalogue)
    headings = [field.heading for field in fields]
    required = {field.heading for field in fields if field.required}
    sheet = read_sheet(path, SHEET, headings, required, closed=dict.fromkeys(RESTRICTIONS, _is_closed))
    if not len(sheet):
        raise FileFault(ErrorCode.FILE_EMPTY, file=sheet.file, sheet=sheet.name)
    table = read_table(sheet, fields)
    faults = table.order(list(_check(table)))
    return PeopleList(_people(table.at(table.sound(faults))), faults, len(sheet))


def people_fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of a list of people, in the order of the template."""
    municipality = words.municipality(catalogue.municipalities)
    trades, skills = Vocabulary.of(catalogue.trades), Vocabulary.of(catalogue.skills)
    licences = words.licence_classes(Vocabulary.of(catalogue.licences))
    norwegian = choices.language_level(catalogue.levels)
    birth_year = amounts.whole(_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR)
    wish = choices.unless_none(words.one_of(trades))
    practice = {"practice_trades": builds.parts(0), "practice_months": builds.parts(1)}
    contexts = {"likes": builds.part(0, masks), "dislikes": builds.part(1, masks)}
    effort_levels = {"effort_levels": builds.coded(ANY_EFFORT_LEVEL)}
    return (
        Field(ID, amounts.identifier, {"id": builds.texts}, required=True),
        Field("kommune", municipality, {"municipality": numbers}, required=True),
        Field("registrert i Nav", choices.yes_or_no, {"registered": answers}),
        Field("innsatsgruppe", words.effort_group(catalogue.effort_groups), effort_levels),
        Field("fødselsår", birth_year, {"birth_year": numbers}),
        Field("førerkort", licences, {"licences": masks}),
        Field("norsknivå", norwegian, {"norwegian": numbers}),
        Field(_FROM[0], amounts.percent, {_FROM[1]: numbers}),
        Field(_TO[0], amounts.percent, {_TO[1]: numbers}),
        Field("reisemåte", choices.travel_mode, {"travel_mode": numbers}),
        Field("maks reisetid", amounts.minutes(1, _LONGEST_LIMIT), {"travel_limit": numbers}),
        Field("skift", choices.hours_beside_daytime, {"shifts": masks}),
        Field("start fra", dates.day, {"start_from": days}),
        Field("ferdigheter", words.set_of(skills), {"skills": builds.sets, "skills_known": builds.given}),
        Field("praksis", words.practice(trades), practice),
        *(Field(heading, amounts.score, {heading: numbers}) for heading in _SCORES),
        Field("arbeidsmiljø", words.contexts(catalogue.contexts), contexts),
        *(Field(heading, wish, {heading: numbers}) for heading in _WISHES),
        Field("påmeldt", choices.yes_or_no, {"in_round": answers}),
    )


def _is_closed(restriction: str) -> bool:
    return bool(restriction) and not choices.is_no(restriction) and not choices.is_none(restriction)


def _check(table: Table) -> Iterator[RowFault]:
    yield from check_ids(table, ID)
    yield from check_pair(table, _FROM[0], _TO[0])
    yield from check_order(table, _FROM, _TO)
    yield from _check_interests(table)


def _check_interests(table: Table) -> Iterator[RowFault]:
    """The six interest scores are given together or not at all."""
    blank = np.column_stack([table.columns[heading] == BLANK for heading in _SCORES])
    half = blank.any(axis=1) & ~blank.all(axis=1) & table.read(*_SCORES)
    for row in places(half):
        missing = [heading for heading, empty in zip(_SCORES, blank[row], strict=True) if empty]
        yield table.fault(row, missing[0], ErrorCode.INTERESTS_HALF, missing=", ".join(missing))


def _people(columns: dict[str, Any]) -> People:
    interests = np.column_stack([columns.pop(heading) for heading in _SCORES])
    wishes = np.column_stack([columns.pop(heading) for heading in _WISHES])
    return People(**columns, interests=interests, wishes=_closed_up(wishes))


def _closed_up(wishes: Int16) -> Int16:
    """Wishes without holes, the same trade standing once, shape (people, WISHES)."""
    again = np.zeros(wishes.shape, dtype=np.bool_)
    for place in range(1, WISHES):
        again[:, place] = (wishes[:, :place] == wishes[:, place, None]).any(axis=1)
    once = np.where(again, np.int16(BLANK), wishes)
    order = np.argsort(once == BLANK, axis=1, kind="stable")
    return np.take_along_axis(once, order, axis=1)

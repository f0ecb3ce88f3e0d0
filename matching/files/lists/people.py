"""A list of people in, their columns and the faults of its rows out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import ANY_EFFORT_LEVEL
from matching.domain.cells import answers, days, masks, numbers
from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.domain.people import People
from matching.files.fields import amounts, builds, choices, dates, levels, told, words
from matching.files.fields.checks import check_ids, check_order, check_pair
from matching.files.fields.field import Field, Table, read_fields, read_table
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.municipalities import municipality
from matching.files.fields.practice import practice
from matching.files.fields.rows import Reading, rows_to_read
from matching.files.headings.column_names import ColumnNames
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.headings.opened import closed_ids
from matching.files.headings.sheet import Sheet
from matching.files.headings.shielding import RESTRICTION
from matching.files.lists.wants import check_wants, gathered, wants_columns, wants_fields
from matching.files.source.identity import looks_like_a_person
from matching.files.source.vocabulary import Vocabulary, plain

SHEET: Final = "Kandidater"
ID: Final = "kandidatnummer"
RESTRICTIONS: Final = (
    *(RESTRICTION, "adressesperre ja/nei", "sperret adresse", "sperret", "adressebeskyttelse"),
    *("kode 6", "kode 7", "kode 6/7", "kode 6 eller 7", "kode 6 og 7", "diskresjonskode", "gradering"),
    *("fortrolig adresse", "fortrolig", "strengt fortrolig adresse", "strengt fortrolig"),
    *("skjermet", "skjermet adresse", "skjerming"),
)
"""Headings that all mean an address restriction; several of them may stand in one list."""


_UNGRADED: Final = "ugradert"
"""What registers write of those without a restriction."""


def _is_closed(restriction: str) -> bool:
    answer = plain(restriction)
    return bool(answer) and not (choices.is_no(answer) or choices.is_none(answer) or answer == _UNGRADED)


CLOSED: Final = dict.fromkeys(RESTRICTIONS, _is_closed)
"""What closes a row, by heading."""

_FROM: Final = ("stillingsprosent fra", "extent_from")
_TO: Final = ("stillingsprosent til", "extent_to")
_SHORTEST_LIMIT, _LONGEST_LIMIT = 5, 240
"""Minutes; a lower number without a unit most often means hours."""
_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR = 1940, 2015
_CAN_DO: Final = {
    "skills": builds.part(0, builds.sets),
    "skills_known": builds.given,
    "slight": builds.part(1, builds.sets),
}
_WORKED: Final = {
    "practice_trades": builds.part(0, builds.parts(0)),
    "practice_months": builds.part(0, builds.parts(1)),
    "occupations": builds.part(1, builds.parts(0)),
    "occupation_months": builds.part(1, builds.parts(1)),
}
"""The columns of skills, and of work that has been done."""


@dataclass(frozen=True, eq=False, kw_only=True)
class PeopleList(Reading):
    """The people of a file without a fault, and what became of the rows of the others."""

    people: People


def read_people(path: Path, catalogue: Catalogue, meanings: Meanings = NOTHING_CHOSEN) -> PeopleList:
    """A list of people in, their columns and the faults of its rows out.

    A person with an address restriction is dropped before any cell of the row is looked at.

    Raises:
        FileFault: the file as a whole cannot be read, or does not say who has an address restriction.
    """
    sheet = read_fields(path, SHEET, people_fields(catalogue), closed=CLOSED, meanings=meanings)
    return people_in(sheet, catalogue, meanings)


def closed_people(path: Path, meanings: Meanings = NOTHING_CHOSEN) -> frozenset[str]:
    """The candidate numbers, in plain form, of those a list says have an address restriction.

    They are told also of a list of which nothing else can be read.

    Raises:
        FileFault: the file has no cells to look at.
    """
    return closed_ids(path, ColumnNames(SHEET, (ID,), CLOSED, meanings), CLOSED)


def people_in(sheet: Sheet, catalogue: Catalogue, meanings: Meanings = NOTHING_CHOSEN) -> PeopleList:
    """The texts of a list of people in, their columns and the faults of its rows out.

    Raises:
        FileFault: there is no row to read, or a candidate number looks like a name.
    """
    lexicons = Lexicons.of(catalogue, meanings)
    columns = people_fields(catalogue, lexicons)
    rows = rows_to_read(sheet, ID)
    refuse_names(rows.sheet)
    table = read_table(rows.sheet, columns)
    faults = table.order(list(_check(table, catalogue)))
    sound = table.sound(faults)
    return PeopleList(
        people=People(**gathered(table.at(sound))),
        sheet=sheet,
        sound=rows.places[sound],
        faults=faults,
        passed_over=rows.passed_over,
        links=lexicons.links,
    )


def refuse_names(sheet: Sheet) -> None:
    """Stop at the first candidate number that looks like a name or an e-mail address; it is not repeated."""
    named = sheet.column(ID).where(looks_like_a_person)
    if named.any():
        row = int(sheet.rows[np.argmax(named)])
        raise FileFault(ErrorCode.CANDIDATE_NAMED, file=sheet.file, sheet=sheet.name, row=row, column=ID)


def people_fields(catalogue: Catalogue, lexicons: Lexicons | None = None) -> tuple[Field, ...]:
    """The columns of a list of people, in the order of the template; `lexicons` are asked for its words."""
    lexicons = lexicons or Lexicons.of(catalogue)
    trades, place = lexicons.trades, municipality(lexicons.municipalities)
    licences = words.licence_classes(Vocabulary.of(catalogue.licences))
    norwegian = choices.language_level(catalogue.levels)
    birth_year = amounts.whole(_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR)
    municipalities = told.municipality(catalogue.municipalities)
    held = told.entries_of_mask(catalogue.licences)
    return (
        Field(ID, amounts.identifier, {"id": builds.texts}, told.text, required=True),
        Field("kommune", place, {"municipality": numbers}, municipalities, required=True),
        Field("registrert i Nav", choices.yes_or_no, {"registered": answers}, told.yes_or_no),
        Field(
            "innsatsgruppe",
            words.effort_group(catalogue.effort_groups),
            {"effort_levels": builds.coded(ANY_EFFORT_LEVEL)},
            told.effort_group(catalogue.effort_groups),
        ),
        Field("fødselsår", birth_year, {"birth_year": numbers}, told.number),
        Field("førerkort", licences, {"licences": masks}, held),
        Field("norsknivå", norwegian, {"norwegian": numbers}, told.language_level(catalogue.levels)),
        Field(_FROM[0], amounts.percent, {_FROM[1]: numbers}, told.number),
        Field(_TO[0], amounts.percent, {_TO[1]: numbers}, told.number),
        Field("reisemåte", choices.travel_mode, {"travel_mode": numbers}, told.travel_mode),
        Field(
            "maks reisetid",
            amounts.minutes(_SHORTEST_LIMIT, _LONGEST_LIMIT),
            {"travel_limit": numbers},
            told.number,
        ),
        Field("skift", choices.hours_beside_daytime, {"shifts": masks}, told.hours_beside_daytime),
        Field("start fra", dates.day, {"start_from": days}, told.day),
        *_learnt_fields(catalogue, lexicons),
        *wants_fields(catalogue, trades),
        Field("påmeldt", choices.yes_or_no, {"in_round": answers}, told.yes_or_no),
    )


def _learnt_fields(catalogue: Catalogue, lexicons: Lexicons) -> tuple[Field, ...]:
    """The columns of what people can do and have done."""
    skills, schooling = levels.skills(lexicons.skills), words.set_of(lexicons.schooling)
    work = practice(lexicons.trades, lexicons.occupations)
    can_do = levels.told_skills(catalogue.skills, levels.A_LITTLE)
    practised = told.practice(catalogue.trades, catalogue.occupations)
    school = told.entries_of_row(catalogue.schooling)
    return (
        Field("ferdigheter", skills, _CAN_DO, can_do),
        Field("praksis", work, _WORKED, practised),
        Field("utdanning", schooling, {"schooling": builds.sets}, school),
    )


def people_columns(people: People) -> dict[str, Any]:
    """People in, the columns the fields of their list give out, by name."""
    return {field.name: getattr(people, field.name) for field in fields(people)} | wants_columns(people)


def _check(table: Table, catalogue: Catalogue) -> Iterator[RowFault]:
    yield from check_ids(table, ID)
    yield from check_pair(table, _FROM[0], _TO[0])
    yield from check_order(table, _FROM, _TO)
    yield from check_wants(table, catalogue)

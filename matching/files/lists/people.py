"""A list of people in, their columns and the faults of its rows out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import ANY_EFFORT_LEVEL, BLANK
from matching.domain.cells import answers, days, masks, numbers
from matching.domain.columns import Int16, Ragged
from matching.domain.errors import ErrorCode, FileFault, RowFault
from matching.domain.people import WISHES, People
from matching.files.fields import amounts, builds, choices, dates, told, words
from matching.files.fields.checks import check_ids, check_order, check_pair, places
from matching.files.fields.field import Field, Table, read_fields, read_table
from matching.files.fields.lexicon import Lexicons
from matching.files.fields.municipalities import municipality
from matching.files.fields.practice import practice
from matching.files.fields.rows import Reading, rows_to_read
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.headings.sheet import Sheet
from matching.files.headings.shielding import RESTRICTION
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
_SCORES: Final = ("R", "I", "A", "S", "E", "C")
_WISHES: Final = tuple(f"ønske {place}" for place in range(1, WISHES + 1))
_SHORTEST_LIMIT, _LONGEST_LIMIT = 5, 240
"""Minutes; a lower number without a unit most often means hours."""
_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR = 1940, 2015


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
    lexicons = Lexicons.of(catalogue, meanings)
    columns = people_fields(catalogue, lexicons)
    sheet = read_fields(path, SHEET, columns, closed=CLOSED, meanings=meanings)
    rows = rows_to_read(sheet, ID)
    refuse_names(rows.sheet)
    table = read_table(rows.sheet, columns)
    faults = table.order(list(_check(table)))
    sound = table.sound(faults)
    return PeopleList(
        people=_people(table.at(sound)),
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
    skills = words.set_of(lexicons.skills)
    licences = words.licence_classes(Vocabulary.of(catalogue.licences))
    norwegian = choices.language_level(catalogue.levels)
    birth_year = amounts.whole(_FIRST_BIRTH_YEAR, _LAST_BIRTH_YEAR)
    wish = choices.unless_none(trades.find)
    in_trades = {"practice_trades": builds.parts(0), "practice_months": builds.parts(1)}
    contexts = {"likes": builds.part(0, masks), "dislikes": builds.part(1, masks)}
    municipalities = told.municipality(catalogue.municipalities)
    wished, held = told.entry(catalogue.trades), told.entries_of_mask(catalogue.licences)
    can_do, practised = told.entries_of_row(catalogue.skills), told.practice(catalogue.trades)
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
        Field("ferdigheter", skills, {"skills": builds.sets, "skills_known": builds.given}, can_do),
        Field("praksis", practice(trades), in_trades, practised),
        *(Field(heading, amounts.score, {heading: numbers}, told.tenths) for heading in _SCORES),
        Field(
            "arbeidsmiljø", words.contexts(catalogue.contexts), contexts, told.contexts(catalogue.contexts)
        ),
        *(Field(heading, wish, {heading: numbers}, wished) for heading in _WISHES),
        Field("påmeldt", choices.yes_or_no, {"in_round": answers}, told.yes_or_no),
    )


def people_columns(people: People) -> dict[str, Any]:
    """People in, the columns the fields of their list give out, by name."""
    scores, wishes = (
        (name, table.T) for name, table in ((_SCORES, people.interests), (_WISHES, people.wishes))
    )
    columns = {field.name: getattr(people, field.name) for field in fields(people)}
    return columns | dict(zip(*scores, strict=True)) | dict(zip(*wishes, strict=True))


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
    nothing = Ragged.empty(len(wishes))
    return People(
        **columns,
        slight=nothing,
        occupations=nothing,
        occupation_months=nothing,
        schooling=nothing,
        interests=interests,
        wishes=_closed_up(wishes),
    )


def _closed_up(wishes: Int16) -> Int16:
    """Wishes without holes, the same trade standing once, shape (people, WISHES)."""
    again = np.zeros(wishes.shape, dtype=np.bool_)
    for place in range(1, WISHES):
        again[:, place] = (wishes[:, :place] == wishes[:, place, None]).any(axis=1)
    once = np.where(again, np.int16(BLANK), wishes)
    order = np.argsort(once == BLANK, axis=1, kind="stable")
    return np.take_along_axis(once, order, axis=1)

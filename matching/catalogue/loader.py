"""Data files in, Catalogue out."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.check import check_tables, data_folder
from matching.catalogue.findings import CatalogueFinding
from matching.catalogue.municipalities import read_municipalities
from matching.catalogue.programmes import read_programmes
from matching.catalogue.tables import HOURS, IN_FULL, TABLES, Row, Tables, cells, read_tables
from matching.catalogue.travel import Travel
from matching.domain.answers import NO_DECISION
from matching.domain.errors import CatalogueFault, ErrorCode
from matching.domain.reference import (
    LETTERS,
    ContractPath,
    Entry,
    Leisure,
    Level,
    Licence,
    Measure,
    Occupation,
    Schooling,
    Skill,
    Statement,
    Trade,
)

Places = dict[str, dict[str, int]]
"""Of every table, its keys to their positions."""


@cache
def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue of this package, or of a folder laid out as its data files; each is read once.

    Raises:
        CatalogueFault: `check_catalogue` finds a fault.
    """
    data = data_folder(folder)
    tables, unread = read_tables(data)
    programmes, unfit = read_programmes(data / "programmes", tables)
    _refuse(unread or [*check_tables(tables), *unfit])
    places = {
        name: {row[TABLES[name].key]: place for place, row in enumerate(rows)}
        for name, rows in tables.items()
    }
    municipalities, questions = read_municipalities(tables["municipalities"], tables["municipality_changes"])
    return Catalogue(
        trades=tuple(_trade(row, places, tables) for row in tables["trades"]),
        skills=tuple(_skill(row, places) for row in tables["skills"]),
        occupations=tuple(_occupation(row, places["skills"]) for row in tables["occupations"]),
        schooling=tuple(_schooling(row, places["skills"]) for row in tables["schooling"]),
        municipalities=municipalities,
        municipality_questions=questions,
        licences=tuple(_licence(row, places) for row in tables["licences"]),
        levels=tuple(_level(row) for row in tables["language_levels"]),
        contexts=tuple(_entry("contexts", row) for row in tables["contexts"]),
        certificates=tuple(_entry("certificates", row) for row in tables["certificates"]),
        areas=tuple(_entry("areas", row) for row in tables["areas"]),
        leisure=tuple(_leisure(row, places) for row in tables["leisure"]),
        effort_groups=dict(_effort_group(row) for row in tables["effort_groups"]),
        interest_form=tuple(_statement(row) for row in tables["interest_form"]),
        measures=tuple(_measure(row) for row in tables["measures"]),
        programmes=programmes,
        travel=Travel.estimate(municipalities),
    )


def _refuse(findings: Iterable[CatalogueFinding]) -> None:
    """The first fault raised, if there is one."""
    for finding in findings:
        if not finding.is_note:
            facts = dict(finding.facts)
            text = facts.get("value") or facts.get("column") or finding.key or finding.code
            first = finding.key or finding.file
            raise CatalogueFault(ErrorCode.CATALOGUE, text=text, first=first, found=finding.code)


def _entry(table: str, row: Row) -> Entry:
    return Entry(
        key=row["key"], label=row["label_nb"], synonyms=cells(table, row, "synonyms"), source=row["source"]
    )


def _leisure(row: Row, places: Places) -> Leisure:
    return Leisure(
        key=row["key"],
        label=row["label_nb"],
        synonyms=cells("leisure", row, "synonyms"),
        areas=frozenset(places["areas"][area] for area in cells("leisure", row, "areas")),
        source=row["source"],
    )


def _level(row: Row) -> Level:
    return Level(
        key=row["level"],
        label=row["label_nb"],
        synonyms=cells("language_levels", row, "synonyms"),
        rank=int(row["rank"]),
        source=row["source"],
    )


def _licence(row: Row, places: Places) -> Licence:
    covers = frozenset(places["licences"][other] for other in cells("licences", row, "satisfies"))
    return Licence(key=row["class"], label=row["class"], covers=covers, source=row["source"])


def _skill(row: Row, places: Places) -> Skill:
    return Skill(
        key=row["key"],
        label=row["label_nb"],
        label_en=row["label_en"],
        synonyms=cells("skills", row, "synonyms"),
        broader=places["skills"][row["broader"]] if row["broader"] else None,
        is_group=row["kind"] == "group",
        beside=tuple(places["skills"][key] for key in cells("skills", row, "beside")),
        esco_uri=row["esco_uri"],
        source=row["source"],
    )


def _occupation(row: Row, skills: Mapping[str, int]) -> Occupation:
    must, nice = (
        tuple(skills[key] for key in cells("occupations", row, column)) for column in ("must", "nice")
    )
    return Occupation(
        key=row["key"],
        label=row["label_nb"],
        synonyms=cells("occupations", row, "synonyms"),
        styrk08=row["styrk08"],
        must=must,
        nice=nice,
        source=row["source"],
    )


def _schooling(row: Row, skills: Mapping[str, int]) -> Schooling:
    return Schooling(
        key=row["key"],
        label=row["label_nb"],
        synonyms=cells("schooling", row, "synonyms"),
        gives=tuple(skills[key] for key in cells("schooling", row, "gives")),
        in_full=row["in_full"] == IN_FULL,
        source=row["source"],
    )


def _trade(row: Row, places: Places, tables: Tables) -> Trade:
    def positions(column: str) -> list[int]:
        table = TABLES["trades"].columns[column].refers or ""
        return [places[table][key] for key in cells("trades", row, column)]

    ranks = [int(level["rank"]) for level in tables["language_levels"]]
    return Trade(
        key=row["key"],
        label=row["name"],
        synonyms=(*cells("trades", row, "synonyms"), *cells("trades", row, "code")),
        code=row["code"],
        styrk08=row["styrk08"],
        months_in_firm=int(row["months_in_firm"]),
        paths=frozenset(map(ContractPath, cells("trades", row, "paths"))),
        family=row["family"],
        must=tuple(positions("must")),
        nice=tuple(positions("nice")),
        interests=tuple(round(float(score) * 10) for score in cells("trades", row, "riasec")),
        context=frozenset(positions("context")),
        areas=tuple(positions("areas")),
        licence=frozenset(positions("licence")),
        norwegian=max((ranks[place] for place in positions("norwegian")), default=0),
        hours=HOURS[row["shift"]],
        certificates=frozenset(positions("certificates")),
        source=row["source"],
    )


def _effort_group(row: Row) -> tuple[str, frozenset[int]]:
    levels = cells("effort_groups", row, "levels")
    return row["text"].casefold(), frozenset(NO_DECISION if one == "none" else int(one) for one in levels)


def _statement(row: Row) -> Statement:
    interest = LETTERS.index(row["interest"])
    return Statement(key=row["key"], label=row["statement"], interest=interest, source=row["source"])


def _measure(row: Row) -> Measure:
    return Measure(
        key=row["key"],
        label=row["label_nb"],
        longest_months=int(row["longest_months"]) if row["longest_months"] else None,
        percent_by_year=tuple(map(int, cells("measures", row, "percent_by_year"))),
        oldest_at_start=int(row["oldest_at_start"]) if row["oldest_at_start"] else None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        source=row["source"],
    )

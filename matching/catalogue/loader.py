"""Data files in, Catalogue out."""

import csv
import io
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from matching.catalogue.catalogue import Catalogue, by_text
from matching.catalogue.travel import Travel
from matching.domain.answers import NO_DECISION, WorkHours
from matching.domain.errors import CatalogueFault, ErrorCode
from matching.domain.programme import Phase, Programme, TargetGroup
from matching.domain.reference import Entry, Level, Licence, Municipality, Skill, Trade

Row = dict[str, str]

_HOURS = {
    "day": {WorkHours.DAY},
    "evening": {WorkHours.EVENING},
    "shift": {WorkHours.SHIFT},
    "maybe-evening": {WorkHours.DAY, WorkHours.EVENING},
    "maybe-shift": {WorkHours.DAY, WorkHours.SHIFT},
}


@cache
def load_catalogue() -> Catalogue:
    """The catalogue of this package.

    Raises:
        CatalogueFault: a row refers to nothing, or one text names two entries.
    """
    data = files("matching.catalogue") / "data"
    skills = _skills(_rows(data / "skills.csv"))
    contexts = _entries(_rows(data / "contexts.csv"))
    certificates = _entries(_rows(data / "certificates.csv"))
    licences = _licences(_rows(data / "licences.csv"))
    levels = tuple(
        Level(
            key=row["level"],
            label=row["label_nb"],
            synonyms=_list(row["synonyms"]),
            rank=int(row["rank"]),
            source=row["source"],
        )
        for row in _rows(data / "language_levels.csv")
    )
    municipalities = tuple(_municipality(row) for row in _rows(data / "municipalities.csv"))
    trades = tuple(
        _trade(row, skills, contexts, certificates, licences, levels) for row in _rows(data / "trades.csv")
    )
    for entries in (trades, skills, contexts, certificates, licences, levels, municipalities):
        by_text(entries)
    return Catalogue(
        trades=trades,
        skills=skills,
        municipalities=municipalities,
        licences=licences,
        levels=levels,
        contexts=contexts,
        certificates=certificates,
        effort_groups=dict(_effort_group(row) for row in _rows(data / "effort_groups.csv")),
        programmes={programme.id: programme for programme in _programmes(data / "programmes")},
        travel=Travel.estimate(municipalities),
    )


def read_programme(text: str) -> Programme:
    """TOML text in, Programme out.

    Raises:
        ValueError, KeyError, TypeError: the text is not a programme.
    """
    table = tomllib.loads(text)
    target = TargetGroup(**table.pop("target", {}))
    phases = tuple(Phase(**phase) for phase in table.pop("phases", []))
    for name in ("trades", "region", "class_size"):
        if name in table:
            table[name] = tuple(table[name])
    return Programme(target=target, phases=phases, **table)


def _programmes(folder: Traversable) -> Iterable[Programme]:
    return [
        read_programme(file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")
    ]


def _rows(file: Traversable) -> list[Row]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _entries(rows: list[Row]) -> tuple[Entry, ...]:
    return tuple(
        Entry(key=row["key"], label=row["label_nb"], synonyms=_list(row["synonyms"]), source=row["source"])
        for row in rows
    )


def _skills(rows: list[Row]) -> tuple[Skill, ...]:
    places = {row["key"]: place for place, row in enumerate(rows)}
    return tuple(
        Skill(
            key=row["key"],
            label=row["label_nb"],
            label_en=row["label_en"],
            synonyms=_list(row["synonyms"]),
            broader=_place(places, row["broader"], row["key"]) if row["broader"] else None,
            is_group=row["kind"] == "group",
            source=row["source"],
        )
        for row in rows
    )


def _licences(rows: list[Row]) -> tuple[Licence, ...]:
    places = {row["class"]: place for place, row in enumerate(rows)}
    return tuple(
        Licence(
            key=row["class"],
            label=row["class"],
            covers=frozenset(_place(places, other, row["class"]) for other in _list(row["satisfies"])),
            source=row["source"],
        )
        for row in rows
    )


def _municipality(row: Row) -> Municipality:
    return Municipality(
        key=row["code"],
        label=row["name"],
        synonyms=(f"{row['code']} {row['name']}",),
        county=row["county_code"],
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        source=row["source"],
    )


def _trade(
    row: Row,
    skills: tuple[Skill, ...],
    contexts: tuple[Entry, ...],
    certificates: tuple[Entry, ...],
    licences: tuple[Licence, ...],
    levels: tuple[Level, ...],
) -> Trade:
    def places(entries: tuple[Entry, ...], cell: str) -> list[int]:
        keys = {entry.key: place for place, entry in enumerate(entries)}
        return [_place(keys, key, row["key"]) for key in _list(cell)]

    ranks = {level.key: level.rank for level in levels}
    return Trade(
        key=row["key"],
        label=row["name"],
        synonyms=(*_list(row["synonyms"]), *((row["code"],) if row["code"] else ())),
        code=row["code"],
        styrk08=row["styrk08"],
        months_in_firm=int(row["months_in_firm"]),
        family=row["family"],
        must=tuple(places(skills, row["must"])),
        nice=tuple(places(skills, row["nice"])),
        interests=tuple(round(float(score) * 10) for score in row["riasec"].split()),
        context=frozenset(places(contexts, row["context"])),
        licence=frozenset(places(licences, row["licence"])),
        norwegian=ranks[row["norwegian"]] if row["norwegian"] else 0,
        hours=frozenset(_HOURS[row["shift"]]),
        certificates=frozenset(places(certificates, row["certificates"])),
        source=row["source"],
    )


def _effort_group(row: Row) -> tuple[str, frozenset[int]]:
    levels = {NO_DECISION} if row["levels"] == "none" else {int(level) for level in _list(row["levels"])}
    return row["text"].casefold(), frozenset(levels)


def _place(places: dict[str, int], key: str, where: str) -> int:
    if key not in places:
        raise CatalogueFault(ErrorCode.CATALOGUE, text=key, first=where)
    return places[key]

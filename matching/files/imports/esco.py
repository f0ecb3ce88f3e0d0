"""The folder of an ESCO download in, its skills, groups and occupations, their words and what binds them out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from matching.domain.errors import ErrorCode, Fact, FileFault
from matching.files.imports.official import read_official
from matching.files.source.vocabulary import tidy

SKILLS: Final = "skills"
GROUPS: Final = "skillGroups"
HIERARCHY: Final = "skillsHierarchy"
BROADER: Final = "broaderRelationsSkillPillar"
OCCUPATIONS: Final = "occupations"
ASKED: Final = "occupationSkillRelations"
"""Names of the files, before the language."""

ESSENTIAL: Final = "essential"
"""What the relation of an occupation to a skill is called where the work cannot be done without it."""
_RELATIONS: Final = (ESSENTIAL, "optional")

IN_USE: Final = ("", "released")
_LEVELS: Final = range(4)
_GROUP: Final = re.compile(r"C?([0-9]{4})(?:\.[0-9.]+)?", re.IGNORECASE)
"""The group of an occupation, or its place below the group, as some releases have it."""
_BETWEEN: Final = " | "
"""Between alternative labels where they do not stand on lines of their own."""


@dataclass(frozen=True)
class Concept:
    """A skill, group of them or occupation (ferdighet, gruppe, yrke); words by the language code of the file."""

    uri: str
    is_group: bool
    labels: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]]
    """Alternative and hidden labels."""
    code: str = ""
    """Four digits of ISCO-08, which are those of STYRK-08 too; of an occupation alone."""


@dataclass(frozen=True)
class _Told:
    """What one row tells of a concept, in one language."""

    uri: str
    label: str
    others: tuple[str, ...] = ()
    is_group: bool = True
    language: str = ""
    status: str = ""
    code: str = ""


@dataclass(frozen=True, eq=False)
class Esco:
    """What a download has: concepts that have a label, by address in order, and the addresses above each."""

    concepts: Mapping[str, Concept]
    broader: Mapping[str, frozenset[str]]
    occupations: Mapping[str, Concept]
    """By address in order; none where the download has not the files."""
    asked: Mapping[str, Mapping[str, bool]]
    """For each occupation the skills it asks for, and whether each is essential."""
    left_out: int
    """Skills, groups and occupations that are out of use."""
    unlabelled: int
    """Those in use that have no label in any language."""


def read_esco(folder: Path) -> Esco:
    """The official csv files of a folder in, in whatever languages they are there.

    Raises:
        FileFault: a file is missing or cannot be read as what it is.
    """
    languages = languages_of(folder)
    told = [one for language in languages for one in _told(folder, language)]
    if not any(one.is_group for one in told):
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=f"{GROUPS}_{languages[0]}.csv")
    concepts, left_out, unlabelled = _concepts(told)
    work, no_longer, unnamed = _concepts(
        replace(one, is_group=False, language=language)
        for language in _languages(folder, OCCUPATIONS)
        for one in _of_concepts(folder / f"{OCCUPATIONS}_{language}.csv")
    )
    asked = _read_asked(folder) if work else {}
    return Esco(concepts, _read_broader(folder), work, asked, left_out + no_longer, unlabelled + unnamed)


def languages_of(folder: Path) -> list[str]:
    """A folder in, the languages its skills are told in out.

    Raises:
        FileFault: it is no download, or not unpacked: no file of skills is there.
    """
    languages = _languages(folder, SKILLS)
    if not languages:
        raise FileFault(ErrorCode.NO_DOWNLOAD, file=folder.name or str(folder), kind=SKILLS)
    return languages


def _languages(folder: Path, kind: str) -> list[str]:
    return sorted(path.stem.removeprefix(f"{kind}_") for path in folder.glob(f"{kind}_*.csv"))


def _concepts(told: Iterable[_Told]) -> tuple[dict[str, Concept], int, int]:
    """Concepts in use that have a label, by address in order, how many are out of use, and how many have none."""
    told = [one for one in told if one.uri]
    obsolete = {one.uri for one in told if one.status not in IN_USE}
    by_uri: dict[str, list[_Told]] = {}
    for one in told:
        if one.label and one.uri not in obsolete:
            by_uri.setdefault(one.uri, []).append(one)
    unlabelled = {one.uri for one in told} - obsolete - by_uri.keys()
    return {uri: _concept(by_uri[uri]) for uri in sorted(by_uri)}, len(obsolete), len(unlabelled)


def _concept(told: Sequence[_Told]) -> Concept:
    labels = {one.language: one.label for one in told}
    others = {one.language: one.others for one in told}
    code = next((one.code for one in told if one.code), "")
    return Concept(told[0].uri, told[0].is_group, labels, others, code)


def _told(folder: Path, language: str) -> Iterator[_Told]:
    """Rows of skills, then of groups; a language without a file of groups may have the hierarchy."""
    for one in _of_concepts(folder / f"{SKILLS}_{language}.csv"):
        yield replace(one, is_group=False, language=language)
    groups, hierarchy = (folder / f"{kind}_{language}.csv" for kind in (GROUPS, HIERARCHY))
    rows = (
        _of_concepts(groups) if groups.is_file() else _of_hierarchy(hierarchy) if hierarchy.is_file() else ()
    )
    for one in rows:
        yield replace(one, language=language)


def _of_concepts(path: Path) -> Iterator[_Told]:
    columns = ("conceptUri", "preferredLabel", "altLabels", "hiddenLabels")
    for _, row in read_official(path, columns):
        cells = f"{row['altLabels']}\n{row['hiddenLabels']}".replace(_BETWEEN, "\n")
        others = tuple(dict.fromkeys(filter(None, map(clean, cells.split("\n")))))
        status, group = (row.get(name, "").strip() for name in ("status", "iscoGroup"))
        found = _GROUP.fullmatch(group)
        code = found[1] if found else ""
        yield _Told(row["conceptUri"].strip(), clean(row["preferredLabel"]), others, status=status, code=code)


def _of_hierarchy(path: Path) -> Iterator[_Told]:
    columns = [f"Level {level} {what}" for level in _LEVELS for what in ("URI", "preferred term")]
    for _, row in read_official(path, columns):
        for level in _LEVELS:
            yield _Told(row[f"Level {level} URI"].strip(), clean(row[f"Level {level} preferred term"]))


def _read_broader(folder: Path) -> dict[str, frozenset[str]]:
    """Every relation of a download; they are the same in each language, so one file of them is enough."""
    broader: dict[str, set[str]] = {}
    for path in sorted(folder.glob(f"{BROADER}*.csv")) or [folder / f"{BROADER}_no.csv"]:
        for _, row in read_official(path, ("conceptUri", "broaderUri")):
            broader.setdefault(row["conceptUri"].strip(), set()).add(row["broaderUri"].strip())
    return {uri: frozenset(above) for uri, above in broader.items()}


def _read_asked(folder: Path) -> dict[str, dict[str, bool]]:
    """Every relation of a download; they too are the same in each language.

    Raises:
        FileFault: a relation is neither essential nor optional.
    """
    asked: dict[str, dict[str, bool]] = {}
    for path in sorted(folder.glob(f"{ASKED}_*.csv")) or [folder / f"{ASKED}_no.csv"]:
        for number, row in read_official(path, ("occupationUri", "relationType", "skillUri")):
            relation = row["relationType"].strip().casefold()
            if relation not in _RELATIONS:
                raise _no_relation(path, number, row["relationType"].strip())
            skills = asked.setdefault(row["occupationUri"].strip(), {})
            skill = row["skillUri"].strip()
            skills[skill] = skills.get(skill, False) or relation == ESSENTIAL
    return asked


def _no_relation(path: Path, row: int, value: str) -> FileFault:
    where: dict[str, Fact] = {"file": path.name, "row": row, "column": "relationType"}
    if not value:
        return FileFault(ErrorCode.CELL_REQUIRED, **where)
    return FileFault(ErrorCode.CELL_NOT_A_CHOICE, **where, value=value, allowed="; ".join(_RELATIONS))


def clean(text: str) -> str:
    """A label as a cell of the catalogue may hold it: on one line, nothing unseen in it, no semicolon."""
    return "".join(one for one in tidy(text).replace(";", ",") if one.isprintable())

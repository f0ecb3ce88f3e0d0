"""The folder of an ESCO download in, its skills and groups, their words by language and what is above them out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from matching.domain.errors import ErrorCode, FileFault
from matching.files.imports.official import read_official
from matching.files.source.vocabulary import tidy

SKILLS: Final = "skills"
GROUPS: Final = "skillGroups"
HIERARCHY: Final = "skillsHierarchy"
BROADER: Final = "broaderRelationsSkillPillar"
"""Names of the files, before the language."""

IN_USE: Final = ("", "released")
_LEVELS: Final = range(4)
_BETWEEN: Final = " | "
"""Between alternative labels where they do not stand on lines of their own."""


@dataclass(frozen=True)
class Concept:
    """A skill or a group of skills (ferdighet, gruppe); words by the language code of the file."""

    uri: str
    is_group: bool
    labels: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]]
    """Alternative and hidden labels."""


@dataclass(frozen=True)
class _Told:
    """What one row tells of a concept, in one language."""

    uri: str
    label: str
    others: tuple[str, ...] = ()
    is_group: bool = True
    language: str = ""
    status: str = ""


@dataclass(frozen=True, eq=False)
class Esco:
    """What a download has: concepts that have a label, by address in order, and the addresses above each."""

    concepts: Mapping[str, Concept]
    broader: Mapping[str, frozenset[str]]
    languages: tuple[str, ...]
    left_out: int
    """Skills and groups that are out of use."""


def read_esco(folder: Path) -> Esco:
    """The official csv files of a folder in, in whatever languages they are there.

    Raises:
        FileFault: a file is missing or cannot be read as what it is.
    """
    languages = tuple(sorted(path.stem.removeprefix(f"{SKILLS}_") for path in folder.glob(f"{SKILLS}_*.csv")))
    if not languages:
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=f"{SKILLS}_no.csv")
    told = [one for language in languages for one in _told(folder, language) if one.uri]
    obsolete = {one.uri for one in told if one.status not in IN_USE}
    by_uri: dict[str, list[_Told]] = {}
    for one in told:
        if one.label and one.uri not in obsolete:
            by_uri.setdefault(one.uri, []).append(one)
    if not any(one.is_group for one in told):
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=f"{GROUPS}_{languages[0]}.csv")
    concepts = {uri: _concept(by_uri[uri]) for uri in sorted(by_uri)}
    return Esco(concepts, _read_broader(folder), languages, len(obsolete))


def _concept(told: Sequence[_Told]) -> Concept:
    labels = {one.language: one.label for one in told}
    return Concept(told[0].uri, told[0].is_group, labels, {one.language: one.others for one in told})


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
        status = row.get("status", "").strip()
        yield _Told(row["conceptUri"].strip(), clean(row["preferredLabel"]), others, status=status)


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


def clean(text: str) -> str:
    """A label as a cell of the catalogue may hold it: on one line, nothing unseen in it, no semicolon."""
    return "".join(one for one in tidy(text).replace(";", ",") if one.isprintable())

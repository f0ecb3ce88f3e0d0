"""The compact extract of ESCO beside the project in, a folder laid out as the official download out.

Skills are in English, occupations in English and, where the label is known, in Norwegian. Skills that the extract
names only where it tells what is above what are called by the last part of their address.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

SHARED: Final = Path(__file__).parents[2] / "shared" / "data"
"""Where the reference data stands when it is there at all."""

HEADINGS: Final = MappingProxyType(
    {
        "skills": "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
        "modifiedDate,scopeNote,definition,inScheme,description",
        "skillGroups": "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
        "scopeNote,inScheme,description,code",
        "broaderRelationsSkillPillar": "conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel",
        "skillsHierarchy": ",".join(f"Level {level} URI,Level {level} preferred term" for level in range(4))
        + ",Description,Scope note,Level 0 code,Level 1 code,Level 2 code,Level 3 code",
        "occupations": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,"
        "modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code",
        "occupationSkillRelations": "occupationUri,occupationLabel,relationType,skillType,skillUri,skillLabel",
    }
)
"""The columns of the official files, by the name before the language."""

RELEASED: Final = "released"
_SKILL: Final = "KnowledgeSkillCompetence"
_RELATION: Final = MappingProxyType({"E": "essential", "O": "optional"})


def write_official(folder: Path, shared: Path = SHARED) -> Path:
    """The extract in `shared` as skills, the hierarchy of groups, what is above what, occupations and their skills.

    Raises:
        OSError: the extract is not there, or the folder is there already.
    """
    esco = shared / "esco"
    folder.mkdir(parents=True)
    skills = list(_packed(esco / "skills.csv.gz"))
    work = list(_packed(esco / "occupations.csv.gz"))
    tree = list(_packed(esco / "skill_broader.csv.gz"))
    files: dict[str, Iterable[Mapping[str, str]]] = {
        "skills_en": (_concept(row, "label_en") for row in [*skills, *_unlabelled(tree, skills)]),
        "skillsHierarchy_en": _packed(esco / "skills_hierarchy.csv.gz"),
        "broaderRelationsSkillPillar_en": tree,
        "occupations_en": (_concept(row, "label_en") for row in work),
        "occupations_no": (_concept(row, "label_no") for row in work if row["label_no"]),
        "occupationSkillRelations_no": _asked(esco / "occupation_skills.csv.gz", work, skills),
    }
    for name, rows in files.items():
        write(folder / f"{name}.csv", name.split("_")[0], rows)
    return folder


def write(path: Path, kind: str, rows: Iterable[Mapping[str, str]]) -> None:
    """One file with the headings of its kind."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS[kind].split(","), restval="")
        writer.writeheader()
        writer.writerows(rows)


def _concept(row: Mapping[str, str], label: str) -> dict[str, str]:
    told = {"conceptUri": row["uri"], "preferredLabel": row[label], "status": RELEASED}
    return told | {"iscoGroup": row["isco"]} if "isco" in row else told


def _unlabelled(tree: list[dict[str, str]], skills: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Skills that stand in the tree alone."""
    known = {row["uri"] for row in skills}
    named = {row[f"{which}Uri"]: row[f"{which}Type"] for row in tree for which in ("concept", "broader")}
    for uri, kind in named.items():
        if kind == _SKILL and uri not in known:
            yield {"uri": uri, "label_en": uri.rsplit("/", 1)[1]}


def _asked(
    path: Path, work: list[dict[str, str]], skills: list[dict[str, str]]
) -> Iterator[Mapping[str, str]]:
    occupation = {row["occ_id"]: row["uri"] for row in work}
    skill = {row["skill_id"]: row["uri"] for row in skills}
    for row in _packed(path):
        yield {
            "occupationUri": occupation[row["occ_id"]],
            "relationType": _RELATION[row["relation"]],
            "skillUri": skill[row["skill_id"]],
        }


def _packed(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)

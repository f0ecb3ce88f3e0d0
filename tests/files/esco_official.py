"""A tiny ESCO of our own making, in the layout of the official csv files."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

HEADINGS = {
    "skills": "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
    "modifiedDate,scopeNote,definition,inScheme,description",
    "skillGroups": "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,"
    "inScheme,description,code",
    "broaderRelationsSkillPillar": "conceptType,conceptUri,conceptLabel,broaderType,broaderUri,broaderLabel",
    "skillsHierarchy": ",".join(f"Level {level} URI,Level {level} preferred term" for level in range(4))
    + ",Description,Scope note,Level 0 code,Level 1 code,Level 2 code,Level 3 code",
}
RELEASED = "released"


def address(number: int) -> str:
    """An address no skill has, in the form skills have theirs."""
    return f"http://data.europa.eu/esco/skill/{number:08d}-0000-4000-8000-000000000000"


def isced(code: str) -> str:
    """The address of a group of knowledge."""
    return f"http://data.europa.eu/esco/isced-f/{code}"


def key(number: int) -> str:
    """The key a new row with that address has."""
    return f"esco-{number:08d}-0000-4000-8000-000000000000"


def concept(
    uri: str | int, label: str, *others: str, hidden: str = "", status: str = RELEASED
) -> dict[str, str]:
    """A row of skills or of groups; alternative labels stand on lines of their own."""
    return {
        "conceptUri": address(uri) if isinstance(uri, int) else uri,
        "preferredLabel": label,
        "altLabels": "\n".join(others),
        "hiddenLabels": hidden,
        "status": status,
        "description": "Synthetic, with a line break\nand a comma, as official texts have.",
    }


def above(*pairs: tuple[str | int, str | int]) -> list[dict[str, str]]:
    """Rows of what is above what."""
    named = [[address(one) if isinstance(one, int) else one for one in pair] for pair in pairs]
    return [{"conceptUri": below, "broaderUri": broader} for below, broader in named]


def lay(
    folder: Path,
    skills: Sequence[dict[str, str]],
    groups: Sequence[dict[str, str]],
    relations: Iterable[dict[str, str]],
    language: str = "no",
) -> Path:
    """The three files of a language in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in (
        ("skills", skills),
        ("skillGroups", groups),
        ("broaderRelationsSkillPillar", relations),
    ):
        write(folder / f"{kind}_{language}.csv", kind, rows)
    return folder


def write(path: Path, kind: str, rows: Iterable[dict[str, str]]) -> None:
    """One file with the headings of its kind."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS[kind].split(","), restval="")
        writer.writeheader()
        writer.writerows(rows)

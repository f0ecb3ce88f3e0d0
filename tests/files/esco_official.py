"""A tiny ESCO of our own making, in the layout of the official csv files."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.official_esco import RELEASED, write


def address(number: int) -> str:
    """An address no skill has, in the form skills have theirs."""
    return f"http://data.europa.eu/esco/skill/{number:08d}-0000-4000-8000-000000000000"


def isced(code: str) -> str:
    """The address of a group of knowledge."""
    return f"http://data.europa.eu/esco/isced-f/{code}"


def work_address(number: int) -> str:
    """The address of an occupation that there is not."""
    return address(number).replace("/skill/", "/occupation/")


def work_key(number: int) -> str:
    """The key a new occupation with that address has."""
    return key(number).replace("esco-", "esco-occupation-")


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


def occupation(number: int, label: str, *others: str, code: str = "9329") -> dict[str, str]:
    """A row of occupations; groups of ISCO have more than four digits in some releases."""
    return {**concept(work_address(number), label, *others), "iscoGroup": code}


def asked(
    number: int, *, essential: Sequence[int] = (), optional: Sequence[int] = ()
) -> list[dict[str, str]]:
    """Rows of what an occupation asks for."""
    told = [(skill, "essential") for skill in essential] + [(skill, "optional") for skill in optional]
    return [
        {"occupationUri": work_address(number), "relationType": kind, "skillUri": address(skill)}
        for skill, kind in told
    ]


def lay_work(
    folder: Path,
    occupations: Sequence[dict[str, str]],
    relations: Iterable[dict[str, str]],
    language: str = "no",
) -> Path:
    """The two files of occupations of a language, in a folder that has the others."""
    write(folder / f"occupations_{language}.csv", "occupations", occupations)
    write(folder / f"occupationSkillRelations_{language}.csv", "occupationSkillRelations", relations)
    return folder


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

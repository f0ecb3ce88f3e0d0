"""The compact extract of ESCO beside the project in, a folder laid out as the official download out."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

from tests.files.esco_official import concept, write

SHARED = Path(__file__).parents[3] / "shared" / "data"
EXTRACT = SHARED / "esco"


def official_folder(to: Path) -> Path:
    """The skills, groups and relations of the extract as official csv files; no occupation is among them."""
    to.mkdir(parents=True)
    skills = [concept(row["uri"], row["label_en"]) for row in _packed("skills.csv.gz")]
    write(to / "skills_en.csv", "skills", skills)
    write(
        to / "broaderRelationsSkillPillar_en.csv",
        "broaderRelationsSkillPillar",
        _packed("skill_broader.csv.gz"),
    )
    write(to / "skillsHierarchy_en.csv", "skillsHierarchy", _packed("skills_hierarchy.csv.gz"))
    return to


def _packed(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(EXTRACT / name, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)

"""An ESCO download and a catalogue in, the catalogue with the skills and occupations of ESCO among its own out."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from matching.catalogue.tables import ESCO_ADDRESS, Row, cells
from matching.files.imports.esco import Esco, read_esco
from matching.files.imports.esco_cells import (
    Origin,
    joined,
    key_of,
    new_cells,
    relabelled,
    texts_of,
    with_synonyms,
)
from matching.files.imports.esco_occupations import occupation_rows
from matching.files.imports.esco_texts import Names, Wanted, name_all
from matching.files.imports.esco_tree import nearest_groups
from matching.files.imports.imported import Imported, imported, read_base

Above = Mapping[str, tuple[str, bool]]
"""As nearest_groups(...) gives it."""


def import_esco(folder: Path, base: Path | None, *, release: str, on: date) -> Imported:
    """Rows of ours first and as they were, save for synonyms and `beside`; then the new ones, by address.

    Raises:
        FileFault: a file of the download is missing or cannot be read.
    """
    esco, before, origin = read_esco(folder), read_base(base), Origin(release, on)
    ours = before.tables["skills"]
    above = nearest_groups(esco)
    wanted = _wanted(esco, above, ours)
    names = name_all(wanted, texts_of(before.tables, "skills"))
    found = {one.key: one for one in wanted}
    rows = [
        *(_with_beside(with_synonyms("skills", row, names), found.get(row["key"])) for row in ours),
        *(_row(one, names, above, origin) for one in wanted if not one.is_ours),
    ]
    skills = {one.concept.uri: one.key for one in wanted if not one.concept.is_group}
    work = occupation_rows(esco, before.tables, skills, origin)
    counts = {**_counts(esco, wanted, names, above, rows), **work.counts}
    return imported(before, {"skills": rows, "occupations": work.rows}, counts)


def _wanted(esco: Esco, above: Above, ours: Sequence[Row]) -> list[Wanted]:
    """A row for each concept: ours where its address or key stands there already."""
    known = {row["key"]: row["key"] for row in ours}
    known |= {row["esco_uri"]: row["key"] for row in ours if row["esco_uri"]}
    keys = {uri: known.get(uri) or key_of(uri) for uri in esco.concepts}
    wanted: list[Wanted] = []
    for uri, concept in esco.concepts.items():
        group, _ = above.get(uri, ("", True))
        straight = tuple(sorted({keys[one] for one in esco.broader.get(uri, ()) if one in keys}))
        wanted.append(Wanted(keys[uri], concept, keys.get(group, ""), straight, keys[uri] in known))
    return wanted


def _with_beside(row: Row, one: Wanted | None) -> Row:
    """A row of ours, and beside what it stands below here all that ESCO places straight above it."""
    straight = [*cells("skills", row, "beside"), *(one.straight if one else ())]
    return {**row, "beside": _beside(straight, row["key"], row["broader"])}


def _beside(straight: Sequence[str], key: str, broader: str) -> str:
    """The others straight above a row, each once."""
    return joined([one for one in dict.fromkeys(straight) if one not in (key, broader)])


def _row(one: Wanted, names: Names, above: Above, origin: Origin) -> dict[str, str]:
    uri = one.concept.uri
    told = above.get(uri, ("", True))[1]
    return {
        **new_cells(one, names, origin, () if told else ("broader",)),
        "kind": "group" if one.concept.is_group else "skill",
        "broader": one.above,
        "beside": _beside(one.straight, one.key, one.above),
        "esco_uri": uri if re.fullmatch(ESCO_ADDRESS, uri) else "",
        "esco_label": one.label_en,
    }


def _counts(
    esco: Esco, wanted: Sequence[Wanted], names: Names, above: Above, rows: Sequence[Row]
) -> dict[str, int]:
    new = [one for one in wanted if not one.is_ours]
    return {
        "skills": sum(not one.concept.is_group for one in new),
        "groups": sum(one.concept.is_group for one in new),
        "known": len(wanted) - len(new),
        "all": len(rows),
        "relabelled": relabelled(wanted, names),
        "synonyms": sum(map(len, names.synonyms.values())),
        "dropped": names.dropped,
        "chosen": sum(not told for _, told in above.values()),
        "alone": sum(one.concept.uri not in above and not one.concept.is_group for one in new),
        "left_out": esco.left_out,
        "unlabelled": esco.unlabelled,
    }

"""The occupations of an ESCO download in, rows of our own and of theirs, and how many of what out."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.catalogue.tables import Row, Tables, cells
from matching.files.imports.esco import Esco
from matching.files.imports.esco_cells import (
    Origin,
    joined,
    key_of,
    new_cells,
    relabelled,
    texts_of,
    with_synonyms,
)
from matching.files.imports.esco_texts import Wanted, name_all


@dataclass(frozen=True, eq=False)
class Brought:
    """Rows of a table, and how many of what came of it."""

    rows: tuple[Row, ...]
    counts: Mapping[str, int]


def occupation_rows(esco: Esco, before: Tables, skills: Mapping[str, str], origin: Origin) -> Brought:
    """Rows of ours first and as they were, save for synonyms; then the new ones, by address.

    `skills` has the key of each skill by its address. A text that is a trade's stays the trade's.
    """
    ours = before["occupations"]
    known = {row["key"] for row in ours}
    wanted = [Wanted(key_of(uri), one, is_ours=key_of(uri) in known) for uri, one in esco.occupations.items()]
    names = name_all(wanted, texts_of(before, "trades") | texts_of(before, "occupations"))
    new = [one for one in wanted if not one.is_ours]
    rows = (
        *(with_synonyms("occupations", row, names) for row in ours),
        *({**new_cells(one, names, origin), **_asked(one, esco, skills)} for one in new),
    )
    theirs = [esco.asked.get(one.concept.uri, {}) for one in new]
    counts = {
        "occupations": len(new),
        "without_code": sum(not one.concept.code for one in new),
        "without_occupations": int(not esco.occupations),
        "occupations_relabelled": relabelled(wanted, names),
        "links": sum(
            len(cells("occupations", row, column)) for row in rows[len(ours) :] for column in ("must", "nice")
        ),
        "links_lost": sum(uri not in skills for asked in theirs for uri in asked),
    }
    return Brought(rows, counts)


def _asked(one: Wanted, esco: Esco, skills: Mapping[str, str]) -> Mapping[str, str]:
    """What an occupation asks for: the essential skills, and those that are optional alone."""
    asked = {skills[uri]: must for uri, must in esco.asked.get(one.concept.uri, {}).items() if uri in skills}
    must, nice = (
        joined(sorted(key for key, essential in asked.items() if essential is wanted))
        for wanted in (True, False)
    )
    return {"styrk08": one.concept.code, "must": must, "nice": nice}

"""The people of a kept round as columns: rows that were read before and have not changed are not read again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from sqlalchemy import Connection

from matching.catalogue.catalogue import Catalogue
from matching.domain.people import People
from matching.files.lists.kept import kept_people
from matching.files.source.vocabulary import plain
from service.store.lists import rows_of
from service.store.rows import PEOPLE
from service.store.versions import Version, versions_of

FEW: Final = 500
"""Changed rows up to which they alone are read: speed alone."""


@dataclass(frozen=True, eq=False)
class Remembered:
    """People as they were read, and which version of whose row that was."""

    versions: Mapping[str, Version]
    people: People


def people_of(
    connection: Connection, round_key: int, catalogue: Catalogue, before: Remembered | None = None
) -> Remembered:
    """The people of a round as they stand now; `before`: as they were read at an earlier time.

    Raises:
        FileFault: there are none.
        KeptFault: a row can no longer be read.
    """
    now = versions_of(connection, round_key)
    if before is not None and before.versions == now:
        return before
    changed = [name for name, one in now.items() if before is None or before.versions.get(name) != one]
    if before is None or not now or len(changed) > FEW or not _apart(changed, before, now):
        rows = rows_of(connection, round_key, PEOPLE)
        return Remembered(now, kept_people([row.cells for row in rows], catalogue))
    stays = np.array(
        [now.get(name) == before.versions[name] for name in before.people.id.tolist()], dtype=bool
    )
    people = before.people.take(np.flatnonzero(stays))
    if changed:
        rows = rows_of(connection, round_key, PEOPLE, only=[now[name].key for name in changed])
        people = people.joined(kept_people([row.cells for row in rows], catalogue))
    return Remembered(now, people)


def _apart(changed: list[str], before: Remembered, now: Mapping[str, Version]) -> bool:
    """Whether nobody who is new is written as somebody else is, which only all rows together would tell."""
    new = {plain(name) for name in changed if name not in before.versions}
    return not new or len({plain(name) for name in now}) == len(now)

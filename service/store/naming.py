"""What is decided about a round, and lists that were brought: what in them names people, and the rest."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any


def without(tables: Any, names: Collection[str]) -> Any:  # noqa: ANN401 - whatever a policy file may hold
    """The tables of a policy file in, the same out without any entry of a list that names one of these."""
    if isinstance(tables, dict):
        return {key: without(value, names) for key, value in tables.items()}
    if isinstance(tables, list):
        return [without(one, names) for one in tables if not _names(one, names)]
    return tables


def naming(tables: Any, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:  # noqa: ANN401 - as above
    """The entries of lists that name somebody, each after the name of its list."""
    for key, value in tables.items() if isinstance(tables, dict) else ():
        if isinstance(value, list):
            yield from ((key, one) for one in value if isinstance(one, dict) and _names(one, {name}))
        yield from naming(value, name)


def cells(rows: object) -> Iterator[str]:
    """Every cell of rows as they were written, as names in them are told."""
    if isinstance(rows, list):
        for one in rows:
            yield from cells(one)
    elif isinstance(rows, str):
        yield rows.strip().casefold()


def _names(one: object, names: Collection[str]) -> bool:
    if isinstance(one, dict):
        return any(_names(value, names) for value in one.values())
    if isinstance(one, list):
        return any(_names(value, names) for value in one)
    return isinstance(one, str) and one in names

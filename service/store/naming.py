"""What is decided about a round, without what is decided about some people."""

from collections.abc import Collection
from typing import Any


def without(tables: Any, names: Collection[str]) -> Any:  # noqa: ANN401 - whatever a policy file may hold
    """The tables of a policy file in, the same out without any entry of a list that names one of these."""
    if isinstance(tables, dict):
        return {key: without(value, names) for key, value in tables.items()}
    if isinstance(tables, list):
        return [without(one, names) for one in tables if not _names(one, names)]
    return tables


def _names(one: object, names: Collection[str]) -> bool:
    if isinstance(one, dict):
        return any(_names(value, names) for value in one.values())
    if isinstance(one, list):
        return any(_names(value, names) for value in one)
    return isinstance(one, str) and one in names

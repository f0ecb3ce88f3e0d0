"""Values in, JSON text out, piece by piece: a plan of a country is never one text in memory.

The text is that of `json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)`. How values of a type are told
at one depth is worked out once, when the first of them is met.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cached_property, lru_cache
from json.encoder import encode_basestring as quoted
from math import isfinite
from operator import attrgetter
from typing import Any, Final

import numpy as np

Tell = Callable[[Any], str]
Names = Callable[[type], tuple[str, ...]]
"""The names of what is told of a record, by its type."""

STEP: Final = " "
OPENED: Final = 2
"""Levels that are told entry by entry; what is deeper is told at once."""
PAIRS: Final = "facts"
"""The one name of a record under which pairs stand for a table."""


class JsonText(dict[type, Tell]):
    """How values of each type are told at one depth."""

    def __init__(self, names: Names, margin: str = "\n") -> None:
        super().__init__()
        self._names, self._margin, self._inner = names, margin, margin + STEP

    def pieces(self, value: object, opened: int = OPENED) -> Iterator[str]:
        """The text of a value, in pieces."""
        found = self._as_table(value) if is_dataclass(value) else value
        if opened and isinstance(found, Mapping) and found:
            named = ((f"{_key(key)}: ", one) for key, one in sorted(found.items()))
            yield from self._entries("{", named, "}", opened - 1)
        elif opened and isinstance(found, (list, tuple)) and found:
            yield from self._entries("[", (("", one) for one in found), "]", opened - 1)
        else:
            yield self[type(value)](value)

    def _entries(
        self, first: str, entries: Iterable[tuple[str, object]], last: str, opened: int
    ) -> Iterator[str]:
        before, deeper = first, self._deeper
        for name, one in entries:
            if opened:
                yield f"{before}{self._inner}{name}"
                yield from deeper.pieces(one, opened)
            else:
                yield f"{before}{self._inner}{name}{deeper[type(one)](one)}"
            before = ","
        yield self._margin + last

    @cached_property
    def _deeper(self) -> "JsonText":
        return JsonText(self._names, self._inner)

    def __missing__(self, kind: type) -> Tell:
        """How values of a type are told that is met for the first time."""
        self[kind] = self._tell_of(kind)
        return self[kind]

    def _tell_of(self, kind: type) -> Tell:
        if is_dataclass(kind):
            return self._record(tuple(sorted(self._names(kind))))
        ways: tuple[tuple[type | tuple[type, ...], Tell], ...] = (
            (str, quoted),
            ((type(None), bool), {None: "null", True: "true", False: "false"}.__getitem__),
            (int, int.__repr__),
            (float, _number),
            ((list, tuple), self._list),
            (np.ndarray, lambda array: self._list(array.tolist())),
            (Mapping, self._table),
        )
        for kinds, tell in ways:
            if issubclass(kind, kinds):
                return tell
        raise TypeError(f"{kind.__name__} has no form in JSON")

    def _record(self, names: tuple[str, ...]) -> Tell:
        if not names:
            return lambda _: "{}"
        values_of = attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)
        deeper = self._deeper
        text = ",".join(f"{self._inner}{quoted(name)}: %s" for name in names)
        text = f"{{{text}{self._margin}}}"

        pairs = names.index(PAIRS) if PAIRS in names else None

        def tell(one: object) -> str:
            values = values_of(one)
            if pairs is not None:
                values = (*values[:pairs], dict(values[pairs]), *values[pairs + 1 :])
            return text % tuple([deeper[type(value)](value) for value in values])

        return tell

    def _as_table(self, record: object) -> dict[str, Any]:
        table = {name: getattr(record, name) for name in self._names(type(record))}
        return {**table, PAIRS: dict(table[PAIRS])} if PAIRS in table else table

    def _list(self, several: list[Any] | tuple[Any, ...]) -> str:
        if not several:
            return "[]"
        deeper = self._deeper
        told = f",{self._inner}".join([deeper[type(one)](one) for one in several])
        return f"[{self._inner}{told}{self._margin}]"

    def _table(self, table: Mapping[str, Any]) -> str:
        if not table:
            return "{}"
        deeper = self._deeper
        told = [f"{_key(key)}: {deeper[type(one)](one)}" for key, one in sorted(table.items())]
        return f"{{{self._inner}{f',{self._inner}'.join(told)}{self._margin}}}"


@lru_cache(maxsize=1000)
def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{type(key).__name__} names nothing in JSON")
    return quoted(key)


def _number(value: float) -> str:
    if not isfinite(value):
        raise ValueError(f"{value!r} is no number that JSON can hold")
    return float.__repr__(value)

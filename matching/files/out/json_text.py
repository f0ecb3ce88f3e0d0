"""Values in, JSON text out, piece by piece: a plan of a country is never one text in memory.

The text is that of `json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from json.encoder import encode_basestring as quoted
from math import isfinite
from typing import Any, Final

from matching.domain.reasons import Reason

Plain = Callable[[object], Any]
"""One level of a value that JSON has no form of as something it has; raises TypeError."""

STEP: Final = " "
OPENED: Final = 2
"""Levels that are told entry by entry; what is deeper is told at once."""


class JsonText:
    """Tells values as JSON text. A reason that many share is worked out once."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        self._reasons: dict[tuple[Reason, str], str] = {}

    def pieces(self, value: object, margin: str = "\n", opened: int = OPENED) -> Iterator[str]:
        """The text of a value, in pieces."""
        found = self._shaped(value)
        if opened and found and isinstance(found, Mapping):
            named = ((f"{_key(key)}: ", one) for key, one in sorted(found.items()))
            yield from self._entries("{", named, "}", margin, opened)
        elif opened and found and isinstance(found, (list, tuple)):
            yield from self._entries("[", (("", one) for one in found), "]", margin, opened)
        else:
            yield self._text(found, margin)

    def _entries(
        self, first: str, entries: Iterable[tuple[str, object]], last: str, margin: str, opened: int
    ) -> Iterator[str]:
        inner, before = margin + STEP, first
        for name, one in entries:
            yield f"{before}{inner}{name}"
            yield from self.pieces(one, inner, opened - 1)
            before = ","
        yield margin + last

    def _shaped(self, value: object) -> object:
        """The value as something JSON has a form of, one level of it."""
        is_json = value is None or isinstance(value, (str, int, float, dict, list, tuple))
        return value if is_json else self._plain(value)

    def _text(self, value: object, margin: str) -> str:
        if type(value) is str or type(value) is int:  # most values are
            return quoted(value) if type(value) is str else repr(value)
        if isinstance(value, Reason):
            known = self._reasons.get((value, margin))
            if known is None:
                known = self._reasons[value, margin] = self._text(self._plain(value), margin)
            return known
        found = self._shaped(value)
        if isinstance(found, str):
            return quoted(found)
        if isinstance(found, (list, tuple)):
            return self._list(found, margin)
        if isinstance(found, Mapping):
            return self._table(found, margin)
        return _number(found)

    def _list(self, several: list[Any] | tuple[Any, ...], margin: str) -> str:
        if not several:
            return "[]"
        inner = margin + STEP
        return f"[{inner}{f',{inner}'.join([self._text(one, inner) for one in several])}{margin}]"

    def _table(self, table: Mapping[str, Any], margin: str) -> str:
        if not table:
            return "{}"
        inner = margin + STEP
        told = [f"{_key(key)}: {self._text(one, inner)}" for key, one in sorted(table.items())]
        return f"{{{inner}{f',{inner}'.join(told)}{margin}}}"


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{type(key).__name__} names nothing in JSON")
    return quoted(key)


def _number(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float) and isfinite(value):
        return float.__repr__(value)
    raise ValueError(f"{value!r} is no number that JSON can hold")

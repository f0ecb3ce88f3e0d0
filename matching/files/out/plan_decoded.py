"""JSON text of a plan in, the plan out: what plan_json writes, read back by the types of its records."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import numpy as np

from matching.domain.plan import PLAN_SCHEMA_VERSION, Plan

Decode = Callable[[Any], Any]

Turns = Callable[[], AbstractContextManager[None]]

_value: Final = json.JSONDecoder().raw_decode
_MARK: Final = re.compile(r"\s*([][{},:])\s*", re.ASCII)

AT_ONCE: Final = 200
"""Members of a list that are read in one turn: some ten milliseconds' work, or forty of proposals."""

_PLAIN: Final = (str, int, bool, float, object, NoneType)


class PlanFault(Exception):
    """A text that is no plan, or one of another version; `found` is the version, where there is one."""

    def __init__(self, found: object = None) -> None:
        super().__init__(found)
        self.found = found


def plan_from_json(text: str, turns: Turns = nullcontext) -> Plan:
    """The text of a plan in, the plan out.

    `turns`: had while some of a plan is read, and let go of before more is: a county's takes seconds.

    Raises:
        PlanFault: it is no plan, or of another version.
    """
    try:
        parts = dict(_parts(text, turns))
        plan = Plan(**{one.name: parts[one.name] for one in fields(Plan)})
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise PlanFault(_version(text)) from error
    if plan.schema_version != PLAN_SCHEMA_VERSION:
        raise PlanFault(plan.schema_version)
    return plan


def _version(text: str) -> object:
    """The version of a text that may be that of a plan; None where it has none."""
    try:
        return json.loads(text)["schema_version"]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _parts(text: str, turns: Turns) -> Iterator[tuple[str, Any]]:
    """The members of a plan by name, each read before the next is."""
    hints = get_type_hints(Plan)
    mark, at = _mark("{", text, 0)
    while mark != "}":
        name, at = _value(text, at)
        _, at = _mark(":", text, at)
        decode = _of(hints[name])
        if text[at] == "[":
            part, at = _list(text, at, decode, turns)
        else:
            with turns():
                told, at = _value(text, at)
                part = decode(told)
        yield name, part
        mark, at = _mark(",}", text, at)
    if at != len(text):
        raise ValueError(at)


def _list(text: str, at: int, decode: Decode, turns: Turns) -> tuple[tuple[Any, ...], int]:
    """The list at a place of a text as a tuple, and where it ends."""
    found: list[Any] = []
    mark, at = _mark("[", text, at)
    if text[at] == "]":
        return (), at + 1
    while mark != "]":
        with turns():
            some: list[Any] = []
            while mark != "]" and len(some) < AT_ONCE:
                one, at = _value(text, at)
                mark, at = _mark(",]", text, at)
                some.append(one)
            found += decode(some)
    return tuple(found), at


def _mark(expected: str, text: str, at: int) -> tuple[str, int]:
    """Which of some marks stands at a place of a text, and where what is after it begins."""
    found = _MARK.match(text, at)
    if found is None or found[1] not in expected:
        raise ValueError(at)
    return found[1], found.end()


@cache
def _of(kind: Any) -> Decode:  # noqa: ANN401 - any type a record may have
    """What turns JSON into a type, made once for each."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _union(inner)
    if origin is np.ndarray:
        dtype = np.dtype(get_args(inner[1])[0])
        return lambda told: np.array(told, dtype=dtype)
    if origin is tuple:
        return _tuple(inner)
    if origin is not None and issubclass(origin, Mapping):
        names, values = _of(inner[0]), _of(inner[1])
        return lambda told: MappingProxyType({names(name): values(one) for name, one in told.items()})
    if is_dataclass(kind):
        return _record(kind)
    return date.fromisoformat if kind is date else kind if _is_enum(kind) else _same


def _is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _union(inner: tuple[Any, ...]) -> Decode:
    """Something or nothing; of several plain things each is itself."""
    some = [one for one in inner if one is not NoneType]
    if len(some) > 1 or some[0] in _PLAIN:
        return _listed
    decode = _of(some[0])
    return lambda told: None if told is None else decode(told)


def _tuple(inner: tuple[Any, ...]) -> Decode:
    if len(inner) == 2 and inner[1] is ...:
        decode = _of(inner[0])
        return lambda told: tuple(map(decode, told.items() if isinstance(told, dict) else told))
    each = tuple(map(_of, inner))
    return lambda told: tuple(decode(one) for decode, one in zip(each, told, strict=True))


def _record(kind: Any) -> Decode:  # noqa: ANN401 - any record
    hints = get_type_hints(kind)
    parts: list[tuple[str, Decode]] = []

    def decode(told: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the record
        if not parts:
            # At the first use: a record may have itself among its parts.
            parts.extend((one.name, _of(hints[one.name])) for one in fields(kind) if one.init)
        return kind(**{name: read(told[name]) for name, read in parts})

    return decode


def _same(told: Any) -> Any:  # noqa: ANN401 - what JSON and Python write alike
    return told


def _listed(told: Any) -> Any:  # noqa: ANN401 - as above; a list is what a tuple became
    return tuple(map(_listed, told)) if isinstance(told, list) else told

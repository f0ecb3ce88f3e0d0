"""A TOML file in, its settings out; what is wrong with a key or a value, said the same way everywhere."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from matching.domain.errors import ErrorCode, Fact, PolicyFault
from matching.files.source.identity import has_identity_number
from matching.files.source.vocabulary import nearest

Record = TypeVar("Record")

_EXPECTED: Final[Mapping[Any, str]] = MappingProxyType(
    {bool: "true_or_false", int: "whole_number", str: "text", date: "date"}
)


def read_settings(path: Path) -> dict[str, Any]:
    """A TOML file in, its settings out.

    Raises:
        PolicyFault: the file is not there, is no TOML, or holds an identity number, in its name too.
    """
    if has_identity_number(path.name):
        raise PolicyFault(ErrorCode.IDENTITY_NUMBER, file=None, part="file")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise PolicyFault(ErrorCode.FILE_NOT_FOUND, file=path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyFault(ErrorCode.POLICY_UNREADABLE, file=path.name, row=None) from error
    for row, line in enumerate(text.splitlines(), 1):
        if has_identity_number(line):
            raise PolicyFault(ErrorCode.IDENTITY_NUMBER, file=path.name, sheet="", row=row, column=None)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"at line (\d+)", str(error))
        row_of_fault = int(place[1]) if place else None
        raise PolicyFault(ErrorCode.POLICY_UNREADABLE, file=path.name, row=row_of_fault) from error


def record(kind: type[Record], table: object, where: str = "") -> Record:
    """A table of settings as a frozen record; `where` is the key of the table, to name what is wrong.

    Raises:
        PolicyFault: as `checked` does.
    """
    return kind(**checked(kind, table, where))


def checked(kind: type[Any], table: object, where: str = "") -> dict[str, Any]:
    """The fields of a record a table gives, each of the type the record states.

    Raises:
        PolicyFault: a key is unknown, a field without a default is missing or empty, a value is of another type.
    """
    if not isinstance(table, dict):
        raise wrong(where, table, "table")
    prefix = f"{where}." if where else ""
    hints = get_type_hints(kind)
    _check_keys(prefix, table, hints)
    values = {name: _value(hints[name], value, prefix + name) for name, value in table.items()}
    for field in fields(kind):
        if field.default is field.default_factory is MISSING and values.get(field.name, "") == "":
            raise wrong(prefix + field.name, table.get(field.name), _expected(hints[field.name]))
    return values


def wrong(key: str, value: object, expected: str, **facts: Fact) -> PolicyFault:
    """The fault of a value that is not what is expected of its key."""
    return PolicyFault(ErrorCode.POLICY_VALUE, key=key, value=shown(value), expected=expected, **facts)


def check_range(key: str, value: int | None, least: int, greatest: int) -> None:
    """A whole number lies in its range, or is not given.

    Raises:
        PolicyFault: it does not; the facts name the range.
    """
    if value is not None and not least <= value <= greatest:
        raise wrong(key, value, _EXPECTED[int], least=least, greatest=greatest)


def check_version(version: object, supported: int) -> None:
    """The version a file says it is of is the one that is read.

    Raises:
        PolicyFault: it is not; the facts tell which of file and program is older.
    """
    if type(version) is not int or version != supported:
        upgrade = "program" if type(version) is int and version > supported else "file"
        raise PolicyFault(
            ErrorCode.POLICY_VERSION, version=shown(version), supported=supported, upgrade=upgrade
        )


def shown(value: object) -> Fact:
    """A value as a fact, as it stands in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None or type(value) is int else str(value)


def _check_keys(prefix: str, given: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for key in given:
        if key not in known:
            near = nearest(key, known)
            raise PolicyFault(ErrorCode.POLICY_KEY, key=prefix + key, nearest=near and prefix + near)


def _expected(hint: Any) -> str:  # noqa: ANN401 - a setting may be of any type
    """What is expected of a field that is left out."""
    if get_origin(hint) is tuple:
        return "list"
    if get_origin(hint) is Mapping or is_dataclass(hint):
        return "table"
    return _EXPECTED.get(hint, "choice")


def _value(hint: Any, value: object, key: str) -> Any:  # noqa: ANN401 - a setting may be of any type
    """The value as the type of a field demands it; TOML has no None, so `| None` only allows leaving it out."""
    if isinstance(hint, UnionType):
        hint = next(kind for kind in get_args(hint) if kind is not NoneType)
    if isinstance(hint, type) and is_dataclass(hint):
        return record(hint, value, key)
    if get_origin(hint) is tuple:
        return _items(get_args(hint), value, key)
    if get_origin(hint) is Mapping:
        return _mapping(get_args(hint), value, key)
    if issubclass(hint, StrEnum):
        return _member(hint, value, key)
    if type(value) is not hint:
        raise wrong(key, value, _EXPECTED[hint], **_quotes(hint, value))
    return value.strip() if isinstance(value, str) else value


def _quotes(hint: type, value: object) -> dict[str, Fact]:
    """How a number in quotation marks is written without them, and a text without them with."""
    if hint is int and isinstance(value, str) and value.isdecimal():
        return {"unquoted": value}
    return {"quoted": value} if hint is str and type(value) is int else {}


def _items(kinds: tuple[Any, ...], value: object, key: str) -> tuple[Any, ...]:
    if isinstance(value, dict) and is_dataclass(kinds[0]):
        raise wrong(key, f"[{key}]", "list_of_tables", table=key)
    if isinstance(value, str) and kinds == (str, Ellipsis):
        raise wrong(key, value, "list", alone=value)
    if not isinstance(value, list) or (kinds[-1] is not Ellipsis and len(value) != len(kinds)):
        raise wrong(key, value, "list")
    kinds = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
    return tuple(
        _value(kind, one, f"{key}[{place}]")
        for place, (kind, one) in enumerate(zip(kinds, value, strict=True), 1)
    )


def _mapping(kinds: tuple[type[StrEnum], Any], value: object, key: str) -> dict[StrEnum, Any]:
    names, kind = kinds
    if not isinstance(value, dict):
        raise wrong(key, value, "table")
    _check_keys(f"{key}.", value, names)
    return {names(name): _value(kind, one, f"{key}.{name}") for name, one in value.items()}


def _member(kind: type[StrEnum], value: object, key: str) -> StrEnum:
    if value not in list(kind):
        raise wrong(key, value, "choice", nearest=nearest(str(value), kind), allowed="; ".join(kind))
    return kind(str(value))

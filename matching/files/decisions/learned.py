"""Scorecards and the register of those in use, to JSON files and back; nothing unknown is passed over."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from matching.domain.errors import ErrorCode, FileFault, PolicyFault
from matching.domain.policy import Policy
from matching.files.decisions.settings import check_version, record, wrong
from matching.files.out.plan_json import as_json
from matching.files.source.identity import has_identity_number
from matching.files.whole import whole
from matching.learning.activation import Register, applied, decided
from matching.learning.scorecard import SCHEMA_VERSION, Scorecard

Kept = TypeVar("Kept", bound=Scorecard | Register)
_FORMAT: Final = ".json"
_DIGEST: Final = re.compile("[0-9a-f]{64}")
_DIGESTS: Final = ("digest", "scorecard")
"""Keys of digests, in which eleven digits may follow each other."""


@dataclass(frozen=True, kw_only=True)
class _Switch:
    """What a policy file says to have learned weights used."""

    register: str
    ground: str


def with_learned(policy: Policy, switch: object, folder: Path | None) -> Policy:
    """A policy, what its file says of learning, and the folder of that file in; the policy with weights in use out.

    Raises:
        FileFault: there is no such register, or it is no JSON.
        PolicyFault: the switch or the register has a key or value it should not, or the ground is not written down.
    """
    if switch is None:
        return policy
    given = record(_Switch, switch, "learning")
    if folder is None:
        raise PolicyFault(ErrorCode.FILE_NOT_FOUND, file=given.register)
    return applied(policy, read_register(folder / given.register), ground=given.ground)


def read_scorecard(path: Path) -> Scorecard:
    """A file in, the scorecard out.

    Raises:
        FileFault: there is no such file, or it is no JSON.
        PolicyFault: it is a register, of another version, changed since it was written, or has an identity number.
    """
    return _read(Scorecard, path)


def read_register(path: Path) -> Register:
    """A file in, the register out.

    Raises:
        FileFault: there is no such file, or it is no JSON.
        PolicyFault: it is a scorecard, of another version, has a key or value it should not, or an identity number.
    """
    return _read(Register, path)


def write_learned(result: Scorecard | Register, path: Path) -> None:
    """A scorecard or register in, a JSON file in UTF-8 out; the same bytes for the same content.

    Raises:
        PolicyFault: a name or a legal ground holds an identity number.
        OSError: the file cannot be written; what stood there before is untouched.
    """
    text = learned_as_json(result)
    _check_numbers(json.loads(text), path)
    with whole(path) as part:
        part.write_bytes(text.encode())


def learned_as_json(result: Scorecard | Register) -> str:
    """A scorecard or register in, its JSON out; a scorecard has its digest with it, so that a change shows."""
    digest = {"digest": result.digest} if isinstance(result, Scorecard) else {}
    return as_json({**vars(result), **digest})


def _read(kind: type[Kept], path: Path) -> Kept:
    table = _table(path)
    _check_numbers(table, path)
    name, other = ("scorecard", "activations") if kind is Scorecard else ("register", "card")
    if other in table:
        raise PolicyFault(ErrorCode.LEARNED_KIND, file=path.name, kind=name)
    digest = table.pop("digest", None) if kind is Scorecard else None
    try:
        check_version(table.get("schema_version"), SCHEMA_VERSION)
        found = record(kind, table)
        _check_weights(found)
        _check_decisions(found)
    except PolicyFault as fault:
        if fault.facts.get("upgrade") == "program":
            raise PolicyFault(fault.code, file=path.name, **fault.facts) from fault
        key = fault.facts.get("key", "schema_version")
        raise PolicyFault(ErrorCode.LEARNED_CHANGED, file=path.name, kind=name, key=key) from fault
    if isinstance(found, Scorecard) and digest != found.digest:
        raise PolicyFault(ErrorCode.LEARNED_CHANGED, file=path.name, kind=name)
    return found


def _table(path: Path) -> dict[str, Any]:
    if has_identity_number(path.name):
        raise PolicyFault(ErrorCode.IDENTITY_NUMBER, file=None, part="file")
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=path.name) from error
    except (OSError, ValueError, RecursionError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name, format=_FORMAT) from error
    if not isinstance(found, dict):
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name, format=_FORMAT)
    return found


def _check_numbers(table: Mapping[str, Any], path: Path) -> None:
    """No key, text or number holds an identity number; the digests are no text of anybody's."""
    left: list[tuple[str, Any]] = [("", table)]
    while left:
        key, value = left.pop()
        if isinstance(value, dict):
            left += [*value.items(), *(("", one) for one in value)]
        elif isinstance(value, list):
            left += [(key, one) for one in value]
        elif has_identity_number(str(value)) and not (key in _DIGESTS and _DIGEST.fullmatch(str(value))):
            raise PolicyFault(ErrorCode.IDENTITY_NUMBER, file=path.name, sheet="", row=None, column=None)


def _check_weights(found: Scorecard | Register) -> None:
    """All weights, and those they replace, are such as a policy may have."""
    if isinstance(found, Scorecard):
        given = [("weights", found.weights), ("card.prior", found.card.prior)]
    else:
        given = [
            (f"activations[{place}].{name}", weights)
            for place, one in enumerate(found.activations, 1)
            for name, weights in (("weights", one.weights), ("instead_of", one.instead_of))
        ]
    for key, weights in given:
        try:
            Policy(weights=weights)
        except ValueError as error:
            raise wrong(key, None, "table") from error


def _check_decisions(found: Scorecard | Register) -> None:
    """Those who decided are two, on a written ground; who took it back is named, and every day is one."""
    for place, one in enumerate(found.activations if isinstance(found, Register) else (), 1):
        key = f"activations[{place}]"
        decided(one.by, one.ground, within=f"{key}.")
        if not _DIGEST.fullmatch(one.scorecard):
            raise wrong(f"{key}.scorecard", None, "text")
        for name, day in (("on", one.on), ("ended_on", one.ended_on or one.on)):
            try:
                date.fromisoformat(day)
            except ValueError as error:
                raise wrong(f"{key}.{name}", day, "date") from error
        if bool(one.ended_by) != bool(one.ended_on):
            raise wrong(f"{key}.ended_by", None, "a_name")

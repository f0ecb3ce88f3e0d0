"""Scorecards and the register of those in use, to JSON files and back; nothing unknown is passed over."""

import json
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
from matching.learning.activation import DECIDING, Register, applied
from matching.learning.scorecard import SCHEMA_VERSION, Scorecard

Kept = TypeVar("Kept", Scorecard, Register)
_FORMAT: Final = ".json"


@dataclass(frozen=True, kw_only=True)
class _Switch:
    """What a policy file says to have learned weights used."""

    register: str
    ground: str


def with_learned(policy: Policy, switch: object, folder: Path) -> Policy:
    """A policy, what its file says of learning, and the folder of that file in; the policy with weights in use out.

    Raises:
        FileFault: there is no such register, or it is no JSON.
        PolicyFault: the switch or the register has a key or value it should not, or the ground is not written down.
    """
    if switch is None:
        return policy
    given = record(_Switch, switch, "learning")
    return applied(policy, read_register(folder / given.register), ground=given.ground)


def read_scorecard(path: Path) -> Scorecard:
    """A file in, the scorecard out.

    Raises:
        FileFault: there is no such file, or it is no JSON.
        PolicyFault: it is of another version, or has a key or value it should not.
    """
    return _read(Scorecard, path)


def read_register(path: Path) -> Register:
    """A file in, the register out.

    Raises:
        FileFault: there is no such file, or it is no JSON.
        PolicyFault: it is of another version, has a key or value it should not, or an identity number.
    """
    return _read(Register, path)


def write_learned(result: Scorecard | Register, path: Path) -> None:
    """A scorecard or register in, a JSON file in UTF-8 out; the same bytes for the same content.

    Raises:
        PolicyFault: a name or a legal ground holds an identity number.
        OSError: the file cannot be written; what stood there before is untouched.
    """
    _check_written(result, path)
    with whole(path) as part:
        part.write_bytes(as_json(result).encode())


def _read(kind: type[Kept], path: Path) -> Kept:
    table = _table(path)
    try:
        check_version(table.get("schema_version"), SCHEMA_VERSION)
        found = record(kind, table)
        _check_written(found, path)
        _check_weights(found)
        _check_decisions(found)
    except PolicyFault as fault:
        raise PolicyFault(fault.code, **{"file": path.name, **fault.facts}) from fault
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


def _check_written(found: Scorecard | Register, path: Path) -> None:
    """No name or ground holds an identity number; the digests are no text of anybody's."""
    for one in found.activations if isinstance(found, Register) else ():
        if any(map(has_identity_number, (*one.by, one.ended_by, one.ground, one.ended_ground))):
            raise PolicyFault(ErrorCode.IDENTITY_NUMBER, file=path.name, sheet="", row=None, column=None)


def _check_weights(found: Scorecard | Register) -> None:
    """All weights are such as a policy may have."""
    given = [found.weights] if isinstance(found, Scorecard) else [one.weights for one in found.activations]
    for weights in given:
        try:
            Policy(weights=weights)
        except ValueError as error:
            raise wrong("weights", str(dict(weights)), "learned_weights") from error


def _check_decisions(found: Scorecard | Register) -> None:
    """Those who decided are as many as it takes, and every day is one."""
    for place, one in enumerate(found.activations if isinstance(found, Register) else (), 1):
        key = f"activations[{place}]"
        if len(one.by) != DECIDING:
            raise wrong(f"{key}.by", "; ".join(one.by), "two_people")
        for name, day in (("on", one.on), ("ended_on", one.ended_on or one.on)):
            try:
                date.fromisoformat(day)
            except ValueError as error:
                raise wrong(f"{key}.{name}", day, "date") from error

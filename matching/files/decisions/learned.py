"""Scorecards and the register of those in use, to JSON files and back; nothing unknown is passed over."""

import json
from pathlib import Path
from typing import Any, TypeVar

from matching.domain.errors import ErrorCode, FileFault, PolicyFault
from matching.domain.policy import Policy
from matching.files.decisions.settings import check_version, record, wrong
from matching.files.out.plan_json import as_json
from matching.files.source.identity import has_identity_number
from matching.files.whole import whole
from matching.learning.activation import Register
from matching.learning.scorecard import SCHEMA_VERSION, Scorecard

Kept = TypeVar("Kept", Scorecard, Register)


def read_scorecard(path: Path) -> Scorecard:
    """A file in, the scorecard out.

    Raises:
        FileFault: there is no such file, or it is no JSON.
        PolicyFault: it is of another version, or has a key or value it should not.
    """
    return _read(Scorecard, path)


def read_register(path: Path) -> Register:
    """A file in, the register out; without a file one in which nothing learned is in use.

    Raises:
        FileFault: it is no JSON.
        PolicyFault: it is of another version, or has a key or value it should not.
    """
    return _read(Register, path) if path.exists() else Register()


def write_learned(result: Scorecard | Register, path: Path) -> None:
    """A scorecard or register in, a JSON file in UTF-8 out; the same bytes for the same content.

    Raises:
        PolicyFault: a name or a legal ground holds an identity number.
        OSError: the file cannot be written; what stood there before is untouched.
    """
    for one in result.activations if isinstance(result, Register) else ():
        if any(map(has_identity_number, (*one.by, one.ended_by, one.ground))):
            raise PolicyFault(ErrorCode.IDENTITY_NUMBER, file=path.name, sheet="", row=None, column=None)
    with whole(path) as part:
        part.write_bytes(as_json(result).encode())


def _read(kind: type[Kept], path: Path) -> Kept:
    table = _table(path)
    try:
        if isinstance(table, dict):
            check_version(table.get("schema_version"), SCHEMA_VERSION)
        found = record(kind, table)
        _check_weights(found)
    except PolicyFault as fault:
        raise PolicyFault(fault.code, **{"file": path.name, **fault.facts}) from fault
    return found


def _table(path: Path) -> Any:  # noqa: ANN401 - JSON may hold anything, which `record` checks
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=path.name) from error
    except (OSError, ValueError, RecursionError) as error:
        raise FileFault(ErrorCode.FILE_UNREADABLE, file=path.name) from error


def _check_weights(found: Scorecard | Register) -> None:
    """All weights are such as a policy may have."""
    given = [found.weights] if isinstance(found, Scorecard) else [one.weights for one in found.activations]
    for weights in given:
        try:
            Policy(weights=weights)
        except ValueError as error:
            raise wrong("weights", str(dict(weights)), "learned_weights") from error

"""A plan.json in, what stands in it out, for those who need a little of it again."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from matching.domain.errors import ErrorCode, FileFault
from matching.domain.plan import PLAN_SCHEMA_VERSION
from matching.domain.policy import Mode

_LARGEST: Final = 400_000_000
"""Bytes of a plan.json that are read."""


def read_plan(path: Path) -> Mapping[str, Any]:
    """A file in, the plan as it stands there out.

    Raises:
        FileFault: there is no such file, it is too large, or it is no plan.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise FileFault(
                ErrorCode.FILE_TOO_LARGE, file=path.name, what="megabytes", limit=_LARGEST // 10**6
            )
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise FileFault(ErrorCode.FILE_NOT_FOUND, file=path.name) from error
    except (OSError, ValueError, RecursionError) as error:
        raise FileFault(ErrorCode.FILE_NO_PLAN, file=path.name) from error
    if not isinstance(found, dict):
        raise FileFault(ErrorCode.FILE_NO_PLAN, file=path.name)
    return found


def assignments_of(plan: Mapping[str, Any], path: Path) -> Sequence[Mapping[str, Any]]:
    """The proposals of a plan.

    Raises:
        FileFault: it has none.
    """
    found = plan.get("assignments")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise FileFault(ErrorCode.FILE_NO_PLAN, file=path.name)
    return found


def pairs_of(plan: Mapping[str, Any], path: Path) -> tuple[tuple[str, str], ...]:
    """Who is proposed where in a plan of places, by id.

    Raises:
        FileFault: it is of another version, has no proposals, one without a person or an opening, or more than
            one of a person. She is told by her place in the file, for the file may hold anything.
    """
    _check_version(plan, path)
    named = [(one.get("candidate"), one.get("opening")) for one in assignments_of(plan, path)]
    if plan.get("mode") != Mode.PLACES or not all(isinstance(name, str) for pair in named for name in pair):
        raise FileFault(ErrorCode.FILE_NO_PLAN, file=path.name)
    pairs = tuple((str(candidate), str(opening)) for candidate, opening in named)
    seen: set[str] = set()
    for number, (candidate, _) in enumerate(pairs, 1):
        if candidate in seen:
            raise FileFault(ErrorCode.PLAN_TWICE, file=path.name, number=number)
        seen.add(candidate)
    return pairs


def _check_version(plan: Mapping[str, Any], path: Path) -> None:
    version = plan.get("schema_version")
    if type(version) is not int:
        raise FileFault(ErrorCode.FILE_NO_PLAN, file=path.name)
    if version != PLAN_SCHEMA_VERSION:
        facts = {"version": version, "supported": PLAN_SCHEMA_VERSION}
        upgrade = "program" if version > PLAN_SCHEMA_VERSION else "plan"
        raise FileFault(ErrorCode.PLAN_VERSION, file=path.name, upgrade=upgrade, **facts)

"""What a policy file says of looking at how a plan falls out for groups; no part of the policy itself."""

from dataclasses import dataclass, replace
from pathlib import Path

from matching.domain.errors import PolicyFault
from matching.files.decisions.settings import read_settings, record, wrong
from matching.learning.activation import written


@dataclass(frozen=True, kw_only=True)
class GroupsNamed:
    """The file people's groups stand in, and why they may be looked at."""

    groups: str
    """Path from the folder of the policy file."""
    ground: str
    """The written legal ground (rettslig grunnlag)."""


def groups_named(table: object) -> GroupsNamed | None:
    """The table `fairness` of a policy file in, what it names out; None where there is none.

    Raises:
        PolicyFault: it has a key or value it should not, or the ground is not written down.
    """
    if table is None:
        return None
    found = record(GroupsNamed, table, "fairness")
    return replace(found, ground=written(found.ground, "fairness.ground"))


def read_groups_named(path: Path | None) -> tuple[Path, str]:
    """A policy file in, the path of the file of groups and the legal ground out.

    Raises:
        PolicyFault: there is no such file, or it names no groups, or has a key or value it should not.
    """
    if path is None:
        raise wrong("fairness", None, "fairness")
    try:
        found = groups_named(read_settings(path).get("fairness"))
        if found is None:
            raise wrong("fairness", None, "fairness")
    except PolicyFault as fault:
        raise PolicyFault(fault.code, **{"file": path.name, **fault.facts}) from fault
    return path.parent / found.groups, found.ground

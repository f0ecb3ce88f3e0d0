"""What people have decided for a round: a TOML file in, Policy and Programme out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import PolicyFault
from matching.domain.fit import FULL_POINTS, Criterion, Side
from matching.domain.policy import POLICY_SCHEMA_VERSION, SIDE_WEIGHT, Policy
from matching.domain.programme import OPEN_PROGRAMME, Programme
from matching.files.decisions.constraints import checked_limits, floors_in
from matching.files.decisions.fairness import groups_named
from matching.files.decisions.learned import with_learned
from matching.files.decisions.programme import choose_programme
from matching.files.decisions.settings import check_range, check_version, checked, read_settings, wrong

_SHARE: Final = (0, 100)
_MINUTES: Final = (1, 1440)
_RANGES: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "minimum_fit": (0, FULL_POINTS),
        "effort": (0, 1_000_000),
        "people_per_seat": (1, 100),
        "lists_per_person": (1, 100),
        "reserves": (0, 100),
        "neutral_skills": _SHARE,
        "neutral_others": _SHARE,
        "one_sided": _SHARE,
        "assumed_travel_limit": _MINUTES,
        "longest_travel": _MINUTES,
        "travel_uncertainty": (100, 1000),
    }
)
"""Least and greatest of every whole number of the policy."""


@dataclass(frozen=True, kw_only=True)
class _File(Policy):
    """What may stand in a policy file: the fields of a policy, the version, and the programme."""

    schema_version: int = 0
    programme: str = OPEN_PROGRAMME.id


def read_policy(path: Path | None, catalogue: Catalogue) -> tuple[Policy, Programme]:
    """A policy file in, policy and programme out; without a file, the defaults and an open round.

    Raises:
        PolicyFault: the file cannot be read, is of another version, or has a key or value it should not.
        FileFault: learned weights are to be used, and their register cannot be read.
    """
    if path is None:
        return Policy(), OPEN_PROGRAMME
    try:
        return policy_in(read_settings(path), path.parent, catalogue)
    except PolicyFault as fault:
        raise PolicyFault(fault.code, **{"file": path.name, **fault.facts}) from fault


def policy_in(
    given: Mapping[str, Any], folder: Path | None, catalogue: Catalogue
) -> tuple[Policy, Programme]:
    """The tables of a policy file, and the folder of the files it may name, in; policy and programme out.

    Without a folder it may name none: neither a programme of one's own nor a register of what was learned.

    Raises:
        PolicyFault, FileFault: as read_policy does.
    """
    settings = dict(given)
    check_version(settings.get("schema_version"), POLICY_SCHEMA_VERSION)
    groups_named(settings.pop("fairness", None))  # checked, and no part of the policy: it can change no plan
    floors_in(settings)  # checked, and no part of the policy until its members are known (read_floors)
    settings.pop("floors", None)
    learning = settings.pop("learning", None)
    values = checked(_File, settings)
    del values["schema_version"]
    programme = choose_programme(values.pop("programme", OPEN_PROGRAMME.id), folder, catalogue)
    values = checked_limits(values, catalogue)
    return with_learned(_policy(values), learning, folder), programme


def _policy(values: Mapping[str, Any]) -> Policy:
    """Values of the right types to a policy whose numbers are in range and agree with each other."""
    weights = MappingProxyType({**Policy().weights, **values.get("weights", {})})
    for criterion, weight in weights.items():
        check_range(f"weights.{criterion}", weight, *_SHARE)
    _check_sums(weights)
    for key, (least, greatest) in _RANGES.items():
        check_range(key, values.get(key), least, greatest)
    longest = values.get("longest_travel", Policy.longest_travel)
    assumed = values.get("assumed_travel_limit", Policy.assumed_travel_limit)
    check_range("assumed_travel_limit", assumed, _MINUTES[0], longest)
    return Policy(**{**values, "weights": weights})


def _check_sums(weights: Mapping[Criterion, int]) -> None:
    """The weights given and the defaults of the others sum to 100 on each side."""
    for side in Side:
        total = sum(weight for criterion, weight in weights.items() if criterion.side is side)
        if total != SIDE_WEIGHT:
            raise wrong("weights", total, "sum", side=side, sum=SIDE_WEIGHT)

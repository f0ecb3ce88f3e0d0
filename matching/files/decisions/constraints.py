"""The limits of a policy file as they stand there in, the same checked and with the catalogue's own keys out."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from matching.catalogue.catalogue import Catalogue
from matching.domain.constraints import (
    Cap,
    ClassSize,
    Companions,
    EmployerTotal,
    OfficeTotal,
    SharedResource,
)
from matching.domain.errors import PolicyFault
from matching.files.decisions.programme import check_place, keys_named
from matching.files.decisions.settings import check_range, read_settings, record, wrong
from matching.files.source.vocabulary import plain
from matching.learning.activation import written

Row = TypeVar("Row")

_COUNT: Final = (0, 1_000_000)
"""Least and greatest of every number of people."""


@dataclass(frozen=True, kw_only=True)
class FloorAsked:
    """What a policy file says of the least number of people of one group (minstetall for en gruppe)."""

    name: str
    column: str
    """Heading of the column of the list of groups."""
    group: str
    """As it stands in that column."""
    least: int
    ground: str
    """The written legal ground (rettslig grunnlag)."""
    by: str


def checked_limits(values: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Values of a policy file in, the same out with its limits in range, told once each, and of known things.

    Firms, offices, openings and people are those of the lists, and looked for when these are read.

    Raises:
        PolicyFault: a number is outside its range, something stands twice or contradicts itself, or a trade,
            region or skill is not known.
    """
    found = dict(values)
    for table, check in _CHECKS.items():
        rows = values.get(table, ())
        found[table] = tuple(check(f"{table}[{at}]", row, catalogue) for at, row in enumerate(rows, 1))
    for table, (name, identity) in _IDENTITIES.items():
        _check_once(table, name, found.get(table, ()), identity)
    _check_companions(found["together"], found["apart"])
    return found


def floors_in(settings: Mapping[str, Any]) -> tuple[FloorAsked, ...]:
    """The settings of a policy file in, the floors it asks for out.

    Raises:
        PolicyFault: one has a key or value it should not, its ground is not written down, or a name stands twice.
    """
    tables = settings.get("floors", [])
    if isinstance(tables, dict):
        raise wrong("floors", "[floors]", "list_of_tables", table="floors")
    if not isinstance(tables, list):
        raise wrong("floors", tables, "list")
    floors = tuple(record(FloorAsked, table, f"floors[{at}]") for at, table in enumerate(tables, 1))
    for at, floor in enumerate(floors, 1):
        check_range(f"floors[{at}].least", floor.least, 1, _COUNT[1])
    _check_once("floors", "name", floors, lambda one: plain(one.name))
    grounds = [written(one.ground, f"floors[{at}].ground") for at, one in enumerate(floors, 1)]
    return tuple(replace(one, ground=ground) for one, ground in zip(floors, grounds, strict=True))


def read_floors(path: Path | None) -> tuple[FloorAsked, ...]:
    """A policy file in, the floors it asks for out; none without a file.

    Raises:
        PolicyFault: as `floors_in` does.
    """
    if path is None:
        return ()
    try:
        return floors_in(read_settings(path))
    except PolicyFault as fault:
        raise PolicyFault(fault.code, **{"file": path.name, **fault.facts}) from fault


def _employer_total(key: str, row: EmployerTotal, catalogue: Catalogue) -> EmployerTotal:
    check_range(f"{key}.most", row.most, *_COUNT)
    return row


def _office_total(key: str, row: OfficeTotal, catalogue: Catalogue) -> OfficeTotal:
    check_range(f"{key}.most", row.most, *_COUNT)
    return row


def _cap(key: str, row: Cap, catalogue: Catalogue) -> Cap:
    check_range(f"{key}.most", row.most, *_COUNT)
    if row.region:
        check_place(f"{key}.region", row.region, catalogue)
    return replace(row, trade=keys_named(f"{key}.trade", (row.trade,), catalogue.trades, "trade")[0])


def _class(key: str, row: ClassSize, catalogue: Catalogue) -> ClassSize:
    check_range(f"{key}.most", row.most, 1, _COUNT[1])
    check_range(f"{key}.least", row.least, 0, row.most)
    return row


def _resource(key: str, row: SharedResource, catalogue: Catalogue) -> SharedResource:
    check_range(f"{key}.seats", row.seats, *_COUNT)
    for at, opening in enumerate(row.openings, 1):
        if opening in row.openings[: at - 1]:
            raise wrong(f"{key}.openings[{at}]", opening, "once")
    if not row.openings and not row.trades:
        raise wrong(f"{key}.openings", None, "openings_or_trades")
    skills = [one for one in catalogue.skills if not one.is_group]
    unless = (row.unless_skill,) if row.unless_skill else ()
    return replace(
        row,
        trades=keys_named(f"{key}.trades", row.trades, catalogue.trades, "trade"),
        unless_skill="".join(keys_named(f"{key}.unless_skill", unless, skills, "skill")),
    )


def _companions(key: str, row: Companions, catalogue: Catalogue) -> Companions:
    if row.first == row.second:
        raise wrong(f"{key}.second", row.second, "another_person")
    return row


_CHECKS: Final[Mapping[str, Callable[[str, Any, Catalogue], Any]]] = {
    "employer_totals": _employer_total,
    "office_totals": _office_total,
    "caps": _cap,
    "classes": _class,
    "resources": _resource,
    "together": _companions,
    "apart": _companions,
}

_IDENTITIES: Final[Mapping[str, tuple[str, Callable[[Any], Hashable]]]] = {
    "pins": ("opening", lambda one: (one.candidate, one.opening)),
    "vetoes": ("opening", lambda one: (one.candidate, one.opening)),
    "employer_totals": ("employer", lambda one: plain(one.employer)),
    "office_totals": ("office", lambda one: plain(one.office)),
    "caps": ("trade", lambda one: (one.trade, one.region)),
    "classes": ("opening", lambda one: one.opening),
    "resources": ("name", lambda one: plain(one.name)),
    "together": ("second", lambda one: frozenset((one.first, one.second))),
    "apart": ("second", lambda one: frozenset((one.first, one.second))),
}
"""For each table the key it is wrong in where two rows are about the same, and what they are about."""


def _check_once(table: str, name: str, rows: Sequence[Row], identity: Callable[[Row], Hashable]) -> None:
    seen = [identity(row) for row in rows]
    for at, one in enumerate(seen, 1):
        if one in seen[: at - 1]:
            raise wrong(f"{table}[{at}].{name}", getattr(rows[at - 1], name), "once")


def _check_companions(together: Sequence[Companions], apart: Sequence[Companions]) -> None:
    """Nobody is to be both together and apart."""
    decided = {frozenset((one.first, one.second)) for one in together}
    for at, one in enumerate(apart, 1):
        if frozenset((one.first, one.second)) in decided:
            raise wrong(f"apart[{at}].second", one.second, "not_together_and_apart")

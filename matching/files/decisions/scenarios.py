"""A file of what-ifs in, named changes of a round out."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import HIGHEST_EFFORT_LEVEL, TENTHS_IN_A_SEAT
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.scenario import (
    RULES_OF_PLACE,
    RULES_OF_TARGET,
    SCENARIO_SCHEMA_VERSION,
    ProgrammeChange,
    Scenario,
)
from matching.files.decisions.programme import HIGHEST_AGE, check_region, trade_keys
from matching.files.decisions.settings import check_range, check_version, checked, read_settings, wrong
from matching.files.source.vocabulary import nearest

_MOST_SEATS: Final = 3000
_LONGEST: Final = 240
_SEATS: Final = "seats"


def read_scenarios(path: Path, catalogue: Catalogue) -> tuple[Scenario, ...]:
    """A file of what-ifs in, the what-ifs in its order out.

    Raises:
        PolicyFault: the file cannot be read, is of another version, names two what-ifs alike, or has a key or
            value it should not.
    """
    try:
        settings = read_settings(path)
        check_version(settings.pop("schema_version", None), SCENARIO_SCHEMA_VERSION)
        tables = settings.pop("scenario", [])
        for key in settings:
            raise PolicyFault(ErrorCode.POLICY_KEY, key=key, nearest=nearest(key, ["scenario"]))
        if not isinstance(tables, list) or not tables:
            raise wrong("scenario", None, "list_of_tables")
        scenarios = tuple(
            _scenario(table, f"scenario[{place}]", catalogue) for place, table in enumerate(tables, 1)
        )
        _check_names(scenarios)
        return scenarios
    except PolicyFault as fault:
        raise PolicyFault(fault.code, **{"file": path.name, **fault.facts}) from fault


def _scenario(table: object, where: str, catalogue: Catalogue) -> Scenario:
    if not isinstance(table, dict):
        raise wrong(where, table, "table")
    seats = table.get(_SEATS, {})
    values = checked(Scenario, {key: value for key, value in table.items() if key != _SEATS}, where)
    check_range(f"{where}.travel_limit", values.get("travel_limit"), 1, _LONGEST)
    change = values.get("programme", ProgrammeChange())
    values["programme"] = _programme(change, f"{where}.programme", catalogue)
    return Scenario(**values, seats=_capacities(seats, f"{where}.{_SEATS}"))


def _capacities(seats: object, where: str) -> Mapping[str, int]:
    """Positions by opening, 1 or 0.5 or 2.5, to tenths."""
    if not isinstance(seats, dict):
        raise wrong(where, seats, "table")
    return {opening: _tenths(seats[opening], f"{where}.{opening}") for opening in seats}


def _tenths(value: object, key: str) -> int:
    if type(value) not in (int, float):
        raise wrong(key, value, "seats")
    tenths = Decimal(str(value)) * TENTHS_IN_A_SEAT
    if not tenths.is_finite() or tenths != tenths.to_integral_value() or not 0 <= tenths <= _MOST_SEATS:
        raise wrong(key, value, "seats")
    return int(tenths)


def _programme(change: ProgrammeChange, where: str, catalogue: Catalogue) -> ProgrammeChange:
    check_range(f"{where}.least_effort_level", change.least_effort_level, 0, HIGHEST_EFFORT_LEVEL)
    for key in ("least_age", "greatest_age"):
        check_range(f"{where}.{key}", getattr(change, key), 0, HIGHEST_AGE)
    rules = (*RULES_OF_TARGET, *RULES_OF_PLACE)
    for place, name in enumerate(change.without, 1):
        if name not in rules:
            key = f"{where}.without[{place}]"
            raise wrong(key, name, "choice", nearest=nearest(name, rules), allowed="; ".join(rules))
    check_region(change.region or (), catalogue)
    trades = None if change.trades is None else trade_keys(change.trades, catalogue)
    return ProgrammeChange(**{**vars(change), "trades": trades})


def _check_names(scenarios: tuple[Scenario, ...]) -> None:
    names = [one.name for one in scenarios]
    for place, name in enumerate(names, 1):
        if names.index(name) < place - 1:
            raise wrong(f"scenario[{place}].name", name, "another_name")

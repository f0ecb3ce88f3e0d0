"""The programme a policy names: one of the catalogue, or a TOML file of the user's own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.answers import HIGHEST_EFFORT_LEVEL
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.programme import OPEN_PROGRAMME, Programme
from matching.domain.reference import Entry
from matching.files.decisions.settings import check_range, checked, read_settings, wrong
from matching.files.source.vocabulary import Vocabulary, nearest

_SUFFIX: Final = ".toml"
HIGHEST_AGE: Final = 120
_DIGITS: Final = 4
"""Digits of a municipality number."""
_MOST_WEEKS: Final = 520


def choose_programme(name: str, folder: Path | None, catalogue: Catalogue) -> Programme:
    """Id of a programme, or path of a programme file from that folder, if there is one, in; Programme out.

    Raises:
        PolicyFault: there is no such programme, or its file is wrong.
    """
    known = {OPEN_PROGRAMME.id: OPEN_PROGRAMME, **catalogue.programmes}
    if name in known:
        return known[name]
    if folder and name.casefold().endswith(_SUFFIX):
        return read_programme_file(folder / name, catalogue)
    raise PolicyFault(
        ErrorCode.PROGRAMME_UNKNOWN,
        programme=name,
        nearest=nearest(name, known),
        allowed="; ".join(sorted(known)),
    )


def read_programme_file(path: Path, catalogue: Catalogue) -> Programme:
    """A programme file in, Programme out, its trades named by key.

    Raises:
        PolicyFault: the file cannot be read, or a key or value of it is wrong.
    """
    try:
        values = checked(Programme, read_settings(path))
        _check_bounds(values)
        check_region(values.get("region", ()), catalogue)
        trades = trade_keys(values.get("trades", ()), catalogue)
        learnable = skill_keys(values.get("learnable", ()), catalogue)
        return Programme(**{**values, "trades": trades, "learnable": learnable})
    except PolicyFault as fault:
        raise PolicyFault(fault.code, **{"file": path.name, **fault.facts}) from fault
    except ValueError as error:  # bounds on people without the written ground for them
        raise PolicyFault(
            ErrorCode.POLICY_VALUE, file=path.name, key="target.ground", value=None, expected="text"
        ) from error


def _check_bounds(values: Mapping[str, Any]) -> None:
    target, size = values.get("target", OPEN_PROGRAMME.target), values.get("class_size", (1, 1))
    check_range("target.least_effort_level", target.least_effort_level, 0, HIGHEST_EFFORT_LEVEL)
    check_range("target.least_age", target.least_age, 0, HIGHEST_AGE)
    check_range("target.greatest_age", target.greatest_age, target.least_age or 0, HIGHEST_AGE)
    check_range("class_size[1]", size[0], 1, size[1])
    for place, phase in enumerate(values.get("phases", ()), 1):
        check_range(f"phases[{place}].weeks", phase.weeks, 0, _MOST_WEEKS)
    first, last = values.get("start_from"), values.get("start_to")
    if first and last and last < first:
        raise wrong("start_to", last, "date", earliest=first.isoformat())


def check_region(region: tuple[str, ...], catalogue: Catalogue) -> None:
    """Every number is that of a county or municipality.

    Raises:
        PolicyFault: one is not.
    """
    for place, number in enumerate(region, 1):
        check_place(f"region[{place}]", number, catalogue)


def check_place(key: str, number: str, catalogue: Catalogue) -> None:
    """A number is that of a county or municipality.

    Raises:
        PolicyFault: it is not.
    """
    known = {number for one in catalogue.municipalities for number in (one.key, one.county)}
    if number not in known:
        # Two digits are as like half of all counties as each other.
        near = nearest(number, sorted(known)) if len(number) == _DIGITS else None
        raise wrong(key, number, "region", nearest=near)


def trade_keys(trades: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The keys of trades given by key, name, code or synonym.

    Raises:
        PolicyFault: one is no trade.
    """
    return keys_named("trades", trades, catalogue.trades, "trade")


def skill_keys(skills: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The keys of skills given by key, name or synonym.

    Raises:
        PolicyFault: one is no skill.
    """
    return keys_named("learnable", skills, [one for one in catalogue.skills if not one.is_group], "skill")


def keys_named(key: str, names: tuple[str, ...], entries: Sequence[Entry], expected: str) -> tuple[str, ...]:
    """The keys of entries given by key, name, code or synonym.

    Raises:
        PolicyFault: one is none of them.
    """
    vocabulary = Vocabulary.of(entries)
    places = [vocabulary.find(name) for name in names]
    for number, (name, place) in enumerate(zip(names, places, strict=True), 1):
        if place is None:
            near = nearest(name, vocabulary.shown.values())
            raise wrong(f"{key}[{number}]", name, expected, nearest=near)
    return tuple(entries[place].key for place in places if place is not None)

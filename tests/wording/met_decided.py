"""Errors of an earlier plan and of names in a policy, as they are met."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from matching.domain.constraints import ClassSize
from matching.domain.errors import InnenforError
from matching.domain.plan import PLAN_SCHEMA_VERSION
from matching.domain.policy import Policy
from matching.files.out.plan_read import pairs_of, read_plan
from matching.screen.named import check_names
from tests.builders import candidate, cohort, opening


def raised(work: Callable[[], object]) -> Iterator[InnenforError]:
    """The error a piece of work raises, if any."""
    try:
        work()
    except InnenforError as error:
        yield error


def of_classes() -> Iterator[InnenforError]:
    """A class that needs more than there is room for."""
    large = Policy(classes=(ClassSize(opening="p1", least=99, most=99),))
    yield from raised(lambda: check_names(large, cohort([candidate()], [opening()]), "policy.toml"))


def of_plans(path: Path) -> Iterator[InnenforError]:
    """What an earlier plan cannot be."""
    twice = [{"candidate": "K1", "opening": place} for place in ("L1", "L2")]
    for text in (
        "{",
        '{"schema_version": 1}',
        '{"schema_version": 99}',
        json.dumps({"schema_version": PLAN_SCHEMA_VERSION, "mode": "places", "assignments": twice}),
    ):
        path.write_text(text, "utf-8")
        yield from raised(lambda: pairs_of(read_plan(path), path))

"""Whatever is sent to the interface, in any order, by any role: no unforeseen error, and every answer as described.

`make soak` sends ten times as many.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from sqlalchemy import select

from service.access import Role
from service.app import create_app, create_service
from service.shown.kept import KeptRounds
from service.store.decisions import By
from service.store.entries import propose
from service.store.tables.rounds import opening, person
from tests.service.asked import actor as somebody
from tests.service.test_kept import CATALOGUE, LEAD, NAME, NOW, clock, desk_of, kept_store

pytestmark = pytest.mark.long

CASES: Final = int(os.environ.get("SCHEMA_CASES", "1000"))
"""Requests in all; ten thousand in the long counts."""
ROLES: Final = (Role.MARKET_CONTACT, Role.PROGRAMME_LEAD, Role.AUDITOR)
STEPS: Final = 25
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, str]]]:
    """A kept round for each role to do with as it likes, and what stands for its things in addresses."""
    with kept_store(tmp_path_factory.mktemp("schema")) as database:
        rounds = KeptRounds(database, CATALOGUE, clock)
        held = rounds[NAME]
        one = held.plan.assignments[0]
        with database.writing() as connection:
            who, where = (
                connection.execute(select(table.c.key).where(table.c.id == name)).scalar_one()
                for table, name in ((person, one.candidate), (opening, one.opening))
            )
            entry = propose(connection, 1, where, who, By(LEAD, NOW)).key
        known = {
            "round": NAME,
            "opening": one.opening,
            "person": held.ref_of(one.candidate),
            "entry": str(entry),
            "job": "1",
            "list": "kandidater",
        }
        yield (rounds, desk_of(database)), known


def known_instead(case: Any, known: dict[str, str]) -> None:
    """Three of four parts of an address are those of something that is there: else all would be answered 404."""
    for name in case.path_parameters or {}:
        told = str(case.path_parameters[name])
        if hashlib.sha256(told.encode("utf-8", "replace")).digest()[0] % 4:
            case.path_parameters[name] = known[name]


@pytest.mark.parametrize("role", ROLES)
def test_no_request_is_answered_otherwise_than_described(
    role: Role, parts: tuple[Any, dict[str, str]]
) -> None:
    (rounds, desk), known = parts
    actor = somebody(role, ["steinkjer"])
    described = create_app(rounds, lambda request: actor, desk).openapi()
    service = create_service(rounds, lambda request: actor, ["testserver"], desk)
    schema = schemathesis.openapi.from_dict(described)
    schema.app = service
    answered: Counter[int] = Counter()

    class Machine(schema.as_state_machine()):  # type: ignore[misc]  # a class made from the description
        def before_call(self, case: Any) -> None:
            known_instead(case, known)
            case.headers = {**(case.headers or {}), "Authorization": "Bearer made-up"}

        def validate_response(self, response: Any, case: Any, *_: object, **__: object) -> None:
            answered[response.status_code] += 1
            case.validate_response(response, checks=CHECKS)

    wanted = settings(
        max_examples=max(1, CASES // len(ROLES) // STEPS),
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    Machine.run(settings=wanted)
    assert not [status for status in answered if status >= 500]
    assert answered[200] > sum(answered.values()) // 10, answered
    print(role, dict(answered))

"""Whatever is sent to the interface, in any order, by any role: no unforeseen error, and every answer as described.

One request leads to another: what was told is sent back, changed at random or not at all.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import rule
from schemathesis import APIOperation, BaseSchema, Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation.stateful.state_machine import APIStateMachine, StepInput
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from benchmarks.soak_said import Told, known_of
from benchmarks.soak_store import CATALOGUE, ROUNDS, UNIT, desk_of, planned
from service.access import Actor, Role
from service.app import create_app, create_service
from service.door.guard import Doors
from service.operating.clock import utc_now
from service.shown.kept import KeptRounds
from service.store.database import Database, opened

ROLES: Final = (Role.MARKET_CONTACT, Role.PROGRAMME_LEAD, Role.AUDITOR)
STEPS: Final = 25
"""Requests one after another, each resting on those before it."""
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
AnyCase = Case[Any]
Operation = APIOperation[Any, Any, Any, Any]
Answered = Counter[tuple[str, int]]
"""How often what was asked was answered how."""


def sent_at_random(url: str, count: int, seed: int) -> dict[str, Any]:
    """So many requests or a few more, a third by each role: how they were answered, and what was amiss."""
    answered: dict[str, Answered] = {}
    amiss: list[str] = []
    with opened(url) as database:
        for number, role in enumerate(ROLES):
            planned(database, ROUNDS[0])
            answered[role], wrong = _sent_by(role, database, -(-count // len(ROLES)), seed + number)
            amiss += wrong
    return {
        "requests": sum(one.total() for one in answered.values()),
        "operations": len({asked for one in answered.values() for asked, _ in one}),
        "answered": {role: _by_status(one) for role, one in answered.items()},
        "amiss": amiss,
    }


def _sent_by(role: Role, database: Database, count: int, seed: int) -> tuple[Answered, list[str]]:
    actor = Actor(f"soak-{role}", role, role, frozenset({UNIT}))
    rounds, desk = KeptRounds(database, CATALOGUE, utc_now), desk_of(database)
    schema = schemathesis.openapi.from_dict(create_app(rounds, lambda _: actor, desk).openapi())
    schema.app = create_service(rounds, lambda _: actor, desk, Doors(hosts=["testserver"]))
    answered = Answered()
    machine = _machine(schema, known_of(database, rounds[ROUNDS[0]]), answered)
    try:
        while (left := count - answered.total()) > 0:
            # Some of the walks are short.
            hypothesis.seed(seed + answered.total())(machine).run(settings=_walks(-(-left // STEPS)))
    except BaseExceptionGroup as broken:
        return answered, [str(one) for one in broken.exceptions]
    return answered, []


def _walks(count: int) -> settings:
    return settings(
        max_examples=count,
        stateful_step_count=STEPS,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )


def _machine(schema: BaseSchema, told: Told, answered: Answered) -> type[APIStateMachine]:
    """What leads from one request to the next, and any of them without one before it."""

    class Machine(schema.as_state_machine()):  # type: ignore[misc]  # a class made from the description
        def before_call(self, case: AnyCase) -> None:
            told.say(case)
            case.headers["Authorization"] = "Bearer made-up"

        def validate_response(self, response: Response, case: AnyCase, *_: object, **__: object) -> None:
            answered[case.operation.label, response.status_code] += 1
            case.validate_response(response, checks=CHECKS)
            told.hear(response)

    alone: dict[str, Any] = {}
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)  # the description is our own
        for mode in GenerationMode:
            if mode.is_positive or _may_be_amiss(found.ok()):
                name = f"alone_{len(alone)}"
                alone[name] = rule(case=found.ok().as_strategy(mode))(_alone(name))
    return type("Anything", (Machine,), alone)


def _may_be_amiss(operation: Operation) -> bool:
    """Whether a request can be otherwise than described: nothing but text in an address cannot."""
    described = operation.definition.raw
    parts = [(one["in"], one["schema"].get("type")) for one in described.get("parameters", ())]
    return "requestBody" in described or any(part != ("path", "string") for part in parts)


def _alone(name: str) -> Callable[[APIStateMachine, AnyCase], None]:
    """A request whatever was asked before, under a name of its own: rules are told apart by theirs."""

    def send(machine: APIStateMachine, case: AnyCase) -> None:
        machine.step(StepInput.initial(case))

    send.__name__ = name
    return send


def _by_status(answered: Answered) -> dict[int, int]:
    found = Counter[int]()
    for (_, status), times in answered.items():
        found[status] += times
    return dict(sorted(found.items()))

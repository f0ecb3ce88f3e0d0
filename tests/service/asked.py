"""The service as a browser or a program meets it: an address in, what was answered out."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import httpx

from matching.domain.cohort import Cohort
from matching.domain.policy import Policy
from matching.enquiry import Enquiry
from matching.pipeline import fill
from service.access import Actor, Role
from service.app import create_service
from service.door.actors import LoopbackActor
from service.door.guard import Guard
from service.operating.offices import SAMPLES
from service.shown.rounds import LoadedRound, load_samples
from tests.builders import CATALOGUE, ON

SAMPLE_FOLDER: Final = Path(__file__).parents[2] / "matching" / "sample"
CNC: Final = "cnc-vestre-toten"
HERE: Final = ("127.0.0.1", 50000)
"""A browser on this machine."""


@cache
def samples() -> Mapping[str, LoadedRound]:
    """The shipped rounds."""
    return load_samples(SAMPLE_FOLDER, on=date(2026, 11, 21), seed=1)


def loaded(cohort: Cohort, policy: Policy | None = None, *, unit: str = SAMPLES) -> LoadedRound:
    """A round of a cohort, called «prove»."""
    policy = policy or Policy()
    plan = fill(cohort, CATALOGUE, policy, on=ON, seed=1)
    enquiry = Enquiry(cohort, CATALOGUE, policy, ON, 1, plan)
    return LoadedRound(id="prove", name="Prøve", unit=unit, synthetic=True, enquiry=enquiry, plan=plan)


def actor(role: Role, units: Sequence[str] = (SAMPLES,)) -> Actor:
    """Somebody with a role at an office."""
    return Actor(id=f"test-{role}", name=role, role=role, units=frozenset(units))


def service_for(role: Role = Role.PROGRAMME_LEAD, rounds: Sequence[LoadedRound] | None = None) -> Guard:
    """The service as somebody of a role meets it; without rounds, with the shipped ones."""
    if rounds is None:
        return _of_samples(role)
    return create_service({one.id: one for one in rounds}, LoopbackActor(actor(role)))


@cache
def _of_samples(role: Role) -> Guard:
    return create_service(samples(), LoopbackActor(actor(role)))


def ask(
    service: Guard,
    address: str,
    method: str = "GET",
    *,
    headers: Mapping[str, str] | None = None,
    client: tuple[str, int] = HERE,
    form: Mapping[str, str | list[str]] | None = None,
    told: object = None,
    content: bytes | None = None,
) -> httpx.Response:
    """One request answered, with a form where one is sent, or what is told as JSON."""

    async def answered() -> httpx.Response:
        transport = httpx.ASGITransport(app=service, client=client)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as browser:
            return await browser.request(
                method, address, headers=headers, data=form, json=told, content=content
            )

    return asyncio.run(answered())

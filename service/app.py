"""Rounds and somebody who tells who asks in, the whole service out."""

from collections.abc import Collection, Mapping
from typing import Final

from fastapi import FastAPI

from service.api.entries import router as entries
from service.api.imports import router as imports
from service.api.jobs import router as jobs
from service.api.log import router as log
from service.api.routes import router as api
from service.api.rows import router as person_rows
from service.asked import Held
from service.desk import Desk
from service.door.actors import Actors
from service.door.faults import install_faults
from service.door.guard import LARGEST, Guard
from service.door.language import Speaking
from service.door.limits import Limit
from service.operating.health import Networks
from service.operating.health import router as health
from service.operating.metrics import Metrics
from service.pages.adviser.routes import router as adviser_pages
from service.pages.components import router as component_pages
from service.pages.contact.compare import router as compare_pages
from service.pages.contact.quick import router as quick_pages
from service.pages.dress import kept_at, static_files
from service.pages.employer.answers import router as answer_pages
from service.pages.employer.names import router as name_pages
from service.pages.employer.sheet import router as sheet_pages
from service.pages.followup.overview import router as followup_pages
from service.pages.followup.run import router as run_pages
from service.pages.jobs import router as job_pages
from service.pages.language import router as language_pages
from service.pages.lead.routes import router as lead_pages
from service.pages.lists import router as list_pages
from service.pages.records.letter import router as letter_pages
from service.pages.records.overrides import router as override_pages
from service.pages.records.own import router as own_pages
from service.pages.routes import router as pages
from service.shown.addresses import LANGUAGE
from service.shown.rounds import LoadedRound

ROUTERS: Final = (api, pages, compare_pages, component_pages, language_pages)
"""What there is to ask of every round."""
FIRMS: Final = (answer_pages, name_pages, sheet_pages)
"""What firms are shown and what they answer."""
FOLLOWUP: Final = (followup_pages, run_pages)
"""Follow-up of those who hold a place."""
OF_RECORDS: Final = (own_pages, override_pages, letter_pages)
"""What is kept of people and of what is decided, told."""
OF_KEPT: Final = (
    *(
        lead_pages,
        job_pages,
        entries,
        jobs,
        log,
        imports,
        person_rows,
        list_pages,
        quick_pages,
        adviser_pages,
    ),
    *FIRMS,
    *FOLLOWUP,
    *OF_RECORDS,
)
"""What people do with rounds that are kept."""


def create_app(rounds: Mapping[str, LoadedRound], actors: Actors, desk: Desk | None = None) -> FastAPI:
    """The routes of the service, not yet guarded."""
    # No page of documentation: the ones at hand are loaded from elsewhere. The description itself is a route.
    app = FastAPI(
        title="Innenfor", version="1", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.held = Held(rounds, actors, desk)
    app.state.metrics, app.state.scrapers = Metrics(), ()
    install_faults(app)
    app.include_router(health)
    for router in (*ROUTERS, *(OF_KEPT if desk else ())):
        app.include_router(router)
    app.mount(kept_at(), static_files(), name="static")
    return app


def create_service(
    rounds: Mapping[str, LoadedRound],
    actors: Actors,
    hosts: Collection[str] = (),
    desk: Desk | None = None,
    scrapers: Networks = (),
    *,
    limit: Limit | None = None,
    largest: int = LARGEST,
) -> Guard:
    """The service as it is given to a server.

    `hosts`: the names it answers to beside this machine's. `desk`: where kept rounds are worked with.
    `scrapers`: the networks that may have its figures, beside this machine. `limit`, `largest`: see Guard.
    """
    app = create_app(rounds, actors, desk)
    app.state.scrapers = scrapers
    return Guard(
        Speaking(app),
        kept=f"{kept_at()}/",
        hosts=hosts,
        changes=desk is not None,
        forms=(LANGUAGE,),
        metrics=app.state.metrics,
        limit=limit,
        largest=largest,
    )

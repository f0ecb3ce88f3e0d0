"""Rounds and somebody who tells who asks in, the whole service out."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, FastAPI

from service.api.kept import router as kept_api
from service.api.routes import router as api
from service.asked import Held
from service.desk import Desk
from service.door.actors import Actors
from service.door.faults import install_faults
from service.door.guard import AJAR, Doors, Guard
from service.door.language import Speaking
from service.operating.health import router as health
from service.operating.metrics import Metrics
from service.pages.adviser.routes import router as adviser_pages
from service.pages.components import router as component_pages
from service.pages.contact.compare import router as compare_pages
from service.pages.contact.quick import router as quick_pages
from service.pages.dress import kept_at, static_files
from service.pages.employer.routes import router as firm_pages
from service.pages.followup.routes import router as followup_pages
from service.pages.jobs import router as job_pages
from service.pages.language import router as language_pages
from service.pages.lead.routes import router as lead_pages
from service.pages.lists import router as list_pages
from service.pages.records.routes import router as record_pages
from service.pages.routes import router as pages
from service.shown.addresses import LANGUAGE
from service.shown.rounds import LoadedRound


def _together(*routers: APIRouter) -> APIRouter:
    """Routers as one. What their routes depend on is worked out at the first question, once in a process."""
    found = APIRouter()
    for router in routers:
        found.include_router(router)
    return found


OF_ALL: Final = _together(health, api, pages, compare_pages, component_pages, language_pages)
"""What there is to ask of every round, and of the service itself."""
OF_KEPT: Final = _together(
    *(kept_api, lead_pages, job_pages, list_pages, quick_pages, adviser_pages, firm_pages, followup_pages),
    record_pages,
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
    # Not included anew: each application would work out for itself what every route depends on.
    for router in (OF_ALL, *((OF_KEPT,) if desk else ())):
        app.router.routes.extend(router.routes)
    app.mount(kept_at(), static_files(), name="static")
    return app


def create_service(
    rounds: Mapping[str, LoadedRound], actors: Actors, desk: Desk | None = None, doors: Doors = AJAR
) -> Guard:
    """The service as it is given to a server; `desk`: where kept rounds are worked with."""
    app = create_app(rounds, actors, desk)
    app.state.scrapers = doors.scrapers
    return Guard(
        Speaking(app),
        f"{kept_at()}/",
        doors,
        changes=desk is not None,
        forms=(LANGUAGE,),
        metrics=app.state.metrics,
    )

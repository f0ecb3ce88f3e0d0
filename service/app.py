"""Rounds and somebody who tells who asks in, the whole service out."""

from collections.abc import Collection, Mapping

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from service.actors import Actors
from service.api.routes import router as api
from service.asking import Held
from service.faults import install_faults
from service.guard import Guard
from service.lists import Lists
from service.pages.dress import STATIC_FOLDER, kept_at
from service.pages.lists import router as list_pages
from service.pages.routes import router as pages
from service.records import Records
from service.rounds import LoadedRound


def create_app(rounds: Mapping[str, LoadedRound], actors: Actors, records: Records | None = None) -> FastAPI:
    """The routes of the service, not yet guarded."""
    # No page of documentation: the ones at hand are loaded from elsewhere. The description itself is a route.
    app = FastAPI(title="Innenfor", version="1", openapi_url=None, docs_url=None, redoc_url=None)
    lists = Lists(records.database, records.clock) if records else None
    app.state.held = Held(rounds, actors, records, lists)
    install_faults(app)
    app.include_router(api)
    app.include_router(pages)
    if lists:
        app.include_router(list_pages)
    app.mount(kept_at(), StaticFiles(directory=STATIC_FOLDER), name="static")
    return app


def create_service(
    rounds: Mapping[str, LoadedRound],
    actors: Actors,
    hosts: Collection[str] = (),
    records: Records | None = None,
) -> Guard:
    """The service as it is given to a server.

    `hosts`: the names it answers to beside this machine's. `records`: where it is kept who was shown whom.
    """
    return Guard(
        create_app(rounds, actors, records), kept=f"{kept_at()}/", hosts=hosts, changes=records is not None
    )

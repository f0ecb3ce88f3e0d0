"""Rounds and somebody who tells who asks in, the whole service out."""

from collections.abc import Mapping

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from service.actors import Actors
from service.api.routes import router as api
from service.asking import Held
from service.faults import install_faults
from service.guard import Guard
from service.pages.dress import STATIC_FOLDER, kept_at
from service.pages.routes import router as pages
from service.rounds import LoadedRound


def create_app(rounds: Mapping[str, LoadedRound], actors: Actors) -> FastAPI:
    """The routes of the service, not yet guarded."""
    # No page of documentation: the ones at hand are loaded from elsewhere. The description itself is a route.
    app = FastAPI(title="Innenfor", version="1", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.held = Held(rounds, actors)
    install_faults(app)
    app.include_router(api)
    app.include_router(pages)
    app.mount(kept_at(), StaticFiles(directory=STATIC_FOLDER), name="static")
    return app


def create_service(rounds: Mapping[str, LoadedRound], actors: Actors) -> Guard:
    """The service as it is given to a server."""
    return Guard(create_app(rounds, actors), kept=f"{kept_at()}/")

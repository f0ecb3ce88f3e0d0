"""Routes for the platform: that the process answers, that it is ready, and its figures. They ask nobody who it is.

The first two tell nothing but yes or no, so they are answered whatever name they are asked by: a platform knows
an address and no name. The figures are for this machine, and for the networks a setting names.
"""

from collections.abc import Collection
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from service.asked import Held, NotFound
from service.door.actors import is_loopback
from service.operating.metrics import TYPE, Metrics, kept_in
from service.store.database import StoreFault
from service.store.upgrade import check_up_to_date

ALIVE, READY, METRICS = "/isalive", "/isready", "/metrics"
WITHOUT_A_NAME: Final = frozenset({ALIVE, READY, METRICS})
"""Addresses that are answered whatever host name they are asked by."""
UNAVAILABLE: Final = 503

Networks = Collection[IPv4Network | IPv6Network]

router = APIRouter(include_in_schema=False)


@router.get(ALIVE)
async def alive() -> PlainTextResponse:
    """The process answers."""
    return PlainTextResponse("alive")


@router.get(READY)
def ready(request: Request) -> PlainTextResponse:
    """The store answers and is up to date; else a code, and no more."""
    desk = _held(request).desk
    try:
        if desk:
            check_up_to_date(desk.database)
    except StoreFault as fault:
        return PlainTextResponse(fault.code, UNAVAILABLE)
    except SQLAlchemyError:
        return PlainTextResponse("unreachable", UNAVAILABLE)
    return PlainTextResponse("ready")


@router.get(METRICS)
def metrics(request: Request) -> Response:
    """The figures, for those who may have them.

    Raises:
        NotFound: it is not for whoever asks.
    """
    if not _may_have_figures(request):
        raise NotFound
    held, figures = _held(request), request.app.state.metrics
    assert isinstance(figures, Metrics)
    try:
        with_store = None
        if held.desk:
            with held.desk.database.reading() as connection:
                with_store = kept_in(connection)
        return Response(figures.text(len(held.rounds), with_store), media_type=TYPE)
    except (SQLAlchemyError, StoreFault):
        return Response(figures.text(None, None), media_type=TYPE)


def _may_have_figures(request: Request) -> bool:
    """Whether the request is this machine's own, by name too, or comes from a network that was named."""
    client = request.client.host if request.client else ""
    # A proxy on this machine passes on the name that it was asked by.
    if is_loopback(client) and is_loopback(request.url.hostname or ""):
        return True
    networks: Networks = request.app.state.scrapers
    try:
        return any(ip_address(client) in one for one in networks)
    except ValueError:
        return False


def _held(request: Request) -> Held:
    held: Held = request.app.state.held
    return held

"""An address and a service in, requests answered until somebody stops it or its time is out."""

import gc
import socket
from threading import Timer
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from service.operating import logs

GREATEST_PORT: Final = 65535
PATIENCE: Final = 5
"""Seconds answers have to be finished in when the service is stopped; a page may listen for minutes."""

SELDOM: Final = (50_000, 20, 50)
"""How seldom Python looks for what only points at itself.

A round is a million objects that stay; looking through them while more are read took a third of the time.
"""
HELD: Final = 75
"""Seconds a connection nobody asks on is kept: longer than a proxy in front keeps it."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens on an address; port 0 takes a free one.

    Raises:
        OSError: the port is taken or there is none of that number, or the address is not of this machine.
    """
    if port > GREATEST_PORT:
        raise OSError(f"there is no port {port}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as made:
        # Told that it speaks TCP: only then does the loop send each piece of an answer at once, not after the
        # one before is acknowledged.
        return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, made.detach())


def address_of(listener: socket.socket) -> str:
    """The address people write in a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve_until_stopped(app: ASGIApp, listener: socket.socket, minutes: int | None) -> None:
    """Answer requests until interrupted, or for so many minutes."""
    # No log of requests by the server: their addresses hold ids. No headers of a proxy: they would say who asks.
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=PATIENCE,
        timeout_keep_alive=HELD,
    )
    logs.install()
    gc.set_threshold(*SELDOM)
    server = uvicorn.Server(config)
    timer = Timer((minutes or 0) * 60, setattr, (server, "should_exit", True))
    timer.daemon = True
    if minutes:
        timer.start()
    server.run(sockets=[listener])
    timer.cancel()

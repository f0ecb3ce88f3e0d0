"""The browser of the tests of pages, and the service it meets."""

import socket
from collections.abc import Iterator
from threading import Thread

import pytest
import uvicorn

from service.access import Role
from tests.browser import browser as browser
from tests.service.asked import service_for


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The service on a free port of this machine, as the programme lead meets it; its address, without a slash."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            service_for(Role.PROGRAMME_LEAD), access_log=False, lifespan="off", log_level="error"
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=20)
        assert not thread.is_alive()

"""The socket the service listens on."""

import asyncio
import socket

import pytest

from service.operating.serving import listening


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_no_answer_waits_for_the_one_before_to_be_acknowledged(host: str) -> None:
    """Else an answer of two pieces takes forty milliseconds more, and nothing else shows it."""

    async def delays() -> int:
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def asked(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            answering = writer.get_extra_info("socket")
            told.set_result(answering.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        try:
            listener = listening(host, 0)
        except OSError:
            pytest.skip("this machine has no such address")
        async with await asyncio.start_server(asked, sock=listener):
            _, asking = await asyncio.open_connection(*listener.getsockname()[:2])
            found = await asyncio.wait_for(told, 10)
            asking.close()
        return found

    assert asyncio.run(delays()) == 1

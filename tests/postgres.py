"""A PostgreSQL of the tests' own: on loopback, in a folder that goes with it, stopped by its own process."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

USER: Final = "innenfor"
SETTINGS: Final = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "dynamic_shared_memory_type": "mmap",
}
"""Nothing of it is to live on when the machine goes down, and nothing is left in the machine's shared memory."""
STARTED_WITHIN: Final = 100
"""Times it is asked whether it is ready, a second at most for each."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, where Debian puts them; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def running() -> Iterator[str]:
    """A server with an empty database; its address. One that does not live to the end is told of with its log.

    Its folder is not within pytest's: each start of pytest shuts the folder all its own lie in to every other user,
    also to the one a server runs as that another pytest has started.
    """
    bin_ = programs()
    assert bin_ is not None
    with TemporaryDirectory(prefix="innenfor-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        as_user = _without_root(folder)
        make = [*as_user, str(bin_ / "initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", USER]
        made = subprocess.run([*make, "--no-sync"], capture_output=True, text=True, timeout=60)
        assert made.returncode == 0, made.stderr
        with _started(bin_, folder, as_user) as port:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"


@contextmanager
def _started(bin_: Path, folder: Path, as_user: list[str]) -> Iterator[int]:
    """The server of a folder, answering on a port. It goes, too, when the process of the tests is killed."""
    port, log = str(_free_port()), folder / "log"
    settings = [f"--{name}={value}" for name, value in {**SETTINGS, "port": port}.items()]
    command = [*as_user, "--pdeathsig", "QUIT", str(bin_ / "postgres"), "-D", str(folder / "data"), *settings]
    with log.open("wb") as written:
        server = subprocess.Popen(command, stdout=written, stderr=written)
    try:
        ready = [str(bin_ / "pg_isready"), "-h", "127.0.0.1", "-p", port, "-U", USER, "-t", "1"]
        for _ in range(STARTED_WITHIN):
            assert server.poll() is None, log.read_text()
            if subprocess.run(ready, stdout=subprocess.DEVNULL, timeout=10).returncode == 0:
                break
        yield int(port)
        assert server.poll() is None, f"PostgreSQL has died:\n{log.read_text()[-5000:]}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _without_root(folder: Path) -> list[str]:
    """PostgreSQL does not run as root: there it is started as its own user, who is given the folder."""
    if os.geteuid() != 0:
        return ["setpriv"]
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port

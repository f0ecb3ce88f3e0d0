"""A PostgreSQL of the tests' own: on loopback, in a folder that goes with it, stopped by its own process."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "innenfor"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, where Debian puts them; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A server with an empty database; its address."""
    bin_ = programs()
    assert bin_ is not None
    data = folder / "data"
    as_user = _without_root(folder)
    subprocess.run(
        [*as_user, str(bin_ / "initdb"), "-D", str(data), "-A", "trust", "-U", USER, "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=60,
    )
    port = _free_port()
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*as_user, str(bin_ / "postgres"), "-D", str(data), *options], stdout=log, stderr=log
        )
        try:
            ready = [str(bin_ / "pg_isready"), "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
            for _ in range(100):
                if subprocess.run(ready, stdout=subprocess.DEVNULL, timeout=10).returncode == 0:
                    break
                assert server.poll() is None, (folder / "log").read_text()
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _without_root(folder: Path) -> list[str]:
    """PostgreSQL does not run as root: there it is started as its own user, who is given the folder."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    for above in folder.parents:
        if above.stat().st_uid == 0 and above != Path("/") and not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o001)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port

"""Stores made once in each process and copied: to bring one up takes longer than most of what is tested on it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from service.store.database import Database, opened
from service.store.upgrade import upgrade


@cache
def copied_from(fill: Callable[[Database], None]) -> bytes:
    """A store on SQLite, brought up and then filled: its file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with opened(f"sqlite:///{path}") as database:
            upgrade(database)
            fill(database)
        assert [one.name for one in Path(folder).iterdir()] == [path.name], "all of it is in the one file"
        return path.read_bytes()


def empty(database: Database) -> None:
    """Nothing but the tables."""


def store_at(path: Path, fill: Callable[[Database], None] = empty) -> str:
    """A store of its own at a path, filled so; its address."""
    path.write_bytes(copied_from(fill))
    return f"sqlite:///{path}"

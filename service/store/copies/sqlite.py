"""A store in one file of SQLite in, a copy of it out, and back."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy.engine import make_url

from service.store.database import StoreFault

BESIDE: Final = ".restored"
"""Added to the name of a store while a copy is made ready to take its place."""
LOCK_SECONDS: Final = 1


def file_of(address: str) -> Path:
    """The file of a store."""
    return Path(make_url(address).database or "")


def copy_out(address: str, to: Path) -> None:
    """A store copied to a file, as it stands at one moment; those who work in it go on.

    Raises:
        StoreFault: `copy_damaged`: the copy is not whole.
        OSError: the file cannot be written.
    """
    _copy(file_of(address), to)


@contextmanager
def beside(address: str, copy: Path) -> Iterator[str]:
    """The address of a store made of a copy, beside the one that it is to replace; gone again at the end."""
    ready = _beside(file_of(address))
    _copy(copy, ready)
    try:
        yield f"sqlite:///{ready}"
    finally:
        for name in _files(ready):
            name.unlink(missing_ok=True)


def exists(address: str) -> bool:
    """Whether there is a store at an address that a copy would replace."""
    file = file_of(address)
    return file.exists() and file.stat().st_size > 0


def put_in_place(address: str) -> None:
    """The store that was made ready beside takes the place of the one there, at once or not at all.

    Raises:
        StoreFault: `in_use`: somebody works in the store that is to be replaced.
    """
    file = file_of(address)
    if not exists(address):
        _beside(file).replace(file)
        return
    from pysqlite3 import dbapi2

    # Without its write-ahead log, or else that would be read as if it were of the store that comes.
    with closing(_connected(file)) as live:
        try:
            live.execute("PRAGMA journal_mode = DELETE")
            live.execute("BEGIN EXCLUSIVE")
        except dbapi2.OperationalError as error:
            raise StoreFault("in_use") from error
        except dbapi2.DatabaseError:
            pass  # too damaged to be locked; nobody can work in it either
        _beside(file).replace(file)
        for name in _files(file)[1:]:
            name.unlink(missing_ok=True)


def _beside(file: Path) -> Path:
    return file.with_name(file.name + BESIDE)


def _files(file: Path) -> list[Path]:
    """A store, and what SQLite keeps beside it."""
    return [file, *(file.with_name(file.name + tail) for tail in ("-wal", "-shm", "-journal"))]


def _copy(of: Path, to: Path) -> None:
    from pysqlite3 import dbapi2

    if not of.is_file():
        raise StoreFault("no_copy")
    for name in _files(to):
        name.unlink(missing_ok=True)
    os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(_connected(of)) as source, closing(_connected(to)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            found = [row[0] for row in target.execute("PRAGMA integrity_check")]
            loose = target.execute("PRAGMA foreign_key_check").fetchall()
    except dbapi2.DatabaseError as error:
        raise StoreFault("copy_damaged") from error
    if found != ["ok"] or loose:
        raise StoreFault("copy_damaged")
    _wait_for_disk(to)


def _connected(file: Path) -> Any:  # noqa: ANN401 - the driver has no types
    from pysqlite3 import dbapi2

    return dbapi2.connect(str(file), timeout=LOCK_SECONDS, isolation_level=None)


def _wait_for_disk(file: Path) -> None:
    """What was written is on the disk, and so is its name."""
    for one in (file, file.parent):
        opened = os.open(one, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)

"""What the service stands on in, what is well and what is not out: each with the text that says what mends it."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from matching.catalogue.loader import load_catalogue
from matching.domain.errors import CatalogueFault, Fact
from matching.texts.loader import load_texts
from service.door.tokens import Fetch, GroupsFault, read_groups, read_keys
from service.operating.settings import Settings
from service.store.database import StoreFault, is_fixed, opened
from service.store.decisions import verify
from service.store.tables.identities import identity_metadata
from service.store.tables.records import decision, lookup
from service.store.upgrade import at_revision, check_up_to_date

PYTHON: Final = (3, 11)
FREE: Final = 1 << 30
"""Bytes that should be free where the store lies; twice its own size, where that is more."""
APART: Final = timedelta(minutes=1)
"""How far the clocks of two machines may be apart: tokens have no more leeway either."""


@dataclass(frozen=True)
class Finding:
    """What was found of one thing; `text` is the key of what is told of it."""

    check: str
    well: bool
    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def examine(settings: Settings, fetch: Fetch | None, now: datetime) -> Iterator[Finding]:
    """Settings that agree in, a finding of each thing out. `fetch` brings the issuer's keys, where there is one."""
    yield _python()
    if settings.production:
        yield _well("https") if settings.tells_https else _ill("https", "off")
    if make_url(settings.database).get_backend_name() == "sqlite":
        yield _sqlite()
        yield _disk(Path(make_url(settings.database).database or ""))
    yield from _store(settings.database, now)
    if settings.identities:
        yield _identities(settings.identities)
    if settings.has_log_in and fetch:
        yield _groups(Path(settings.groups))
        yield _keys(fetch)
    yield _texts()
    yield _catalogue()


def _well(check: str, **facts: Fact) -> Finding:
    return Finding(check, True, f"doctor.{check}.well", facts)


def _ill(check: str, why: str, **facts: Fact) -> Finding:
    return Finding(check, False, f"doctor.{check}.{why}", facts)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return (_well if sys.version_info >= PYTHON else _old)("python", version=version)


def _old(check: str, **facts: Fact) -> Finding:
    return _ill(check, "old", **facts)


def _sqlite() -> Finding:
    from pysqlite3 import dbapi2

    found = dbapi2.sqlite_version_info
    return (_well if is_fixed(found) else _old)("sqlite", version=".".join(map(str, found)))


def _disk(file: Path) -> Finding:
    folder = file.absolute().parent
    if not folder.is_dir():
        return _ill("disk", "no_folder")
    size = file.stat().st_size if file.is_file() else 0
    free, wanted = shutil.disk_usage(folder).free, max(FREE, 2 * size)
    facts = {"free": free >> 20, "wanted": wanted >> 20}
    return _well("disk", **facts) if free >= wanted else _ill("disk", "full", **facts)


def _store(address: str, now: datetime) -> Iterator[Finding]:
    """Whether it answers and is up to date; and where it is: its log, and the clock beside it."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        yield _ill("store", "absent")  # to open it would be to make it
        return
    try:
        with opened(address) as database:
            check_up_to_date(database)
            with database.reading() as connection:
                yield _well("store", revision=at_revision(connection))
                yield _log(connection)
                yield _clock(connection, now)
    except StoreFault as fault:
        facts = {name: str(fact) for name, fact in fault.facts.items()}
        yield Finding("store", False, f"store.fault.{fault.code}", facts)
    except (SQLAlchemyError, ArgumentError):
        yield Finding("store", False, "store.fault.unreachable")


def _log(connection: Connection) -> Finding:
    found = verify(connection)
    if found.broken_at is not None:
        return _ill("log", "broken", number=found.broken_at)
    return _well("log", **({"first": found.first, "last": found.last} if found.last else {}))


def _clock(connection: Connection, now: datetime) -> Finding:
    """No earlier than what was written last, and, where the store has a clock of its own, near that one."""
    for column in (decision.c.at, lookup.c.at):
        last = connection.execute(select(func.max(column))).scalar()
        if last is not None and now < last - APART:
            return _ill("clock", "behind", at=f"{last:%d.%m.%Y %H:%M}")
    if connection.dialect.name != "sqlite":
        there = connection.execute(select(func.now())).scalar_one()
        if abs(there.astimezone(UTC) - now) > APART:
            return _ill("clock", "apart", at=f"{there.astimezone(UTC):%d.%m.%Y %H:%M}")
    return _well("clock", at=f"{now:%d.%m.%Y %H:%M}")


def _identities(address: str) -> Finding:
    try:
        with opened(address) as database, database.reading() as connection:
            for table in identity_metadata.sorted_tables:
                connection.execute(select(func.count()).select_from(table))
    except (StoreFault, SQLAlchemyError, ArgumentError):
        return _ill("identities", "unreachable")
    return _well("identities")


def _groups(file: Path) -> Finding:
    try:
        return _well("groups", groups=len(read_groups(file)))
    except GroupsFault:
        return _ill("groups", "unreadable")


def _keys(fetch: Fetch) -> Finding:
    found = read_keys(fetch)
    return _well("keys", keys=len(found)) if found else _ill("keys", "none")


def _texts() -> Finding:
    """Every language has the texts of the first one."""
    folders = files("matching.texts").iterdir()
    names = sorted(folder.name for folder in folders if (folder / "names.toml").is_file())
    wanted = set(_leaves(load_texts("nb")))
    missing = {name: len(wanted - set(_leaves(load_texts(name)))) for name in names}
    worst = max(missing, key=lambda name: missing[name])
    if missing[worst]:
        return _ill("texts", "missing", language=worst, missing=missing[worst])
    return _well("texts", texts=len(wanted), languages=len(names))


def _leaves(texts: Mapping[str, object], above: str = "") -> Iterator[str]:
    for name, one in texts.items():
        if isinstance(one, Mapping):
            yield from _leaves(one, f"{above}.{name}")
        else:
            yield f"{above}.{name}"


def _catalogue() -> Finding:
    try:
        catalogue = load_catalogue()
    except CatalogueFault as fault:
        return _ill("catalogue", "damaged", text=str(fault.facts["text"]))
    return _well("catalogue", trades=len(catalogue.trades), skills=len(catalogue.skills))

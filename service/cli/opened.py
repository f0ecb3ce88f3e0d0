"""An address in, the store there opened and ready out; the command ends here where it cannot be used."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from matching.catalogue.loader import load_catalogue
from matching.quoted import shortened
from matching.wording import Words
from service.access import Role
from service.operating.settings import Settings, SettingsFault, read_settings

if TYPE_CHECKING:
    from service.desk import Desk
    from service.door.actors import Actors
    from service.shown.kept import KeptRounds
    from service.store.database import Database


def settings_of(environment: Mapping[str, str]) -> Settings:
    """The settings an environment gives; the command ends here where one is wrong."""
    try:
        return read_settings(environment)
    except SettingsFault as fault:
        raise typer.BadParameter(_setting_told(fault)) from None


def _setting_told(fault: SettingsFault) -> str:
    return Words(load_catalogue()).say("store.setting", name=shortened(fault.name), why=fault.why)


def address(given: str | None) -> str:
    """The address given, else that of the settings; the command ends here where it is not for real people."""
    settings = settings_of(os.environ)  # noqa: TID251 - the edge: everything else is given them
    try:
        return replace(settings, database=given or settings.database).checked().database
    except SettingsFault as fault:
        raise typer.BadParameter(_setting_told(fault)) from None


def identities() -> str:
    """The address of the store of identities; empty where it is the same."""
    return settings_of(os.environ).identities  # noqa: TID251 - as above


def actors_of(settings: Settings, role: Role, unit: str, host: str) -> "Actors":
    """What tells who asks: the tokens of the log-in there is, else one made-up actor for this machine alone.

    Raises:
        PermissionError: there is no log-in, and the host can be reached from other machines.
    """
    from service.door.actors import LoopbackActor
    from service.door.tokens import GroupsFault, PublishedKeys, TokenActors, fetching, read_groups
    from service.operating.clock import utc_now

    if not settings.has_log_in:
        return LoopbackActor.bound(role, frozenset({unit}), host=host)
    try:
        groups = read_groups(Path(settings.groups))
    except GroupsFault as fault:
        raise typer.BadParameter(
            Words(load_catalogue()).say("store.groups", at=shortened(fault.at))
        ) from None
    keys = PublishedKeys(fetching(settings.jwks), utc_now)
    return TokenActors(settings.issuer, settings.audience, keys, groups, utc_now)


@contextmanager
def opened(given: str | None, *, up_to_date: bool = True) -> Iterator["Database"]:
    """The store at an address; where it is not up to date, or cannot be used, the command ends here."""
    from sqlalchemy.exc import SQLAlchemyError

    from service.store.database import Database, StoreFault
    from service.store.upgrade import check_up_to_date

    words = Words(load_catalogue())
    try:
        database = Database.at(address(given))
        if up_to_date:
            check_up_to_date(database)
    except StoreFault as fault:
        raise typer.BadParameter(words.say(f"store.fault.{fault.code}", **_told(fault.facts))) from None
    except SQLAlchemyError:
        # Its own message would tell the address, and a password may stand in that.
        raise typer.BadParameter(words.say("store.fault.unreachable")) from None
    try:
        yield database
    finally:
        database.close()


def kept_rounds(given: str | None) -> "tuple[KeptRounds, Desk]":
    """The rounds of a store, and the desk they are worked with at, for as long as the process lives."""
    from service.desk import Desk
    from service.operating.clock import utc_now
    from service.shown.kept import KeptRounds
    from service.store.database import Database, Stores

    with opened(given):
        pass  # the command ends here where the store cannot be used
    database = Database.at(address(given))
    catalogue = load_catalogue()
    apart = identities()
    offices = settings_of(os.environ).office_names  # noqa: TID251 - as above
    desk = Desk(Stores(database, Database.at(apart) if apart else database), utc_now, catalogue, offices)
    return KeptRounds(database, catalogue, utc_now), desk


def _told(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: str(fact) for name, fact in facts.items()}

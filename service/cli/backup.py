"""Commands about copies of the store: taken, put back, and who may not come back with one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from matching.catalogue.loader import load_catalogue
from matching.quoted import shortened
from matching.screen import options as of_files
from matching.screen.usage import ExitCode
from matching.wording import Words
from service.cli import options_of_store as options
from service.cli.opened import address, identities, opened

if TYPE_CHECKING:
    from service.store.copies.backup import Addresses
    from service.store.erased import Register

Copy = Annotated[Path, typer.Argument(metavar="FIL", parser=of_files.path, help="Filen kopien ligger i.")]
Replace = Annotated[bool, typer.Option("--replace", help="Sett kopien i stedet for lageret som er der nå.")]
Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--erased",
        metavar="FIL",
        parser=of_files.path,
        help="Hvem som er slettet, skrevet ut med «innenfor db erased»; kan gis flere ganger.",
    ),
]
NoneErased = Annotated[bool, typer.Option("--none-erased", help="Ingen er slettet siden kopien ble tatt.")]


def backup(to: Copy, given: options.Database = None) -> None:
    """Copy the store, and that of identities, while the service runs; the copy is checked."""
    from service.store.copies.backup import back_up

    words = Words(load_catalogue())
    with _told_in_words(words):
        end = back_up(_addresses(given), to)
    typer.echo(words.say("copies_of_store.taken", file=str(to), head=f"{end.number}:{end.digest}"))


def restore(
    of: Copy,
    *,
    by: options.By,
    replace: Replace = False,
    erased: Files = None,
    none_erased: NoneErased = False,
    given: options.Database = None,
) -> None:
    """Put a copy in the place of the store; who was erased since it was taken is erased again."""
    from service.access import Actor, Role
    from service.operating.clock import utc_now
    from service.store.copies import restore as copies
    from service.store.decisions import By

    words = Words(load_catalogue())
    known = _register(erased or [], words, none_erased=none_erased)
    who = By(Actor(by, by, Role.ADMIN, frozenset()), utc_now())
    with _told_in_words(words):
        gone = copies.restore(_addresses(given), of, known, who, replace=replace)
    typer.echo(words.say("copies_of_store.put_back", file=str(of)))
    typer.echo(words.say("copies_of_store.again", people=gone.people, rounds=gone.rounds, hidden=gone.hidden))


def erased(given: options.Database = None) -> None:
    """Print who may not come back with an older copy, as digests, to be kept elsewhere."""
    from service.store.erased import register_as_json, register_of

    with opened(given) as store, store.reading() as connection:
        typer.echo(register_as_json(register_of(connection)), nl=False)


def _addresses(given: str | None) -> "Addresses":
    from service.store.copies.backup import Addresses

    return Addresses(address(given), identities() or None)


def _register(files: list[Path], words: Words, *, none_erased: bool) -> "Register | None":
    """The registers of files as one; None where none was given and nobody has said that none is needed."""
    from service.store.erased import Register, RegisterFault, register_from_json

    whole = Register() if files or none_erased else None
    for file in files:
        try:
            known = register_from_json(file.read_text("utf-8"))
        except (RegisterFault, UnicodeDecodeError):
            raise typer.BadParameter(
                words.say("copies_of_store.no_list", file=shortened(file.name))
            ) from None
        whole = whole | known if whole else known
    return whole


@contextmanager
def _told_in_words(words: Words) -> Iterator[None]:
    """What a copy meets is told, and the command ends here."""
    from sqlalchemy.exc import SQLAlchemyError

    from service.store.database import StoreFault

    try:
        yield
    except StoreFault as fault:
        facts = {name: str(fact) for name, fact in fault.facts.items()}
        typer.echo(words.say(f"store.fault.{fault.code}", **facts), err=True)
        raise typer.Exit(ExitCode.FILE) from None
    except SQLAlchemyError:
        typer.echo(words.say("store.fault.unreachable"), err=True)
        raise typer.Exit(ExitCode.FILE) from None

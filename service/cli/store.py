"""Commands about the store: made and brought up to date, a round put into it, its log verified."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.given import Given, about_a_round
from matching.screen.usage import Commands, ExitCode
from matching.wording import Words
from service.access import Actor, Role
from service.cli import options_of_store as options
from service.cli.opened import identities, opened

if TYPE_CHECKING:
    from service.store.decisions import Head

DIGEST: Final = 64
"""Characters of a digest."""

database = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)
log = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode=None)


@database.command("upgrade", help="Lag lageret, eller bring det opp til denne utgaven.")
def upgrade_store(given: options.Database = None) -> None:
    """Make the store, or bring its tables up to this version."""
    from service.store.database import Database
    from service.store.identities import prepare
    from service.store.upgrade import newest, upgrade

    with opened(given, up_to_date=False) as store:
        upgrade(store)
        apart = identities()
        prepare(Database.at(apart) if apart else store)
        typer.echo(Words(load_catalogue()).say("store.upgraded", revision=newest()))


@about_a_round
def put(
    asked: Given,
    *,
    id: options.Id,  # noqa: A002 - the name of the option
    name: options.Name,
    unit: options.Unit,
    by: options.By,
    synthetic: options.Synthetic = False,
    store_at: options.Database = None,
) -> None:
    """Keep the lists of a round in the store, merged with what stands there, and calculate it."""
    from matching.domain.policy import POLICY_SCHEMA_VERSION
    from matching.files.decisions.settings import read_settings
    from service.bringing.uploads import Upload
    from service.operating.clock import utc_now
    from service.planning.calculating import calculate
    from service.store.decisions import By
    from service.store.hiding import hide
    from service.store.plans import PlanFault
    from service.store.rounds import decide, decided, make, named
    from service.store.rows import ListFault

    given = asked.read()
    words = given.words
    who = By(Actor(by, by, Role.PROGRAMME_LEAD, frozenset({unit})), utc_now())
    policy = asked.files.policy
    tables = read_settings(policy) if policy else {"schema_version": POLICY_SCHEMA_VERSION}
    upload = Upload.of(given.lists, given.catalogue)
    with opened(store_at) as store:
        with store.writing() as connection:
            hide(connection, unit, upload.closed, who)  # whatever becomes of the lists
        with store.writing() as connection:
            found = named(connection, id)
            if found and found.unit != unit:
                raise typer.BadParameter(words.say("store.round_of_other", id=id))
            found = found or make(connection, name, id=id, unit=unit, synthetic=synthetic, by=who)
            if decided(connection, found.key) != tables:
                decide(connection, found.key, tables, who)
            shown = {kind: one.digest for kind, one in upload.differences(connection, found.key).items()}
            try:
                kept = upload.keep(connection, found.key, unit, shown, who)
            except ListFault as fault:
                raise typer.BadParameter(words.say(f"store.list.{fault.code}")) from None
        for kind, one in kept.items():
            counts = {"added": len(one.added), "changed": len(one.changed), "absent": len(one.absent)}
            typer.echo(words.say(f"store.merged.{kind.table.name}", **counts, unchanged=one.unchanged))
        try:
            plan = calculate(store, given.catalogue, id, by=by, clock=utc_now)
        except PlanFault:
            raise typer.BadParameter(words.say("store.plan.old")) from None
        typer.echo(words.say("store.calculated", number=plan.number, digest=plan.digest))


@log.command("head", help="Skriv ut enden av loggen, så den kan legges et annet sted.")
def head(given: options.Database = None) -> None:
    """Print the end of the decision log, to be kept elsewhere."""
    from service.store.decisions import end_of

    with opened(given) as store, store.reading() as connection:
        end = end_of(connection)
        typer.echo(f"{end.number}:{end.digest}")


@log.command("verify", help="Kontroller at loggen er slik den ble skrevet.")
def verify_log(heads: options.Heads = None, given: options.Database = None) -> None:
    """Say whether the decision log is as it was written, as far as the heads that were exported reach."""
    from service.store.decisions import verify

    words = Words(load_catalogue())
    exported = _heads(heads or (), words)
    with opened(given) as store, store.reading() as connection:
        found = verify(connection, exported)
    if found.broken_at is not None:
        typer.echo(words.say("store.log.broken", number=found.broken_at), err=True)
        raise typer.Exit(ExitCode.AUDIT)
    typer.echo(words.say("store.log.whole", first=found.first, last=found.last))
    end = "store.log.unvouched" if found.vouched is None else "store.log.vouched"
    typer.echo(words.say(end, **({} if found.vouched is None else {"number": found.vouched})))


def _heads(given: Sequence[str], words: Words) -> list["Head"]:
    from service.store.decisions import Head

    heads = []
    for text in given:
        number, _, digest = text.partition(":")
        if not (number.isascii() and number.isdigit() and len(digest) == DIGEST):
            raise typer.BadParameter(words.say("store.log.no_head"))
        heads.append(Head(int(number), digest))
    return heads

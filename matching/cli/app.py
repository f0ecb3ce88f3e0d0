"""The command line: lists and decisions in, a proven proposal and the reasons for it out."""

import typer

from matching.cli.lists import check, sample
from matching.cli.rounds import explain, fill, suggest
from matching.screen import options
from matching.screen.usage import Command, Commands

app = typer.Typer(
    cls=Commands,
    help=options.ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command(cls=Command, help="Legg eksempellistene i en mappe, så dere kan prøve.")(sample)
app.command(cls=Command, help="Les listene og si alt som er feil i dem.")(check)
app.command(cls=Command, help="Lag et samlet forslag for hele runden, kontrollert og begrunnet.")(fill)
app.command(cls=Command, help="Vis hvem som passer best til hvem, én om gangen.")(suggest)
app.command(cls=Command, help="Forklar et par, en kandidat eller en læreplass.")(explain)

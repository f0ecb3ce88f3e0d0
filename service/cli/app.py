"""The command line of the whole: that of the core, and what needs the service."""

from matching.cli.app import app
from matching.screen.usage import Command
from service.cli.serve import serve
from service.cli.store import database, log, put

__all__ = ("app",)

app.command(cls=Command, help="Vis runder på nettsider, bare på denne maskinen.")(serve)
app.command(cls=Command, help="Legg listene til en runde i lageret, og beregn den.")(put)
app.add_typer(database, name="db", help="Lageret rundene ligger i.")
app.add_typer(log, name="log", help="Loggen over det mennesker har bestemt.")

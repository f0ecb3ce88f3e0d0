"""The command line of the whole: that of the core, and what needs the service."""

from matching.cli.app import app
from matching.screen.usage import Command
from service.cli.backup import backup, erased, restore
from service.cli.doctor import doctor
from service.cli.person import person
from service.cli.retain import retain
from service.cli.serve import serve
from service.cli.store import database, log, put
from service.cli.worker import worker

__all__ = ("app",)

app.command(cls=Command, help="Vis runder på nettsider, bare på denne maskinen.")(serve)
app.command(cls=Command, help="Legg listene til en runde i lageret, og beregn den.")(put)
app.command(cls=Command, help="Gjør beregningene folk ber om på sidene.")(worker)
app.command(cls=Command, help="Si hva som er i orden med tjenesten, og hva som retter det som ikke er det.")(
    doctor
)
database.command("backup", help="Ta en kopi av lageret mens tjenesten er oppe.")(backup)
database.command("restore", help="Sett en kopi i stedet for lageret, uten dem som er slettet siden.")(restore)
database.command("erased", help="Skriv ut hvem som er slettet, så det kan legges et annet sted.")(erased)
app.command(cls=Command, help="Ta bort det som har stått så lenge det kan; hver natt.")(retain)
app.add_typer(database, name="db", help="Lageret rundene ligger i.")
app.add_typer(person, name="person", help="En adressesperre som ikke gjelder lenger.")
app.add_typer(log, name="log", help="Loggen over det mennesker har bestemt.")

"""The command line: lists and decisions in, a proven proposal and the reasons for it out."""

from typing import Final

import typer

from matching.cli.catalogue import catalogue
from matching.cli.choose import choose
from matching.cli.edge import collect_seldom
from matching.cli.fairness import fairness
from matching.cli.interest_form import interests
from matching.cli.learn import learn, learned
from matching.cli.lists import check
from matching.cli.needs import needs
from matching.cli.office import nokkel, template
from matching.cli.replan import replan
from matching.cli.rounds import explain, fill, suggest
from matching.cli.samples import sample
from matching.cli.scenarios import scenario
from matching.cli.sheets import sheets
from matching.cli.why_not import whynot
from matching.screen.usage import Command, Commands

ABOUT: Final = """Foreslår hvem som bør møte hvilken læreplass, viser at ingen samlet løsning er
bedre, og sier hvorfor. Mennesker avgjør; dette er forslag.

\b
Kommandoene ender med en av disse kodene:
  0  ferdig
  1  noe uventet gikk galt
  2  kommandoen er brukt feil
  3  en fil kan ikke leses eller skrives
  4  rader i listene har feil
  5  det finnes ingen løsning slik dere har bestemt, eller for få utfall å lære av
  6  kontrollen fant noe
  7  det dere har bestemt, eller programmet, kan ikke følges
"""

COMMANDS = (
    (sample, "Legg eksempellistene i en mappe, så dere kan prøve."),
    (template, "Legg tomme lister til å fylle ut i en mappe."),
    (check, "Les listene og si alt som er feil i dem."),
    (choose, "Velg hva ukjente ord og kolonner betyr, og husk det."),
    (fill, "Lag et samlet forslag for runden, med begrunnelse."),
    (suggest, "Vis hvem som passer best til hvem, én om gangen."),
    (explain, "Forklar et par, en kandidat eller en læreplass."),
    (whynot, "Si hva som skal til for en kandidat eller en ledig plass."),
    (scenario, "Prøv endringer av runden, og se dem side om side."),
    (replan, "Lag forslaget på nytt med få endringer."),
    (needs, "Vis behovet for læreplasser etter fag og sted."),
    (sheets, "Lag møteark til bedriftene om dem som har sagt ja."),
    (fairness, "Vis hvordan forslaget faller ut for grupper."),
    (learn, "Lær vekter av utfall; de brukes ikke før to bestemmer det."),
)

app = typer.Typer(
    cls=Commands,
    help=ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.callback()(collect_seldom)
for command, told in COMMANDS:
    app.command(cls=Command, help=told)(command)
app.add_typer(nokkel, name="nokkel", help="Skill navn og nummer fra listen, og sett dem på igjen.")
app.add_typer(learned, name="learned", help="Ta lærte vekter i bruk eller ut av bruk, og se hva som gjelder.")
app.add_typer(catalogue, name="catalogue", help="Fag, ferdigheter, kommuner og regler.")
app.add_typer(interests, name="interests", help="Et kort skjema om hva kandidaten liker.")

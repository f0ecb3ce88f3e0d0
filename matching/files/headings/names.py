"""What columns are called: our headings, the ones others use for them, and how two headings are compared."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from matching.files.source.vocabulary import plain, tidy

_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})

ALIASES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "Kandidater": {
        "kandidatnummer": (
            *("Kandidatnr", "Kandidat-ID", "Deltakernummer", "Deltaker-ID", "Løpenummer"),
            *("Nummer", "Nr", "ID", "Pseudonym"),
        ),
        "kommune": (
            *("Kommunenummer", "Kommunenr", "Kommunenavn", "Bosted", "Bostedskommune", "Bosettingskommune"),
            *("Hjemkommune", "Bor i"),
        ),
        "registrert i Nav": ("Nav-registrert", "Registrert hos Nav", "Registrert Nav"),
        "innsatsgruppe": ("Innsatsbehov", "Nav innsatsgruppe"),
        "fødselsår": ("Fødeår", "Født år"),
        "førerkort": ("Førerkortklasse", "Førerkortklasser", "Førerett"),
        "norsknivå": ("Norsk", "Norskkunnskaper", "Norsk språknivå", "Språknivå norsk"),
        "stillingsprosent fra": (
            *("Stillingsprosent min", "Min stillingsprosent", "Minste stillingsprosent"),
            "Laveste stillingsprosent",
        ),
        "stillingsprosent til": (
            *("Stillingsprosent maks", "Stillingsprosent max", "Maks stillingsprosent"),
            "Høyeste stillingsprosent",
        ),
        "reisemåte": ("Transport", "Transportmiddel", "Fremkomstmiddel", "Framkomstmiddel", "Reiser med"),
        "maks reisetid": (
            *("Reisetid maks", "Maksimal reisetid", "Lengste reisetid", "Maks reisetid minutter"),
            "Maks reisetid min",
        ),
        "skift": ("Skiftarbeid", "Skift og turnus", "Turnus", "Kan jobbe skift"),
        "start fra": ("Kan starte", "Kan starte fra", "Tidligst start", "Oppstart fra"),
        "ferdigheter": ("Ferdighet", "Kompetanse", "Kompetanser", "Skills"),
        "praksis": ("Erfaring", "Arbeidserfaring", "Relevant erfaring", "Relevant praksis"),
        "utdanning": ("Utdannelse", "Utdanningsbakgrunn", "Skolegang", "Fullført utdanning"),
        "R": ("Realistisk", "Interesse R", "RIASEC R"),
        "I": ("Undersøkende", "Interesse I", "RIASEC I"),
        "A": ("Kunstnerisk", "Interesse A", "RIASEC A"),
        "S": ("Sosial", "Interesse S", "RIASEC S"),
        "E": ("Entreprenørisk", "Interesse E", "RIASEC E"),
        "C": ("Konvensjonell", "Interesse C", "RIASEC C"),
        "interessekode": ("RIASEC-kode", "Hollandkode", "Trebokstavskode"),
        "interesseområder": ("Interesseområde", "Liker å jobbe med", "Liker å arbeide med"),
        "fritid": ("Fritidsinteresser", "Fritidsaktiviteter", "Hobby", "Hobbyer"),
        "arbeidsmiljø": ("Ønsket arbeidsmiljø", "Liker og liker ikke"),
        "ønske 1": ("Førsteønske", "1. ønske", "Fagønske 1", "Ønsket fag 1", "Ønsket fag"),
        "ønske 2": ("Andreønske", "2. ønske", "Fagønske 2", "Ønsket fag 2"),
        "ønske 3": ("Tredjeønske", "3. ønske", "Fagønske 3", "Ønsket fag 3"),
        "ønsker ikke": ("Ønsker ikke fag", "Uønskede fag", "Nei til fag", "Vil ikke ha"),
        "påmeldt": ("Meldt på", "Påmelding", "Med i runden"),
    },
    "Læreplasser": {
        "nummer": ("Nr", "ID", "Læreplassnummer", "Plassnummer", "Læreplass-ID", "Løpenummer"),
        "bedrift": (
            *("Bedriftsnavn", "Bedriftens navn", "Navn på bedrift", "Lærebedrift", "Firma", "Firmanavn"),
            *("Virksomhet", "Virksomhetsnavn", "Arbeidsgiver"),
        ),
        "organisasjonsnummer": (
            "Org.nr",
            "Orgnummer",
            "Organisasjonsnr",
            "Virksomhetsnummer",
            "Bedriftsnummer",
        ),
        "sektor": ("Offentlig eller privat", "Privat eller offentlig"),
        "lærefag": ("Fag", "Fagnavn", "Fagets navn", "Fagkode", "Lærefagkode"),
        "kommune": (
            *("Kommunenummer", "Kommunenr", "Kommunenavn", "Sted", "Arbeidssted", "Arbeidskommune"),
            "Beliggenhet",
        ),
        "plasser": ("Antall plasser", "Antall læreplasser", "Ledige plasser"),
        "prosent fra": ("Stillingsprosent fra", "Stillingsprosent min", "Min stillingsprosent"),
        "prosent til": (
            *("Stillingsprosent til", "Stillingsprosent maks", "Stillingsprosent max"),
            "Maks stillingsprosent",
        ),
        "kan deles": ("Delbar", "Kan deles på flere"),
        "må": ("Må ha", "Må kunne", "Må-krav", "Krav til ferdigheter", "Påkrevde ferdigheter"),
        "fordel": ("Ønskelig", "Ønskede ferdigheter", "Fordel om"),
        "kan læres": ("Kan læres i bedriften", "Kan læres på plassen", "Kan lære"),
        "førerkort": ("Førerkortkrav", "Krav til førerkort", "Førerkortklasse"),
        "norsk": ("Norsknivå", "Norskkrav", "Krav til norsk"),
        "skift": ("Skiftarbeid", "Skift og turnus", "Turnus"),
        "attest": ("Attester", "Attestkrav", "Krav til attest"),
        "start fra": ("Startdato", "Oppstart", "Oppstart fra", "Tidligst start", "Ledig fra"),
        "start til": ("Oppstart til", "Senest start", "Siste oppstart", "Siste startdato"),
        "godkjenning": ("Godkjenningsstatus", "Godkjent lærebedrift"),
        "opplæringskontor": ("Opplæringskontoret", "Opplæringskontorets navn"),
    },
    "Behov": {
        "nummer": ("Nr", "ID", "Behovsnummer", "Løpenummer"),
        "bedrift": ("Bedriftsnavn", "Bedriftens navn", "Lærebedrift", "Firma", "Virksomhet", "Arbeidsgiver"),
        "organisasjonsnummer": ("Org.nr", "Orgnummer", "Organisasjonsnr", "Virksomhetsnummer"),
        "lærefag": ("Fag", "Fagnavn", "Fagkode"),
        "kommune": ("Kommunenummer", "Kommunenr", "Kommunenavn", "Sted", "Arbeidssted"),
        "kvartal": ("Kvartal og år",),
        "plasser": ("Antall plasser", "Antall læreplasser"),
    },
    "Utfall": {
        "kandidatnummer": ("Kandidatnr", "Kandidat-ID", "Deltakernummer", "Deltaker-ID"),
        "nummer": ("Læreplass", "Læreplassnummer", "Læreplassnr", "Læreplassens nummer"),
        "hendelse": ("Hva som skjedde", "Hva skjedde", "Hendelsestype"),
        "dato": ("Hendelsesdato", "Dato for hendelsen", "Når"),
        "årsak": ("Sluttårsak", "Årsak til avslutning", "Hvorfor avsluttet"),
    },
    "Reisetid": {
        "fra": ("Fra kommune", "Kommune fra"),
        "til": ("Til kommune", "Kommune til"),
        "bil": ("Minutter med bil", "Bil minutter", "Bil min"),
        "kollektiv": ("Minutter kollektivt", "Kollektivt", "Kollektiv minutter", "Kollektiv min"),
    },
}
"""For each sheet, our headings and the others that mean the same; compared as in `key`.

A name that offices also use for something else is none of them, such as «Reisetid» for the journey somebody has
today: the column is then a question.
"""

MARKS: Final = {
    "Kandidater": ("kandidatnummer",),
    "Læreplasser": ("bedrift", "plasser"),
    "Behov": ("bedrift", "kvartal"),
    "Reisetid": ("fra", "til"),
    "Utfall": ("hendelse", "dato"),
}
"""Headings that tell the kind of a list from the others."""


def written(text: str) -> str:
    """A heading as it is shown: without marks that cannot be seen, Excel's apostrophe and a star for required."""
    seen = "".join(one for one in text if unicodedata.category(one) != "Cf")
    return tidy(seen).lstrip("'").rstrip("* ")


def key(heading: str) -> str:
    """A heading as it is compared: its letters and digits; æ, ø and å also as ae, oe and aa, or o and a."""
    # Once more over the whole, so that words written together are the same as words apart.
    return _in_short("".join(words_of(heading)))


def words_of(heading: str) -> tuple[str, ...]:
    """The words of a heading as they are compared."""
    return tuple(re.findall(r"[^\W_]+", _in_short(plain(written(heading)).translate(_LETTERS))))


def _in_short(text: str) -> str:
    return text.replace("oe", "o").replace("aa", "a")

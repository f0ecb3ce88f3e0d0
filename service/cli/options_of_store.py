"""What the commands about a store may be given, and the help for it."""

from typing import Annotated

import typer

from matching.screen import options

Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="ADRESSE",
        parser=options.unnumbered,
        help="Lageret: sqlite:///FIL eller postgresql://…; ellers INNENFOR_DATABASE.",
    ),
]
Name = Annotated[
    str, typer.Option("--name", metavar="NAVN", parser=options.unnumbered, help="Hva runden heter på sidene.")
]
Unit = Annotated[
    str, typer.Option("--unit", metavar="ENHET", parser=options.unnumbered, help="Enheten runden hører til.")
]
Id = Annotated[
    str,
    typer.Option("--id", metavar="RUNDE", parser=options.unnumbered, help="Hva runden heter i adressene."),
]
By = Annotated[
    str,
    typer.Option(
        "--by", metavar="IDENT", parser=options.unnumbered, help="Hvem som gjør dette; det står i loggen."
    ),
]
Heads = Annotated[
    list[str] | None,
    typer.Option(
        "--head",
        metavar="NUMMER:AVTRYKK",
        help="En ende av loggen som ble skrevet ut før; kan gis flere ganger.",
    ),
]
Synthetic = Annotated[bool, typer.Option("--synthetic", help="Ingen av kandidatene finnes.")]

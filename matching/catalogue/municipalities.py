"""Rows of municipalities and of their changes in; municipalities, and the texts that may mean several, out."""

from collections.abc import Mapping, Sequence

from matching.catalogue.tables import Row, cells
from matching.domain.reference import Municipality

Questions = Mapping[str, tuple[int, ...]]
"""A text, casefolded, to the positions of the municipalities it may mean; always more than one."""


def read_municipalities(
    rows: Sequence[Row], changes: Sequence[Row]
) -> tuple[tuple[Municipality, ...], Questions]:
    """Every municipality with the texts that mean it alone, and the texts that ask which one is meant.

    A name two municipalities have is a question. So is a number that was split, and a name out of use that
    may mean several; a name that one of its successors still bears means that one.
    """
    meanings = _meanings(rows, changes)
    alone: list[list[str]] = [[] for _ in rows]
    for text, places in meanings.values():
        if len(places) == 1:
            alone[min(places)].append(text)
    municipalities = tuple(
        Municipality(
            key=row["code"],
            label=row["name"],
            synonyms=tuple(text for text in texts if text not in (row["code"], row["name"])),
            shares_name=row["name"] not in texts,
            county=row["county_code"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            source=row["source"],
        )
        for row, texts in zip(rows, alone, strict=True)
    )
    return municipalities, {
        text: tuple(sorted(places)) for text, (_, places) in meanings.items() if len(places) > 1
    }


def _meanings(rows: Sequence[Row], changes: Sequence[Row]) -> dict[str, tuple[str, set[int]]]:
    """Every text, casefolded, with how it is written and the positions it may mean."""
    found: dict[str, tuple[str, set[int]]] = {}

    def means(text: str, places: Sequence[int]) -> None:
        found.setdefault(text.casefold(), (text, set()))[1].update(places)

    position = {row["code"]: place for place, row in enumerate(rows)}
    for place, row in enumerate(rows):
        code, name, county = row["code"], row["name"], row["county"]
        own = (code, name, f"{code} {name}", f"{name} ({county})", f"{name} i {county}")
        for text in (*own, *cells("municipalities", row, "synonyms")):
            means(text, [place])
    for change in changes:
        new = [position[code] for code in cells("municipality_changes", change, "new")]
        old, name = change["old"], change["name"]
        for text in (old, f"{old} {name}"):
            means(text, new)
        if name.casefold() not in {rows[place]["name"].casefold() for place in new}:
            means(name, new)
    return found

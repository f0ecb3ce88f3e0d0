"""Findings in a catalogue in, sentences on the screen out."""

from collections.abc import Sequence
from typing import Final

from matching.catalogue.findings import CatalogueFinding
from matching.wording import Words

PLACES: Final = ("file", "line", "key", "column")
NOTES: Final = 5
"""Notes told on the screen, at most; faults are all told."""


def finding_told(finding: CatalogueFinding, words: Words) -> str:
    """One finding as sentences: where, what is found, and what mends it."""
    facts = dict(finding.facts)
    places = {"file": finding.file, "line": finding.line, "key": finding.key, "column": facts.get("column")}
    where = [words.say(f"catalogue.where.{name}", **{name: places[name]}) for name in PLACES if places[name]]
    code = f"catalogue.finding.{finding.code}"
    return f"{', '.join(where)}: {words.say(f'{code}.what', **facts)} {words.say(f'{code}.mend', **facts)}"


def told_catalogue(found: Sequence[CatalogueFinding], folder: str, words: Words) -> list[str]:
    """Every fault and the first notes, each part under a line that counts it."""
    lines: list[str] = []
    for key, notes in (("faults", False), ("notes", True)):
        some = [one for one in found if one.is_note is notes]
        shown = some[:NOTES] if notes else some
        if some:
            lines += [words.say(f"catalogue.{key}", count=len(some), folder=folder)]
            lines += [finding_told(one, words) for one in shown]
        if len(shown) < len(some):
            lines.append(words.say("catalogue.more", count=len(some) - len(shown)))
    return lines

"""A list of who has said yes to being shown to which firm in, the people agreed per opening out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from matching.domain.answers import YES
from matching.domain.cells import answers
from matching.domain.errors import RowFault
from matching.files.fields import amounts, builds, choices, told
from matching.files.fields.checks import check_known
from matching.files.fields.field import Field, read_table
from matching.files.lists.about_people import NOBODY, read_about_people

SHEET: Final = "Ja til deling"
OPENING: Final = "nummer"
CANDIDATE: Final = "kandidatnummer"
ANSWER: Final = "svar"


@dataclass(frozen=True, eq=False)
class AgreedList:
    """Who has said yes, and every fault of the list."""

    agreed: Mapping[str, tuple[str, ...]]
    """Ids of those who have said yes to being shown (ja til deling), by opening id, sorted."""
    faults: tuple[RowFault, ...]


def read_agreed(
    path: Path, candidates: Iterable[str], openings: Iterable[str], withheld: frozenset[str] = NOBODY
) -> AgreedList:
    """A list of answers and the ids of a round in, the yeses by opening out; a blank answer is not a yes.

    One who has answered both yes and no for the same opening has not said yes: the latest answer is for people to
    find out. `withheld` are people nothing is told of (read_about_people).

    Raises:
        FileFault: the file as a whole cannot be read.
    """
    fields = agreed_fields()
    table = read_table(read_about_people(path, SHEET, fields, withheld), fields)
    people, places, said = (table.columns[name] for name in ("candidate", "opening", "answer"))
    unknown = [
        *check_known(table, CANDIDATE, "candidate", candidates),
        *check_known(table, OPENING, "opening", openings),
    ]
    faults = table.order(unknown)
    yes: dict[str, set[str]] = {}
    no: dict[str, set[str]] = {}
    for row in table.sound(faults).tolist():
        (yes if said[row] == YES else no).setdefault(str(places[row]), set()).add(str(people[row]))
    agreed = {opening: tuple(sorted(who - no.get(opening, set()))) for opening, who in sorted(yes.items())}
    return AgreedList(agreed, faults)


def agreed_fields() -> tuple[Field, ...]:
    """The columns of a list of answers."""
    return (
        Field(CANDIDATE, amounts.identifier, {"candidate": builds.texts}, told.text, required=True),
        Field(OPENING, amounts.identifier, {"opening": builds.texts}, told.text, required=True),
        Field(ANSWER, choices.yes_or_no, {"answer": answers}, told.yes_or_no),
    )

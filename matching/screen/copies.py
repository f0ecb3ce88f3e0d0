"""Lists as they were read in, workbooks to look over or mend out, by the names of their files."""

from collections.abc import Mapping

from matching.files.fields.rows import Reading
from matching.files.lists import needs, openings, people
from matching.files.out.error_copy import error_copy
from matching.files.out.understood import Understood, understood_needs, understood_openings, understood_people
from matching.files.out.workbook_out import TableOut
from matching.screen.given import Lists
from matching.wording import Words

Copies = Mapping[str, tuple[TableOut, ...]]
"""Name of a file to its sheets."""


def error_copies(lists: Lists, words: Words) -> Copies:
    """A copy of each list that has a fault, with what is wrong in each row."""
    found: dict[str, tuple[str, Reading]] = {
        "kandidater_feil.xlsx": (people.SHEET, lists.people),
        "lareplasser_feil.xlsx": (openings.SHEET, lists.seats.listed),
    }
    if lists.seats.needed:
        found["behov_feil.xlsx"] = needs.SHEET, lists.seats.needed
    return {
        name: (error_copy(reading, faults, sheet, words),)
        for name, (sheet, reading) in found.items()
        if (faults := lists.faults_of(reading))
    }


def understood_copies(lists: Lists, words: Words) -> Copies:
    """Each list as it was understood, beside what stood there."""
    listed, needed = lists.seats.listed, lists.seats.needed
    found: dict[str, Understood] = {
        "kandidater_lest.xlsx": understood_people(lists.people, words.catalogue),
        "lareplasser_lest.xlsx": understood_openings(listed, words.catalogue),
    }
    if needed:
        found["behov_lest.xlsx"] = understood_needs(needed, words.catalogue)
    return {name: one.tables(words) for name, one in found.items()}

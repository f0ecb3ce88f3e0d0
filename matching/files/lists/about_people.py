"""A list about the people of a round in, its texts out: nothing in it may tell who somebody is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from matching.files.fields.field import Field, read_fields
from matching.files.headings.meanings import NOTHING_CHOSEN, Meanings
from matching.files.headings.sheet import Sheet
from matching.files.lists.people import CLOSED, ID, refuse_names
from matching.files.source.vocabulary import plain

NOBODY: Final = frozenset[str]()


def read_about_people(
    path: Path,
    kind: str,
    fields: Sequence[Field],
    withheld: frozenset[str] = NOBODY,
    meanings: Meanings = NOTHING_CHOSEN,
) -> Sheet:
    """A file and the fields of its list in, its texts out, without the rows about those nobody may be told of.

    A row about a person with an address restriction is passed over in silence: `withheld` are the candidate numbers
    of those closed in the list of people (Sheet.withheld), and a row may be closed here too, which closes every row
    of the same person.

    Raises:
        FileFault: the file as a whole cannot be read, says in another cell that somebody must not be found, or has
            a candidate number that looks like a name or an e-mail address.
    """
    sheet = read_fields(path, kind, fields, closed=CLOSED, meanings=meanings)
    shut = withheld | sheet.withheld
    about = sheet.column(ID).where(lambda text: plain(text) in shut)
    sheet = sheet.where(~about) if about.any() else sheet
    refuse_names(sheet)
    return sheet

"""One person's row of a list in, the person out, and back again: in the words the list itself is told in."""

from collections.abc import Mapping

from matching.catalogue.catalogue import Catalogue
from matching.domain.people import Candidate, People
from matching.files.lists.kept import Cells, KeptFault, sheet_of
from matching.files.lists.people import SHEET, people_columns, people_fields, people_in


def person_in(cells: Cells, catalogue: Catalogue) -> Candidate:
    """The cells of a row that was kept in, the person out.

    Raises:
        KeptFault: the row can no longer be read.
    """
    read = people_in(sheet_of(SHEET, [cells]), catalogue)
    if read.faults:
        raise KeptFault(read.faults)
    return read.people.candidate(0)


def person_out(person: Candidate, catalogue: Catalogue) -> Mapping[str, str]:
    """A person in, every cell of her row out, empty for what is not known."""
    columns = people_columns(People.of([person]))
    return {field.heading: field.tell(columns)[0] for field in people_fields(catalogue)}

"""The field register: every column that is read has a row with its purpose, source, audience and keeping."""

import pytest

from matching.files.agreed import agreed_fields
from matching.files.needs import needs_fields
from matching.files.openings import openings_fields
from matching.files.people import RESTRICTION, people_fields
from tests.builders import CATALOGUE
from tests.docs.tables import rows

LISTS = {
    "Kandidater": [*(field.heading for field in people_fields(CATALOGUE)), RESTRICTION],
    "Læreplasser": [field.heading for field in openings_fields(CATALOGUE)],
    "Behov": [field.heading for field in needs_fields(CATALOGUE)],
    "Ja til deling": [field.heading for field in agreed_fields()],
}
EMPLOYER = "L"
UNSEEN_BY_EMPLOYERS = ("innsatsgruppe", "fødselsår", "registrert i Nav", *"RIASEC", "adressesperre")


@pytest.mark.parametrize("name", LISTS)
def test_every_column_that_is_read_has_a_row_and_every_row_a_column(name: str) -> None:
    assert [row[0] for row in rows("feltregister.md", name)] == LISTS[name]


@pytest.mark.parametrize("name", LISTS)
def test_no_cell_of_the_register_is_left_open(name: str) -> None:
    for row in rows("feltregister.md", name):
        assert len(row) == 5
        assert all(row), row


def test_what_an_employer_must_not_see_is_marked_so() -> None:
    audience = {row[0]: row[3].split() for row in rows("feltregister.md", "Kandidater")}
    assert all(EMPLOYER not in audience[field] for field in UNSEEN_BY_EMPLOYERS)
    assert all("P" not in who for who in audience.values()), "a planner sees no persons"

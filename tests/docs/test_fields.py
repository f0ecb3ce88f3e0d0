"""The field register: every column that is read has a row with its purpose, source, audience and keeping."""

from collections.abc import Mapping
from dataclasses import fields

import pytest

from matching.files.headings.shielding import RESTRICTION
from matching.files.lists.agreed import agreed_fields
from matching.files.lists.groups import groups_fields
from matching.files.lists.interest_form import answer_fields
from matching.files.lists.needs import needs_fields
from matching.files.lists.openings import openings_fields
from matching.files.lists.outcomes import outcomes_fields
from matching.files.lists.people import people_fields
from matching.report.sheets import Presented, Sheet
from service.access import TABLE, Action, Kind, Reach, Role
from service.shown.facts import TOLD_BY_REASONS, TOLD_OF_OPENINGS, TOLD_OF_PERSONS, OpeningFacts, PersonFacts
from tests.builders import CATALOGUE
from tests.docs.tables import rows

ANSWERS = answer_fields(CATALOGUE.interest_form)
LISTS = {
    "Kandidater": [*(field.heading for field in people_fields(CATALOGUE)), RESTRICTION],
    "Læreplasser": [field.heading for field in openings_fields(CATALOGUE)],
    "Behov": [field.heading for field in needs_fields(CATALOGUE)],
    "Interesseskjema": [ANSWERS[0].heading, f"{ANSWERS[1].heading}–{ANSWERS[-1].heading}"],
    "Ja til deling": [field.heading for field in agreed_fields()],
    "Utfall": [field.heading for field in outcomes_fields()],
    "Grupper": [field.heading for field in groups_fields()],
}
LETTERS = {
    "A": (Role.MARKET_CONTACT, Role.PROGRAMME_LEAD),
    "V": (Role.ADVISER,),
    "F": (Role.COUNTY, Role.TRAINING_PARTNER),
    "K": (Role.AUDITOR,),
    "P": (Role.PLANNER,),
    "D": (Role.ADMIN,),
}
EMPLOYER, NOBODY = "L", "ingen"
ABILITIES = ("ferdigheter", "praksis", "utdanning")
"""The columns that skills come from."""
PRESENTED = {
    "letter": (),
    "can": ABILITIES,
    "a_little": ABILITIES,
    "related": ABILITIES,
    "mapped": ABILITIES,
    "to_learn": ABILITIES,
    "practice": ("praksis",),
    "extent": ("stillingsprosent fra", "stillingsprosent til"),
    "hours": ("skift",),
    "start": ("start fra",),
}
SHEET = {
    "opening": ("nummer",),
    "firm": ("bedrift",),
    "municipality": ("kommune",),
    "trades": ("lærefag",),
    "learnable": ("kan læres",),
    "extent": ("prosent fra", "prosent til"),
    "start_from": ("start fra",),
    "start_to": ("start til",),
    "people": (),
}
"""The columns that each field of a meeting sheet tells of."""


@pytest.mark.parametrize("name", LISTS)
def test_every_column_that_is_read_has_a_row_and_every_row_a_column(name: str) -> None:
    assert [row[0] for row in rows("feltregister.md", name)] == LISTS[name]


@pytest.mark.parametrize("name", LISTS)
def test_no_cell_of_the_register_is_left_open(name: str) -> None:
    for row in rows("feltregister.md", name):
        assert len(row) == 5
        assert all(row), row


def columns(told: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {column for some in told.values() for column in some}


def reaching(kind: Kind) -> list[str]:
    """The letters of the roles that reach things of a kind, all or some of them."""
    reach = {role: TABLE.get((role, Action.READ), {}).get(kind, Reach.NONE) for role in Role}
    return [letter for letter, roles in LETTERS.items() if any(reach[role] for role in roles)]


TOLD = {
    "Kandidater": [(columns(TOLD_OF_PERSONS), Kind.PERSON), (set(TOLD_BY_REASONS), Kind.TARGET_GROUP)],
    "Læreplasser": [(columns(TOLD_OF_OPENINGS), Kind.OPENING)],
}
ON_SHEETS = {"Kandidater": columns(PRESENTED), "Læreplasser": columns(SHEET)}


@pytest.mark.parametrize("name", LISTS)
def test_who_sees_a_column_is_who_the_pages_and_the_sheets_show_it_to(name: str) -> None:
    for column, _, _, who, _ in rows("feltregister.md", name):
        letters = [letter for some, kind in TOLD.get(name, []) if column in some for letter in reaching(kind)]
        on_sheet = [EMPLOYER] if column in ON_SHEETS.get(name, ()) else []
        assert set(who.split()) == {*letters, *on_sheet} or (who == NOBODY and not letters), column


@pytest.mark.parametrize(
    ("noun", "told"),
    [
        (PersonFacts, TOLD_OF_PERSONS),
        (OpeningFacts, TOLD_OF_OPENINGS),
        (Presented, PRESENTED),
        (Sheet, SHEET),
    ],
)
def test_every_field_that_is_shown_says_which_columns_it_tells_of(
    noun: type, told: Mapping[str, tuple[str, ...]]
) -> None:
    assert {one.name for one in fields(noun)} == set(told)


def test_every_column_that_is_shown_is_one_that_is_read() -> None:
    for name, told in TOLD.items():
        assert set().union(*(some for some, _ in told), ON_SHEETS[name]) <= set(LISTS[name])


def test_roles_of_one_letter_see_the_same_and_every_role_has_a_letter() -> None:
    assert {role for roles in LETTERS.values() for role in roles} == set(Role) - {Role.EMPLOYER}
    for roles in LETTERS.values():
        assert (
            len(
                {
                    tuple(
                        sorted(
                            (kind, reach)
                            for kind, reach in TABLE[role, Action.READ].items()
                            if kind not in (Kind.LOG, Kind.OWN_DATA)
                        )
                    )
                    for role in roles
                }
            )
            == 1
        )


def test_what_tells_of_the_target_group_is_marked_for_nav_alone() -> None:
    audience = {row[0]: row[3] for row in rows("feltregister.md", "Kandidater")}
    assert {audience[column] for column in TOLD_BY_REASONS} == {"A V"}
    assert all("P" not in who.split() for who in audience.values()), "a planner sees no persons"

"""The two assessments name every table, role and right there is, and every test they lean on is there."""

import re

import pytest

from matching.texts.loader import load_texts
from service.access import TABLE, Action, Reach, Role
from service.store.tables import lists, records, rounds
from service.store.tables.base import metadata
from service.store.tables.identities import identity_metadata
from tests.docs.tables import DOCS, rows

MODULES = (lists, records, rounds)
"""Imported for the tables they add."""
TABLES = {*metadata.tables, *identity_metadata.tables}
OF_SOME = {Reach.ALL: "", Reach.AGREED: " (påmeldte)", Reach.OWN: " (egne)"}
DOCUMENTS = ("dpia.md", "fria.md")


def test_every_table_of_the_store_has_a_row_and_every_row_a_table() -> None:
    told = rows("dpia.md", "Opplysningene, tabell for tabell")
    assert sorted(row[0].strip("`") for row in told) == sorted(TABLES)
    assert all(len(row) == 5 and all(row) for row in told)


def recipient(role: Role) -> list[str]:
    """The row of a role, as the table of rights has it."""
    reads = TABLE.get((role, Action.READ), {})
    read = [f"`{kind}`{OF_SOME[reach]}" for kind, reach in sorted(reads.items()) if reach]
    does = [
        f"`{action} {kind}`{OF_SOME[reach]}"
        for action in Action
        if action is not Action.READ
        for kind, reach in sorted(TABLE.get((role, action), {}).items())
    ]
    return [f"`{role}`", load_texts("nb")["service"]["role"][role], " ".join(read), " ".join(does) or "–"]


@pytest.mark.parametrize("role", Role)
def test_a_role_is_told_with_what_it_may_read_and_do(role: Role) -> None:
    told = {row[0]: row for row in rows("dpia.md", "Mottakere")}
    assert told[f"`{role}`"] == recipient(role), "| " + " | ".join(recipient(role)) + " |"


@pytest.mark.parametrize(("file", "heading"), [("dpia.md", "Mottakere"), ("fria.md", "c) Hvem det angår")])
def test_the_roles_told_of_are_all_roles(file: str, heading: str) -> None:
    names = load_texts("nb")["service"]["role"]
    assert [row[:2] for row in rows(file, heading)] == [[f"`{role}`", names[role]] for role in Role]


@pytest.mark.parametrize("file", DOCUMENTS)
def test_every_test_a_measure_leans_on_is_there(file: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (DOCS / file).read_text("utf-8"))
    assert len(named) > 10
    for path, function in named:
        text = (DOCS.parent / path).read_text("utf-8")
        assert not function or f"def {function}(" in text, f"{path}::{function}"


@pytest.mark.parametrize("file", DOCUMENTS)
def test_what_is_the_owners_to_answer_is_marked(file: str) -> None:
    assert (DOCS / file).read_text("utf-8").count("**[EIER]**") > 10

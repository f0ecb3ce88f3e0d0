"""Texts to entries, and what a licence covers."""

import pytest

from matching.catalogue.catalogue import by_text
from matching.domain.errors import CatalogueFault, ErrorCode
from matching.domain.reference import Entry
from tests.builders import CATALOGUE, licence


def entry(key: str, label: str, *synonyms: str) -> Entry:
    return Entry(key=key, label=label, synonyms=synonyms)


def test_key_label_and_synonyms_lead_to_the_entry_whatever_their_case() -> None:
    entries = [entry("cnc", "CNC-faget", "Maskinering"), entry("weld", "Sveisefaget")]
    assert by_text(entries) == {
        "cnc": 0,
        "cnc-faget": 0,
        "maskinering": 0,
        "weld": 1,
        "sveisefaget": 1,
    }


def test_one_entry_may_have_the_same_text_twice() -> None:
    assert by_text([entry("B", "B", "b")]) == {"b": 0}


@pytest.mark.parametrize(
    "other", [entry("a", "x"), entry("x", "A"), entry("x", "y", "Ene"), entry("x", "ENE")]
)
def test_a_text_of_two_entries_is_a_fault_that_names_it(other: Entry) -> None:
    with pytest.raises(CatalogueFault) as fault:
        by_text([entry("a", "ene"), other])
    assert fault.value.code is ErrorCode.CATALOGUE
    assert str(fault.value.facts["text"]).casefold() in {"a", "ene"}
    assert fault.value.facts["first"] == "a"


@pytest.mark.parametrize(
    ("held", "covered"),
    [("BE", "BE B96 B AM T"), ("B", "B AM T"), ("C", "C C1 B AM T"), ("S", "S"), ("A1", "A1 AM")],
)
def test_a_licence_covers_the_classes_below_it_and_itself(held: str, covered: str) -> None:
    assert CATALOGUE.licence_covers[licence(held)] == frozenset(map(licence, covered.split()))

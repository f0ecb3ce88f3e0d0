"""Words linked to the catalogue: measured on typed words with the entry each means."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.files.fields.field import Faulty
from matching.files.fields.lexicon import Lexicon, Lexicons, Link
from matching.files.fields.linking import CERTAIN, Index, Likeness, typed
from matching.files.headings.meanings import Kind, Meanings
from tests.files.typed_words import typed_words
from tests.files.written import CATALOGUE

LEXICONS = Lexicons.of(CATALOGUE)
SKILLS = LEXICONS.skills
SKILL_TEXTS = sorted({*(skill.label for skill in CATALOGUE.skills), *SKILLS.vocabulary.places})
SMALL = (("sveising", 0), ("sveise metall", 0), ("dreiing", 1), ("dreie metall", 1), ("kjøre truck", 2))


@dataclass(frozen=True)
class Case:
    """A typed word, the key it means, and what is made of it."""

    word: str
    means: str | None
    linked: str | None
    candidates: tuple[tuple[str, int], ...]


def case(kind: Kind, word: str, means: str | None) -> Case:
    lexicon = LEXICONS.of_kind(kind)
    index = lexicon.index
    place = index.certain(word)
    likely = index.candidates(word, 3)
    return Case(
        word,
        means,
        None if place is None else lexicon.entries[place].key,
        tuple((lexicon.entries[one.place].key, one.certainty) for one in likely),
    )


CASES = [case(*one) for one in typed_words() if one[1] not in LEXICONS.of_kind(one[0])]
"""Those that are not already in the catalogue as they stand."""
HALVES = pytest.mark.parametrize("cases", [CASES[::2], CASES[1::2]], ids=["chosen on", "held out"])


@HALVES
def test_no_word_is_linked_to_what_it_does_not_mean(cases: list[Case]) -> None:
    assert len(cases) >= 150
    assert [one for one in cases if one.linked not in (None, one.means)] == []


@HALVES
def test_almost_half_the_words_that_mean_an_entry_are_linked_without_asking(cases: list[Case]) -> None:
    meant = [one for one in cases if one.means]
    assert sum(one.linked == one.means for one in meant) >= 0.4 * len(meant)


@HALVES
def test_what_a_word_means_is_nearly_always_among_its_candidates(cases: list[Case]) -> None:
    meant = [one for one in cases if one.means]
    first = sum(one.candidates[:1] != () and one.candidates[0][0] == one.means for one in meant)
    shown = sum(one.means in dict(one.candidates) for one in meant)
    assert first >= 0.85 * len(meant)
    assert shown >= 0.93 * len(meant)


def test_words_that_mean_something_else_begin_right_below_the_certainty_asked() -> None:
    best = [one.candidates[0] for one in CASES if one.candidates and one.candidates[0][0] != one.means]
    assert CERTAIN - 15 < max(certainty for _, certainty in best) < CERTAIN


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("SVEISING", "sveising"), ("mig sveising", "MIG-sveising"), ("Kulelager-", "kulelager"),
        ("maaling", "måling"), ("foerstehjelp", "førstehjelp"), ("måleur et", "måleur"),
        ("gravemaskiner", "gravemaskin"), ("oppvasken", "oppvask"), ("varemottaket", "varemottak"),
    ],
)  # fmt: skip
def test_a_word_may_differ_in_how_it_is_typed_and_in_the_form_of_a_noun(word: str, text: str) -> None:
    assert SKILLS.index.certain(word) == SKILLS.vocabulary.find(text)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (Kind.SKILL, "sveise"), (Kind.SKILL, "truckbevis"), (Kind.SKILL, "ikke lastebil"), (Kind.SKILL, "fisk"),
        (Kind.SKILL, "NEK 405"), (Kind.TRADE, "SVE3005"), (Kind.TRADE, "B2"), (Kind.SKILL, "ventilere"),
        (Kind.SKILL, "demontere varmeanlegg"), (Kind.CERTIFICATE, "truck"), (Kind.SKILL, "-"),
    ],
)  # fmt: skip
def test_a_word_that_is_merely_like_an_entry_is_never_linked(kind: Kind, word: str) -> None:
    with pytest.raises(Faulty):
        LEXICONS.of_kind(kind).find(word)


def test_a_skill_is_never_linked_to_a_trade() -> None:
    assert Lexicons.of(CATALOGUE).trades.find("kokk fag") == LEXICONS.trades.vocabulary.find("Kokkfaget")
    with pytest.raises(Faulty):
        LEXICONS.skills.find("kokk fag")


def test_a_word_two_entries_have_alike_is_linked_to_neither() -> None:
    index = Index.of([("MIG-sveising", 0), ("migsveising", 1), ("dreiing", 2)])
    assert index.certain("mig sveising") is None
    assert index.candidates("mig sveising", 3) == (Likeness(0, CERTAIN), Likeness(1, CERTAIN))


def test_every_link_is_told_once_and_a_word_of_the_catalogue_is_none() -> None:
    lexicons = Lexicons.of(CATALOGUE, Meanings(words={(Kind.TRADE, "lager"): "logistikkfaget"}))
    for word in ("Gravemaskiner", "gravemaskiner", "sveising"):
        lexicons.skills.find(word)
    lexicons.trades.find("Lager")
    typed_so, chosen = lexicons.links
    assert typed_so == Link(Kind.SKILL, "gravemaskiner", "excavator", CERTAIN, chosen=False)
    assert (chosen.kind, chosen.word, chosen.key, chosen.chosen) == ("trade", "lager", "logistikkfaget", True)
    assert 0 < chosen.certainty < CERTAIN


def test_a_choice_stands_above_the_catalogue_and_for_its_own_kind_alone() -> None:
    lexicons = Lexicons.of(CATALOGUE, Meanings(words={(Kind.SKILL, "sveising"): "tig-welding"}))
    assert lexicons.skills.entries[lexicons.skills.find("Sveising")].key == "tig-welding"
    assert lexicons.trades.entries[lexicons.trades.find("sveising")].key == "sveisefaget"


def test_the_fault_of_an_unknown_word_names_up_to_three_entries_and_how_alike_they_are() -> None:
    with pytest.raises(Faulty) as caught:
        Lexicon(Kind.SKILL, CATALOGUE.skills).find("sveissing")
    facts = dict(caught.value.faults[0].facts)
    assert (facts["nearest"], facts["kind"], facts["word"]) == ("sveisemetoder", "skill", "sveissing")
    assert str(facts["keys"]).split()[0] == "welding-methods"
    likeness = [int(facts[f"{name}_likeness"] or 0) for name in ("nearest", "second", "third")]
    assert likeness == sorted(likeness, reverse=True)


@given(st.permutations(SMALL))
def test_the_order_of_the_texts_decides_nothing(named: list[tuple[str, int]]) -> None:
    assert Index.of(named).candidates("sveise", 3) == Index.of(SMALL).candidates("sveise", 3)


@settings(deadline=None)
@given(st.text(max_size=200) | st.sampled_from(SKILL_TEXTS))
def test_candidates_are_different_entries_the_likeliest_first(word: str) -> None:
    likely = SKILLS.index.candidates(word, 3)
    assert len({one.place for one in likely}) == len(likely) <= 3
    assert [one.certainty for one in likely] == sorted((one.certainty for one in likely), reverse=True)
    assert all(30 <= one.certainty <= CERTAIN for one in likely)


@settings(deadline=None)
@given(st.sampled_from(SKILL_TEXTS))
def test_a_text_of_the_catalogue_typed_in_capitals_without_our_letters_is_itself_or_a_question(
    text: str,
) -> None:
    plainly = text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace(" ", "-").upper()
    assert SKILLS.index.certain(plainly) in (SKILLS.vocabulary.find(text), None)
    assert CERTAIN in {one.certainty for one in SKILLS.index.candidates(plainly, 1)}


def test_what_is_typed_is_compared_without_signs_and_nothing_is_like_nothing() -> None:
    assert typed(" MIG/MAG – Sveising! ") == "migmagsveising"
    assert typed("Ångström é") == "aangstroeme"
    assert typed("A 1.5 mm") != typed("A 15 mm")
    assert Index.of(SMALL).candidates("?!", 3) == ()
    assert Index.of([]).candidates("sveise", 3) == ()

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.reference import Entry
from matching.files.source.vocabulary import Vocabulary, nearest, nearest_id, plain, tidy
from tests.files.written import CATALOGUE

SKILLS = Vocabulary.of(CATALOGUE.skills)
LONG_WORDS = sorted(word for word in SKILLS.shown if len(word) >= 8)


def test_words_are_compared_without_case_spaces_or_composition() -> None:
    assert plain("  Ma\u030aLE\n med ") == "måle med"
    assert tidy("  Ma\u030aLE\n med ") == "MåLE med"


def test_a_key_is_shown_as_its_label_and_a_synonym_as_itself() -> None:
    words = Vocabulary.of([Entry(key="caliper", label="Skyvelære", synonyms=("skyvemål",))])
    assert words.shown == {"caliper": "Skyvelære", "skyvelære": "Skyvelære", "skyvemål": "skyvemål"}
    assert [words.find(text) for text in ("Caliper", "SKYVEMÅL", "skyve")] == [0, 0, None]


@given(st.sampled_from(LONG_WORDS), st.data())
def test_a_word_with_one_letter_missing_is_told_a_word_that_is_accepted(
    word: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    near = nearest(word[:place] + word[place + 1 :], LONG_WORDS)
    assert near is not None
    assert near in SKILLS


@given(st.text(max_size=80))
def test_any_text_has_a_nearest_word_that_is_accepted_or_none(text: str) -> None:
    near = nearest(text, LONG_WORDS)
    assert near is None or near in SKILLS


@pytest.mark.parametrize(("word", "near"), [("kommunne", "kommune"), ("", None), ("ξψ", None)])
def test_the_nearest_of_a_few_words_is_one_of_them_or_none(word: str, near: str | None) -> None:
    assert nearest(word, ["kommune", "bedrift"]) == near


@pytest.mark.parametrize(
    ("name", "near"),
    [("K7", "K07"), ("k007", "K07"), ("K017", "K17"), ("K0", "K00"), ("K18", "K17"), ("ξψ", None)],
)
def test_an_id_that_differs_in_zeros_and_case_alone_is_nearer_than_any_that_looks_alike(
    name: str, near: str | None
) -> None:
    assert nearest_id(name, ["K17", "K70", "K00", "K07"]) == near

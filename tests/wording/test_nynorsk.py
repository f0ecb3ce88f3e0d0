"""Nynorsk says the same as bokmål, with words of its own."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Final

import pytest

from matching.texts.loader import load_texts
from matching.wording import Over, Words
from tests.builders import CATALOGUE
from tests.wording.met import met
from tests.wording.placeholders import names

Key = tuple[str, ...]

SET_APART: Final = re.compile(r"\{\w+(:\w*)?\}|«[^»]*»|--\w+")
"""Facts, words as the lists have them, and options: the same in every language."""

EXAMPLE: Final = "example"
"""What the example row of a template has: read by the program, so in bokmål."""


def words_of(text: str) -> set[str]:
    """The words of a text, but for those set apart."""
    return set(re.findall(r"[a-zæøåé]+", SET_APART.sub(" ", text).lower()))


OF_BOKMAL: Final = words_of(
    """alene arbeidssøker avgjør bare bedriften begrunnelse dere eksempel en ennå et ferdighet ferdigheter filen
    finnes flere fra førerkort ganger gjør hun hva hvem hver hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor
    ikke kandidater kommer krever listen læreplasser løsning mangler mappen mens mer mulig mulige navn
    navnet noe noen nå plasser regnet samlet sammen selv siden sier skrevet spørsmålene tall tar tegn uten veileder
    veilederen velg vet være vært ønsker åpne"""
)
"""Words of bokmål that nynorsk does not have."""

OF_NYNORSK: Final = words_of(
    """arbeidssøkjar avgjer bedrifta berre ein eit enno ferdigheit ferdigheiter fila finst fleire frå førarkort gjer
    gonger ikkje kandidatar kjem korleis kva kvar kvart kven kvifor lista læreplassar manglar mappa medan meir
    mogleg moglege namn namnet noko nokon plassar rettleiar rettleiaren samla saman seier sida sjølv teikn tek utan
    veit vere vore ønskjer"""
)
"""Words of nynorsk that bokmål, as written here, does not have."""


def texts(language: str) -> Mapping[Key, str]:
    """Every text of a language, those of a list each by its place."""

    def leaves(part: object, key: Key) -> Iterator[tuple[Key, str]]:
        if isinstance(part, Mapping):
            for name, one in part.items():
                yield from leaves(one, (*key, name))
        elif isinstance(part, list):
            for number, one in enumerate(part):
                yield from leaves(one, (*key, str(number)))
        else:
            yield key, str(part)

    return dict(leaves(load_texts(language), ()))


def test_the_two_languages_have_the_same_files() -> None:
    def of(language: str) -> set[str]:
        return {
            one.name for one in (files("matching.texts") / language).iterdir() if one.name.endswith(".toml")
        }

    assert of("nn") == of("nb")


def test_each_text_tells_the_same_facts_in_both() -> None:
    nynorsk = texts("nn")
    for key, text in texts("nb").items():
        assert names(nynorsk[key]) == names(text), key


@pytest.mark.parametrize(("language", "others"), [("nn", OF_BOKMAL), ("nb", OF_NYNORSK)])
def test_neither_language_has_words_of_the_other(language: str, others: set[str]) -> None:
    for key, text in texts(language).items():
        if key[-1] != EXAMPLE and "slik:" not in text:
            assert not words_of(text) & others, f"{'.'.join(key)}: {text}"


def test_few_texts_are_the_same_in_both() -> None:
    bokmal, nynorsk = texts("nb"), texts("nn")
    long = [key for key, text in bokmal.items() if key[-1] != EXAMPLE and len(words_of(text)) >= 4]
    same = [key for key in long if bokmal[key] == nynorsk[key]]
    assert len(same) <= len(long) // 20, same


def test_things_of_the_catalogue_are_told_in_nynorsk() -> None:
    own = load_texts("nn")["catalogue_name"]
    kinds = {
        "context": CATALOGUE.contexts,
        "area": CATALOGUE.areas,
        "leisure": CATALOGUE.leisure,
        "certificate": CATALOGUE.certificates,
        "schooling": CATALOGUE.schooling,
        "occupation": CATALOGUE.occupations,
        "skill": CATALOGUE.skills,
    }
    words = Words(CATALOGUE, "nn")
    assert set(own) == set(kinds)
    for kind, entries in kinds.items():
        names = {entry.key: entry.shown for entry in entries}
        assert all(names.get(key, name) != name for key, name in own[kind].items())
        assert set(own[kind]) <= set(names)
        for key in names:
            assert not words_of(words.named(kind, key)) & OF_BOKMAL, key
    assert words.skill("cnc-operation") == "køyre CNC-maskin"
    for trade in CATALOGUE.trades:
        assert words.trade(trade.key) == trade.shown


def test_reasons_are_told_in_nynorsk_without_a_word_of_bokmal() -> None:
    words = Words(CATALOGUE, "nn")
    written = {"trade", "by", "reason", "name", "ground"}
    for reason, over in met():
        if not written & {name for name, _ in reason.facts}:
            told = words.reason(reason, over or Over.OPENINGS)
            assert not words_of(told) & OF_BOKMAL, told

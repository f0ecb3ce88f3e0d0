"""How well typed words are linked to the catalogue at each certainty, and how long 1,000 words take.

The words stand in tests/files/typed_words.csv with the entry each means; the certainty was chosen on half of them.
"""

from time import perf_counter
from typing import Any

from benchmarks.record import record
from matching.catalogue.loader import load_catalogue
from matching.files.fields.lexicon import CANDIDATES, Lexicons
from matching.files.fields.linking import CERTAIN, Index
from tests.files.typed_words import typed_words

LEXICONS = Lexicons.of(load_catalogue())
CERTAINTIES = (60, 70, 75, 80, 85, 90, 95, CERTAIN)
WORDS = 1000
TIMES_THE_SKILLS = 22
"""So many copies of the skills are about 13,500 entries, as many as a whole classification of skills has."""

Case = tuple[str | None, list[tuple[str, int]]]
"""The key a word means, and its candidates with their certainty."""


def cases() -> list[Case]:
    found: list[Case] = []
    for kind, word, means in typed_words():
        lexicon = LEXICONS.of_kind(kind)
        if word not in lexicon:
            likely = lexicon.index.candidates(word, CANDIDATES)
            found.append((means, [(lexicon.entries[one.place].key, one.certainty) for one in likely]))
    return found


def measured(cases: list[Case]) -> dict[str, Any]:
    meant = [(means, likely) for means, likely in cases if means]
    return {
        "words": len(cases),
        "that mean an entry": len(meant),
        "first candidate is right": round(
            sum(one[1][:1] != [] and one[1][0][0] == one[0] for one in meant) / len(meant), 3
        ),
        "a candidate is right": round(sum(means in dict(likely) for means, likely in meant) / len(meant), 3),
        "at certainty": {str(least): at(least, cases, len(meant)) for least in CERTAINTIES},
    }


def at(least: int, cases: list[Case], meant: int) -> dict[str, Any]:
    linked = [means == likely[0][0] for means, likely in cases if likely and likely[0][1] >= least]
    return {
        "linked": len(linked),
        "wrong": linked.count(False),
        "recall": round(linked.count(True) / meant, 3),
    }


def seconds(copies: int) -> dict[str, Any]:
    skills = LEXICONS.skills
    size = len(skills.entries)
    words = [f"{word}{copy}" for copy in range(WORDS) for _, word, _ in typed_words()][:WORDS]
    named = [*skills.vocabulary.places.items()]
    begun = perf_counter()
    index = Index.of(
        (f"{text} {copy or ''}", place + copy * size) for copy in range(copies) for text, place in named
    )
    index.candidates(words[0], CANDIDATES)
    ready = perf_counter()
    for word in words:
        index.candidates(word, CANDIDATES)
    return {
        "entries": size * copies,
        "index": round(ready - begun, 3),
        "words": round(perf_counter() - ready, 3),
    }


def main() -> None:
    found = cases()
    figures = {
        "chosen on": measured(found[::2]),
        "held out": measured(found[1::2]),
        "seconds": [seconds(1), seconds(TIMES_THE_SKILLS)],
    }
    print(record("linking", figures, seed=0, packages=("numpy",)))


if __name__ == "__main__":
    main()

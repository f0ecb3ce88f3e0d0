"""Texts to positions in the catalogue: one word of it, or a list of words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from matching.domain.answers import NO_DECISION
from matching.domain.columns import mask
from matching.domain.errors import ErrorCode, Fact
from matching.domain.openings import ALTERNATIVES
from matching.domain.reference import Entry
from matching.files.fields.choices import is_no, is_none, unless_none
from matching.files.fields.field import Fault, Faulty, Parse
from matching.files.fields.lexicon import Lexicon
from matching.files.source.vocabulary import Vocabulary, nearest, pieces, plain

ITEMS: Final = r"[;\n]"
"""What parts the words of a list, as a pattern."""
KEPT: Final = 10_000
"""Words of a column whose meaning is remembered: most people write what others have written."""
_SHORT_ITEMS: Final = r"[;,\n]"
_CLASSES: Final = r"\s(?i:og)\s|[;,/\s]+"
_ALTERNATIVES: Final = r"[;\n]|\s(?i:eller)\s"
_NOT: Final = "ikke "

Item = TypeVar("Item")
Value = TypeVar("Value")

_ALMOST: Final = 0.8
"""Likeness from which a word is taken to be another with a letter or two wrong (source: assumption)."""
_SHORTEST_SHARED: Final = 3
"""Letters of a word two texts may share, so that «og» is none."""

Like = Callable[[str, Iterable[str]], str | None]
"""The one of some words to name where another was written, or None."""

Contexts = tuple[frozenset[int], frozenset[int]]
"""Likes and dislikes."""


def set_of(lexicon: Lexicon) -> Parse:
    """Parser of a list of words to the set of their positions; «ingen» to the empty set.

    Words are parted by semicolon or line break, and by comma where the whole between them is no known word.
    """

    return lambda text: (
        frozenset() if is_none(text) else frozenset(each(words_in(text, lexicon.__contains__), lexicon.find))
    )


def words_in(text: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    """The words of a list, cut at commas only where what stands between semicolons is not known as it is."""
    for item in pieces(text, ITEMS) or [text]:
        if "," not in item or is_known(item):
            yield item
        else:
            yield from pieces(item, ",") or [item]


def effort_group(groups: Mapping[str, frozenset[int]]) -> Parse:
    """Parser of an innsatsgruppe, old or new name or code, to the bit mask of the levels it may mean."""
    masks = {plain(text): mask(levels) for text, levels in groups.items()}
    find = _one_of(Vocabulary(masks, {plain(text): text for text in groups}))
    return unless_none(find, mask({NO_DECISION}))


def licence_classes(vocabulary: Vocabulary) -> Parse:
    """Parser of licence classes to the set of their positions; «ingen» and «nei» to the empty set."""
    allowed = "; ".join(vocabulary.shown.values())

    def find(word: str) -> int:
        place = vocabulary.find(word)
        if place is None:
            near = nearest(word, vocabulary.shown.values())
            raise Faulty(Fault.of(ErrorCode.CELL_NOT_A_CHOICE, word=word, nearest=near, allowed=allowed))
        return place

    def parse(text: str) -> frozenset[int]:
        if is_none(text) or is_no(text):
            return frozenset()
        if plain(text) in {"ja", "true"}:
            raise Faulty(Fault.of(ErrorCode.LICENCE_CLASS, allowed=allowed))
        return frozenset(each(pieces(text, _CLASSES) or [text], find))

    return parse


def alternatives(trades: Lexicon) -> Parse:
    """Parser of one to three alternative trades, the first being the main one, to their positions."""

    def parse(text: str) -> tuple[int, ...]:
        found = tuple(dict.fromkeys(each(pieces(text, _ALTERNATIVES) or [text], trades.find)))
        if len(found) > ALTERNATIVES:
            raise Faulty(Fault.of(ErrorCode.CELL_TOO_MANY, greatest=ALTERNATIVES))
        return found

    return parse


def some_of(entries: Sequence[Entry]) -> Parse:
    """Parser of a list of words from a few to the set of their positions; «ingen» to the empty set."""
    find = _one_of(Vocabulary.of(entries), _likely, allowed="; ".join(entry.label for entry in entries))
    return lambda text: (
        frozenset() if is_none(text) else frozenset(each(pieces(text, _SHORT_ITEMS) or [text], find))
    )


def contexts(entries: Sequence[Entry]) -> Parse:
    """Parser of «inne; presisjon; ikke høyde» to likes and dislikes; «ingen» to none of either."""
    find = _one_of(Vocabulary.of(entries), allowed="; ".join(entry.label for entry in entries))

    def place(item: str) -> tuple[int, bool]:
        return find(item.removeprefix(_NOT)), not item.startswith(_NOT)

    def parse(text: str) -> Contexts:
        if is_none(text):
            return frozenset(), frozenset()
        found = set(each((plain(item) for item in pieces(text, _SHORT_ITEMS) or [text]), place))
        likes, dislikes = (
            frozenset(where for where, liked in found if liked is wanted) for wanted in (True, False)
        )
        if likes & dislikes:
            raise Faulty(Fault.of(ErrorCode.CELL_CONTRADICTS, word=entries[min(likes & dislikes)].label))
        return likes, dislikes

    return parse


def each(items: Iterable[Item], parse: Callable[[Item], Value]) -> list[Value]:
    """Every item parsed.

    Raises:
        Faulty: some of them cannot be; the faults of all of them together.
    """
    values: list[Value] = []
    faults: list[Fault] = []
    for item in items:
        try:
            values.append(parse(item))
        except Faulty as error:
            faults += error.faults
    if faults:
        raise Faulty(*faults)
    return values


def _likely(text: str, words: Iterable[str]) -> str | None:
    """The one most like a text, where they share a whole word or are typed almost alike: likes are not guessed."""
    own, others = _whole(text), list(words)
    sharing = [other for other in others if own & _whole(other)]
    return nearest(text, sharing, least=0) or nearest(text, others, least=_ALMOST)


def _whole(text: str) -> set[str]:
    return {word for word in plain(text).split() if len(word) >= _SHORTEST_SHARED}


def _one_of(vocabulary: Vocabulary, like: Like = nearest, **facts: Fact) -> Callable[[str], int]:
    """Parser of one of a few words to what it stands for; `facts` are told with a fault."""

    def parse(text: str) -> int:
        place = vocabulary.find(text)
        if place is None:
            near = like(text, vocabulary.shown.values())
            raise Faulty(Fault.of(ErrorCode.CELL_NOT_IN_CATALOGUE, word=text, nearest=near, **facts))
        return place

    return parse

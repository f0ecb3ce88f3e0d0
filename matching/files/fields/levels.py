"""Texts of skills with how well each is held or asked for to values and back: «dreie metall (litt)»."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from matching.domain.reference import Entry
from matching.files.fields.choices import NONE_AT_ALL, is_none
from matching.files.fields.field import Parse, Told
from matching.files.fields.lexicon import Lexicon
from matching.files.fields.told import listed
from matching.files.fields.words import KEPT, each, words_in
from matching.files.source.vocabulary import plain

A_LITTLE: Final = "litt"
"""Behind a skill a person holds a little only."""
IS_ENOUGH: Final = "litt er nok"
"""Behind an asked skill of which a little is enough."""

_LEVELS: Final[Mapping[str, bool]] = MappingProxyType(
    {
        **dict.fromkeys((A_LITTLE, IS_ENOUGH, "grunnleggende", "noe", "nybegynner"), True),
        **dict.fromkeys(("godt", "svært godt", "ekspert"), False),
    }
)
"""What may stand in parentheses, and whether it means a little only."""

Graded = tuple[frozenset[int], frozenset[int]]
"""Skills, and those of them of which a little is said."""


def skills(lexicon: Lexicon) -> Parse:
    """Parser of «dreie metall (litt); måling» to skills and those said to be a little; «ingen» to none of either.

    A text that is in the catalogue as it stands is that, parentheses and all. What stands there twice, in full and
    a little, is in full.
    """

    def parted(item: str) -> tuple[str, bool]:
        name, _, level = item.rpartition("(")
        known = name.strip() and level.endswith(")") and plain(level[:-1]) in _LEVELS and item not in lexicon
        return (name.strip(), _LEVELS[plain(level[:-1])]) if known else (item, False)

    @lru_cache(maxsize=KEPT)
    def find(item: str) -> tuple[int, bool]:
        name, little = parted(item)
        return lexicon.find(name), little

    def parse(text: str) -> Graded:
        found = () if is_none(text) else each(words_in(text, lambda item: parted(item)[0] in lexicon), find)
        in_full = {place for place, little in found if not little}
        held = frozenset([place for place, _ in found])
        return held, held - in_full

    return parse


def told_skills(entries: Sequence[Entry], mark: str) -> Told:
    """Skills by their positions, whether anything is recorded at all, and those of which a little is said."""

    def tell(row: tuple[int, ...], given: bool, slight: tuple[int, ...]) -> str:
        if not given:
            return ""
        return listed(
            f"{entries[place].label} ({mark})" if place in slight else entries[place].label for place in row
        )

    return Told(tell, (NONE_AT_ALL, *(one.label for one in entries)), several=True)

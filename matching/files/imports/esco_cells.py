"""A concept of ESCO in, the cells that skills and occupations alike have of it out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from matching.catalogue.tables import TABLES, Row, Tables, cells
from matching.files.imports.esco_texts import NORWEGIAN, Names, Wanted
from matching.files.source.vocabulary import plain

_PLACE: Final = re.compile(r"^.*/esco/(?:skill/)?")
_SIGNS: Final = re.compile("[^a-z0-9]+")
_BETWEEN: Final = ";"


@dataclass(frozen=True)
class Origin:
    """Where new rows are from: the release of the download, and the day they are valid from."""

    release: str
    on: date


def key_of(uri: str) -> str:
    """The lasting key of a concept we have no own key for, made of its address."""
    return f"esco-{_SIGNS.sub('-', _PLACE.sub('', uri).casefold()).strip('-')}"


def texts_of(tables: Tables, name: str) -> dict[str, str]:
    """The texts of the rows of a table in plain form, to their keys."""
    return {
        plain(text): row["key"]
        for row in tables[name]
        for column in TABLES[name].names
        for text in cells(name, row, column)
    }


def with_synonyms(name: str, row: Row, names: Names) -> Row:
    """A row of a table that is there already, and the words of ESCO beside its own."""
    return {**row, "synonyms": joined([*cells(name, row, "synonyms"), *names.synonyms.get(row["key"], ())])}


def new_cells(one: Wanted, names: Names, origin: Origin, assumed: Sequence[str] = ()) -> Mapping[str, str]:
    """Key, words and origin of a new row; `assumed` are columns ESCO does not tell, beside a changed label."""
    label = names.labels[one.key]
    language = "" if one.language in NORWEGIAN else f" (label_nb: {one.language})"
    return {
        "key": one.key,
        "label_nb": label,
        "label_en": one.label_en,
        "synonyms": joined(names.synonyms[one.key]),
        "assumed": joined(assumed if label == one.label else ["label_nb", *assumed]),
        "source": f"ESCO {origin.release}{language}",
        "valid_from": origin.on.isoformat(),
    }


def joined(texts: Sequence[str]) -> str:
    """Several values as one cell."""
    return _BETWEEN.join(texts)


def relabelled(wanted: Sequence[Wanted], names: Names) -> int:
    """How many new rows are not called what ESCO calls them."""
    return sum(names.labels[one.key] != one.label for one in wanted if not one.is_ours)

"""An ESCO download and a catalogue in, the catalogue with every skill of ESCO among its own out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from matching.catalogue.tables import TABLES, Row, cells
from matching.files.imports.esco import Esco, read_esco
from matching.files.imports.esco_texts import NORWEGIAN, Names, Wanted, name_all
from matching.files.imports.esco_tree import nearest_groups
from matching.files.imports.imported import Imported, imported, read_base
from matching.files.source.vocabulary import plain

_PLACE: Final = re.compile(r"^.*/esco/(?:skill/)?")
_SIGNS: Final = re.compile("[^a-z0-9]+")
_BETWEEN: Final = ";"

Above = Mapping[str, tuple[str, bool]]
"""As nearest_groups(...) gives it."""


def import_esco(folder: Path, base: Path | None, *, release: str, on: date) -> Imported:
    """Rows of ours first and as they were, save for synonyms; then the new ones, by address.

    Raises:
        FileFault: a file of the download is missing or cannot be read.
    """
    esco, before = read_esco(folder), read_base(base)
    ours = before.tables["skills"]
    above = nearest_groups(esco)
    wanted = list(_wanted(esco, above, ours))
    names = name_all(wanted, _own_texts(ours))
    new = [one for one in wanted if not one.is_ours]
    rows = [
        *(_with_synonyms(row, names) for row in ours),
        *(_row(one, names, above, release, on) for one in new),
    ]
    return imported(before, "skills", rows, _counts(esco, wanted, names, above, rows))


def key_of(uri: str) -> str:
    """The lasting key of a concept we have no own key for, made of its address."""
    return f"esco-{_SIGNS.sub('-', _PLACE.sub('', uri).casefold()).strip('-')}"


def _wanted(esco: Esco, above: Above, ours: Sequence[Row]) -> Iterator[Wanted]:
    """A row for each concept: ours where its address or key stands there already."""
    known = {row["key"]: row["key"] for row in ours}
    known |= {row["esco_uri"]: row["key"] for row in ours if row["esco_uri"]}
    keys = {uri: known.get(uri) or key_of(uri) for uri in esco.concepts}
    for uri, concept in esco.concepts.items():
        group, _ = above.get(uri, ("", True))
        yield Wanted(keys[uri], concept, keys.get(group, ""), keys[uri] in known)


def _own_texts(ours: Sequence[Row]) -> dict[str, str]:
    return {
        plain(text): row["key"]
        for row in ours
        for column in TABLES["skills"].names
        for text in cells("skills", row, column)
    }


def _with_synonyms(row: Row, names: Names) -> Row:
    more = names.synonyms.get(row["key"], ())
    return {**row, "synonyms": _joined([*cells("skills", row, "synonyms"), *more])}


def _row(one: Wanted, names: Names, above: Above, release: str, on: date) -> dict[str, str]:
    uri, label = one.concept.uri, names.labels[one.key]
    told = above.get(uri, ("", True))[1]
    assumed = [] if told else ["broader"]
    language = "" if one.language in NORWEGIAN else f" (label_nb: {one.language})"
    form = TABLES["skills"].columns["esco_uri"].form or ""
    return {
        "key": one.key,
        "label_nb": label,
        "label_en": one.label_en,
        "kind": "group" if one.concept.is_group else "skill",
        "broader": one.above,
        "synonyms": _joined(names.synonyms[one.key]),
        "esco_uri": uri if re.fullmatch(form, uri) else "",
        "esco_label": one.label_en,
        "assumed": _joined(assumed if label == one.label else ["label_nb", *assumed]),
        "source": f"ESCO {release}{language}",
        "valid_from": on.isoformat(),
    }


def _joined(texts: Sequence[str]) -> str:
    return _BETWEEN.join(texts)


def _counts(
    esco: Esco, wanted: Sequence[Wanted], names: Names, above: Above, rows: Sequence[Row]
) -> dict[str, int]:
    new = [one for one in wanted if not one.is_ours]
    return {
        "skills": sum(not one.concept.is_group for one in new),
        "groups": sum(one.concept.is_group for one in new),
        "known": len(wanted) - len(new),
        "all": len(rows),
        "relabelled": sum(names.labels[one.key] != one.label for one in new),
        "synonyms": sum(map(len, names.synonyms.values())),
        "dropped": names.dropped,
        "chosen": sum(not told for _, told in above.values()),
        "alone": sum(one.concept.uri not in above and not one.concept.is_group for one in new),
        "left_out": esco.left_out,
    }

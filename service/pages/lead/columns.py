"""Columns of a list nobody knows, asked about beside the file, which is then sent once more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from matching.catalogue.catalogue import Catalogue
from matching.files.headings.column_names import ColumnQuestion
from matching.files.headings.meanings import IGNORED, Meanings
from matching.files.source.identity import has_identity_number
from matching.quoted import shortened, visible
from matching.wording import Words
from service.bringing.columns import MOST, answers_to, chosen
from service.bringing.drafting import ListKind
from service.door.forms import FormFault


@dataclass(frozen=True)
class Column:
    """A column somebody is asked about."""

    number: int
    heading: str
    """As written; it goes back with the answer."""
    label: str
    answers: tuple[tuple[str, str], ...]
    """What it may be chosen to mean, each a value and a text."""


def asked_columns(found: Sequence[ColumnQuestion], catalogue: Catalogue, words: Words) -> tuple[Column, ...]:
    """The columns of a file nobody knows, as they are asked about; none where they are too many for a form."""
    if len(found) > MOST:
        return ()
    left_out = {IGNORED: words.say("lead.columns.left_out")}
    return tuple(
        Column(
            number,
            one.column,
            words.say("lead.columns.which", column=shortened(visible(one.column))),
            tuple((answer, left_out.get(answer, answer)) for answer in answers_to(one, catalogue)),
        )
        for number, one in enumerate(found, 1)
    )


def column_fields(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """The fields of a form that tell of columns: the heading of each as written, and what it is chosen to mean."""
    numbers = takewhile(lambda number: f"kolonne-{number}" in fields, count(1))
    names = [name for number in numbers for name in (f"kolonne-{number}", f"betyr-{number}")]
    return [(name, fields.get(name, "")) for name in names]


def columns_in(fields: Mapping[str, str], kind: ListKind, catalogue: Catalogue) -> Meanings:
    """What the columns of a list were chosen to mean in a form.

    Raises:
        FormFault: a column without an answer, or with one it may not have, or two, or with a number of a person.
    """
    texts = [text for _, text in column_fields(fields)]
    if any(map(has_identity_number, texts)):
        raise FormFault  # no list with such a heading is asked about
    try:
        return chosen(zip(texts[::2], texts[1::2], strict=True), kind.sheet, catalogue)
    except ValueError:
        raise FormFault from None

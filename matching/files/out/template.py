"""Empty lists to fill in: the columns, what each is for, the words to choose among, and one row as an example."""

from collections.abc import Mapping, Sequence
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.files.fields import told
from matching.files.fields.choices import yes_or_no
from matching.files.fields.field import Field
from matching.files.headings.shielding import RESTRICTION
from matching.files.lists import needs, openings, outcomes, people
from matching.files.out.samples import SAMPLES, sample_files
from matching.files.out.workbook_out import Choices, TableOut
from matching.wording import Words

ROWS: Final = 1000
"""Rows of a template that have the words to choose among."""
_WIDTH: Final = 22
_REQUIRED: Final = " *"
_VERSION: Final = "schema_version"
_RESTRICTION: Final = Field(RESTRICTION, yes_or_no, {}, told.yes_or_no)
"""Closes its row, so it is no column of what is read."""


def templates(words: Words, *, with_outcomes: bool = False) -> Mapping[str, tuple[TableOut, ...]]:
    """A language in, each empty list with its words out, by the name of its file.

    The list of outcomes is no part of a round, and is laid only where somebody asks for it.
    """
    catalogue: Catalogue = words.catalogue
    asked = {"utfall.xlsx": _template(outcomes.SHEET, "outcomes", outcomes.outcomes_fields(), words)}
    return {
        "kandidater.xlsx": _template(
            people.SHEET, "people", (*people.people_fields(catalogue), _RESTRICTION), words
        ),
        "lareplasser.xlsx": _template(openings.SHEET, "openings", openings.openings_fields(catalogue), words),
        "behov.xlsx": _template(needs.SHEET, "needs", needs.needs_fields(catalogue), words),
        **(asked if with_outcomes else {}),
    }


def policy_template() -> str:
    """Everything that can be decided for a round, as comments; only the version stands."""
    lines = sample_files(SAMPLES[0])["policy.toml"].decode().splitlines()
    return "".join(f"{line if _is_comment(line) else f'# {line}'}\n" for line in lines)


def _is_comment(line: str) -> bool:
    return not line or line.startswith(("#", _VERSION))


def _template(sheet: str, kind: str, fields: Sequence[Field], words: Words) -> tuple[TableOut, TableOut]:
    example = tuple(words.say(f"column.{kind}.{field.heading}.example") for field in fields)
    chosen = [(column, field) for column, field in enumerate(fields) if field.told.choices]
    lists = tuple(dict.fromkeys(field.told.choices for _, field in chosen))
    title = words.say("template.words")
    empty = TableOut(
        title=sheet,
        headings=tuple(field.heading + _REQUIRED * field.required for field in fields),
        widths=(_WIDTH,) * len(fields),
        rows=(example,),
        filled_in=ROWS,
        notes={column: _note(kind, field, words) for column, field in enumerate(fields)},
        choices={column: _choices(title, lists, field) for column, field in chosen},
    )
    return empty, _words_of(title, lists, fields)


def _choices(title: str, lists: Sequence[tuple[str, ...]], field: Field) -> Choices:
    choices = field.told.choices
    return Choices(title, lists.index(choices), len(choices), field.told.several)


def _words_of(title: str, lists: Sequence[tuple[str, ...]], fields: Sequence[Field]) -> TableOut:
    """Each list of words once, under the headings it is for; last those that are no whole text of a cell."""
    lists = (*lists, *(field.told.words for field in fields if field.told.words))
    longest = max(map(len, lists))
    headings = [
        ", ".join(field.heading for field in fields if one in (field.told.choices, field.told.words))
        for one in lists
    ]
    return TableOut(
        title=title,
        headings=tuple(headings),
        widths=tuple(
            min(60, max(map(len, (heading, *one))) + 2) for heading, one in zip(headings, lists, strict=True)
        ),
        rows=tuple(tuple(one[row] if row < len(one) else None for one in lists) for row in range(longest)),
    )


def _note(kind: str, field: Field, words: Words) -> str:
    place = f"column.{kind}.{field.heading}"
    blank = words.say("column.required" if field.required else f"{place}.blank")
    return words.say(
        "column.note", what=words.say(f"{place}.what"), who=words.say(f"{place}.who"), blank=blank
    )

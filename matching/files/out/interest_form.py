"""The interest form in tables: an empty list of answers to fill in, and the six numbers that answers come to."""

from typing import Final

from matching.domain.answers import BLANK
from matching.domain.reference import LETTERS
from matching.files.lists.interest_form import ANSWERS, SHEET, AnswerList, answer_fields
from matching.files.lists.people import ID
from matching.files.out.sheet_rows import Row
from matching.files.out.template import ROWS
from matching.files.out.workbook_out import Choices, TableOut
from matching.interest_form import Scored
from matching.wording import Words

SCORED: Final = (ID, *LETTERS, "besvart", "sier noe")
"""Headings of the list of six numbers; the first seven are those of a list of people."""
_WIDTHS: Final = (18, *(6,) * len(LETTERS), 10, 30)
_ID_WIDTH, _ANSWER_WIDTH = 18, 19


def answer_sheet(words: Words) -> tuple[TableOut, TableOut]:
    """An empty list of answers, each statement told beside its heading, and the words of an answer."""
    statements = words.catalogue.interest_form
    fields = answer_fields(statements)
    title = words.say("template.words")
    answers = range(1, len(fields))
    empty = TableOut(
        title=SHEET,
        headings=(f"{ID} *", *(field.heading for field in fields[1:])),
        widths=(_ID_WIDTH, *(_ANSWER_WIDTH for _ in answers)),
        rows=((words.say("interests.sheet.example"), *("" for _ in answers)),),
        filled_in=ROWS,
        notes={
            0: words.say("interests.sheet.id"),
            **{number: f"{number}. {one.label}" for number, one in enumerate(statements, 1)},
        },
        choices={column: Choices(title, 0, len(ANSWERS), several=True) for column in answers},
    )
    return empty, TableOut(
        title=title,
        headings=(words.say("interests.sheet.answers"),),
        widths=(_ANSWER_WIDTH,),
        rows=tuple((word,) for word in ANSWERS),
    )


def scored_table(read: AnswerList, scored: Scored, words: Words) -> TableOut:
    """The six numbers of each person in the order of the answers; blank where too little is answered."""
    says = [_says(known, flat) for known, flat in zip(scored.known, scored.flat, strict=True)]
    rows: list[Row] = []
    columns = (read.ids.tolist(), scored.interests.tolist(), scored.answered.tolist(), says)
    for name, numbers, answered, said in zip(*columns, strict=True):
        told = (None if number == BLANK else number / 10 for number in numbers)
        rows.append((name, *told, answered, words.say(f"interests.says.{said}")))
    return TableOut(
        title=words.say("interests.scored.title"), headings=SCORED, widths=_WIDTHS, rows=tuple(rows)
    )


def _says(known: bool, flat: bool) -> str:
    return "flat" if flat else "enough" if known else "few"

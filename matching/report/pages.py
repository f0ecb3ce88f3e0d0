"""Words in, the templates of every page out: what a template may say is set here once."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from jinja2 import BaseLoader, ChoiceLoader, Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from matching.domain.reasons import Reason
from matching.report.pictures import bars, part_rows, stops, waterfall
from matching.report.styles import REPORT
from matching.wording import Words

_SHORT_WORD: Final = 8
"""Characters of a word that may stand in for a number."""


def pages(words: Words, *own: BaseLoader, foot: Callable[[], Markup] = Markup) -> Environment:
    """Words and the loaders of a caller's own templates in, all templates, with Aksel's macros, out.

    Every value is escaped, and a name nobody gave is an error. Beside what a page is given, a template may use
    `words`, `say`, `reasons` and the pictures. `foot` gives what stands below each page.
    """
    environment = Environment(
        loader=ChoiceLoader([*own, FunctionLoader(_source)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, say=words.say, reasons=partial(_reasons, words=words), foot=foot)
    environment.globals["columns_of_numbers"] = _columns_of_numbers
    for picture in (waterfall, bars, stops, part_rows):
        environment.globals[picture.__name__] = partial(picture, words=words)
    return environment


def _reasons(reasons: Iterable[Reason], words: Words) -> list[str]:
    return [words.reason(reason) for reason in reasons]


def _columns_of_numbers(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[bool]:
    """Whether each column is one of numbers, which short words may stand in for."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(headings)
    return [
        any(isinstance(cell, int | float) for cell in column)
        and all(len(cell) <= _SHORT_WORD for cell in column if isinstance(cell, str))
        for column in columns
    ]


def _source(name: str) -> str | None:
    template = REPORT.joinpath("templates", name)
    return template.read_text("utf-8") if template.is_file() else None

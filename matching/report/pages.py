"""Words in, the templates of every page out: what a template may say is set here once."""

from collections.abc import Iterable
from functools import partial

from jinja2 import BaseLoader, ChoiceLoader, Environment, FunctionLoader, StrictUndefined

from matching.domain.reasons import Reason
from matching.report.pictures import bars, part_rows, stops, waterfall
from matching.report.styles import REPORT
from matching.wording import Words


def pages(words: Words, *own: BaseLoader) -> Environment:
    """Words and the loaders of a caller's own templates in, all templates, with Aksel's macros, out.

    Every value is escaped, and a name nobody gave is an error. Beside what a page is given, a template may use
    `words`, `say`, `reasons` and the pictures.
    """
    environment = Environment(
        loader=ChoiceLoader([*own, FunctionLoader(_source)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(words=words, say=words.say, reasons=partial(_reasons, words=words))
    for picture in (waterfall, bars, stops, part_rows):
        environment.globals[picture.__name__] = partial(picture, words=words)
    return environment


def _reasons(reasons: Iterable[Reason], words: Words) -> list[str]:
    return [words.reason(reason) for reason in reasons]


def _source(name: str) -> str | None:
    template = REPORT.joinpath("templates", name)
    return template.read_text("utf-8") if template.is_file() else None

"""Where results are told: tables as wide as the terminal, and one line for each row where there is none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import fill
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table

from matching.domain.errors import Fact
from matching.domain.fit import Fit
from matching.domain.reasons import Reason
from matching.files.out.places import Place
from matching.quoted import visible
from matching.wording import Over, Words

WIDE: Final = 10_000
"""Columns where there is no terminal: nothing is folded or cut."""


def console() -> Console:
    """The screen, which takes nothing that people have written for markup."""
    made = Console(highlight=False, markup=False, emoji=False)
    return made if made.is_terminal else Console(highlight=False, markup=False, emoji=False, width=WIDE)


@contextmanager
def listening(words: Words, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Somebody to tell each step to as it begins: shown on a terminal, and nowhere else."""
    out = Console(stderr=True)
    if quiet or not out.is_terminal:
        yield lambda step: None
        return
    with out.status("") as status:
        yield lambda step: status.update(words.named("step", step))


@contextmanager
def counting(words: Words, key: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Somebody to tell how many parts are done: shown on a terminal, and nowhere else; `key` is the text."""
    out = Console(stderr=True)
    if quiet or not out.is_terminal:
        yield lambda done, of: None
        return
    with out.status("") as status:
        yield lambda done, of: status.update(words.say(key, done=done, of=of))


@dataclass(frozen=True, eq=False)
class Page:
    """Lines and tables in words; `places` has the names of the openings."""

    words: Words
    places: Mapping[str, Place]
    out: Console

    def heading(self, text: str) -> None:
        """A line that stands out, after an empty one."""
        self.out.print()
        self._line(text, style="bold")

    def line(self, text: str) -> None:
        """One line."""
        self._line(text)

    def say(self, key: str, **facts: Fact) -> None:
        """A line of the texts."""
        self._line(self.words.say(key, **facts))

    def items(self, texts: Iterable[str]) -> None:
        """One line for each text, marked as one of several."""
        for text in texts:
            self._line(f"- {text}", indent="  ")

    def reasons(self, reasons: Iterable[Reason], over: Over = Over.OPENINGS, *, sure: bool = True) -> None:
        """One line for each reason; `over` and `sure` are as in Words.reason."""
        self.items(self.words.reason(reason, over, sure=sure) for reason in reasons)

    def empty_table(self, *columns: str) -> Table:
        """A table without rows, whose headings are `list.` texts."""
        if self.out.is_terminal:
            table = Table(
                box=box.SIMPLE_HEAD, leading=1, header_style="bold", pad_edge=False, show_edge=False
            )
        else:
            table = Table(box=None, pad_edge=False, show_edge=False)
        for column in columns:
            title, whole = self.words.say(f"list.{column}"), column in ("candidate", "fit", "points")
            table.add_column(title, no_wrap=whole, overflow="fold")
        return table

    def row(self, table: Table, *cells: str) -> None:
        """One more row of a table."""
        table.add_row(*map(visible, cells))

    def table(self, table: Table) -> None:
        """A table; without a terminal, lines end where their text ends."""
        if self.out.is_terminal:
            self.out.print(table)
            return
        with self.out.capture() as drawn:
            self.out.print(table)
        self.out.print("\n".join(line.rstrip() for line in drawn.get().splitlines()), soft_wrap=True)

    def cell(self, *texts: str, between: str = " ") -> str:
        """Several texts in one cell: under each other on a terminal, with `between` between them elsewhere."""
        return ("\n" if self.out.is_terminal else between).join(text for text in texts if text)

    def fit(self, fit: Fit | None) -> str:
        """A fit and how well the pair is mapped, as a cell."""
        if fit is None:
            return ""
        return self.cell(self.words.fit(fit.points), self.words.evidence(fit.evidence_level), between=", ")

    def _line(self, text: str, *, indent: str = "", style: str = "") -> None:
        # Rich would fold a line inside a number such as 1 234; textwrap leaves a no-break space whole.
        folded = fill(visible(text), self.out.width, subsequent_indent=indent, break_on_hyphens=False)
        self.out.print(folded, style=style, soft_wrap=True)

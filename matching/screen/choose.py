"""Open questions of the lists in, what people choose remembered: one at a time, saved after each answer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.files.fields.field import Faulty
from matching.files.fields.lexicon import Lexicon, Lexicons
from matching.files.fields.municipalities import finder
from matching.files.headings.column_names import ColumnQuestion
from matching.files.headings.meanings import IGNORED, NOTHING_CHOSEN, Meanings
from matching.files.lists.asking import Files, WordQuestion, open_columns, open_words
from matching.files.lists.remembered import headings_of, read_meanings, write_meanings
from matching.files.source.vocabulary import plain
from matching.quoted import shortened, visible
from matching.screen.rows import entry_named
from matching.wording import Words

Question = ColumnQuestion | WordQuestion
Listen = Callable[[], str]
"""The next line somebody writes; raises EOFError when no more will come."""
Tell = Callable[[str], None]

IGNORE, SKIP = "i", "h"
_FIRST: Final = 1


@dataclass(frozen=True, eq=False)
class Choosing:
    """A dialogue about the lists of a round; `path` is where the choices are remembered."""

    files: Files
    path: Path
    catalogue: Catalogue
    tell: Tell

    def list_open(self) -> int:
        """Tell every open question with its candidates; how many there are."""
        asked: list[Question] = [*self._open_columns(), *self._open_words()]
        for question in asked:
            self._ask(question)
        return len(asked)

    def choose(self, listen: Listen) -> int:
        """Ask every open question and save after each answer; how many are still open."""
        with suppress(EOFError):
            self._answer(self._open_columns(), listen)
            self._answer(self._open_words(), listen)
        return len(self._open_columns()) + len(self._open_words())

    def _remembered(self) -> Meanings:
        return read_meanings(self.path, self.catalogue) if self.path.exists() else NOTHING_CHOSEN

    def _open_columns(self) -> tuple[ColumnQuestion, ...]:
        return open_columns(self.files, self.catalogue, self._remembered())

    def _open_words(self) -> tuple[WordQuestion, ...]:
        return open_words(self.files, self.catalogue, self._remembered())

    def _answer(self, asked: Sequence[Question], listen: Listen) -> None:
        meanings = self._remembered()
        for question in asked:
            self._ask(question)
            meaning = self._chosen(question, listen)
            if meaning is not None:
                meanings = _with(meanings, question, meaning)
                write_meanings(self.path, meanings, self.catalogue)

    def _ask(self, question: Question) -> None:
        if isinstance(question, ColumnQuestion):
            self._say("column", column=shortened(question.column), sheet=plain(question.sheet))
        else:
            self._say("word", kind=question.kind, word=shortened(question.word))
        for number, (shown, likeness) in enumerate(self._shown(question), _FIRST):
            self._say("candidate", number=number, candidate=shown, likeness=likeness)

    def _shown(self, question: Question) -> Iterator[tuple[str, int | None]]:
        """The candidates of a question as people know them, and how alike they are where that says anything."""
        if isinstance(question, ColumnQuestion):
            return ((heading, None) for heading in question.candidates)
        names = (entry_named(question.kind, key, self._words) for key in question.keys)
        return zip_longest(names, question.likeness)

    def _chosen(self, question: Question, listen: Listen) -> str | None:
        """The heading or key that is chosen; None where the question is passed over. Asks until it understands."""
        how = _how(question)
        while True:
            self._say(how)
            answer = listen().strip()
            if plain(answer) == SKIP:
                return None
            if plain(answer) == IGNORE and how == "how_column":
                return IGNORED
            meaning = self._meaning(question, answer)
            if meaning is not None:
                return meaning
            self._say("not_understood", answer=shortened(visible(answer)) or None)

    def _meaning(self, question: Question, answer: str) -> str | None:
        """The heading or key an answer stands for: a candidate by its number, or any other by its name."""
        offered = question.candidates if isinstance(question, ColumnQuestion) else question.keys
        if answer.isdecimal() and len(answer) < 3:
            number = int(answer) - _FIRST
            return offered[number] if 0 <= number < len(offered) else None
        if plain(answer) == IGNORE:  # never the heading I, which has a number where it is offered
            return None
        if isinstance(question, ColumnQuestion):
            known = headings_of(self.catalogue)[plain(question.sheet)]
            return {plain(heading): heading for heading in known}.get(plain(answer))
        return _key(Lexicons.of(self.catalogue).of_kind(question.kind), answer)

    @property
    def _words(self) -> Words:
        return Words(self.catalogue)

    def _say(self, key: str, **facts: str | int | None) -> None:
        self.tell(self._words.say(f"choose.{key}", **facts))


def _how(question: Question) -> str:
    """Which text says how a question is answered."""
    if isinstance(question, WordQuestion):
        return "how_word"
    return "how_column" if question.may_be_ignored else "how_shielding"


def _with(meanings: Meanings, question: Question, meaning: str) -> Meanings:
    if isinstance(question, ColumnQuestion):
        return meanings.with_column(question.sheet, question.column, meaning)
    return meanings.with_word(question.kind, question.word, meaning)


def _key(lexicon: Lexicon, name: str) -> str | None:
    try:
        return lexicon.entries[finder(lexicon)(name)].key
    except Faulty:
        return None

"""A question and how to answer it in, the answer out: worked out once for as long as it is asked again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar

from service.shown.turn import TURN

MOST: Final = 1_000
"""Answers kept of one round; of more, the one asked for longest ago is forgotten."""

Answer = TypeVar("Answer")


class _Kept(NamedTuple):
    answer: Any
    weight: int


class Answers:
    """Answers that rest on one round alone, so that they hold for as long as it does.

    What an actor may see is no part of them: a question says among whom it is asked, and what is held back from her
    is taken out of the answer afterwards.
    """

    def __init__(self, most: int = MOST, weight: Callable[[Any], int] = lambda _: 1) -> None:
        """`most`: what the answers kept may weigh together; each weighs as much as any other unless it is told."""
        self._most, self._weight = most, weight
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._weighs = 0
        self._lock = Lock()

    def of(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question; `answer` works it out where it is not kept, and gives what nobody changes."""
        kept = self._kept_of(question)
        if kept is None:
            with TURN.taken():
                # Who waited for somebody that asked the same finds the answer now.
                kept = self._kept_of(question) or self._keep(question, answer())
        found: Answer = kept.answer
        return found

    def _kept_of(self, question: Hashable) -> "_Kept | None":
        with self._lock:
            kept = self._kept.get(question)
            if kept:
                self._kept.move_to_end(question)
            return kept

    def _keep(self, question: Hashable, answer: Any) -> "_Kept":  # noqa: ANN401 - of whichever kind was asked for
        new = _Kept(answer, self._weight(answer))
        with self._lock:
            before = self._kept.pop(question, None)
            self._weighs += new.weight - (before.weight if before else 0)
            self._kept[question] = new
            while self._weighs > self._most:
                self._weighs -= self._kept.popitem(last=False)[1].weight
        return new

    def __len__(self) -> int:
        return len(self._kept)

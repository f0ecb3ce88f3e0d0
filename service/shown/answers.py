"""A question and how to answer it in, the answer out: worked out once for as long as it is asked again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

MOST: Final = 1_000
"""Answers kept of one round; of more, the one asked for longest ago is forgotten."""

Answer = TypeVar("Answer")


class Answers:
    """Answers that rest on one round alone, so that they hold for as long as it does.

    What an actor may see is no part of them: a question says among whom it is asked, and what is held back from her
    is taken out of the answer afterwards.
    """

    def __init__(self, most: int = MOST, weight: Callable[[Any], int] = lambda _: 1) -> None:
        """`most`: what the answers kept may weigh together; each weighs as much as any other unless it is told."""
        self._most, self._weight = most, weight
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._weighs = 0
        self._lock = Lock()

    def of(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question; `answer` works it out where it is not kept, and gives what nobody changes."""
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                kept: Answer = self._kept[question]
                return kept
        # Outside the lock: those who ask something else do not wait. Two who ask the same at once find the same.
        found = answer()
        with self._lock:
            if question in self._kept:
                self._weighs -= self._weight(self._kept.pop(question))
            self._kept[question] = found
            self._weighs += self._weight(found)
            while self._weighs > self._most:
                self._weighs -= self._weight(self._kept.popitem(last=False)[1])
        return found

    def __len__(self) -> int:
        return len(self._kept)

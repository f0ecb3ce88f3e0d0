"""How much work a search has done and may do, in operations, so that it is the same on any machine."""

from collections.abc import Callable
from typing import Final

LINE: Final = 1_000
"""Operations a mixed integer programme takes for each number in its rows, before it branches (trial)."""


class Work:
    """Operations done, and those that may be done; a deadline may stop it beside, and then says so."""

    def __init__(self, most: int, deadline: Callable[[], bool] | None = None) -> None:
        self.done, self.most, self.deadline = 0, most, deadline
        self.late = False

    def add(self, operations: int) -> None:
        """Count what was done."""
        self.done += operations

    def over(self) -> bool:
        """Whether the work allowed is done, or the deadline has come."""
        if not self.late and self.deadline is not None:
            self.late = self.deadline()
        return self.late or self.done >= self.most

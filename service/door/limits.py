"""How often one who asks is answered: so often that people never notice, and too seldom to go through everybody."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

REMEMBERED: Final = 10_000
"""Those who ask that are remembered; of more, who asked longest ago is forgotten, and begins with all she may."""


@dataclass(eq=False)
class Limit:
    """So many requests at once, and so many a minute after that, for each who asks (a token bucket)."""

    at_once: int
    a_minute: int
    seconds: Callable[[], float]
    """A clock that never goes back."""
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def times(self, many: int) -> "Limit":
        """A limit that is so many times as wide, with nobody counted yet."""
        return Limit(self.at_once * many, self.a_minute * many, self.seconds)

    def lets(self, who: str) -> bool:
        """Whether one more request of somebody is answered."""
        now = self.seconds()
        with self._lock:
            left, before = self._left.pop(who, (float(self.at_once), now))
            left = min(self.at_once, left + (now - before) * self.a_minute / 60)
            answered = left >= 1
            self._left[who] = (left - 1 if answered else left, now)
            while len(self._left) > REMEMBERED:
                self._left.popitem(last=False)
        return answered

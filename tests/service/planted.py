"""Names and numbers that nobody has, to be looked for where no name and no number may be."""

from itertools import product
from typing import Final

FIRST: Final = ("Xq", "Zw", "Qv", "Wx", "Vz")
MIDDLE: Final = ("arlo", "enni", "ildu", "ombe", "usta", "yrke", "ækko", "ølve", "åsmu", "ivto")
LAST: Final = ("qvist", "zwand", "xheim", "wqrud", "vzdal", "qxmo", "zqli", "xwnes", "vqås", "wzrø")

NAMES: Final = tuple(f"{a}{b}{c}" for a, b, c in product(FIRST, MIDDLE, LAST))
"""500 names that no language has."""
NUMBERS: Final = tuple(f"9{number:010d}" for number in range(7_310_000, 7_360_000, 100))
"""500 numbers of eleven digits; no day is the 90th to 99th, so none is or ever was anybody's."""
PLANTED: Final = NAMES + NUMBERS


def found_in(text: str) -> list[str]:
    """Those that stand in a text, whatever their case and however they are encoded."""
    low = text.casefold()
    return [one for one in PLANTED if one.casefold() in low or ascii(one)[1:-1].casefold() in low]

"""What others have written in, the same as it may be shown to people out."""

import unicodedata
from typing import Final

LONGEST: Final = 60
"""Characters of a cell that are repeated to people."""

_UNSEEN: Final = ("Cc", "Cf", "Cs")
_REPLACEMENT: Final = "\ufffd"


def visible(text: str) -> str:
    """A text in, the same out with a mark for each character that could steer a terminal; lines stay lines."""
    if text.isprintable():
        return text
    return "".join(
        _REPLACEMENT if unicodedata.category(one) in _UNSEEN and one != "\n" else one for one in text
    )


def shortened(text: str) -> str:
    """A text in, its beginning out where it is long."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

"""A name as somebody writes it in, whose it is out: texts are compared without case and spare space."""

import unicodedata
from collections.abc import Iterable, Sequence


def plain(text: str) -> str:
    """A text as it is compared: composed, without case, trimmed, inner spaces as one."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(composed.casefold().split())


def called(name: str, names: Iterable[Sequence[str]]) -> list[int]:
    """A name, and the names each has, in; the positions of those who have that one out."""
    wanted = plain(name)
    return [place for place, known in enumerate(names) if wanted in map(plain, known)]

"""What a file of the corpus is: how it is made, and what reading it must come to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matching.domain.errors import ErrorCode

Rows = tuple[tuple[str, str], ...]
ONE: Rows = (("K1", "3443"),)


@dataclass(frozen=True)
class Case:
    """One file: what is odd about it, its name, its bytes, and what reading it must come to."""

    about: str
    make: Callable[[], bytes]
    file: str
    rows: Rows | None = None
    """What stands under the two required headings, where the file is read."""
    code: ErrorCode | None = None
    told: str = ""
    """Part of the sentence, where the file is refused."""


def read(
    about: str, make: Callable[[], bytes] | bytes, rows: Rows = ONE, *, file: str = "liste.xlsx"
) -> Case:
    """A file that is read, every row of it."""
    return Case(about, _maker(make), file, rows=rows)


def refused(
    about: str, make: Callable[[], bytes] | bytes, code: ErrorCode, told: str, *, file: str = "liste.xlsx"
) -> Case:
    """A file of which nothing is read, and what is said of it."""
    return Case(about, _maker(make), file, code=code, told=told)


def csv(*lines: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """Lines of a csv file below its two required headings."""
    return _lines(["kandidatnummer;kommune", *lines], encoding, end)


def lines(*text: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    """All lines of a csv file."""
    return _lines(text, encoding, end)


def _lines(text: Sequence[str], encoding: str, end: str) -> bytes:
    return "".join(line + end for line in text).encode(encoding)


def _maker(make: Callable[[], bytes] | bytes) -> Callable[[], bytes]:
    return (lambda: make) if isinstance(make, bytes) else make

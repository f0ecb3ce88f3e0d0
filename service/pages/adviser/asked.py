"""What a page of the conversation asks: questions with their answers, those chosen marked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One answer to choose."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """One question; `several` of its answers may be chosen, or one."""

    name: str
    legend: str
    options: tuple[Option, ...]
    several: bool = False


@dataclass(frozen=True)
class Wish:
    """One of the wished trades, and how sure she is."""

    name: str
    label: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    answer: Question


@dataclass(frozen=True)
class Questions:
    """What one part asks, in this order."""

    tiles: tuple[Question, ...] = ()
    wishes: tuple[Wish, ...] = ()
    rows: tuple[Question, ...] = ()
    """Questions of the same few answers, one a line."""
    folded: tuple[Question, ...] = ()

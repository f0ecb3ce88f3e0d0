"""What became of the rows of the lists in, lines on the screen out."""

from collections.abc import Iterator

from matching.files.headings.meanings import Kind
from matching.quoted import shortened
from matching.screen.given import Lists
from matching.screen.page import Page
from matching.wording import Words


def counted(lists: Lists, words: Words) -> Iterator[str]:
    """A sentence for each list: how many rows were read, and what became of them."""
    for one in lists.counts:
        yield words.say("rows.read", **{**vars(one), "duplicates": one.duplicates or None})


def linked(lists: Lists, words: Words) -> Iterator[str]:
    """A sentence for each word that is not in the catalogue and was read as one that is."""
    for link in lists.links:
        label = entry_named(link.kind, link.key, words)
        key = "link.chosen" if link.chosen else "link.typed"
        yield words.say(key, kind=link.kind, word=shortened(link.word), label=label)


def entry_named(kind: Kind, key: str, words: Words) -> str:
    """An entry of the catalogue in words that mean no other: a municipality with its number."""
    label = words.named(kind, key)
    return f"{key} {label}" if kind is Kind.MUNICIPALITY and not label.startswith(key) else label


def without(lists: Lists, words: Words) -> Iterator[str]:
    """A sentence when there are rows that are left out of a round."""
    rows = sum(one.rejected for one in lists.counts)
    if rows:
        yield words.say("rows.without", rows=rows)


def tell_rows(page: Page, lists: Lists) -> None:
    """How many rows were read and used, and what is wrong in those that were not."""
    page.heading(page.words.say("rows.title"))
    for sentence in counted(lists, page.words):
        page.line(sentence)
    page.items(page.words.fault(fault) for fault in (*lists.faults, *lists.passed_over))

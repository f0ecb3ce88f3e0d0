"""The facts a text tells."""

from string import Formatter


def names(text: str) -> set[str]:
    """The facts a text tells, those behind a colon included."""
    found = set()
    for _, name, form, _ in Formatter().parse(text):
        if name is not None:
            found |= {name} | names(form or "")
    return found


def texts_of(entry: object) -> list[str]:
    """A text, or each of several."""
    return [entry] if isinstance(entry, str) else list(entry) if isinstance(entry, list) else []

"""Words as people type them, and the entry of the catalogue each means; nothing where none does.

Made up for the tests: misspellings, inflections, compounds, English, dialect and nynorsk, and words that look like
an entry and mean something else. Every other one is held out when the certainty is chosen.
"""

import csv
from pathlib import Path

from matching.files.headings.meanings import Kind

TABLE = Path(__file__).with_name("typed_words.csv")


def typed_words() -> tuple[tuple[Kind, str, str | None], ...]:
    """Kind, word, and the key it means or None."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple((Kind(row["kind"]), row["word"], row["means"] or None) for row in csv.DictReader(file))

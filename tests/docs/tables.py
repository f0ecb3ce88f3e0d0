"""Tables of a document in Markdown."""

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def rows(file: str, heading: str = "") -> list[list[str]]:
    """The cells of the first table under a heading of a document, its head left out."""
    text = (DOCS / file).read_text("utf-8")
    part = text.split(f"\n## {heading}\n", 1)[1] if heading else text
    table: list[list[str]] = []
    for line in part.splitlines():
        if line.startswith("|"):
            table.append([cell.strip() for cell in line.strip("|").split("|")])
        elif table:
            break
    return table[2:]

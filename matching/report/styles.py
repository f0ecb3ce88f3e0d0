"""The style sheets of every page: as links where a server gives them out, or as one block inside the page."""

import re
from base64 import b64encode
from importlib.resources import files
from typing import Final

from markupsafe import Markup

AKSEL: Final = (
    "reset",
    "tokens",
    "baseline",
    "print",
    "typography",
    "alert",
    "button",
    "link",
    "list",
    "readmore",
    "table",
    "tag",
)
"""The parts of Aksel in use."""

OURS: Final = ("fonts.css", "own.css", "pictures.css", "paper.css", "answers.css")

SHEETS: Final = (*(f"vendor/ds-css/{part}.min.css" for part in AKSEL), *OURS)
"""The style sheets in the order they are read, as paths under `static`."""

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "font-src data:",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""What a page that stands alone may load: nothing from anywhere, and no script at all."""

FORMS: Final = "vendor/ds-css/form.min.css"
"""Only pages a server gives out have forms."""

REPORT: Final = files("matching.report")
STATIC: Final = REPORT / "static"
"""The folder a server gives out."""

LICENCES: Final = (
    "Aksel (@navikt/ds-css), copyright 2023 NAV, MIT licence. Source Sans 3, SIL Open Font License 1.1."
)
"""Named in a page that carries them with it; their whole texts stand in static/vendor."""
_FONT: Final = re.compile(r'url\("([^"]+\.woff2)"\)')


def linked(folder: str) -> Markup:
    """The address of the static folder in, links to the style sheets out, for a page a server gives out."""
    link = Markup('<link rel="stylesheet" href="{}/{}">')
    return Markup("\n").join(link.format(folder, sheet) for sheet in (*SHEETS, FORMS))


def inlined() -> Markup:
    """The style sheets and letters as one block, for a page that stands alone and may load nothing."""
    policy = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(CONTENT_POLICY)
    text = "\n".join(STATIC.joinpath(sheet).read_text("utf-8") for sheet in SHEETS)
    # The sheets are our own files, held by their hashes; nothing of a list stands in them.
    style = Markup(f"<style>\n/* {LICENCES} */\n{_FONT.sub(_as_data, text)}\n</style>")
    return policy + Markup("\n") + style


def _as_data(font: re.Match[str]) -> str:
    content = b64encode(STATIC.joinpath(font[1]).read_bytes()).decode("ascii")
    return f'url("data:font/woff2;base64,{content}")'

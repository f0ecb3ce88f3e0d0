"""The pictures of the user guide, made anew: `python -m benchmarks.pictures`.

The guide is followed, and Chromium draws what came of it. A workbook is drawn as a spreadsheet shows it: the same
cells, colours and order.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from openpyxl import load_workbook
from openpyxl.cell import Cell
from playwright.sync_api import Page, sync_playwright

from benchmarks.guide import GUIDE, follow

PICTURES: Final = GUIDE.with_name("pictures")
COMMAND: Final = Path(sys.executable).with_name("innenfor")
CHROMIUM: Final = Path("/usr/bin/chromium")
DAY: Final = "2026-11-21"
WIDTH: Final = 900
SHEET: Final = """<style>
body { font: 13px sans-serif; margin: 0 } table { border-collapse: collapse; background: #fff }
td, th { border: 1px solid #c8ccd2; padding: 3px 6px; white-space: pre-wrap; vertical-align: top; max-width: 420px }
th { background: #eceef0; font-weight: normal; color: #555; text-align: center }
</style><table>"""


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        with chdir(folder):
            wrong = [told.command for told in follow(folder) if told.result.exit_code != told.ends]
        assert not wrong, wrong
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(viewport={"width": WIDTH, "height": 700})
        draw_workbooks(page, folder)
        draw_report(page, folder)
        draw_service(page)
        chromium.close()


def draw_workbooks(page: Page, folder: Path) -> None:
    drawn = (("mal", "maler/kandidater.xlsx", 9, 4), ("rettekopi", "rett/lareplasser_feil.xlsx", 6, 4))
    for name, path, columns, rows in drawn:
        page.set_content(sheet(folder / path, columns, rows))
        page.locator("table").screenshot(path=PICTURES / f"{name}.png")


def sheet(path: Path, columns: int, rows: int) -> str:
    """The upper left corner of a workbook's first sheet, as a table in HTML."""
    cells = load_workbook(path).worksheets[0].iter_rows(max_row=rows, max_col=columns)
    letters = "".join(f"<th>{chr(ord('A') + place)}</th>" for place in range(columns))
    lines = (f"<tr><th>{number}</th>{''.join(map(_cell, row))}</tr>" for number, row in enumerate(cells, 1))
    return f"{SHEET}<tr><th></th>{letters}</tr>{''.join(lines)}</table>"


def _cell(cell: Cell) -> str:
    colour = cell.fill.fgColor.rgb
    ground = f"background:#{colour[2:]};" if cell.fill.fill_type and isinstance(colour, str) else ""
    weight = "font-weight:bold" if cell.font.b else ""
    return f'<td style="{ground}{weight}">{escape(str(cell.value or ""))}</td>'


def draw_report(page: Page, folder: Path) -> None:
    page.goto((folder / "forslag" / "report.html").as_uri())
    shot(page, "rapport", "#innhold", 640)
    shot(page, "bidrag", "#proposals article", 1100)
    shot(page, "sporreliste", "#questions", 480)
    page.goto((folder / "ark" / "moteark.html").as_uri())
    shot(page, "moteark", "#innhold article", 832)


def draw_service(page: Page) -> None:
    with service() as address:
        page.goto(f"{address}/runder/innherred/lareplasser/L01")
        shot(page, "side", "#forslag", 340)


@contextmanager
def service() -> Iterator[str]:
    """The sample rounds on a free port of this machine, for three minutes at most; the address."""
    words = ("serve", "--port", "0", "--minutes", "3", "--date", DAY)
    with subprocess.Popen([COMMAND, *words], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield next(found[0] for line in server.stdout if (found := re.findall(r"http://[\d.:]+", line)))
        finally:
            server.terminate()


def shot(page: Page, name: str, part: str, most: int) -> None:
    """A part of a page, from its upper edge and at most so far down, over the width of the window."""
    box = page.locator(part).first.bounding_box()
    assert box is not None
    page.screenshot(
        path=PICTURES / f"{name}.png",
        full_page=True,
        clip={"x": 0, "y": box["y"], "width": WIDTH, "height": min(most, box["height"] + 8)},
    )


if __name__ == "__main__":
    main()

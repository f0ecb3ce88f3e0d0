"""Cells of a workbook: their types, formulas, and texts as Excel and other programs write them."""

import unicodedata
from typing import Final

from matching.domain.errors import ErrorCode
from tests.files.corpus.archive import packed, parts, sheet, table
from tests.files.corpus.case import ONE, Case, read, refused
from tests.files.written import REFUSED_NUMBER

PAYLOADS: Final = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("x")',
    "\t=1",
    "==1",
    "＝1+1",
)


def _rich(*runs: str) -> str:
    return f'<c t="inlineStr"><is>{"".join(f"<r><t>{run}</t></r>" for run in runs)}</is></c>'


_STRINGS: Final = (
    ' count="4" uniqueCount="4"><si><t>kandidatnummer</t></si><si><t>kommune</t></si>'
    '<si><r><t>K</t></r><r><t>1</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>3443</t></si>'
)
_SHARED = [[f'<c t="s"><v>{at}</v></c>' for at in row] for row in ((0, 1), (2, 3))]
_CELLS: Final[dict[str, tuple[list[object], tuple[str, str]]]] = {
    "texts in the cells themselves": (["K1", "3443"], ONE[0]),
    "a text in several formats": ([_rich("K", "1"), "3443"], ONE[0]),
    "numbers": ([1, 301], ("1", "301")),
    "the noise of halves": ([0.1 + 0.2, 45.00000000000001], ("0.3", "45")),
    "true and false": (['<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>'], ("true", "false")),
    "a formula that was worked out": (
        ['<c t="str"><f>"K"&amp;1</f><v>K1</v></c>', "<c><f>3000+443</f><v>3443</v></c>"],
        ONE[0],
    ),
    "a formula that gives an empty text": (["K1", '<c t="str"><f>IF(1,"","")</f><v></v></c>'], ("K1", "")),
    "a date": (["K1", '<c s="1"><v>46251</v></c>'], ("K1", "2026-08-17")),
    "a number that could be a date": (["K1", 46251], ("K1", "46251")),
    "marks that cannot be seen in XML": (["K1", '<c t="inlineStr"><is><t>34_x0034_3</t></is></c>'], ONE[0]),
    "spaces around": ([" K1 ", "\n3443\t"], ONE[0]),
    "Sámi letters": (["K1", "Kárášjohka čđŋšŧž"], ("K1", "Kárášjohka čđŋšŧž")),
    "decomposed letters": (["K1", unicodedata.normalize("NFD", "Å")], ("K1", "A\u030a")),
    "a cell as long as there are": (["K" * 32_767, "3443"], ("K" * 32_767, "3443")),
    "an empty cell with a format": (["K1", '<c s="1"/>'], ("K1", "")),
    "a telephone number of ten digits": ([4791234567, "3443"], ("4791234567", "3443")),
    **{
        f"what looks like a formula: {one.strip()}": ([one, "3443"], (one.strip(), "3443"))
        for one in PAYLOADS
    },
}
_NO_DAY: Final = {
    "typed without full stops": "17082026",
    "a telephone number": "91234567",
    "very late": "1E15",
}
_FAILED: Final = {
    "not found": ('<c t="e"><v>#N/A</v></c>', "Formelen har gitt feilen #N/A"),
    "in single quotation marks": ("<c t='e'><v>#REF!</v></c>", "Formelen har gitt feilen #REF!"),
    "after a formula": ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "Formelen har gitt feilen #DIV/0!"),
    "never worked out": ("<c><f>1+1</f></c>", "Formelen er ikke regnet ut"),
    "worked out to nothing": ("<c><f>1+1</f><v></v></c>", "Formelen er ikke regnet ut"),
    "shared and never worked out": ('<c><f t="shared" si="0"/></c>', "Formelen er ikke regnet ut"),
}
CASES: tuple[Case, ...] = (
    *(read(f"cells: {about}", sheet(row), (rows,)) for about, (row, rows) in _CELLS.items()),
    *(
        refused(
            f"a formula that failed: {about}",
            sheet(["K1", cell]),
            ErrorCode.CELL_FORMULA_FAILED,
            f"rad 2, kolonne «B»: {told}",
        )
        for about, (cell, told) in _FAILED.items()
    ),
    *(
        refused(
            f"a day that is none: {about}",
            sheet(["K1", "3443"], ["K2", f'<c s="1"><v>{number}</v></c>']),
            ErrorCode.CELL_NOT_A_DATE,
            f"rad 3, kolonne «B»: «{number}» er ikke en dato",
        )
        for about, number in _NO_DAY.items()
    ),
    read("shared texts", packed(parts({"Kandidater": table(*_SHARED)}, strings=_STRINGS))),
    refused(
        "a number in several formats",
        sheet([_rich("999999", " 99999"), "3443"]),
        ErrorCode.IDENTITY_NUMBER,
        "rad 2",
    ),
    refused(
        "a number in a formula",
        sheet(["K1", f'<c t="str"><f>IF(A2="{REFUSED_NUMBER}",1,"")</f><v>1</v></c>']),
        ErrorCode.IDENTITY_NUMBER,
        "formel",
    ),
)

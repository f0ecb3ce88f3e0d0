"""The statements of the catalogue in, the interest form as a page to print or fill in on a screen out."""

from matching.files.lists.interest_form import ANSWERS
from matching.report.pages import pages
from matching.report.styles import inlined
from matching.wording import Words


def interest_form_html(words: Words) -> str:
    """Words and their catalogue in, one HTML page with every statement and its five answers out.

    It asks for the candidate number alone, sends nothing anywhere, and has no script; it prints to two A4 pages.
    """
    statements = [one.label for one in words.catalogue.interest_form]
    return (
        pages(words)
        .get_template("interest_form.html")
        .render(head=inlined(), statements=statements, answers=list(ANSWERS))
    )

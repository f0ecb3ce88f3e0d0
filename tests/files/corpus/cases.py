"""All files of the corpus."""

from tests.files.corpus import books, cells, hostile, texts_read, texts_refused
from tests.files.corpus.case import Case

CASES: tuple[Case, ...] = (
    *texts_read.CASES,
    *texts_refused.CASES,
    *books.CASES,
    *cells.CASES,
    *hostile.CASES,
)

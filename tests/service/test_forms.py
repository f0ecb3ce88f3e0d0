"""What comes in with a form is kept in bounds where it comes in; of a file's own name the ending alone matters."""

import pytest

from matching.files.headings.meanings import IGNORED
from service.shown.kept import KeptRounds
from service.store.database import Database
from tests.service.lead import OURS, Lead, sent_to
from tests.service.test_kept import CATALOGUE, NAME, clock
from tests.service.test_kept import database as database

LIST = f"/runder/{NAME}/grunnlag/liste"
CONTENT = b"kandidatnummer;kommune\nX-1;5006\n"


@pytest.fixture
def lead(database: Database) -> Lead:
    return Lead(KeptRounds(database, CATALOGUE, clock))


def form(name: bytes, *, charset: str = "utf-8") -> tuple[bytes, dict[str, str]]:
    """A form of a list and its file of a name, byte for byte, and the headers it is sent with."""
    body = b"\r\n".join(
        (
            b'--a\r\nContent-Disposition: form-data; name="liste"\r\n\r\nkandidater',
            b'--a\r\nContent-Disposition: form-data; name="fil"; filename="' + name + b'"\r\n\r\n' + CONTENT,
            b"--a--\r\n",
        )
    )
    return body, {**OURS, "content-type": f"multipart/form-data; boundary=a; charset={charset}"}


@pytest.mark.parametrize(
    "name",
    [
        "a." + "x" * 300,
        "a." + "ø" * 200,
        "ø" * 300 + ".xx",
        "a.csv/../../b",
        "a.\u202evsc",
        "a.",
        ".",
        "a.01010112345",
        "01010112345",
    ],
)
def test_a_file_of_no_known_ending_is_refused_with_what_to_do_and_its_name_is_not_repeated(
    lead: Lead, name: str
) -> None:
    answer = sent_to(lead.service, LIST, *form(name.encode()))
    assert answer.status_code == 422
    assert "Lagre listen som en av disse typene" in answer.text
    for part in ("xxx", "øø", "01010112345", "\u202e", ".."):
        assert part not in answer.text


def test_a_file_of_an_ending_people_have_is_told_of_by_it(lead: Lead) -> None:
    for name, told in (("a.docx", "Filer av typen «.docx»"), ("a.XLS", "en Excel-fil av den gamle typen")):
        answer = sent_to(lead.service, LIST, *form(name.encode()))
        assert (answer.status_code, told in answer.text) == (422, True)
    assert sent_to(lead.service, LIST, *form(("ø" * 300 + ".CSV").encode())).status_code == 303


@pytest.mark.parametrize("name", [b"a\0.csv", b"a.csv\0", b"\0", b"a.c\0sv"])
def test_a_name_with_a_sign_no_database_keeps_is_no_name_of_a_file(lead: Lead, name: bytes) -> None:
    answer = sent_to(lead.service, LIST, *form(name))
    assert answer.status_code == 422
    assert "kan ikke forstås" in answer.text


@pytest.mark.parametrize(
    ("charset", "text"), [("utf-7", b"+2AA-"), ("unicode_escape", rb"\ud800"), ("undefined", b"a")]
)
def test_signs_that_are_half_a_letter_are_refused_however_they_are_written(
    lead: Lead, charset: str, text: bytes
) -> None:
    body, headers = form(b"a.csv", charset=charset)
    columns = b"".join(
        b'--a\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n' + value + b"\r\n"
        for name, value in ((b"kolonne-1", text), (b"betyr-1", IGNORED.encode()))
    )
    answer = sent_to(lead.service, LIST, columns + body, headers)
    assert (answer.status_code, "kan ikke forstås" in answer.text) == (422, True)

"""A calendar file of talks is read as RFC 5545 says, and tells of nobody."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from matching.wording import Words
from service.followup.calendars import calendar, escaped, folded
from service.statuses import Status
from service.store.followup import Followed, Talk
from tests.builders import CATALOGUE

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ONE = Followed(
    key=12,
    version=3,
    status=Status.STARTED,
    due=None,
    person=7,
    candidate="K-kanarifugl",
    opening=3,
    place="L-hemmelig",
    firm="Bedriften; AS, Steinkjer",
    cells={},
    round="host",
    round_key=1,
    unit="steinkjer",
)
TALK = Talk(key=5, entry=12, due=date(2026, 12, 31), done=None, outcome=None)


def lines(content: bytes) -> list[str]:
    """The lines of a file as they were before they were folded."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    return content.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_talk_is_an_event_of_a_whole_day() -> None:
    told = lines(calendar([(ONE, TALK)], AT, Words(CATALOGUE)))
    assert told[0] == "BEGIN:VCALENDAR"
    assert told[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "VERSION:2.0",
        "UID:samtale-5@innenfor",
        "DTSTAMP:20261122T093000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Oppfølgingssamtale\\, løp 12",
    ):
        assert line in told
    assert sum(line.startswith("PRODID:") for line in told) == 1


def test_nobody_is_told_of_by_name_id_firm_or_place() -> None:
    content = calendar([(ONE, TALK)], AT, Words(CATALOGUE)).decode()
    for secret in ("kanarifugl", "hemmelig", "Bedriften", "Steinkjer", "host"):
        assert secret not in content


def test_no_line_is_longer_than_75_octets() -> None:
    for language in ("nb", "nn"):
        content = calendar([(ONE, TALK)], AT, Words(CATALOGUE, language))
        assert max(len(line) for line in content.split(b"\r\n")) <= 75


@given(st.text(max_size=300).filter(lambda text: "\r" not in text and "\n" not in text))
def test_a_folded_line_is_unfolded_to_itself(line: str) -> None:
    line = "".join(sign for sign in line if sign.isprintable())
    parts = list(folded(line))
    assert all(len(part) <= 75 for part in parts)
    assert all(part.decode() for part in parts if part)
    assert b"\r\n".join(parts).replace(b"\r\n ", b"").decode() == line


def test_what_means_something_to_a_calendar_is_escaped() -> None:
    assert escaped("a,b;c\\d\ne\x07") == "a\\,b\\;c\\\\d\\ne"

"""Talks that are due in, a calendar file (RFC 5545) out: nothing in it tells who anybody is."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from matching.wording import Words
from service.store.followup import Followed, Talk

CALENDAR: Final = "text/calendar; charset=utf-8"
_LONGEST_LINE: Final = 75
"""Octets, without the line break."""


def calendar(due: Iterable[tuple[Followed, Talk]], at: datetime, words: Words) -> bytes:
    """Talks, each with its entry, in; a file with an event of a whole day for each out.

    `at`: the moment it is made. An event is known by the key of its talk, and told of by that of its entry.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Innenfor//Innenfor//NO",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for one, talk in due:
        lines += [
            "BEGIN:VEVENT",
            f"UID:samtale-{talk.key}@innenfor",
            f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{talk.due:%Y%m%d}",
            f"DTEND;VALUE=DATE:{talk.due + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(words.say('followup.calendar.title', entry=one.key))}",
            f"DESCRIPTION:{escaped(words.say('followup.calendar.about'))}",
            "TRANSP:TRANSPARENT",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    """A text as the value of a property."""
    for sign, told in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, told)
    return "".join(sign for sign in text if sign.isprintable())


def folded(line: str) -> Iterator[bytes]:
    """A line as lines of at most 75 octets, the later ones begun with a space, and no letter cut in two."""
    part = b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > _LONGEST_LINE:
            yield part
            part = b" "
        part += octets
    yield part

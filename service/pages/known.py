"""What is known of a person or an opening in, rows of a name and its words out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matching.domain.answers import TENTHS_IN_A_SEAT
from matching.wording import Words
from service.shown.facts import NO_LEVEL, OpeningFacts, PersonFacts

Rows = list[tuple[str, str]]


def person_rows(one: PersonFacts, words: Words) -> Rows:
    """What is known of a person, a row for each thing; what is not known says so."""
    told = _Told("service.known", words)
    practice = [
        words.say("sheet.practice", trade=words.named(kind, work), months=months)
        for kind, worked in (("trade", one.practice), ("occupation", one.occupations))
        for work, months in worked
    ]
    return told.rows(
        {
            "municipality": words.named("municipality", one.municipality),
            "in_round": told.answer(one.in_round),
            "wishes": words.listed([told.wish(key, one.maybe) for key in one.wishes]) or None,
            **({"unwanted": told.keys("trade", one.unwanted)} if one.unwanted else {}),
            "extent": told.extent(one.extent),
            "travel": one.travel_mode and words.named("travel_mode", one.travel_mode),
            "travel_limit": told.minutes(one.travel_limit),
            "hours": told.keys("work_hours", None if one.hours is None else ("day", *one.hours)),
            "start_from": None if one.start_from is None else words.date(one.start_from),
            "skills": told.skills(one.skills, one.slight, "a_little"),
            "practice": words.listed(practice) or None,
            "schooling": told.keys("schooling", one.schooling or None),
            "norwegian": one.norwegian,
            "licences": told.listed(one.licences),
            "areas": told.quoted("area", one.areas),
            "leisure": told.quoted("leisure", one.leisure),
            "likes": told.keys("context", one.likes),
            "dislikes": told.keys("context", one.dislikes),
            "interests": words.say("service.known.recorded") if one.interests_known else None,
        }
    )


def opening_rows(one: OpeningFacts, words: Words) -> Rows:
    """What is known of an opening, a row for each thing, with what is usual in its trade marked as such."""
    told = _Told("service.asked", words, one.usual)
    return told.rows(
        {
            "firm": one.firm,
            **({"training_office": one.training_office} if one.training_office else {}),
            "trades": told.keys("trade", one.trades),
            "municipality": words.named("municipality", one.municipality),
            "seats": told.seats(one.seats),
            "extent": told.extent(one.extent),
            "hours": told.keys("work_hours", one.hours),
            "start": told.window(one),
            "must": told.skills(one.must, one.slight, "is_enough"),
            "nice": told.skills(one.nice, one.slight, "is_enough"),
            **({"learnable": told.keys("skill", one.learnable)} if one.learnable else {}),
            "licence": told.listed(one.licence),
            "norwegian": "" if one.norwegian == NO_LEVEL else one.norwegian,
            "certificates": told.keys("certificate", one.certificates),
            "approval": words.say(f"service.approval.{one.approval}"),
            **({"need": words.named("need_status", one.need)} if one.need else {}),
        }
    )


@dataclass(frozen=True)
class _Told:
    """Values in words. None is not known; no text is an explicit none."""

    texts: str
    words: Words
    usual: tuple[str, ...] = ()

    def rows(self, told: dict[str, str | None]) -> Rows:
        return [
            (self.words.say(f"{self.texts}.{name}"), self._value(name, text)) for name, text in told.items()
        ]

    def _value(self, name: str, text: str | None) -> str:
        if text is None:
            return self.words.say(f"{self.texts}.not_known")
        value = text or self.words.say(f"{self.texts}.none")
        return self.words.say("service.opening.usual", value=value) if name in self.usual else value

    def keys(self, kind: str, keys: Iterable[str] | None) -> str | None:
        return None if keys is None else self.words.listed([self.words.named(kind, key) for key in keys])

    def skills(self, keys: Iterable[str] | None, slight: Iterable[str], mark: str) -> str | None:
        if keys is None:
            return None
        names = {key: self.words.skill(key) for key in keys}
        marked = {
            key: self.words.say(f"{self.texts}.{mark}", skill=names[key]) for key in slight if key in names
        }
        return self.words.listed(list({**names, **marked}.values()))

    def quoted(self, kind: str, keys: Iterable[str] | None) -> str | None:
        """Names that have an «og» of their own, each between marks."""
        return self.listed(None if keys is None else [f"«{self.words.named(kind, key)}»" for key in keys])

    def wish(self, key: str, maybe: Iterable[str]) -> str:
        name = self.words.trade(key)
        return self.words.say("service.known.maybe", trade=name) if key in maybe else name

    def listed(self, texts: Iterable[str] | None) -> str | None:
        return None if texts is None else self.words.listed(list(texts))

    def answer(self, answer: bool | None) -> str:
        return self.words.say("service.known.not_asked") if answer is None else self.words.yes_or_no(answer)

    def extent(self, extent: tuple[int, int] | None) -> str | None:
        return extent and self.words.extent(extent)

    def minutes(self, minutes: int | None) -> str | None:
        return None if minutes is None else self.words.minutes(minutes)

    def seats(self, seats: int) -> str:
        whole, tenths = divmod(seats, TENTHS_IN_A_SEAT)
        return self.words.say("service.asked.whole_seats", whole=whole, tenths=tenths or None)

    def window(self, one: OpeningFacts) -> str:
        return self.words.say("sheet.window", first=_day(one.start_from), last=_day(one.start_to))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

"""Codes and facts in, sentences people read out; the sentences stand in texts/, one folder per language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import Fact, InnenforError, RowFault
from matching.domain.fit import EvidenceLevel, Outcome
from matching.domain.plan import AuditReport
from matching.domain.policy import Mode
from matching.domain.proof import Total
from matching.domain.reasons import Reason, ReasonCode
from matching.quoted import shortened, visible
from matching.texts.loader import Texts, load_texts, text_at
from matching.texts.pieces import pieces

NO_BREAK: Final = "\u00a0"

Facts = Mapping[str, Fact]


class Over(StrEnum):
    """What a reason about many pairs counts: the openings of one person, or the people of one opening."""

    OPENINGS = "openings"
    PEOPLE = "people"


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language for codes, facts, and things of the catalogue."""

    catalogue: Catalogue
    language: str = "nb"
    on_page: bool = False
    """Faults are told to somebody at a page, who has no commands."""

    def reason(self, reason: Reason, over: Over = Over.OPENINGS, *, sure: bool = True) -> str:
        """A reason as a sentence; `over`: what it counts; not `sure`: the person may meet no requirements."""
        forms = self._texts["reason"][reason.code]
        facts = dict(reason.facts)
        wanted = _form(reason.code, facts, over)
        unsure = None if sure else forms.get(f"{wanted}_unsure")
        return self._first(unsure or forms.get(wanted) or forms["one"], facts)

    def error(self, error: InnenforError) -> str:
        """An error as sentences: where, what is wrong, and what mends it."""
        return self._told(str(error.facts.get("problem", error.code)), error.facts)

    def fault(self, fault: RowFault) -> str:
        """A fault of one cell as sentences: where, what is wrong, and what mends it."""
        place = {
            name: getattr(fault, name) for name in ("file", "sheet", "row", "column", "written", "value")
        }
        return self._told(fault.code, {**dict(fault.facts), **place})

    def what_is_wrong(self, fault: RowFault) -> str:
        """A fault of one cell as sentences, without where it is."""
        return self._what(fault.code, {**dict(fault.facts), "column": fault.column, "value": fault.value})

    def say(self, key: str, /, **facts: Fact) -> str:
        """The text of a key such as `fill.title`, with its facts."""
        return self._first(text_at(self.language, key), facts)

    def headings(self, table: str) -> tuple[str, ...]:
        """The headings of a table."""
        return tuple(self._texts["table"][table]["headings"])

    def named(self, kind: str, key: object) -> str:
        """The name of a thing: an entry of the catalogue, or a key of the table of that kind in the texts."""
        return self._kinds(kind)[str(key)]

    def trade(self, key: str) -> str:
        """The name of a trade."""
        return self.named("trade", key)

    def skill(self, key: str) -> str:
        """The name of a skill."""
        return self.named("skill", key)

    def criterion(self, part: str) -> str:
        """The name of a part of a fit: a criterion, or what draws down a one-sided pair."""
        return self.named("criterion", part)

    def evidence(self, level: EvidenceLevel) -> str:
        """How well a pair is mapped."""
        return self.named("evidence", level)

    def outcome(self, outcome: Outcome) -> str:
        """The answer of all requirements together."""
        return self.named("outcome", outcome)

    def mode(self, mode: Mode) -> str:
        """What a plan proposes."""
        return self.named("mode", mode)

    def number(self, value: int) -> str:
        """A whole number with its thousands apart: 1 234."""
        return f"{value:,}".replace(",", NO_BREAK)

    def date(self, day: date | str) -> str:
        """A day, given as a date or in ISO form: 21.11.2026."""
        return f"{date.fromisoformat(str(day)):%d.%m.%Y}"

    def fit(self, points: int) -> str:
        """Points of a fit: 742 av 1000."""
        return self.say("amount.fit", points=points)

    def extent(self, extent: tuple[int, int] | None) -> str:
        """Shares of a full position, or that they are not known."""
        least, most = extent or (None, None)
        return self.say("amount.extent", least=least, most=most)

    def minutes(self, minutes: int | None) -> str:
        """A journey one way, or that it is not known."""
        return self.say("amount.minutes", minutes=minutes)

    def yes_or_no(self, answer: bool) -> str:
        """Yes or no in one word."""
        return self.say("amount.yes" if answer else "amount.no")

    def audit(self, report: AuditReport) -> str:
        """How a control went: «bestått, 46 kontroller, alle 143 par»."""
        result = self.say("audit.passed" if report.passed else "audit.failed", findings=len(report.findings))
        covered = self.say(f"audit.{report.coverage.split()[0]}", pairs=report.pairs)
        return self.say("audit.summary", result=result, checks=len(report.checks), coverage=covered)

    def total(self, total: Total, mode: Mode) -> str:
        """What a plan or a gain amounts to: «1 kandidat og 480 i samlet samsvar»."""
        told = [self._part(name, part, "lost_") for name, part in _parts(total, mode)]
        return self.listed(told) or self.say("total.nothing")

    def cost(self, total: Total, mode: Mode) -> str:
        """What something costs and gives back: «koster 1 møte og gir 309 mer i samlet samsvar»."""
        told: dict[str, list[str]] = {}
        for name, part in _parts(total, mode) or [("nothing", 0)]:
            told.setdefault("gives" if part < 0 else "costs", []).append(self._part(name, part, "saved_"))
        return self.listed([self.say(f"total.{verb}", amount=self.listed(told[verb])) for verb in told])

    def listed(self, things: list[str]) -> str:
        """Several things as one text: «a, b og c»."""
        if len(things) < 2:
            return "".join(things)
        return ", ".join(things[:-1]) + self.say("total.and") + things[-1]

    def _part(self, name: str, amount: int, otherwise: str) -> str:
        return self.say(f"total.{otherwise if amount < 0 else ''}{name}", **{name: abs(amount)})

    def _kinds(self, kind: str) -> Mapping[str, str]:
        """The names of all things of a kind."""
        found: Mapping[str, str] = self._labels.get(kind) or self._texts[kind]
        return found

    @cached_property
    def _texts(self) -> Texts:
        return load_texts(self.language)

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, str]]:
        catalogue = self.catalogue
        kinds = {
            "trade": catalogue.trades,
            "skill": catalogue.skills,
            "occupation": catalogue.occupations,
            "schooling": catalogue.schooling,
            "certificate": catalogue.certificates,
            "municipality": catalogue.municipalities,
            "context": catalogue.contexts,
            "area": catalogue.areas,
            "leisure": catalogue.leisure,
        }
        own = self._texts.get("catalogue_name", {})
        return {
            kind: {entry.key: entry.shown for entry in entries} | own.get(kind, {})
            for kind, entries in kinds.items()
        }

    def _told(self, code: str, facts: Facts) -> str:
        places = self._texts["error"][code].get("where", _PLACES)
        told = [self._known(self._texts["where"][name], facts) for name in places]
        where, what = ", ".join(place for place in told if place), self._what(code, facts)
        return f"{where}: {what}" if where else what

    def _what(self, code: str, facts: Facts) -> str:
        entry = self._texts["error"][code]
        parts = [entry, entry.get("columns", {}).get(facts.get("column"), {})]
        parts = [{**one, **one.get("on_page", {})} for one in parts] if self.on_page else parts
        entry = {**parts[0], **parts[1]}
        facts = {**facts, **{name: shortened(str(facts[name])) for name in _QUOTED if facts.get(name)}}
        return f"{self._first(entry['what'], facts)} {self._first(entry['mend'], facts)}"

    def _first(self, texts: str | list[str], facts: Facts) -> str:
        """The first text whose facts are all known.

        Raises:
            LookupError: none of them has all its facts.
        """
        told = self._known(texts, facts)
        if told is None:
            raise LookupError(f"no text for the facts {sorted(facts)}: {texts}")
        return told

    def _known(self, texts: str | list[str], facts: Facts) -> str | None:
        """The same; None where none of them has all its facts."""
        for text in [texts] if isinstance(texts, str) else texts:
            told = self._spelt(text, facts)
            if told is not None:
                return told
        return None

    def _spelt(self, text: str, facts: Facts) -> str | None:
        """A text with its facts put in; None where one of them is not known."""
        if "{" not in text and "}" not in text:
            return text
        told = []
        for before, name, form in pieces(text):
            told.append(before)
            if name:
                value = facts.get(name)
                if value is None or value == "":
                    return None
                known_form = self._spelt(form, facts) if "{" in form else form
                shown = None if known_form is None else self._shown(value, known_form)
                if shown is None:
                    return None
                told.append(shown)
        return "".join(told)

    def _shown(self, value: str | int, form: str) -> str | None:
        """A fact in its form, which the top of texts/nb/names.toml tells of; None where no thing has that name."""
        if "|" in form:
            one, many = form.split("|")
            return one if value == 1 else many
        if form == "date":
            return self.date(str(value))
        if form and form != "plain" and not form.startswith("–"):
            return self._kinds(form).get(str(value))
        plain = self.number(value) if isinstance(value, int) and form != "plain" else visible(str(value))
        return plain if form in ("", "plain", f"–{plain}") else plain + form


_QUOTED: Final = ("value", "word")
_PLACES: Final = ("file", "sheet", "row", "column")


def _form(code: ReasonCode, facts: Facts, over: Over) -> str:
    """Which form of a reason's text is told."""
    if code is ReasonCode.COMPETITION and facts.get("points") == 0:
        return "tie"
    return over if "count" in facts else "one"


def _parts(total: Total, mode: Mode) -> list[tuple[str, int]]:
    """What a total consists of; some of it may go the other way than the rest."""
    names = ("people", "proposals", "points") if mode is Mode.MEETINGS else ("people", "points")
    return [(name, getattr(total, name)) for name in names if getattr(total, name)]

"""A plan and those who have said yes to being shown in, one A4 sheet per opening for its firm out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain
from types import MappingProxyType
from typing import Final

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.defaults import complete
from matching.domain.answers import WorkHours
from matching.domain.cohort import Cohort
from matching.domain.openings import Opening
from matching.domain.people import Candidate
from matching.domain.plan import Plan
from matching.files.out.workbook_out import TableOut
from matching.report.pages import pages
from matching.report.styles import inlined
from matching.scoring.skills import SkillReader
from matching.wording import Words

Agreed = Mapping[str, tuple[str, ...]]
"""Ids of the candidates who have said yes to being shown to the firm (ja til deling), by opening id."""

NEAR_ENOUGH = 25
"""Percent under which a kindred skill is not told to a firm: it says too little (source: assumption)."""

NOBODY_PROPOSED: Final[Mapping[str, str]] = MappingProxyType({})

_WIDTHS = (14, 10, 18)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, kw_only=True)
class Presented:
    """All a firm reads about one person. What is not a field here cannot reach the sheet."""

    letter: str
    """Stands for the person on this sheet alone."""
    can: tuple[str, ...]
    """Skills the opening asks for that she has, as much as it asks for."""
    a_little: tuple[str, ...]
    """Skills it asks for that she has a little of."""
    related: tuple[tuple[str, str], ...]
    """(asked, had) where she has one that says NEAR_ENOUGH percent or more of the one asked for."""
    mapped: bool
    """Whether anything is known of how she meets what is asked for."""
    practice: tuple[tuple[str, int], ...]
    """(trade or occupation, months)."""
    extent: tuple[int, int] | None
    hours: tuple[str, ...] | None
    """Keys of the hours possible, daytime included; None where nobody has asked."""
    start: date | None
    to_learn: tuple[str, ...]
    """Skills it asks for that she does not have herself; none where nothing is known."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One opening's sheet."""

    opening: str
    firm: str
    municipality: str
    trades: tuple[str, ...]
    extent: tuple[int, int] | None
    start_from: date | None
    start_to: date | None
    learnable: tuple[str, ...]
    """Skills that are learnt at the firm or on the way (kan læres)."""
    people: tuple[Presented, ...]


def meeting_sheets_html(
    plan: Plan, cohort: Cohort, catalogue: Catalogue, words: Words, agreed: Agreed, contact: str | None
) -> str:
    """A plan and those who agreed in, one HTML page with a sheet per opening out; each prints to A4.

    There is a sheet for each opening with a proposal or with someone who agreed. Only people who have said yes to
    being shown for that opening stand on it, save those who have said no to the round since, or whom someone has
    ruled out there: a no wins over an older yes. `contact` is whom the firm may ring; None leaves a line to
    write on.

    Raises:
        LookupError: `agreed` names a candidate or an opening that is not in the cohort.
    """
    ready = _Sheets(plan, cohort, catalogue)
    sheets = [ready.sheet(opening, agreed.get(opening, ())) for opening in openings_with_sheets(plan, agreed)]
    return (
        pages(words)
        .get_template("meeting_sheets.html")
        .render(head=inlined(), sheets=sheets, contact=contact)
    )


def openings_with_sheets(plan: Plan, agreed: Agreed) -> list[str]:
    """Ids of the openings with a proposal or with someone who agreed, sorted."""
    return sorted({one.opening for one in plan.assignments} | {name for name, who in agreed.items() if who})


def behind_the_letters(plan: Plan, cohort: Cohort, catalogue: Catalogue, agreed: Agreed) -> TableOut:
    """The same in, the office's own key to the sheets out: which candidate each letter stands for."""
    ready, words = _Sheets(plan, cohort, catalogue), Words(catalogue)
    rows = [
        (opening, letter, who)
        for opening in openings_with_sheets(plan, agreed)
        for letter, who in ready.shown(opening, agreed.get(opening, ()))
    ]
    return TableOut(
        title=words.say("table.sheets.title"),
        headings=words.headings("sheets"),
        widths=_WIDTHS,
        rows=tuple(rows),
    )


class SheetReader:
    """Reads single openings and people of a round for their sheets."""

    def __init__(self, cohort: Cohort, catalogue: Catalogue) -> None:
        self._cohort, self._catalogue = cohort, catalogue
        self._openings = complete(cohort.openings, cohort.programme, catalogue)
        self._skills = SkillReader.of(cohort.people, self._openings, catalogue)
        self._person = {name: row for row, name in enumerate(cohort.people.id.tolist())}
        self._place = {name: row for row, name in enumerate(cohort.openings.id.tolist())}

    def sheet(
        self, name: str, shown: Iterable[tuple[str, str]], proposed: Mapping[str, str] = NOBODY_PROPOSED
    ) -> Sheet:
        """An opening, and what stands for each person on its sheet and who she is, in; the sheet out.

        `proposed`: the trade somebody is proposed in there, by her id; others are told of the one it names first.
        """
        opening = self._openings.opening(self._place[name])
        return Sheet(
            opening=name,
            firm=self._cohort.employers[opening.employer].name,
            municipality=self._catalogue.municipalities[opening.municipality].label,
            trades=tuple(self._catalogue.trades[trade].label for trade in opening.trades),
            extent=opening.extent,
            start_from=opening.start_from,
            start_to=opening.start_to,
            learnable=tuple(self._catalogue.skills[skill].label for skill in sorted(opening.learnable)),
            people=tuple(
                self._presented(who, name, opening, letter, proposed.get(who)) for letter, who in shown
            ),
        )

    def said_no(self, who: str) -> bool:
        """Whether a person has said no to the round."""
        return self._cohort.people.candidate(self._person[who]).in_round is False

    def _presented(
        self, who: str, name: str, opening: Opening, letter: str, proposed: str | None
    ) -> Presented:
        person, row = self._cohort.people.candidate(self._person[who]), self._person[who]
        keys = [self._catalogue.trades[trade].key for trade in opening.trades]
        skills = self._skills.match(row, self._place[name], keys.index(proposed) if proposed else 0)
        label = {skill.key: skill.label for skill in self._catalogue.skills}
        return Presented(
            letter=letter,
            can=tuple(label[key] for key in skills.met),
            a_little=tuple(label[key] for key in skills.a_little),
            related=tuple(
                (label[part.asked], label[part.by[0]])
                for part in skills.parts
                if part.by and not part.held and part.percent >= NEAR_ENOUGH
            ),
            mapped=not skills.unknown,
            practice=(
                *((self._catalogue.trades[trade].label, months) for trade, months in person.practice),
                *((self._catalogue.occupations[work].label, months) for work, months in person.occupations),
            ),
            extent=person.extent,
            hours=_hours(person),
            start=person.start_from,
            to_learn=tuple(label[part.asked] for part in skills.parts if skills.known and not part.held),
        )


class _Sheets:
    """The sheets of a round by its plan."""

    def __init__(self, plan: Plan, cohort: Cohort, catalogue: Catalogue) -> None:
        self._plan, self._reader = plan, SheetReader(cohort, catalogue)
        self._ruled_out = {(one.candidate, one.opening) for one in plan.decision_costs if not one.pinned}

    def sheet(self, name: str, agreed: Collection[str]) -> Sheet:
        """An opening and those who agreed in, its sheet out."""
        proposed = {one.candidate: one.trade for one in self._plan.proposed_at(name)}
        return self._reader.sheet(name, self.shown(name, agreed), proposed)

    def shown(self, name: str, agreed: Collection[str]) -> list[tuple[str, str]]:
        """An opening and those who agreed in, the letters of its sheet and whom they stand for out."""
        may_be = [who for who in sorted(set(agreed)) if self._may_be_shown(who, name)]
        may_be.sort(key=lambda who: self._shuffled(who, name))
        return list(zip(_letters(), may_be, strict=False))

    def _may_be_shown(self, who: str, opening: str) -> bool:
        return not self._reader.said_no(who) and (who, opening) not in self._ruled_out

    def _shuffled(self, who: str, opening: str) -> str:
        """A place in the order that says nothing of rank, and nothing of the person's place on other sheets."""
        return sha256("\0".join((self._plan.input_hash, opening, who)).encode()).hexdigest()


def _hours(person: Candidate) -> tuple[str, ...] | None:
    if person.shifts is None:
        return None
    return tuple(WorkHours(hour).name.lower() for hour in sorted(person.shifts | {WorkHours.DAY}))


def _letters() -> Iterator[str]:
    """A, B … Z, AA, AB …: as many as are asked for."""
    for first in chain([""], _LETTERS):
        yield from (first + letter for letter in _LETTERS)

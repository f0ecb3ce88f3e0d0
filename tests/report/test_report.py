"""The report: everything of the plan told once, true to the workbook, safe and whole in itself."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from matching.domain.answers import NeedStatus
from matching.domain.cohort import Cohort
from matching.domain.needs import Need
from matching.domain.openings import Employer
from matching.domain.policy import Decision, Mode, Policy
from matching.files.out.fit_told import limiting_side, not_known_parts, worth_mapping
from matching.files.out.plan_tables import plan_tables
from matching.pipeline import fill
from matching.report.report import MOST_SHOWN, report_html
from tests.builders import CATALOGUE, CNC, ON, VESTRE_TOTEN, candidate, cohort, opening
from tests.files.planned import HOSTILE, WORDS, hostile, planned


class Reader(HTMLParser):
    """A page as those who read it meet it: its headings, and the words of each section."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.sections: dict[str, str] = {}
        self.tags: list[str] = []
        self._open: list[str] = []
        self._section = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        if tag == "section":
            self._section = dict(attrs)["id"] or ""
        if re.fullmatch(r"h\d", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "section":
            self._section = ""

    def handle_data(self, data: str) -> None:
        if self._open and re.fullmatch(r"h\d", self._open[-1]):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)
        self.sections[self._section] = f"{self.sections.get(self._section, '')} {data}"


def squeezed(text: object) -> str:
    """A text with its line breaks and spaces as one."""
    return " ".join(str(text).split())


def read(mode: Mode = Mode.PLACES) -> Reader:
    return Reader(report_html(*planned(mode), WORDS))


def test_there_is_one_first_heading_and_no_level_is_skipped() -> None:
    levels = [level for level, _ in read().headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_each_card_says_which_side_limits_how_well_mapped_the_pair_is_and_what_mapping_is_worth() -> None:
    plan, told = planned()[0], squeezed(read().sections["proposals"])
    for one in plan.assignments:
        assert squeezed(f"Begrenses av {limiting_side(one.fit, WORDS)}") in told
        assert all(sentence in told for sentence in worth_mapping(one.fit, WORDS))
        assert squeezed(f"Hvor godt kartlagt {WORDS.evidence(one.fit.evidence_level)}") in told
        assert squeezed(f"Ikke kjent {not_known_parts(one.fit, WORDS)}") in told


@pytest.mark.parametrize("mode", list(Mode))
def test_each_person_with_a_proposal_stands_once_with_a_picture_of_each_fit(mode: Mode) -> None:
    plan, page = planned(mode)[0], read(mode)
    proposed = sorted({one.candidate for one in plan.assignments})
    assert [text for level, text in page.headings if text.startswith("Kandidat ")] == [
        f"Kandidat {name}" for name in proposed
    ]
    assert page.sections["proposals"].count("Samsvar i alt") == len(plan.assignments)


def test_what_the_report_tells_is_what_the_workbook_tells() -> None:
    page = read()
    sections = {
        "Forslag": "proposals",
        "Uten forslag ennå": "left",
        "Ledige plasser": "empty",
        "Trakt": "funnel",
        "Spørreliste": "questions",
        "Kontroll": "proof",
    }
    for table in plan_tables(*planned(), WORDS):
        if table.title not in sections:
            continue
        told = squeezed(page.sections[sections[table.title]])
        for row in table.rows:
            for cell in row:
                text = cell if cell is None or isinstance(cell, str) else WORDS.number(int(cell))
                assert squeezed(text or "") in told or text == WORDS.say("control.check")


def test_needs_are_told_by_trade_and_place_with_small_counts_of_people_hidden() -> None:
    need = Need(
        id="b1", employer=0, trade=CNC, municipality=VESTRE_TOTEN, seats=25, status=NeedStatus.REPORTED
    )
    people, openings = [candidate(id=f"k{number}") for number in range(9)], [opening(seats=90)]
    made = Cohort.of(people, openings, [Employer(name="Fabrikk A")], needs=[need])
    plan = fill(made, CATALOGUE, Policy(), on=ON, seed=1)
    assert len(plan.assignments) == 9
    told = squeezed(Reader(report_html(plan, made, WORDS)).sections["needs"])
    assert told.endswith("CNC-maskineringsfaget Vestre Toten 2,5 0 0 0 9 skjult")


def test_names_from_lists_stay_text() -> None:
    page = report_html(*hostile(), WORDS)
    assert "<b>" not in page
    assert "&lt;b&gt;&amp;amp;" in page
    assert set(HOSTILE) <= {text.removeprefix("Kandidat ") for _, text in Reader(page).headings} | {
        word for text in Reader(page).sections.values() for word in text.split()
    }


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert report_html(*planned(), WORDS) == report_html(*planned(), WORDS)


def test_the_page_stands_alone_and_may_load_nothing() -> None:
    page = report_html(*planned(), WORDS)
    assert "default-src 'none'" in unescape(page)
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert all(address.startswith("data:font/woff2;") for address in re.findall(r'url\("([^"]*)"\)', page))
    assert {"script", "link", "img", "iframe", "form", "object"}.isdisjoint(Reader(page).tags)


def test_a_plan_that_cannot_be_made_says_why() -> None:
    pins = tuple(
        Decision(candidate=name, opening="p1", by="Kari Eksempel", reason="Avtalt.") for name in ("k1", "k2")
    )
    made = cohort([candidate(id="k1"), candidate(id="k2")], [opening()])
    plan = fill(made, CATALOGUE, Policy(pins=pins), on=ON, seed=1)
    told = squeezed(Reader(report_html(plan, made, WORDS)).sections["summary"])
    assert plan.causes
    assert all(WORDS.reason(cause) in told for cause in plan.causes)


def test_nobody_and_nothing_left_is_said_in_words() -> None:
    made = cohort([candidate()], [opening()])
    page = Reader(report_html(fill(made, CATALOGUE, Policy(), on=ON, seed=1), made, WORDS))
    assert "Alle kandidatene har et forslag." in page.sections["left"]
    assert "Det er ingen ledige plasser igjen." in page.sections["empty"]
    assert "Gruppene er for små" in page.sections["summary"]


def test_a_page_of_more_than_a_thousand_stops_and_says_how_many_more_the_workbook_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert MOST_SHOWN == 1000
    monkeypatch.setattr("matching.report.report.MOST_SHOWN", 20)
    made = cohort([candidate(id=f"K{number}") for number in range(23)], [opening(seats=220)])
    page = Reader(report_html(fill(made, CATALOGUE, Policy(), on=ON, seed=1), made, WORDS))
    assert page.sections["proposals"].count("Kandidat K") == 20
    assert "2 til står i plan.xlsx." in page.sections["proposals"]
    assert "til står i plan.xlsx." not in page.sections["left"]

"""Pictures: whole numbers drawn true to scale, told in words too, and safe whatever a list may hold."""

import re
from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from matching.domain.fit import ONE_SIDED, Contribution, Criterion, Fit
from matching.report.pictures import Bar, bars, part_rows, waterfall
from tests.files.planned import WORDS, planned

FIT = Fit(
    points=742,
    opening_side=800,
    candidate_side=650,
    evidence=80,
    trade="cnc-maskineringsfaget",
    contributions=(
        Contribution(Criterion.SKILLS, 400),
        Contribution(Criterion.INTERESTS, 300, known=False),
        Contribution(Criterion.TRAVEL, 60),
        Contribution(ONE_SIDED, -18),
    ),
)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(picture: str) -> Xml.Element:
    return Xml.fromstring(picture)


def stretches(picture: str) -> list[tuple[str, float, float]]:
    """Dress, start and end of every bar but the tracks behind them."""
    found = [rect.attrib for rect in drawn(picture).iter("rect")]
    return [
        (one["class"], float(one["x"]), float(one["x"]) + float(one["width"]))
        for one in found
        if one["class"] != "track"
    ]


def test_the_parts_stand_end_to_end_and_the_whole_reaches_as_far_as_they_do() -> None:
    *parts, (_, start, whole) = stretches(waterfall(FIT, "f1", WORDS))
    reached = 0.0
    for dress, first, last in parts:
        begins = last if dress == "less" else first
        assert abs(begins - reached) <= 0.2
        reached = first if dress == "less" else last
    assert start == 0
    assert abs(whole - reached) <= 0.2


def test_each_kind_of_part_has_a_dress_of_its_own() -> None:
    dresses = [dress for dress, _, _ in stretches(waterfall(FIT, "f1", WORDS))]
    assert dresses == ["opening", "unknown", "candidate", "less", "total"]


def test_the_picture_tells_its_numbers_to_those_who_do_not_see_it() -> None:
    picture = drawn(waterfall(FIT, "f1", WORDS))
    assert picture.get("role") == "img"
    named = {one.get("id"): one.text for one in picture if one.get("id")}
    title, desc = (named[one] for one in str(picture.get("aria-labelledby")).split())
    assert title == "Delene som til sammen gir samsvar 742 av 1000"
    assert desc == "ferdigheter 400, interesser 300, reisetid 60 og trekk for ensidig samsvar -18"
    texts = [one.text for one in picture.iter("text")]
    assert texts[-2:] == ["Samsvar i alt", "742 av 1000"]
    assert "interesser (ikke kjent, regnet nøytralt)" in texts


def test_the_table_beside_the_picture_adds_up_to_the_fit_in_every_proposal() -> None:
    for one in planned()[0].assignments:
        assert sum(points for _, points, _ in part_rows(one.fit, WORDS)) == one.fit.points


@given(st.text(max_size=30))
def test_no_name_becomes_markup(name: str) -> None:
    legal = re.sub(r"[^\x20-\ud7ff\ue000-\ufffd]", "", name)
    picture = drawn(bars([Bar(f"<script>{legal}</script>", 1, 2)], "b1", f"<b>{legal}", WORDS))
    assert not list(picture.iter("script"))
    assert not list(picture.iter("b"))
    assert next(picture.iter("text")).text == f"<script>{legal}</script>"


def test_bars_stand_on_one_scale() -> None:
    rows = [Bar("L01", 1, 4), Bar("L02", 2, 2)]
    (_, _, room), (_, _, taken), (_, _, half), (_, _, full) = stretches(bars(rows, "b", "Plasser", WORDS))
    assert (room, taken, half, full) == (280, 70, 140, 140)


def test_a_picture_of_nothing_is_a_picture() -> None:
    assert stretches(bars([], "b", "Plasser", WORDS)) == []
    assert stretches(bars([Bar("L01", 0, 0)], "b", "Plasser", WORDS)) == [("room", 0, 0), ("opening", 0, 0)]

"""The limits of a policy file: read with the catalogue's own keys, and refused with what is wrong, where."""

from pathlib import Path

import pytest

from matching.domain.constraints import Cap, ClassSize, SharedResource
from matching.domain.errors import ErrorCode, Fact, PolicyFault
from matching.domain.policy import Policy
from matching.files.decisions.constraints import FloorAsked, read_floors
from matching.files.decisions.policy import read_policy
from matching.wording import Words
from tests.files.written import CATALOGUE

GROUND = "Oppdiktet grunnlag for en prøve."
FLOOR = f"""[[floors]]
name = "Minst to"
column = "kjønn"
group = "kvinne"
least = 2
ground = "{GROUND}"
by = "A. Leder"
"""
PAIR = 'first = "k1"\nsecond = "k2"\nby = "A"\nreason = "B"\n'


def policy_file(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(f"schema_version = 1\n{text}", "utf-8")
    return path


def policy_of(folder: Path, text: str) -> Policy:
    return read_policy(policy_file(folder, text), CATALOGUE)[0]


def refused(folder: Path, text: str) -> dict[str, Fact]:
    with pytest.raises(PolicyFault) as caught:
        policy_of(folder, text)
    assert caught.value.code is ErrorCode.POLICY_VALUE
    assert caught.value.facts["file"] == "policy.toml"
    return dict(caught.value.facts)


@pytest.mark.parametrize("name", ["CNC-maskineringsfaget", "cnc-maskineringsfaget", " cnc-operatør "])
def test_a_trade_of_a_cap_may_be_written_as_in_the_lists(tmp_path: Path, name: str) -> None:
    policy = policy_of(tmp_path, f'[[caps]]\ntrade = "{name}"\nregion = "3443"\nmost = 0\n')
    assert policy.caps == (Cap(trade="cnc-maskineringsfaget", region="3443", most=0),)


def test_a_cap_without_a_region_is_of_the_whole_country(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, '[[caps]]\ntrade = "kokkfaget"\nmost = 1\n')
    assert policy.caps == (Cap(trade="kokkfaget", region="", most=1),)


def test_a_resource_is_of_openings_trades_or_both(tmp_path: Path) -> None:
    policy = policy_of(
        tmp_path,
        '[[resources]]\nname = "Kurs"\nseats = 1\ntrades = ["Kokkfaget"]\nunless_skill = "caliper"\n'
        '[[resources]]\nname = "Veileder"\nseats = 0\nopenings = ["p1", "p2"]\n',
    )
    assert policy.resources == (
        SharedResource(name="Kurs", seats=1, trades=("kokkfaget",), unless_skill="caliper"),
        SharedResource(name="Veileder", seats=0, openings=("p1", "p2")),
    )


def test_a_class_of_one_size_is_allowed(tmp_path: Path) -> None:
    policy = policy_of(tmp_path, '[[classes]]\nopening = "p1"\nleast = 3\nmost = 3\n')
    assert policy.classes == (ClassSize(opening="p1", least=3, most=3),)


@pytest.mark.parametrize(
    ("text", "key", "least", "greatest"),
    [
        ('[[employer_totals]]\nemployer = "A"\nmost = -1\n', "employer_totals[1].most", 0, 1_000_000),
        ('[[office_totals]]\noffice = "A"\nmost = -1\n', "office_totals[1].most", 0, 1_000_000),
        ('[[caps]]\ntrade = "kokkfaget"\nregion = ""\nmost = -1\n', "caps[1].most", 0, 1_000_000),
        ('[[classes]]\nopening = "p1"\nleast = 0\nmost = 0\n', "classes[1].most", 1, 1_000_000),
        ('[[classes]]\nopening = "p1"\nleast = 5\nmost = 4\n', "classes[1].least", 0, 4),
        ('[[resources]]\nname = "K"\nseats = -1\nopenings = ["p1"]\n', "resources[1].seats", 0, 1_000_000),
        (FLOOR.replace("least = 2", "least = 0"), "floors[1].least", 1, 1_000_000),
        ("minimum_fit = 1001\n", "minimum_fit", 0, 1000),
    ],
)
def test_a_number_outside_its_range_is_told_the_range(
    tmp_path: Path, text: str, key: str, least: int, greatest: int
) -> None:
    facts = refused(tmp_path, text)
    assert (facts["key"], facts["least"], facts["greatest"]) == (key, least, greatest)


PIN = '[[pins]]\ncandidate = "k1"\nopening = "p1"\nby = "A"\nreason = "B"\n'
EMPLOYER = '[[employer_totals]]\nemployer = "{}"\nmost = 1\n'
OFFICE = '[[office_totals]]\noffice = "{}"\nmost = 1\n'
CAP = '[[caps]]\ntrade = "{}"\nregion = "34"\nmost = 1\n'
CLASS = '[[classes]]\nopening = "p1"\nleast = 1\nmost = 2\n'
RESOURCE = '[[resources]]\nname = "{}"\nseats = 1\nopenings = ["p1"]\n'


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (EMPLOYER.format("Fabrikk A") + EMPLOYER.format(" fabrikk  a"), "employer_totals[2].employer"),
        (OFFICE.format("Kontor") + OFFICE.format("kontor"), "office_totals[2].office"),
        (CAP.format("kokkfaget") + CAP.format("Kokkfaget"), "caps[2].trade"),
        (CLASS + CLASS, "classes[2].opening"),
        (PIN + PIN, "pins[2].opening"),
        (PIN.replace("pins", "vetoes") * 2, "vetoes[2].opening"),
        (RESOURCE.format("Kurs") + RESOURCE.format("kurs"), "resources[2].name"),
        (
            f"[[together]]\n{PAIR}[[together]]\n"
            + PAIR.replace("k1", "x").replace("k2", "k1").replace('"x"', '"k2"'),
            "together[2].second",
        ),
        (f"[[apart]]\n{PAIR}[[apart]]\n{PAIR}", "apart[2].second"),
        (FLOOR + FLOOR.replace("Minst to", "minst  to"), "floors[2].name"),
    ],
)
def test_nothing_is_limited_twice(tmp_path: Path, text: str, key: str) -> None:
    facts = refused(tmp_path, text)
    assert (facts["key"], facts["expected"]) == (key, "once")


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ('[[caps]]\ntrade = "Trollmannsfaget"\nregion = ""\nmost = 1\n', "caps[1].trade[1]", "trade"),
        ('[[caps]]\ntrade = "kokkfaget"\nregion = "99"\nmost = 1\n', "caps[1].region", "region"),
        (
            '[[resources]]\nname = "K"\nseats = 1\nopenings = ["p1"]\nunless_skill = "trolldom"\n',
            "resources[1].unless_skill[1]",
            "skill",
        ),
        ('[[resources]]\nname = "K"\nseats = 1\n', "resources[1].openings", "openings_or_trades"),
        (f"[[together]]\n{PAIR.replace('k2', 'k1')}", "together[1].second", "another_person"),
        (f"[[together]]\n{PAIR}[[apart]]\n{PAIR}", "apart[1].second", "not_together_and_apart"),
        (f"[[apart]]\n{PAIR.replace('by = ', 'av = ')}", None, None),
        (FLOOR.replace(GROUND, "fordi"), "floors[1].ground", "legal_ground"),
        (FLOOR.replace(f'ground = "{GROUND}"\n', ""), "floors[1].ground", "text"),
        (FLOOR.replace('by = "A. Leder"\n', ""), "floors[1].by", "text"),
        ("floors = 3\n", "floors", "list"),
    ],
)
def test_what_cannot_be_is_told_with_what_is_expected(
    tmp_path: Path, text: str, key: str | None, expected: str | None
) -> None:
    if key is None:
        with pytest.raises(PolicyFault) as caught:
            policy_of(tmp_path, text)
        assert caught.value.facts["key"] == "apart[1].av"
        return
    facts = refused(tmp_path, text)
    assert (facts["key"], facts["expected"]) == (key, expected)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        (EMPLOYER.format("A").replace("[[", "[").replace("]]", "]"), "Skriv [[employer_totals]] med doble"),
        (FLOOR.replace("[[", "[").replace("]]", "]"), "Skriv [[floors]] med doble hakeparenteser"),
        ('[[resources]]\nname = "K"\nseats = 1\nopenings = "p1"\n', 'Skriv det i hakeparenteser: ["p1"]'),
        ('[[resources]]\nname = "K"\nseats = 1\nopenings = ["p1", "p1"]\n', "Skriv det bare én gang"),
        ('minimum_fit = "500"\n', "Skriv 500 uten anførselstegn"),
        ('[[caps]]\ntrade = "kokkfaget"\nregion = 34\nmost = 1\n', 'Skriv "34" i anførselstegn'),
        ("minimum_fit = true\n", "kan ikke være «true»"),
        ('[[caps]]\ntrade = "kokkfaget"\nregion = "99"\nmost = 1\n', "Skriv et fylkesnummer"),
        ('[[caps]]\ntrade = "kokkfaget"\nregion = "3434343"\nmost = 1\n', "Skriv et fylkesnummer"),
    ],
)
def test_what_is_written_wrong_is_told_as_it_is_written_right(tmp_path: Path, text: str, mend: str) -> None:
    with pytest.raises(PolicyFault) as caught:
        policy_of(tmp_path, text)
    assert mend in Words(CATALOGUE).error(caught.value)


def test_a_floor_is_no_part_of_the_policy_until_its_members_are_known(tmp_path: Path) -> None:
    path = policy_file(tmp_path, FLOOR)
    assert read_policy(path, CATALOGUE)[0] == Policy()
    asked = FloorAsked(name="Minst to", column="kjønn", group="kvinne", least=2, ground=GROUND, by="A. Leder")
    assert read_floors(path) == (asked,)
    assert read_floors(None) == ()

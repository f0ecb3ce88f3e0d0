"""Every error and fault there is a code for, as the readers meet them in real files."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from matching.allocation.few_changes.plan import MOST_PAIRS, Kept, few_changes
from matching.blocks.executor import Serial, Watch
from matching.blocks.fits import StoredFits
from matching.blocks.processes import Processes
from matching.catalogue.catalogue import by_text
from matching.catalogue.loader import load_catalogue
from matching.domain.cohort import Cohort
from matching.domain.errors import InnenforError, RowFault
from matching.domain.openings import Employer
from matching.domain.policy import Decision, Mode, Objective, Policy
from matching.domain.replan import Standing
from matching.domain.scenario import Scenario
from matching.enquiry import Enquiry
from matching.files.decisions.fairness import read_groups_named
from matching.files.decisions.learned import read_register
from matching.files.decisions.policy import read_policy
from matching.files.imports.esco import read_esco
from matching.files.imports.skill_vectors import read_skill_vectors
from matching.files.lists.groups import MOST_GROUPS, read_groups
from matching.files.lists.openings import read_openings
from matching.files.lists.outcomes import read_outcomes
from matching.files.lists.people import read_people
from matching.files.lists.travel import read_travel
from matching.files.out.key_file import split_list
from matching.learning.activation import Register, decided, roll_back
from matching.pipeline import fill
from matching.replan import replan
from matching.scenario import changed
from matching.screen.named import unknown_ids
from tests.blocks.work import dies
from tests.builders import CATALOGUE, ON, candidate, cohort, opening
from tests.files.needed import faults_of_needs
from tests.files.written import REFUSED_NUMBER
from tests.wording.met_books import WORKBOOKS, with_a_cell_far_out, with_a_failed_formula, workbook
from tests.wording.met_decided import of_classes, of_plans, raised

PEOPLE = """kandidatnummer;kommune;registrert i Nav;fødselsår;førerkort;stillingsprosent fra;stillingsprosent til;\
start fra;ferdigheter;praksis;R;arbeidsmiljø;ønske 1;interessekode;ønsker ikke
K1;301;jaa;1900;Q;100;50;31.02.2026;trollkunst;ett år;7;inne, ikke inne;trolldom
K1;Vestre Totn;;abc;ja;50;;;;;;;
;3443;;2000,5;;;;;;;;innne;CNC-maskinfaget
K8;Herøy;;;;;;;;;;;
K7;3443;;;;;;;;;;;kokk;RIX;
K6;3443;;;;;;;dreie metall (ikke);;;;kokk;;kokk
k8;3443;;;;;;;sveissing;;;;
K9;0301 Bergen;;;;;;;;;;;
{long};3443;;;;;;;;;;;
K\u200b2;3443;;;;;;;;;;;
K3;3443;;nan;;1;100;;;;;;
K4;3443;;;;;;;;;;;
K4;3443;;;;;;;;;;;
EKSEMPEL;3443;;;;;;;;;;;
"""
OPENINGS = """nummer;bedrift;organisasjonsnummer;sektor;lærefag;kommune;plasser;prosent fra;prosent til;\
start fra;start til
L1;A AS;123456789;privat;CNC;3443;0,5;50;100;01.02.2027;01.01.2027
L2;A AS;123456789;;CNC eller kokk eller salg eller sveiser;Trollheim;0,55;;;;
L3;B AS;;privat;Trolldom;3443;1;;;;
L5;B AS;;privat;CNC;3443;1;;;;
L4;B AS;;offentlig;CNC-faget;3443;1;;;;
L6;ja;;offentlig;CNC-faget;3443;1;;;;
"""
OUTCOMES = "kandidatnummer;nummer;hendelse;dato;årsak"
FILES: dict[str, str | bytes] = {
    "tom.csv": "",
    "eksempel.csv": "kandidatnummer;kommune\nEKSEMPEL;3443\n",
    "liste.pdf": "",
    "liste": "",
    "ødelagt.xlsx": b"PK\x03\x04",
    "uten.csv": "kommune\n3443\n",
    "ukjent.csv": "kandidatnummer;kommune;komune\n1;3443;x\n",
    "fremmed.csv": "kandidatnummer;kommune;qqqqqqqq\n1;3443;x\n",
    "to.csv": "kandidatnummer;kommune;kommune\n1;3443;3443\n",
    "uten navn.csv": "kandidatnummer;;kommune\n1;x;3443\n",
    "først.csv": ";kandidatnummer;kommune\nx;1;3443\n",
    "to navn.csv": "kandidatnummer;kommune;bosted\n1;3443;3443\n",
    "flere.csv": "kandidatnummer;kommune;komune;farge\n1;3443;x;y\n",
    "helse.csv": "kandidatnummer;kommune;diagnose;telefon\n1;3443;;\n",
    "navn.csv": "kandidatnummer;kommune;navn\n1;3443;\n",
    "skjermes.csv": "kandidatnummer;kommune;praksis\n1;3443;kode 6\n",
    "som nummer.csv": "kandidatnummer;kommune\nKari Eksempel;3443\n",
    "lareplasser.csv": "nummer;bedrift;lærefag;kommune;plasser\nL1;A AS;CNC;3443;1\n",
    "anførsel.csv": 'kandidatnummer;kommune\n"1;3443\n',
    "tekst.csv": "kandidatnummer;kommune\n1;\0\n",
    "kuttet.csv": "kandidatnummer;kommune\n" + "1;3443\n" * 65_535,
    "gammel.xls": "",
    f"{REFUSED_NUMBER}.csv": "kandidatnummer;kommune\n",
    "nummer.csv": f"kandidatnummer;kommune\n{REFUSED_NUMBER};3443\n",
}
POLICIES = (
    'mode = "pla',
    'mode = "places"',
    "schema_version = 9",
    "schema_version = 1\nmod = 1",
    "schema_version = 1\nqqqq = 1",
    'schema_version = 1\nmode = "place"',
    "schema_version = 1\nreserves = 1000",
    'schema_version = 1\nallow_unknown = "ja"',
    "schema_version = 1\nweights = 3",
    "schema_version = 1\n[weights]\nskills = 50",
    'schema_version = 1\n[[pins]]\ncandidate = "K1"',
    'schema_version = 1\npins = "K1"',
    'schema_version = 1\n[classes]\nopening = "K1"',
    'schema_version = 1\nreserves = "3"',
    "schema_version = 1\nprogramme = 3",
    'schema_version = 1\n[[resources]]\nname = "K"\nseats = 1\nopenings = "L1"',
    'schema_version = 1\nprogramme = "cnc-vestre-totn"',
    'schema_version = 1\nprogramme = "qqqq"',
    'schema_version = 1\nprogramme = "finnes ikke.toml"',
    'schema_version = 1\nprogramme = "eget.toml"',
    'schema_version = 1\nprogramme = "region.toml"',
    'schema_version = 1\nprogramme = "fag.toml"',
    'schema_version = 1\nprogramme = "start.toml"',
    f'schema_version = 1\nprogramme = "{REFUSED_NUMBER}"',
)
PROGRAMMES = {
    "eget.toml": 'id = "e"\nname = "E"\n[target]\nleast_age = 19',
    "region.toml": 'id = "e"\nname = "E"\nregion = ["99"]',
    "fag.toml": 'id = "e"\nname = "E"\ntrades = ["trolldom"]',
    "start.toml": 'id = "e"\nname = "E"\nstart_from = 2027-03-01\nstart_to = 2027-01-01',
}
VECTORS = tuple(
    f"ferdighet;1;2\n{rows}" for rows in ("trolldom;1;2\n", "sveising;1;2\nsveising;2;1\n", "sveising;0;0\n")
)
JOURNEYS = ("fra;til;bil\n3443;Trollheim;10\n", "fra;til;bil\n3443;3407;10\n3443;3407;11\n")


@cache
def faults() -> tuple[RowFault, ...]:
    """Faults of cells, from lists with about every one there is."""
    with TemporaryDirectory() as name:
        people, openings = Path(name, "kandidater.csv"), Path(name, "lareplasser.csv")
        people.write_text(PEOPLE.format(long="K" * 41), "utf-8")
        openings.write_text(OPENINGS, "utf-8")
        folk = read_people(people, CATALOGUE)
        of_lists = (*folk.faults, *folk.passed_over, *read_openings(openings, CATALOGUE).faults)
        after = Path(name, "utfall.csv")
        after.write_text(f"{OUTCOMES}\nK1;L1;startet;01.01.2030;\n", "utf-8")
        told = read_outcomes(after, ["K1"], ["L1"], on=ON).faults
        return (*of_lists, *faults_of_needs(Path(name)), *told)


@cache
def errors() -> tuple[InnenforError, ...]:
    """Errors of whole files, of decisions, of the catalogue and of the cohort."""
    with TemporaryDirectory() as name:
        return (*_errors(Path(name)), *of_plans(Path(name, "plan.json")), *of_classes())


def _errors(folder: Path) -> Iterator[InnenforError]:
    yield from raised(lambda: read_people(folder / "borte.xlsx", CATALOGUE))
    yield from raised(lambda: read_people(with_a_failed_formula(folder / "formel.xlsx"), CATALOGUE))
    yield from raised(lambda: read_people(with_a_cell_far_out(folder / "langt.xlsx"), CATALOGUE))
    for file, content in FILES.items():
        path = folder / file
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        yield from raised(partial(read_people, path, CATALOGUE))
    for name, cells in WORKBOOKS.items():
        yield from raised(partial(read_people, workbook(folder / name, cells), CATALOGUE))
    (folder / "egen.csv").write_text("Kandidatnr;Telefon\nKari;1\n", "utf-8")
    yield from raised(lambda: read_esco(folder))
    for name in ("eksempel.csv", "egen.csv"):
        yield from raised(partial(split_list, folder / name, CATALOGUE, seed=1))
    for file, text in PROGRAMMES.items():
        (folder / file).write_text(text, "utf-8")
    for text in POLICIES:
        (folder / "policy.toml").write_text(text, "utf-8")
        yield from raised(lambda: read_policy(folder / "policy.toml", CATALOGUE))
    (folder / "register.json").write_text("{", "utf-8")
    yield from raised(lambda: read_register(folder / "register.json"))
    yield from raised(lambda: decided(("Kari",), "", option="by"))
    for text in ('{"schema_version": 1, "activations": 1}', '{"schema_version": 1, "card": {}}'):
        (folder / "register.json").write_text(text, "utf-8")
        yield from raised(lambda: read_register(folder / "register.json"))
    yield from raised(lambda: roll_back(Register(), by="Kari", on=ON))
    for text in JOURNEYS:
        (folder / "reiser.csv").write_text(text, "utf-8")
        yield from raised(lambda: read_travel(folder / "reiser.csv", CATALOGUE))
    for text in VECTORS:
        (folder / "vektorer.csv").write_text(text, "utf-8")
        yield from raised(lambda: read_skill_vectors(folder / "vektorer.csv", CATALOGUE))
    rows = "".join(f"K{number};{number} år\n" for number in range(MOST_GROUPS + 1))
    (folder / "grupper.csv").write_text(f"kandidatnummer;botid\n{rows}", "utf-8")
    yield from raised(lambda: read_groups(folder / "grupper.csv", []))
    yield from raised(lambda: read_groups_named(None))
    yield from raised(lambda: load_catalogue(folder))
    (folder / "utfall.csv").write_text(f"{OUTCOMES};aarsakk;farge\nK1;L1;startet;01.01.2026;;;\n", "utf-8")
    yield from raised(lambda: read_outcomes(folder / "utfall.csv", ["K1"], ["L1"], on=ON))
    yield from _of_rounds(cohort([candidate()], [opening()]))


def _of_rounds(one: Cohort) -> Iterator[InnenforError]:
    """What asks for somebody who is not there, contradicts itself, or is stopped."""
    pin = Decision(candidate="k9", opening="p 1", by="Kari Eksempel", reason="Avtalt.")
    yield from unknown_ids(Policy(pins=(pin,)), "opening", ["p11"], "policy.toml")
    yield from raised(lambda: Enquiry(one, CATALOGUE, Policy(), ON, 1).people_for("p9", 1))
    both = Scenario(name="Begge deler", seats={"p1": 10}, without_firms=("Fabrikk A",))
    yield from raised(lambda: changed(one, Policy(), both))
    yield from _unfit(one)
    yield from raised(lambda: Serial(Watch(stop=lambda: True)).run(dies, "", [1]))
    yield from raised(lambda: Processes(1, tries=1).run(dies, "", [1]))
    yield from raised(lambda: by_text([CATALOGUE.trades[0], replace(CATALOGUE.trades[0], key="x")]))


def _unfit(one: Cohort) -> Iterator[InnenforError]:
    """What a stable plan, a plan made anew and a round cannot have."""
    stable = Policy(objective=Objective.STABLE, mode=Mode.MEETINGS)
    yield from raised(lambda: fill(one, CATALOGUE, stable, on=ON, seed=1))
    meetings = Policy(mode=Mode.MEETINGS)
    yield from raised(lambda: replan(one, CATALOGUE, meetings, Standing(proposals=()), on=ON, seed=1))
    yield from raised(_too_many_pairs)
    yield from raised(lambda: Cohort.of([candidate(), candidate()], [opening()], [Employer(name="A")]))


def _too_many_pairs() -> None:
    people, openings = MOST_PAIRS // 1000 + 1, 1000
    fits = StoredFits.of_table(np.zeros((people, openings), dtype=np.int64))
    names = np.arange(people).astype(np.str_), np.arange(openings).astype(np.str_)
    nobody = np.empty(0, dtype=np.int32)
    now = Kept(person=nobody, opening=nobody, count=0)
    few_changes(fits, np.ones(openings, dtype=np.int64), Policy(), *names, now, seed=1)

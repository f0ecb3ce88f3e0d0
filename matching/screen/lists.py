"""Lists, decisions and journey times in, what was read of them and everything that is wrong in them out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, Fact, InnenforError, PolicyFault, RowFault
from matching.domain.policy import Policy
from matching.files.openings import OpeningsList, read_openings
from matching.files.people import PeopleList, read_people
from matching.files.policy import read_policy
from matching.files.travel import read_travel
from matching.files.vocabulary import nearest
from matching.screen.usage import ExitCode, exit_code
from matching.wording import Words

PLACE = ("file", "sheet", "row", "column", "value")


@dataclass(frozen=True)
class ListRead:
    """How many rows of a list were read, and how many can be used."""

    file: str
    rows: int
    sound: int
    faulty: int


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong: where, what, and the sentence that tells it."""

    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    code: str
    facts: dict[str, Fact]
    sentence: str


@dataclass(frozen=True)
class Checked:
    """All that was read, and every fault of it."""

    policy: str | None
    """That the decisions can be read, as a sentence; None without any."""
    files: tuple[ListRead, ...]
    faults: tuple[Fault, ...]
    code: ExitCode


def check_lists(
    people: Path, openings: Path, policy: Path | None, travel: Path | None, catalogue: Catalogue
) -> Checked:
    """Files in, what was read of them and every fault of them out.

    Raises:
        FileFault: a list or a table as a whole cannot be read.
        PolicyFault: the decisions cannot be read, or are not such as can be made.
    """
    words = Words(catalogue)
    decided, programme = read_policy(policy, catalogue)
    folk, places = read_people(people, catalogue), read_openings(openings, catalogue)
    rows = (*folk.faults, *places.faults)
    others = [*_of_travel(travel, catalogue), *_of_decisions(decided, policy, folk, places)]
    facts = {"programme": programme.name, "mode": decided.mode}
    return Checked(
        policy=words.say("rows.policy", file=policy.name, **facts) if policy else None,
        files=(
            _list_read(people, folk.rows, len(folk.people)),
            _list_read(openings, places.rows, len(places.openings)),
        ),
        faults=(*(_of_row(one, words) for one in rows), *(_of_error(one, words) for one in others)),
        code=ExitCode.ROWS if rows else exit_code(others[0]) if others else ExitCode.DONE,
    )


def unknown_ids(policy: Policy, kind: str, known: Iterable[str], file: str | None) -> Iterator[PolicyFault]:
    """The candidates, or the openings, that are pinned or vetoed and in no list, each told once."""
    ids = set(known)
    named = dict.fromkeys(getattr(one, kind) for one in (*policy.pins, *policy.vetoes))
    for name in named:
        if name not in ids:
            like = nearest(name, sorted(ids))
            yield PolicyFault(ErrorCode.ID_UNKNOWN, file=file, id=name, kind=kind, nearest=like)


def _of_decisions(
    policy: Policy, file: Path | None, folk: PeopleList, places: OpeningsList
) -> Iterator[InnenforError]:
    name = file.name if file else None
    # An id may stand in a row with a fault, which is told already.
    if not folk.faults:
        yield from unknown_ids(policy, "candidate", folk.people.id.tolist(), name)
    if not places.faults:
        yield from unknown_ids(policy, "opening", places.openings.id.tolist(), name)


def _of_travel(path: Path | None, catalogue: Catalogue) -> Iterator[InnenforError]:
    try:
        if path:
            read_travel(path, catalogue)
    except PolicyFault as fault:
        yield fault


def _list_read(path: Path, rows: int, sound: int) -> ListRead:
    return ListRead(path.name, rows, sound, rows - sound)


def _of_row(fault: RowFault, words: Words) -> Fault:
    place = {name: getattr(fault, name) for name in PLACE}
    return Fault(**place, code=fault.code, facts=dict(fault.facts), sentence=words.fault(fault))


def _of_error(error: InnenforError, words: Words) -> Fault:
    facts = dict(error.facts)
    code = str(facts.pop("problem", error.code))
    place: dict[str, object] = {name: facts.pop(name, None) for name in PLACE}
    if error.code is ErrorCode.ID_UNKNOWN:
        place["value"] = facts.pop("id")
    return Fault(**place, code=code, facts=facts, sentence=words.error(error))  # type: ignore[arg-type]  # facts of an error are texts or numbers

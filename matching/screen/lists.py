"""Lists, decisions and journey times in, what was read of them and everything that is wrong in them out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from matching.catalogue.catalogue import Catalogue
from matching.domain.errors import ErrorCode, Fact, InnenforError, PolicyFault, RowFault
from matching.domain.policy import Policy
from matching.files.decisions.policy import read_policy
from matching.files.imports.skill_vectors import read_skill_vectors
from matching.files.lists.travel import read_travel
from matching.screen.given import Lists, RoundFiles, read_lists
from matching.screen.named import names_of_firms, unknown_ids
from matching.screen.usage import ExitCode, exit_code
from matching.wording import Words

PLACE = ("file", "sheet", "row", "column", "value")


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


@dataclass(frozen=True, eq=False)
class Checked:
    """All that was read, and every fault of it."""

    lists: Lists

    policy: str | None
    """That the decisions can be read, as a sentence; None without any."""
    faults: tuple[Fault, ...]
    passed_over: tuple[Fault, ...]
    """Rows that are not read and are no fault."""
    code: ExitCode


def check_lists(files: RoundFiles, catalogue: Catalogue, *, without_rejected: bool = False) -> Checked:
    """Files in, what was read of them and every fault of them out.

    `without_rejected`: rows with a fault may be left out, so they alone are nothing to stop for.

    Raises:
        FileFault: a list or a table as a whole cannot be read.
        PolicyFault: the decisions cannot be read, or are not such as can be made.
    """
    words = Words(catalogue)
    decided, programme = read_policy(files.policy, catalogue)
    lists = read_lists(files, catalogue, decided.needs_filled)
    stopping = lists.between if without_rejected else lists.faults
    others = [
        *_of_table(files.travel, read_travel, catalogue),
        *_of_table(files.skill_vectors, read_skill_vectors, catalogue),
        *_of_decisions(decided, files.policy, lists),
    ]
    facts = {"programme": programme.name, "mode": decided.mode}
    return Checked(
        lists=lists,
        policy=words.say("rows.policy", file=files.policy.name, **facts) if files.policy else None,
        faults=(*(_of_row(one, words) for one in lists.faults), *(_of_error(one, words) for one in others)),
        passed_over=tuple(_of_row(one, words) for one in lists.passed_over),
        code=ExitCode.ROWS if stopping else exit_code(others[0]) if others else ExitCode.DONE,
    )


def _of_decisions(policy: Policy, file: Path | None, lists: Lists) -> Iterator[InnenforError]:
    name = file.name if file else None
    # An id may stand in a row with a fault, which is told already.
    if not lists.people.faults:
        yield from unknown_ids(policy, "candidate", lists.people.people.id.tolist(), name)
    if not lists.seats.faults:
        yield from unknown_ids(policy, "opening", lists.seats.openings.id.tolist(), name)
        yield from unknown_ids(policy, "firm", names_of_firms(lists.seats.employers), name)
        offices = [one.name for one in lists.seats.listed.training_offices]
        yield from unknown_ids(policy, "office", offices, name)


def _of_table(
    path: Path | None, read: Callable[[Path, Catalogue], object], catalogue: Catalogue
) -> Iterator[InnenforError]:
    try:
        if path:
            read(path, catalogue)
    except PolicyFault as fault:
        yield fault


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

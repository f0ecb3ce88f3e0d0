"""Files and numbers from a command line in, a round ready to be asked about out."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import typer

from matching.catalogue.catalogue import Catalogue
from matching.catalogue.loader import load_catalogue
from matching.domain.cohort import Cohort
from matching.domain.errors import RowFault
from matching.domain.plan import AuditReport, Plan
from matching.domain.policy import Policy
from matching.domain.rows import without_free_text
from matching.enquiry import Enquiry
from matching.files.decisions.policy import read_policy
from matching.files.imports.skill_vectors import read_skill_vectors
from matching.files.lists.kept import cohort_of
from matching.files.lists.travel import read_travel
from matching.files.out.places import places_of
from matching.files.source.vocabulary import nearest_id
from matching.pipeline import fill
from matching.screen.floors import read_members
from matching.screen.given import Lists, RoundFiles, read_lists
from matching.screen.named import check_names, idle_caps
from matching.screen.page import Page, console, listening
from matching.screen.rows import linked, without
from matching.screen.usage import ExitCode
from matching.wording import Words


class Controlled(Protocol):
    """A plan, or a report of one, with what its control found."""

    @property
    def audit(self) -> AuditReport | None:
        """None where there was nothing to control."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Round:
    """Everything a command was given, read and ready."""

    cohort: Cohort
    catalogue: Catalogue
    policy: Policy
    lists: Lists
    on: date
    seed: int

    @property
    def words(self) -> Words:
        """The words results are told in."""
        return Words(self.catalogue)

    @property
    def page(self) -> Page:
        """Where results are told."""
        return Page(self.words, places_of(self.cohort, self.catalogue), console())

    @property
    def enquiry(self) -> Enquiry:
        """The round made ready for questions about single people and openings."""
        return Enquiry(self.cohort, self.catalogue, self.policy, self.on, self.seed)

    def enquiry_beside(self, plan: Plan) -> Enquiry:
        """The same, with what suggestions cost a plan of the round."""
        return replace(self.enquiry, plan=plan)

    def plan(self, *, quiet: bool) -> Plan:
        """A plan of the whole round, controlled."""
        with listening(self.words, quiet=quiet) as progress:
            plan = fill(
                self.cohort, self.catalogue, self.policy, on=self.on, seed=self.seed, progress=progress
            )
        self.stop_where_wrong(plan)
        return replace(plan, rejected=without_free_text(self.lists.faults))

    def stop_where_wrong(self, result: Controlled) -> None:
        """The command ends here when the control found anything in a plan or a report of it."""
        if result.audit and not result.audit.passed:
            found = [f"{one.check}: {one.what}" for one in result.audit.findings]
            _stop(self.words.say("fill.audit_failed"), found, ExitCode.AUDIT)

    def stop_where_infeasible(self, plan: Plan) -> None:
        """The command ends here when what people have decided cannot all be kept."""
        if not plan.status.made:
            causes = [self.words.reason(cause) for cause in plan.causes]
            _stop(self.words.say("fill.infeasible"), causes, ExitCode.NO_PLAN)

    def check_ids(self, candidate: str | None, opening: str | None) -> None:
        """The command ends here when there is no candidate, or no opening, of an id that is asked about."""
        people, openings = self.cohort.people.id.tolist(), self.cohort.openings.id.tolist()
        for kind, name, known in (("candidate", candidate, people), ("opening", opening, openings)):
            if name is not None and name not in known:
                facts = {"id": name, "kind": kind, "nearest": nearest_id(name, known)}
                raise typer.BadParameter(self.words.say("usage.unknown_id", **facts))


def read_round(files: RoundFiles, *, on: date, seed: int, without_rejected: bool = False) -> Round:
    """Lists and decisions in, a round out; the command ends here when a row has a fault.

    `without_rejected` leaves rows with a fault out of the round instead.

    Raises:
        FileFault: a list as a whole cannot be read.
        PolicyFault: the decisions or the journey times cannot be followed.
    """
    catalogue = load_catalogue(files.catalogue)
    if files.travel:
        catalogue = replace(catalogue, travel=read_travel(files.travel, catalogue))
    if files.skill_vectors:
        catalogue = replace(catalogue, brought=read_skill_vectors(files.skill_vectors, catalogue))
    decided, programme = read_policy(files.policy, catalogue)
    lists = read_lists(files, catalogue, decided.needs_filled)
    words = Words(catalogue)
    # No row is left out for what is wrong between two lists, so that is no advice then.
    mend = words.say("rows.mend_copy" if lists.between else "rows.mend")
    stop_where_faulty(lists.between if without_rejected else lists.faults, words, mend)
    floors, faults_of_groups = read_members(files, lists)
    stop_where_faulty(faults_of_groups, words)
    decided = replace(decided, floors=floors)
    cohort = cohort_of(lists.people.people, lists.seats, programme)
    beside = (*without(lists, words), *linked(lists, words), *idle_caps(decided, cohort, catalogue, words))
    for sentence in beside:  # what is asked for, so that JSON stays JSON
        typer.echo(sentence, err=True)
    check_names(decided, cohort, files.policy.name if files.policy else None)
    return Round(cohort=cohort, catalogue=catalogue, policy=decided, lists=lists, on=on, seed=seed)


def stop_where_faulty(faults: tuple[RowFault, ...], words: Words, mend: str = "") -> None:
    """The command ends here when rows of the lists have faults; `mend`: what else may help than to mend each."""
    if faults:
        rows = len({(fault.file, fault.sheet, fault.row) for fault in faults})
        told = [*(words.fault(one) for one in faults), *filter(None, [mend])]
        _stop(words.say("rows.refused", rows=rows), told, ExitCode.ROWS)


def _stop(title: str, lines: list[str], code: ExitCode) -> None:
    for line in (title, *lines):
        typer.echo(line, err=True)
    raise typer.Exit(code)

"""An opening in, what its firm is told of it and of the people it is shown out: models that hold nothing else."""

from collections.abc import Sequence

from matching.domain.policy import POLICY_SCHEMA_VERSION
from matching.files.decisions.policy import policy_in
from matching.files.lists import openings, people
from matching.files.lists.kept import kept_cohort
from matching.report.sheets import Sheet, SheetReader
from service.access import Actor
from service.desk import Desk
from service.store.employers import OfFirm, Shown, opening_cells, openings_of, shown_at
from service.store.lookups import looked
from service.store.rounds import KeptRound, decided
from service.store.rows import Cells

NOBODY = "0"
"""A number nobody has."""


def sheet(desk: Desk, actor: Actor, of: KeptRound, name: str) -> Sheet | None:
    """The sheet of an opening of a round as it stands now; None where the opening is not in it.

    That its people are shown is kept in the transaction that reads them.
    """
    with desk.database.writing() as connection:
        cells = opening_cells(connection, of.key, name)
        if cells is None:
            return None
        shown = shown_at(connection, of.key, name, actor)
        looked(connection, actor, "sheet", (one.person for one in shown), at=desk.clock(), round_key=of.key)
        decisions = decided(connection, of.key) or {"schema_version": POLICY_SCHEMA_VERSION}
    policy, programme = policy_in(decisions, None, desk.catalogue)
    rows = {openings.SHEET: [cells], people.SHEET: _rows(shown, cells["kommune"])}
    reader = SheetReader(kept_cohort(rows, desk.catalogue, programme, policy.needs_filled), desk.catalogue)
    return reader.sheet(name, [(str(one.number), str(one.number)) for one in shown])


def own_openings(desk: Desk, actor: Actor) -> list[OfFirm]:
    """The openings of the firm somebody speaks for."""
    with desk.database.reading() as connection:
        return openings_of(connection, actor)


def _rows(shown: Sequence[Shown], municipality: str) -> list[Cells]:
    """People as rows of a list, by what stands for them there.

    A list says where people live and has somebody in it. The firm is not told where they live, so its own
    municipality stands in; and where nobody is shown, somebody nothing is known of, who stands on no sheet.
    """
    nobody = {people.ID: NOBODY, "kommune": municipality}
    return [nobody, *({**one.cells, people.ID: str(one.number), "kommune": municipality} for one in shown)]

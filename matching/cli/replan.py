"""The command that makes a plan anew with few changes."""

from pathlib import Path
from typing import Annotated

import typer

from matching.cli.edge import echo_json, refuse_lost_input
from matching.cli.given import Given, about_a_round
from matching.cli.rounds import PLAN, write_plan
from matching.domain.errors import ErrorCode, PolicyFault
from matching.domain.policy import Decision, Mode
from matching.domain.replan import Standing
from matching.files.lists.accepted import read_accepted
from matching.files.out.plan_json import as_json
from matching.files.out.plan_read import pairs_of, read_plan
from matching.replan import replan as plan_anew
from matching.screen import options
from matching.screen.page import listening
from matching.screen.plan import tell_plan
from matching.screen.replan import tell_replan
from matching.screen.round import Round, stop_where_faulty

EarlierPlan = Annotated[
    Path,
    typer.Option("--plan", parser=options.path, metavar="FIL", help="Forslaget som gjelder nå: plan.json."),
]
AcceptedFile = Annotated[
    Path | None,
    typer.Option(
        "--accepted",
        parser=options.path,
        metavar="FIL",
        help="De som har takket ja: kandidatnummer, nummer (læreplassens) og registrert av.",
    ),
]
Changes = Annotated[
    int | None,
    typer.Option(
        "--changes",
        parser=options.whole_number(0),
        metavar="TALL",
        help="Hvor mange som høyst skal få noe annet; ellers så få som mulig.",
    ),
]


@about_a_round
def replan(
    asked: Given,
    *,
    plan: EarlierPlan,
    accepted: AcceptedFile = None,
    changes: Changes = None,
    to: options.Folder = None,
    only_json: options.PlanAsJson = False,
) -> None:
    """Make the plan anew: keep those who have said yes, and change as little as is asked for the rest."""
    written = [(to or Path()) / name for name in PLAN] if to or not only_json else []
    refuse_lost_input(written, [*vars(asked.files).values(), plan, accepted])
    given = asked.read()
    standing = Standing(proposals=_proposals(plan), accepted=_accepted(accepted, given), changes=changes)
    with listening(given.words, quiet=only_json) as progress:
        found = plan_anew(
            given.cohort,
            given.catalogue,
            given.policy,
            standing,
            on=given.on,
            seed=given.seed,
            progress=progress,
        )
    given.stop_where_wrong(found.plan)
    if written and found.plan.status.made:
        write_plan(found.plan, given, written)
    if only_json:
        echo_json(as_json(found))
    given.stop_where_infeasible(found.plan)
    if not only_json:
        tell_replan(given.page, found, standing)
        tell_plan(given.page, found.plan, given.cohort)
        typer.echo(given.words.say("fill.written", files=given.words.listed([str(one) for one in written])))


def _proposals(path: Path) -> tuple[tuple[str, str], ...]:
    earlier = read_plan(path)
    if earlier.get("mode") == Mode.MEETINGS:
        raise PolicyFault(ErrorCode.REPLAN_WITH, setting="mode")
    return pairs_of(earlier, path)


def _accepted(path: Path | None, given: Round) -> tuple[Decision, ...]:
    if path is None:
        return ()
    found = read_accepted(
        path,
        given.cohort.people.id.tolist(),
        given.cohort.openings.id.tolist(),
        reason=given.words.say("replan.reason"),
        withheld=given.lists.people.sheet.withheld,
    )
    stop_where_faulty(found.faults, given.words)
    return found.accepted

"""The command that tells how a plan falls out for groups of people, to those who answer for the round."""

from typing import Final

import typer

from matching.cli.edge import refuse_lost_input
from matching.cli.given import Given, about_a_round
from matching.domain.fairness import Groups
from matching.fairness.assess import assess
from matching.files.decisions.fairness import read_groups_named
from matching.files.lists.groups import read_groups
from matching.files.out.plan_json import as_json
from matching.files.whole import whole_together
from matching.report.fairness import fairness_html
from matching.screen import options
from matching.screen.fairness import tell_fairness
from matching.screen.page import listening
from matching.screen.round import stop_where_faulty

FILES: Final = ("likebehandling.json", "likebehandling.html")


@about_a_round
def fairness(asked: Given, *, to: options.SampleFolder) -> None:
    """Propose for the whole round, and write how it falls out for the groups the policy names a file of."""
    of_groups, ground = read_groups_named(asked.files.policy)
    files = [to / name for name in FILES]
    refuse_lost_input(files, [*vars(asked.files).values(), of_groups])
    given = asked.read()
    words, programme = given.words, given.cohort.programme.name
    ids, withheld = given.cohort.people.id.tolist(), given.lists.people.sheet.withheld
    listed = read_groups(of_groups, ids, withheld)
    stop_where_faulty(listed.faults, words)
    if listed.outside:
        typer.echo(words.say("fairness.outside", rows=listed.outside, file=of_groups.name), err=True)
    with listening(words, quiet=False) as progress:
        plan, report = assess(
            given.cohort,
            given.catalogue,
            given.policy,
            Groups(ground, listed.of),
            on=given.on,
            seed=given.seed,
            progress=progress,
        )
    given.stop_where_wrong(plan)
    given.stop_where_infeasible(plan)
    if report:
        given.stop_where_wrong(report)
        to.mkdir(parents=True, exist_ok=True)
        with whole_together(files) as (json, page):
            json.write_text(as_json(report), "utf-8")
            page.write_text(fairness_html(report, words, programme=programme), "utf-8")
        tell_fairness(given.page, report, programme=programme)
        given.page.say("fairness.written", files=words.listed([str(file) for file in files]))

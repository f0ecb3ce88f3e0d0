"""The command for what-ifs: a round beside the same round under named changes."""

from matching.cli.edge import echo_json, today
from matching.files.plan_json import as_json
from matching.files.scenarios import read_scenarios
from matching.scenario import compare
from matching.screen import options
from matching.screen.given import RoundFiles
from matching.screen.page import listening
from matching.screen.round import read_round
from matching.screen.scenarios import tell_variants


def scenario(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    scenarios: options.ScenariosFile,
    *,
    policy: options.PolicyFile = None,
    travel: options.TravelFile = None,
    needs: options.NeedsFile = None,
    meanings: options.MeaningsFile = None,
    day: options.Day = None,
    seed: options.Seed = 1,
    only_json: options.AsJson = False,
) -> None:
    """Propose for the round as it is and under each what-if, and show them side by side."""
    files = RoundFiles(
        people=people, openings=openings, needs=needs, policy=policy, travel=travel, meanings=meanings
    )
    given = read_round(files, on=day or today(), seed=seed)
    wanted = read_scenarios(scenarios, given.catalogue)
    with listening(given.words, quiet=only_json) as progress:
        variants = compare(
            given.cohort,
            given.catalogue,
            given.policy,
            wanted,
            on=given.on,
            seed=given.seed,
            base=given.words.say("scenario.base"),
            progress=progress,
        )
    for one in variants:
        given.stop_where_wrong(one.plan)
    if only_json:
        return echo_json(as_json({"variants": variants}))
    return tell_variants(given.page, variants, programme=given.cohort.programme.name)

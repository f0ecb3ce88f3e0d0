"""The command for what-ifs: a round beside the same round under named changes."""

from matching.cli.edge import echo_json
from matching.cli.given import Given, about_a_round
from matching.files.decisions.scenarios import read_scenarios
from matching.files.out.plan_json import as_json
from matching.scenario import compare
from matching.screen import options
from matching.screen.page import listening
from matching.screen.scenarios import tell_variants


@about_a_round
def scenario(
    asked: Given,
    scenarios: options.ScenariosFile,
    *,
    only_json: options.AsJson = False,
) -> None:
    """Propose for the round as it is and under each what-if, and show them side by side."""
    given = asked.read()
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

"""The command for what-ifs: a round beside the same round under named changes."""

from matching.blocks.executor import Serial, Watch
from matching.blocks.processes import Processes
from matching.cli.edge import echo_json
from matching.cli.given import Given, about_a_round
from matching.files.decisions.scenarios import read_scenarios
from matching.files.out.plan_json import as_json
from matching.scenario import compare
from matching.screen import options
from matching.screen.named import check_scenarios
from matching.screen.page import counting
from matching.screen.scenarios import tell_variants


@about_a_round
def scenario(
    asked: Given,
    scenarios: options.ScenariosFile,
    *,
    workers: options.Workers = 1,
    only_json: options.AsJson = False,
) -> None:
    """Propose for the round as it is and under each what-if, and show them side by side."""
    given = asked.read()
    wanted = read_scenarios(scenarios, given.catalogue)
    check_scenarios(wanted, given.cohort, scenarios.name)
    with counting(given.words, "scenario.progress", quiet=only_json) as told:
        watch = Watch(tell=told)
        variants = compare(
            given.cohort,
            given.catalogue,
            given.policy,
            wanted,
            on=given.on,
            seed=given.seed,
            base=given.words.say("scenario.base"),
            executor=Serial(watch) if workers == 1 else Processes(workers, watch),
        )
    for one in variants:
        given.stop_where_wrong(one.plan)
    if only_json:
        return echo_json(as_json({"variants": variants}))
    return tell_variants(given.page, variants, programme=given.cohort.programme.name)

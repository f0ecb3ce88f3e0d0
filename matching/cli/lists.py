"""Commands about the lists themselves: samples to try, and what is wrong in lists of one's own."""

from importlib.resources import files
from pathlib import Path
from typing import Final

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import echo_json
from matching.files.plan_json import as_json
from matching.files.whole import whole
from matching.screen import options
from matching.screen.lists import check_lists
from matching.wording import Words

SAMPLE: Final = ("kandidater.xlsx", "lareplasser.xlsx", "policy.toml")


def sample(to: options.SampleFolder, force: options.Force = False) -> None:
    """Copy the shipped sample into a folder, and over nobody's own work."""
    words = Words(load_catalogue())
    shipped = {name: (files("matching.sample") / name).read_bytes() for name in SAMPLE}
    changed = [name for name in SAMPLE if _differs(to / name, shipped[name])]
    if changed and not force:
        raise typer.BadParameter(words.say("sample.differs", files=words.listed(changed), folder=str(to)))
    to.mkdir(parents=True, exist_ok=True)
    for name, content in shipped.items():
        with whole(to / name) as part:
            part.write_bytes(content)
    people, openings, policy = (str(to / name) for name in SAMPLE)
    typer.echo(words.say("sample.written", folder=str(to), files=words.listed(list(SAMPLE))))
    typer.echo(words.say("sample.next", people=people, openings=openings, policy=policy, folder=str(to)))


def check(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    *,
    policy: options.PolicyFile = None,
    travel: options.TravelFile = None,
    only_json: options.AsJson = False,
) -> None:
    """Read the lists and what is decided, and tell what was read and every fault."""
    catalogue = load_catalogue()
    found = check_lists(people, openings, policy, travel, catalogue)
    if only_json:
        echo_json(as_json({"files": found.files, "faults": found.faults}))
    else:
        words = Words(catalogue)
        read = [words.say("rows.read", **vars(one)) for one in found.files]
        for line in (*filter(None, [found.policy]), *read, *(fault.sentence for fault in found.faults)):
            typer.echo(line)
    raise typer.Exit(found.code)


def _differs(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() != content

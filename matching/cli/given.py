"""What every command about a round is given, told once: its files, its day and its seed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from inspect import Parameter, Signature, signature
from typing import Any

from matching.cli.edge import today
from matching.screen import options
from matching.screen.given import RoundFiles
from matching.screen.round import Round, read_round


@dataclass(frozen=True, kw_only=True)
class Given:
    """Files, day and seed of a round, as a command has them; nothing is read yet."""

    files: RoundFiles
    without_rejected: bool
    on: date
    seed: int

    def read(self) -> Round:
        """The round, ready; the command ends here when a row has a fault.

        Raises:
            FileFault: a list as a whole cannot be read.
            PolicyFault: the decisions or the journey times cannot be followed.
        """
        return read_round(self.files, on=self.on, seed=self.seed, without_rejected=self.without_rejected)


def given(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    *,
    policy: options.PolicyFile = None,
    travel: options.TravelFile = None,
    needs: options.NeedsFile = None,
    meanings: options.MeaningsFile = None,
    catalogue: options.CatalogueFolder = None,
    without_rejected: options.WithoutRejected = False,
    day: options.Day = None,
    seed: options.Seed = 1,
) -> Given:
    """Options as a command line has them in, what they give together out."""
    files = RoundFiles(
        people=people,
        openings=openings,
        needs=needs,
        policy=policy,
        travel=travel,
        meanings=meanings,
        catalogue=catalogue,
    )
    return Given(files=files, without_rejected=without_rejected, on=day or today(), seed=seed)


def about_a_round(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose first argument is a Given in, the same with the options of `given` in its place out."""
    shared = signature(given).parameters
    own = list(signature(command).parameters.values())[1:]

    def run(**values: Any) -> None:  # noqa: ANN401 - each as its own option says
        mine = {name: values.pop(name) for name in shared}
        command(given(**mine), **values)

    parameters = sorted([*shared.values(), *own], key=lambda one: one.kind is Parameter.KEYWORD_ONLY)
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # what typer reads the options off
    return run

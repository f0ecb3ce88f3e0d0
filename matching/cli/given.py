"""What every command about a round is given, told once: its files, its day and its seed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_origin

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


def options_of(make: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """What makes an argument of a function in, a decorator that puts its options in the place of that one out.

    It is the one argument of the function that is no option or file of its own.
    """
    shared = signature(make).parameters

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        own = list(signature(function).parameters.values())
        made = next(one for one in own if get_origin(one.annotation) is not Annotated)
        place = own.index(made)

        def run(**values: Any) -> Any:  # noqa: ANN401 - each as its own option says
            mine = {name: values.pop(name) for name in shared}
            return function(**{made.name: make(**mine)}, **values)

        together = [*own[:place], *shared.values(), *own[place + 1 :]]
        parameters = sorted(together, key=lambda one: one.kind is Parameter.KEYWORD_ONLY)
        run.__name__, run.__doc__ = function.__name__, function.__doc__
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # what typer reads the options off
        return run

    return decorate


def files_given(
    people: options.PeopleFile,
    openings: options.OpeningsFile,
    *,
    policy: options.PolicyFile = None,
    travel: options.TravelFile = None,
    needs: options.NeedsFile = None,
    meanings: options.MeaningsFile = None,
    catalogue: options.CatalogueFolder = None,
    skill_vectors: options.SkillVectorsFile = None,
    groups: options.GroupsFile = None,
) -> RoundFiles:
    """The files of a round as a command line has them."""
    return RoundFiles(
        people=people,
        openings=openings,
        needs=needs,
        policy=policy,
        travel=travel,
        meanings=meanings,
        catalogue=catalogue,
        skill_vectors=skill_vectors,
        groups=groups,
    )


@options_of(files_given)
def given(
    files: RoundFiles,
    *,
    without_rejected: options.WithoutRejected = False,
    day: options.Day = None,
    seed: options.Seed = 1,
) -> Given:
    """Everything about a round as a command line has it."""
    return Given(files=files, without_rejected=without_rejected, on=day or today(), seed=seed)


about_files = options_of(files_given)
about_a_round = options_of(given)
"""A command whose first argument is the files of a round, or a Given, is told just its own options."""

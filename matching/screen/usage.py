"""What a command line gives back: exit codes, and typer's own words in those of our texts."""

import re
import sys
import traceback
from enum import IntEnum
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from matching.catalogue.loader import load_catalogue
from matching.domain.errors import (
    CatalogueFault,
    ErrorCode,
    FileFault,
    FileFaults,
    InnenforError,
    PolicyFault,
)
from matching.texts.loader import load_texts
from matching.wording import Words


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    UNFORESEEN = 1
    WRONG_USE = 2
    FILE = 3
    ROWS = 4
    NO_PLAN = 5
    AUDIT = 6
    POLICY = 7


_FILES: Final = (ErrorCode.FILE_NOT_FOUND, ErrorCode.POLICY_UNREADABLE)
"""Codes of a policy fault that are about the file and not about what it says."""


def exit_code(error: InnenforError) -> ExitCode:
    """An error in, the exit code that tells its kind out."""
    if isinstance(error, FileFault) or error.code in _FILES:
        return ExitCode.FILE
    return ExitCode.POLICY if isinstance(error, (PolicyFault, CatalogueFault)) else ExitCode.UNFORESEEN


_BRACES: Final = re.compile(r"\{([\w-]+)\}")
_KIND: Final = re.compile(r" <\w+>")
"""How typer shows an argument that must be given, and what type it is of."""


class Command(TyperCommand):
    """A command whose help has our words for typer's own."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - typer's own signature
        """The help text of the command."""
        return _in_our_words(super().get_help(ctx))


class Commands(TyperGroup):
    """The commands together: whatever goes wrong in one is told in our words, on standard error."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - typer's own signature
        """The help text of the commands together."""
        return _in_our_words(super().get_help(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer's own signature
        """The command that is named first, and what it is given."""
        if self.get_command(ctx, args[0]) is None:
            commands = ", ".join(self.list_commands(ctx))
            told = Words(load_catalogue()).say("usage.command", name=args[0], commands=commands)
            raise typer.BadParameter(told, ctx=ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> int:  # noqa: ANN401 - typer's own signature
        """Run the command that is named, and end with its exit code."""
        standalone = extra.pop("standalone_mode", True)
        code = self._ended(*args, **extra)
        if standalone:
            sys.exit(code)
        return code

    def _ended(self, *args: Any, **extra: Any) -> int:  # noqa: ANN401 - typer's own signature
        words = Words(load_catalogue())
        try:
            return int(super().main(*args, **{**extra, "standalone_mode": False}) or ExitCode.DONE)
        except typer.TyperException as error:
            return _told(_wrong_use(error, words), ExitCode.WRONG_USE)
        except FileFaults as several:
            return _told("\n".join(map(words.error, several.faults)), ExitCode.FILE)
        except InnenforError as error:
            return _told(words.error(error), exit_code(error))
        except OSError as error:
            file, message = str(error.filename or ""), error.strerror or type(error).__name__
            is_file = isinstance(error, FileExistsError | NotADirectoryError)  # where a folder was to be
            told = "usage.no_folder" if is_file else "usage.cannot_write"
            return _told(words.say(told, file=file, message=message), ExitCode.FILE)
        except Exception:  # the last resort of a command: told in our words below the trace
            traceback.print_exc()
            return _told(words.say("usage.unforeseen"), ExitCode.UNFORESEEN)


def _told(message: str, code: ExitCode) -> int:
    typer.echo(message, err=True)
    return int(code)


def _wrong_use(error: typer.TyperException, words: Words) -> str:
    """A complaint of typer in our words."""
    kind, context = type(error).__name__, getattr(error, "ctx", None)
    if kind == "NoArgsIsHelpError":
        return error.message
    param = getattr(error, "param", None)
    named = param and (param.metavar if param.param_type_name == "argument" else max(param.opts, key=len))
    possible = getattr(error, "possibilities", None)
    told = words.say(
        f"usage.{kind}" if kind in load_texts(words.language)["usage"] else "usage.other",
        hint=named,
        option=getattr(error, "option_name", None),
        possible=", ".join(sorted(possible)) if possible else None,
        message=error.message,
    )
    return f"{told} {words.say('usage.help', command=context.command_path)}" if context else told


def _in_our_words(text: str) -> str:
    text = _BRACES.sub(r"\1", _KIND.sub("", text))
    for theirs, ours in load_texts("nb")["help"].items():
        text = text.replace(theirs, ours)
    return text

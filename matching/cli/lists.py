"""Commands about the lists themselves: what is wrong in them, and how they were understood."""

import typer

from matching.catalogue.loader import load_catalogue
from matching.cli.edge import echo_json, write_workbooks
from matching.cli.given import about_files
from matching.files.out.plan_json import as_json
from matching.screen import options
from matching.screen.copies import error_copies, understood_copies
from matching.screen.given import RoundFiles
from matching.screen.lists import check_lists
from matching.screen.rows import counted, linked
from matching.wording import Words


@about_files
def check(
    files: RoundFiles,
    *,
    error_copy: options.ErrorCopy = None,
    understood: options.UnderstoodCopy = None,
    without_rejected: options.WithoutRejected = False,
    force: options.Force = False,
    only_json: options.AsJson = False,
) -> None:
    """Read the lists and what is decided, and tell what was read and every fault."""
    catalogue = load_catalogue(files.catalogue)
    words = Words(catalogue)
    found = check_lists(files, catalogue, without_rejected=without_rejected)
    written = [
        line
        for folder, copies in ((error_copy, error_copies), (understood, understood_copies))
        if folder
        for line in write_workbooks(
            folder, copies(found.lists, words), words, read=vars(files).values(), force=force
        )
    ]
    if only_json:
        told = {"faults": found.faults, "passed_over": found.passed_over, "links": found.lists.links}
        echo_json(as_json({"files": found.lists.counts, **told}))
    else:
        read = [*counted(found.lists, words), *linked(found.lists, words)]
        wrong = [fault.sentence for fault in (*found.faults, *found.passed_over)]
        for line in (*filter(None, [found.policy]), *read, *wrong, *written):
            typer.echo(line)
    raise typer.Exit(found.code)

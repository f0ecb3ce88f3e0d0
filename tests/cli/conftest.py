"""A round with outcomes, and the scorecard learned from it, made once."""

from pathlib import Path

import pytest

from matching.screen.usage import ExitCode
from tests.cli.made_outcomes import Files, files, learn


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return files(tmp_path_factory.mktemp("runde"))


@pytest.fixture(scope="session")
def card(made: Files) -> Path:
    """The scorecard learned from the round."""
    path = made.people.parent / "kort" / "vektkort.json"
    done = learn(made, "--to", path.parent)
    assert done.exit_code == ExitCode.DONE, done.output
    return path

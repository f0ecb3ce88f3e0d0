"""The user guide can be followed: its commands run in their order, its pictures and links are there."""

import re
from contextlib import chdir

import pytest

from benchmarks.guide import GUIDE, Told, blocks, follow, prose
from tests.docs.tables import DOCS
from tests.wording.test_texts import FORBIDDEN

TEXT = GUIDE.read_text("utf-8")
PROSE = prose(TEXT)
PICTURES = {path.name: path for path in (DOCS / "pictures").glob("*.png")}
LARGEST = 150_000
"""Bytes of a picture."""

COMMANDS = [block.lines.strip() for block in blocks(TEXT) if block.kind == "sh"]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    folder = tmp_path_factory.mktemp("runde")
    with chdir(folder):
        return {told.command: told for told in follow(folder)}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_ends_as_the_guide_says_and_tells_what_it_shows(
    command: str, followed: dict[str, Told]
) -> None:
    told = followed[command]
    assert told.result.exit_code == told.ends, told.result.output
    for line in told.shown:
        assert line in told.result.output


def test_a_block_of_commands_holds_one_command_of_ours() -> None:
    assert all(re.fullmatch(r"innenfor [^\n]+", command) for command in COMMANDS)
    assert len(set(COMMANDS)) == len(COMMANDS)


def test_every_command_of_the_program_is_in_the_guide(followed: dict[str, Told]) -> None:
    listed = followed["innenfor --help"].result.output.split("Kommandoer:")[1]
    names = re.findall(r"^  (\w+)", listed, flags=re.MULTILINE)
    # Those about the store are for whoever runs the service.
    run = re.findall(r"^innenfor (\w+)", (DOCS / "drift.md").read_text("utf-8"), flags=re.MULTILINE)
    assert {command.split()[1] for command in COMMANDS} | set(run) >= set(names)


def test_every_picture_is_there_is_shown_once_and_is_small() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(pictures/([^)]+)\)", TEXT)
    assert sorted(shown) == sorted(PICTURES)
    assert all(path.stat().st_size < LARGEST for path in PICTURES.values())


def test_every_link_leads_somewhere() -> None:
    headings = {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
                for line in re.findall(r"^#+ (.+)$", PROSE, flags=re.MULTILINE)}  # fmt: skip
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", TEXT):
        file, _, heading = target.partition("#")
        assert (DOCS / file).exists()
        assert not heading or heading in headings


def test_the_first_round_takes_ten_steps() -> None:
    steps = re.findall(r"^### Steg (\d+): ", PROSE, flags=re.MULTILINE)
    assert [int(step) for step in steps] == list(range(1, 11))


@pytest.mark.parametrize("word", [*FORBIDDEN, r"\bmatch"])
def test_the_guide_says_none_of_the_words_to_avoid(word: str) -> None:
    assert not re.search(word, PROSE, re.IGNORECASE if word.islower() else 0)

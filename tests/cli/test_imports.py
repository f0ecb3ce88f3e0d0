"""Importing on the command line: what came of it in sentences, and nothing written over or half."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from matching.catalogue.check import check_catalogue
from matching.catalogue.tables import TABLES
from matching.cli.imports import import_esco, import_onet
from matching.screen.usage import Command, Commands, ExitCode
from tests.files import test_import_onet as onet
from tests.files.esco_official import above, asked, concept, lay, lay_work, occupation
from tests.files.written import REFUSED_NUMBER

SKILLS = (concept(1, "lukke hull i båt"), concept(2, "lukke hull i båt"))
GROUPS = (concept(90, "vannarbeid"),)

app = typer.Typer(cls=Commands)
app.command("import-esco", cls=Command)(import_esco)
app.command("import-onet", cls=Command)(import_onet)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """A download in a folder that tells its release."""
    return lay(tmp_path / "ESCO dataset - v1.2.0 - classification - no - csv", SKILLS, GROUPS, above((1, 90)))


def test_an_import_is_told_in_sentences_and_passes_the_check(download: Path, tmp_path: Path) -> None:
    told = run("import-esco", download, "--to", tmp_path / "katalog", "--date", "2026-11-21")
    assert told.exit_code == ExitCode.DONE, told.output
    assert "2 nye ferdigheter og 1 ny gruppe fra ESCO 1.2.0" in told.output
    assert "European Commission" in told.output
    assert not [one for one in check_catalogue(tmp_path / "katalog") if not one.is_note]


def test_what_came_of_occupations_is_told_and_that_there_were_none_too(
    download: Path, tmp_path: Path
) -> None:
    without = run("import-esco", download, "--to", tmp_path / "katalog")
    assert "Yrkene i katalogen er som før." in without.output
    lay_work(download, [occupation(5, "tømrer")], asked(5, essential=[1], optional=[2]))
    told = run("import-esco", download, "--to", tmp_path / "katalog", "--force")
    assert "1 nytt yrke er kommet inn, med 2 ferdigheter" in told.output
    assert "1 yrke het det samme som et lærefag" in told.output


def test_the_same_day_gives_the_same_bytes(download: Path, tmp_path: Path) -> None:
    for name in ("one", "other"):
        run("import-esco", download, "--to", tmp_path / name, "--date", "2026-11-21")
    one, other = (
        {file.name: file.read_bytes() for file in (tmp_path / name).glob("*.csv")}
        for name in ("one", "other")
    )
    assert one == other
    assert len(one) == len(TABLES)


def test_files_that_are_there_are_not_written_over_unless_it_is_said(download: Path, tmp_path: Path) -> None:
    (tmp_path / "katalog").mkdir()
    (tmp_path / "katalog" / "trades.csv").write_text("vårt eget", "utf-8")
    told = run("import-esco", download, "--to", tmp_path / "katalog")
    assert told.exit_code == ExitCode.WRONG_USE
    assert (tmp_path / "katalog" / "trades.csv").read_text("utf-8") == "vårt eget"
    assert not (tmp_path / "katalog" / "skills.csv").exists()
    assert run("import-esco", download, "--to", tmp_path / "katalog", "--force").exit_code == ExitCode.DONE


def test_a_ring_of_groups_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    groups = [*GROUPS, concept(91, "båtarbeid")]
    lay(tmp_path / "v1.2.0", SKILLS, groups, above((90, 91), (91, 90)))
    told = run("import-esco", tmp_path / "v1.2.0", "--to", tmp_path / "katalog")
    assert told.exit_code == ExitCode.ROWS
    assert "står over seg selv" in told.output
    assert "Ingenting er skrevet" in told.output
    assert not (tmp_path / "katalog").exists()


def test_a_release_nobody_tells_is_asked_for(tmp_path: Path) -> None:
    lay(tmp_path / "nedlastet", SKILLS, GROUPS, [])
    told = run("import-esco", tmp_path / "nedlastet", "--to", tmp_path / "katalog")
    assert told.exit_code == ExitCode.WRONG_USE
    assert "--release" in told.output
    given = run("import-esco", tmp_path / "nedlastet", "--to", tmp_path / "katalog", "--release", "1.1.2")
    assert given.exit_code == ExitCode.DONE
    assert ",ESCO 1.1.2," in (tmp_path / "katalog" / "skills.csv").read_text("utf-8")


def test_a_release_with_an_identity_number_is_refused_and_not_repeated(tmp_path: Path) -> None:
    lay(tmp_path / "nedlastet", SKILLS, GROUPS, [])
    told = run(
        "import-esco", tmp_path / "nedlastet", "--to", tmp_path / "katalog", "--release", REFUSED_NUMBER
    )
    assert told.exit_code == ExitCode.WRONG_USE
    assert REFUSED_NUMBER not in told.output
    assert not (tmp_path / "katalog").exists()


def test_a_folder_that_is_no_download_is_told_what_it_lacks(tmp_path: Path) -> None:
    for release in ((), ("--release", "1.2.0")):
        told = run("import-esco", tmp_path, "--to", tmp_path / "katalog", *release)
        assert told.exit_code == ExitCode.FILE
        assert told.output.strip() == (
            f"{tmp_path.name}: Mappen har ingen skills_<språk>.csv. Pakk ut de offisielle filene fra ESCO."
        )


def test_interests_come_in_on_top_of_an_import_in_the_same_folder(download: Path, tmp_path: Path) -> None:
    own = tmp_path / "katalog"
    run("import-esco", download, "--to", own)
    ratings = onet.lay(tmp_path / "db_30_0_text", onet.rated(onet.COOKS, "7", "6", "5", "4", "3", "2"))
    told = run("import-onet", ratings, "--data", own, "--to", own, "--force")
    assert told.exit_code == ExitCode.DONE, told.output
    assert "O*NET 30.0 for 1 av" in told.output
    assert "1 lærefag har fått andre tall enn før." in told.output
    assert "lukke hull i båt" in (own / "skills.csv").read_text("utf-8")
    assert "7 6 5 4 3 2" in (own / "trades.csv").read_text("utf-8")


def test_what_came_of_it_is_told_as_json_too(download: Path, tmp_path: Path) -> None:
    told = run("import-esco", download, "--to", tmp_path / "katalog", "--json")
    found = json.loads(told.output)
    assert (found["release"], found["counts"]["relabelled"], found["findings"]) == ("1.2.0", 2, [])

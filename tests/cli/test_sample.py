"""The sample: copied whole, and over nobody's own work."""

from pathlib import Path

from tests.cli.run import SAMPLE, run

FILES = ("kandidater.xlsx", "lareplasser.xlsx", "policy.toml")


def test_the_sample_is_copied_into_a_folder_that_is_made(tmp_path: Path) -> None:
    done = run("sample", "--to", tmp_path / "a" / "b")
    assert done.exit_code == 0
    assert {file.name for file in (tmp_path / "a" / "b").iterdir()} == set(FILES)
    for name in FILES:
        assert (tmp_path / "a" / "b" / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_the_next_step_is_told_and_works(tmp_path: Path) -> None:
    told = run("sample", "--to", tmp_path).stdout.splitlines()[-1]
    words = told.removeprefix("Prøv: innenfor ").split()
    assert run(*words).exit_code == 0
    assert (tmp_path / "plan.xlsx").exists()


def test_copying_again_over_the_same_files_is_fine(tmp_path: Path) -> None:
    assert run("sample", "--to", tmp_path).exit_code == run("sample", "--to", tmp_path).exit_code == 0


def test_a_changed_file_is_kept_unless_forced(tmp_path: Path) -> None:
    run("sample", "--to", tmp_path)
    (tmp_path / "policy.toml").write_text("mitt eget")
    refused = run("sample", "--to", tmp_path)
    assert refused.exit_code == 2
    assert "policy.toml finnes i" in refused.stderr
    assert (tmp_path / "policy.toml").read_text() == "mitt eget"
    assert run("sample", "--to", tmp_path, "--force").exit_code == 0
    assert (tmp_path / "policy.toml").read_bytes() == (SAMPLE / "policy.toml").read_bytes()

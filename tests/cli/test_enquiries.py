"""Questions about single people and openings: suggest and explain."""

import json
from pathlib import Path

import pytest

from tests.cli.run import ROUND, lists, run

PLACE = "L1;A AS;CNC;3443;1;nei;godkjent"


def test_people_for_an_opening_are_ranked_by_fit() -> None:
    done = run("suggest", *ROUND, "--opening", "L02", "--count", "3")
    assert done.exit_code == 0
    lines = [line for line in done.stdout.splitlines() if "av 1000" in line]
    points = [int(line.split(" av 1000")[0].split()[-1]) for line in lines]
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert points == sorted(points, reverse=True)
    assert "Kan: måle med skyvelære, lese maskintegninger og skrive ut i 3D." in lines[0]


def test_an_unknown_is_shown_with_the_question_to_ask() -> None:
    done = run("suggest", *ROUND, "--candidate", "K24", "--count", "1")
    assert "Spør kandidaten: Er du registrert som arbeidssøker hos Nav?" in done.stdout
    assert "Ferdighetene er ikke kartlagt. Spør om: " in done.stdout


def test_somebody_who_may_meet_nobody_is_told_where_to_look() -> None:
    done = run("suggest", *ROUND, "--candidate", "K10")
    assert done.exit_code == 0
    assert "«innenfor explain … --candidate» sier hvorfor" in done.stdout


def test_suggestions_as_json_are_the_same_ranked_pairs() -> None:
    told = json.loads(run("suggest", *ROUND, "--opening", "L02", "--count", "2", "--json").stdout)
    assert told["opening"] == "L02"
    assert [one["candidate"] for one in told["suggestions"]] == ["K01", "K21"]


def test_a_pair_is_explained_by_parts_that_sum() -> None:
    done = run("explain", *ROUND, "--candidate", "K09", "--opening", "L02")
    assert "Krav: oppfyller kravene." in done.stdout
    rows = [line.rsplit(maxsplit=1) for line in done.stdout.splitlines()]
    names = ("ferdigheter", "interesser", "ønsker", "arbeidsmiljø", "reisetid", "omfang")
    parts = [int(row[1]) for row in rows if row and row[0] in (*names, "trekk for ensidig samsvar")]
    (total,) = (int(row[1]) for row in rows if row and row[0] == "samsvar")
    assert len(parts) == 7
    assert sum(parts) == total == json.loads(_pair("K09", "L02"))["fit"]["points"]


def test_a_pair_that_may_not_meet_has_reasons_and_no_fit() -> None:
    done = run("explain", *ROUND, "--candidate", "K22", "--opening", "L03")
    assert "Krav: ikke aktuell i denne runden." in done.stdout
    assert "- Reisen tar om lag 73 minutter med buss eller tog; grensen er 40." in done.stdout
    assert "av 1000" not in done.stdout
    assert json.loads(_pair("K22", "L03"))["fit"] is None


def test_a_person_is_told_where_and_why() -> None:
    done = run("explain", *ROUND, "--candidate", "K01")
    assert "K01 er foreslått til L06 Lenamaskin AS (oppdiktet), Østre Toten" in done.stdout
    assert "og så mye ville samsvaret stige: kjøre CNC-maskin (+64), rigge maskin (+64)" in done.stdout


def test_a_person_without_a_proposal_is_told_why_not() -> None:
    done = run("explain", *ROUND, "--candidate", "K08")
    assert "K08 er uten forslag ennå" in done.stdout
    assert "Oppfyller kravene til 1 av 8 læreplasser; for 2 mangler noe ennå." in done.stdout
    assert "senket samlet samsvar med 312" in done.stdout


def test_an_opening_is_told_who_is_proposed_who_is_next_and_what_a_seat_more_gives() -> None:
    done = run("explain", *ROUND, "--opening", "L07")
    assert "- K05: samsvar 531 av 1000, delvis kartlagt" in done.stdout
    assert "- K21: samsvar 544 av 1000, godt kartlagt, har forslag et annet sted" in done.stdout
    assert "- Én læreplass til her gir 1 kandidat og 371 i samlet samsvar." in done.stdout


def test_an_empty_opening_is_told_why() -> None:
    done = run("explain", *ROUND, "--opening", "L08")
    assert "1 plass står uten forslag:" in done.stdout
    assert "- Spør bedriften: Er dere godkjent som lærebedrift i faget?" in done.stdout


def test_an_explanation_as_json_is_about_the_one_asked_for() -> None:
    told = json.loads(run("explain", *ROUND, "--opening", "L07", "--json").stdout)
    assert [one["candidate"] for one in told["assignments"]] == ["K05"]
    assert list(told["reserves"]) == ["L07"]
    assert [one["opening"] for one in told["seat_values"]] == ["L07"]


def test_nobody_is_next_only_where_it_was_asked_who_is(tmp_path: Path) -> None:
    files = lists(tmp_path, ["K1;3443;bil;100;100;B2;ja"], [PLACE, "L2;A AS;CNC;3443;0;nei;godkjent"])
    policy = tmp_path / "policy.toml"
    for opening, reserves, told in (("L1", 3, True), ("L1", 0, False), ("L2", 3, False)):
        policy.write_text(f"schema_version = 1\nreserves = {reserves}\n", "utf-8")
        done = run("explain", *files, "--policy", policy, "--opening", opening)
        assert done.exit_code == 0
        assert ("Ingen flere oppfyller kravene her." in done.stdout) is told


def test_extents_that_lie_apart_are_not_told_as_unknown(tmp_path: Path) -> None:
    openings = tmp_path / "steder.csv"
    openings.write_text(
        "nummer;bedrift;lærefag;kommune;plasser;prosent fra;prosent til\nL1;A AS;CNC;3443;1;50;50\n", "utf-8"
    )
    people, _ = lists(tmp_path, ["K1;3443;bil;100;100;B2;ja", "K2;3443;bil;50;100;B2;ja"], [PLACE])
    apart = run("explain", people, openings, "--candidate", "K1", "--opening", "L1").stdout
    assert "omfanget passer ikke" in apart
    assert "omfang ikke kjent" not in apart
    known = run("explain", people, openings, "--candidate", "K2", "--opening", "L1").stdout
    assert "omfang 50 %." in known


def test_what_is_unknown_is_told_as_counted_neutrally() -> None:
    assert (
        "ikke kjent, regnet nøytralt"
        in run("explain", *ROUND, "--candidate", "K24", "--opening", "L02").stdout
    )


def test_nobody_unsure_is_told_to_meet_the_requirements(tmp_path: Path) -> None:
    people = ["K1;3443;bil;100;100;B2;", "K2;3443;bil;100;100;B2;"]
    files = lists(tmp_path, people, ["L1;A AS;CNC;3443;1;ja;godkjent"])
    policy = tmp_path / "policy.toml"
    policy.write_text("schema_version = 1\nallow_unknown = true\n", "utf-8")
    told = [run("explain", *files, "--policy", policy, "--candidate", name).stdout for name in ("K1", "K2")]
    assert sum("Mangler noe ennå, og plassene går til andre" in one for one in told) == 1
    assert not any("Oppfyller kravene, men" in one for one in told)


@pytest.mark.parametrize("command", ["suggest", "explain"])
def test_somebody_who_is_not_in_the_lists_is_named_with_the_nearest(command: str) -> None:
    done = run(command, *ROUND, "--opening", "L2")
    assert done.exit_code == 2
    assert "«L2» er ikke en læreplass i listene. Mente du «L02»?" in done.stderr


def test_the_question_must_be_about_somebody() -> None:
    assert run("explain", *ROUND).exit_code == 2
    assert run("suggest", *ROUND).exit_code == 2
    both = run("suggest", *ROUND, "--opening", "L02", "--candidate", "K01")
    assert both.exit_code == 2
    assert both.stderr.startswith("Oppgi enten --opening eller --candidate.")


def _pair(candidate: str, opening: str) -> str:
    return run("explain", *ROUND, "--candidate", candidate, "--opening", opening, "--json").stdout


def test_which_side_limits_and_what_mapping_is_worth_are_told_of_a_pair(tmp_path: Path) -> None:
    files = lists(tmp_path, ["K1;3443;bil;100;100;B2;ja"], [PLACE])
    done = run("explain", *files, "--candidate", "K1", "--opening", "L1").stdout
    blank = "Det er læreplassens side som begrenser samsvaret, men der er ferdigheter ikke kjent ennå."
    assert blank in done, "a blank is told as not known, never as a lack"
    assert "Ikke kjent, regnet nøytralt: ferdigheter, interesser, ønsker, arbeidsmiljø og omfang." in done
    moves = json.loads(run("explain", *files, "--candidate", "K1", "--opening", "L1", "--json").stdout)["fit"]
    assert moves["limiting"] == "opening"
    first = moves["movements"][0]
    assert f"- Kartlegg ferdigheter: samsvar kan bli {first['least']}–{first['most']} av 1000." in done


def test_a_person_is_told_what_is_most_worth_mapping_over_her_best_openings(tmp_path: Path) -> None:
    files = lists(tmp_path, ["K1;3443;bil;100;100;B2;ja"], [PLACE, PLACE.replace("L1", "L2")])
    for command in ("suggest", "explain"):
        done = run(command, *files, "--candidate", "K1").stdout
        title = (
            "Dette er det mest verdt å kartlegge om K1\n- Kartlegg ferdigheter: det kan flytte samsvaret hos"
        )
        assert f"{title} 2 læreplasser med inntil " in done
        told = json.loads(run(command, *files, "--candidate", "K1", "--json").stdout)["mapping_questions"]
        assert (told[0]["part"], told[0]["among"]) == ("skills", 2)
        average = (told[0]["moves"] + 1) // 2
        said = f"med inntil {average} av 1000 i snitt ({told[0]['moves']} lagt sammen)"
        assert said in done.replace("\N{NO-BREAK SPACE}", "")


def test_somebody_who_is_asked_about_for_an_opening_has_what_mapping_is_worth_in_short(
    tmp_path: Path,
) -> None:
    files = lists(tmp_path, ["K1;3443;bil;100;100;B2;ja"], [PLACE])
    done = run("suggest", *files, "--opening", "L1").stdout
    assert "Kartlegging kan flytte samsvaret: ferdigheter " in done
    assert "Dette er det mest verdt å kartlegge" not in done


def test_each_suggestion_tells_what_it_costs_the_plan_and_which_plan_that_is() -> None:
    done = run("suggest", *ROUND, "--opening", "L02", "--count", "3")
    lines = [line for line in done.stdout.splitlines() if "av 1000" in line]
    assert all("Å foreslå dette " in line or "Foreslått her" in line for line in lines)
    assert "Regnet ut hver for seg mot det samlede forslaget av de samme listene, for " in done.stdout


def test_suggestions_as_json_have_their_cost_and_the_plan_it_is_counted_on() -> None:
    told = json.loads(run("suggest", *ROUND, "--candidate", "K09", "--json").stdout)
    assert set(told["plan"]) == {"on", "seed", "input_hash", "policy_hash", "mode"}
    for one in told["suggestions"]:
        assert one["cost"]["proposed"] == (one["cost"]["cost"] == {"people": 0, "proposals": 0, "points": 0})
        assert one["cost"]["moves"] == []


def test_without_costs_no_plan_is_made_and_none_is_told() -> None:
    told = json.loads(run("suggest", *ROUND, "--opening", "L02", "--without-costs", "--json").stdout)
    assert told["plan"] is None
    assert all(one["cost"] is None for one in told["suggestions"])


def test_a_pair_is_told_who_would_move_and_the_moves_begin_with_the_candidate() -> None:
    done = run("explain", *ROUND, "--candidate", "K09", "--opening", "L02")
    assert "For det samlede forslaget" in done.stdout
    assert "- K09 flytter fra L03 " in done.stdout
    moves = json.loads(_pair("K09", "L02"))["cost"]["moves"]
    assert (moves[0]["candidate"], moves[0]["there"]) == ("K09", "L02")


def test_a_stable_plan_says_that_costs_cannot_be_told_because_it_is_stable(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('schema_version = 1\nobjective = "stable"\n', "utf-8")
    done = run("suggest", *ROUND[:2], "--policy", str(policy), "--opening", "L02")
    assert "kan ikke regnes ut når forslaget skal være stabilt" in done.stdout
    assert "egne grenser" not in done.stdout


def test_a_round_with_limits_of_its_own_says_that_costs_cannot_be_told(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.write_text('schema_version = 1\n[[caps]]\ntrade = "CNC3004"\nregion = "34"\nmost = 2\n', "utf-8")
    done = run("suggest", *ROUND[:2], "--policy", str(policy), "--opening", "L02")
    assert done.exit_code == 0
    assert "kan ikke regnes ut mens runden har egne grenser" in done.stdout
    assert "Å foreslå dette" not in done.stdout

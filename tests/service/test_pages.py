"""The pages say what the core says, in words, and repeat nothing that could steer a browser."""

import re

import pytest

from matching.domain.cohort import Cohort
from matching.domain.openings import Employer
from matching.domain.policy import Decision, Mode, Policy
from service.access import Role
from tests.builders import candidate, cohort, opening, skill
from tests.service.asked import CNC, ask, loaded, samples, service_for
from tests.service.test_routes import ADDRESSES, SEEN

PAGES = [address for address in ADDRESSES if not address.startswith("/api")]
ROUND = f"/runder/{CNC}"


def shown(address: str, role: Role = Role.PROGRAMME_LEAD) -> str:
    """The text of a page as it is read."""
    answer = ask(service_for(role), address)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return text(answer.text)


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).replace("\u00a0", " ").split())


@pytest.mark.parametrize("address", [one for one in PAGES if one != "/komponenter"])  # which is about nobody
@pytest.mark.parametrize("role", [Role.PROGRAMME_LEAD, Role.PLANNER, Role.COUNTY])
def test_every_page_says_that_people_decide_and_that_the_round_is_made_up(address: str, role: Role) -> None:
    if ADDRESSES[address] in SEEN[role].split():
        page = shown(address, role)
        assert "Dette er forslag. Mennesker avgjør." in page
        assert "oppdiktet" in page


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_script_style_or_anything_from_elsewhere(address: str) -> None:
    html = ask(service_for(), address).text
    assert not re.search(
        r"<script(?! src=\"/static/)|\son\w+=|\sstyle=|<style|<iframe|<object|https?://", html
    )
    assert not re.search(r'(src|href|action)="(?!/|#|\?|data:,)', html)


@pytest.mark.parametrize("address", PAGES)
def test_ids_stand_once_on_a_page_and_every_reference_leads_to_one(address: str) -> None:
    html = ask(service_for(), address).text
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    wanted = " ".join(re.findall(r'aria-labelledby="([^"]*)"', html)).split()
    assert set(wanted) | set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_leads_somewhere(address: str) -> None:
    service = service_for()
    links = set(re.findall(r'href="(/[^"#]*)"', ask(service, address).text))
    assert links
    assert [link for link in links if ask(service, link, "HEAD").status_code != 200] == []


@pytest.mark.parametrize("role", [Role.PLANNER, Role.COUNTY, Role.ADMIN])
def test_no_page_links_to_what_the_role_may_not_see(role: Role) -> None:
    service = service_for(role)
    for address in PAGES:
        links = set(re.findall(r'href="(/[^"#]*)"', ask(service, address).text))
        assert [link for link in links if ask(service, link, "HEAD").status_code != 200] == [], address


def test_the_planner_reads_no_person_on_any_page() -> None:
    names = samples()[CNC].person_rows
    for address in PAGES:
        page = shown(address, Role.PLANNER)
        assert not [name for name in names if re.search(rf"\b{name}\b", page)], address


def test_the_planner_is_not_told_that_nobody_is_proposed_where_somebody_is() -> None:
    page = shown(f"{ROUND}/lareplasser/L01", Role.PLANNER)
    assert "Ingen er foreslått her" not in page
    assert "Hvem kan passe?" not in page


def test_an_opening_shows_its_suggestions_in_order_with_fit_and_evidence() -> None:
    page = shown(f"{ROUND}/lareplasser/L01?antall=3")
    core = samples()[CNC].enquiry.people_for("L01", 3)
    places = [page.index(f"{number}. {one.candidate}") for number, one in enumerate(core, 1)]
    assert places == sorted(places)
    for one in core:
        assert one.fit
        assert f"{one.fit.points} av 1000" in page
    assert f"4. {samples()[CNC].enquiry.people_for('L01', 4)[3].candidate}" not in page


def test_what_is_not_known_of_a_person_says_so_and_what_is_none_says_none() -> None:
    people = [candidate(id="k1", skills=None, licences=frozenset())]
    service = service_for(
        rounds=[loaded(cohort(people, [opening(id="p1", must=frozenset({skill("caliper")}))]))]
    )
    page = text(ask(service, "/runder/prove/kandidater/k1").text)
    assert "Ferdigheter ikke kjent ennå" in page
    assert "Førerkort ingen" in page
    assert "Ikke kartlagt; spør kandidaten måle med skyvelære" in page


def test_who_works_by_day_alone_can_work_by_day() -> None:
    people = [candidate(id="k1", shifts=frozenset())]
    service = service_for(rounds=[loaded(cohort(people, [opening(id="p1")]))])
    assert "Kan arbeide dagtid Kan starte" in text(ask(service, "/runder/prove/kandidater/k1").text)


def test_an_opening_tells_what_is_usual_in_its_trade_from_what_the_firm_has_said() -> None:
    openings = [opening(id="said", norwegian=0), opening(id="not-said", norwegian=None)]
    service = service_for(rounds=[loaded(cohort([candidate()], openings))])
    said, not_said = (
        text(ask(service, f"/runder/prove/lareplasser/{name}").text) for name in ("said", "not-said")
    )
    assert "Norsk ingen krav På plass" in said
    assert re.search(r"Norsk [^)]* \(vanlig i faget; bedriften har ikke sagt noe\)", not_said)


def test_a_person_left_reads_why_and_one_proposed_reads_where() -> None:
    plan = samples()[CNC].plan
    left, proposed = plan.unassigned[0], plan.assignments[0]
    assert "Uten forslag ennå" in shown(f"{ROUND}/kandidater/{left.candidate}")
    page = shown(f"{ROUND}/kandidater/{proposed.candidate}")
    assert f"Foreslått læreplass {samples()[CNC].places[proposed.opening]}" in page


def test_everybody_stands_on_the_page_of_the_plan() -> None:
    page = shown(f"{ROUND}/forslag")
    assert all(re.search(rf"\b{name}\b", page) for name in samples()[CNC].person_rows)


def test_what_is_locked_stands_on_the_page_of_the_plan_with_who_locked_it() -> None:
    pins = (Decision(candidate="k1", opening="p1", by="Kari Eksempel", reason="Avtalt."),)
    held = loaded(cohort([candidate(id="k1")], [opening(id="p1")]), Policy(pins=pins))
    page = text(ask(service_for(rounds=[held]), "/runder/prove/forslag").text)
    assert "Låst av Kari Eksempel: «Avtalt.»" in page


def test_the_proof_and_every_check_of_the_control_are_told() -> None:
    page = shown(f"{ROUND}/bevis")
    audit = samples()[CNC].plan.audit
    assert audit
    assert page.count("Kontrollert") == len(audit.checks)
    assert "ingen samlet løsning er bedre" in page


@pytest.mark.parametrize("count", ["0", "51", "x", ""])
def test_a_count_out_of_range_is_a_page_that_says_which_are_in_it(count: str) -> None:
    answer = ask(service_for(), f"{ROUND}/lareplasser/L01?antall={count}")
    assert answer.status_code == 422
    assert "«antall» må være et helt tall fra 1 til 50." in text(answer.text)


def test_names_from_lists_are_text_and_nothing_else() -> None:
    odd = "<script>alert(1)</script> & \"x\" 'y' {{ 7 * 7 }}"
    round_ = Cohort.of([candidate(id="k1")], [opening(id="p1")], [Employer(name=odd)])
    service = service_for(rounds=[loaded(round_)])
    for address in ("", "/lareplasser", "/lareplasser/p1", "/kandidater/k1", "/forslag", "/bevis"):
        html = ask(service, f"/runder/prove{address}").text
        assert "<script" not in html
    assert "{{ 7 * 7 }}" in ask(service, "/runder/prove/lareplasser").text


def test_a_round_that_cannot_be_filled_says_why() -> None:
    pins = tuple(
        Decision(candidate=name, opening="p1", by="Kari Eksempel", reason="Avtalt.") for name in ("k1", "k2")
    )
    people = [candidate(id=name) for name in ("k1", "k2")]
    service = service_for(rounds=[loaded(cohort(people, [opening(id="p1")]), Policy(pins=pins))])
    for address in ("", "/lareplasser", "/lareplasser/p1", "/kandidater/k1", "/forslag", "/bevis"):
        assert ask(service, f"/runder/prove{address}").status_code == 200
    assert "2 kandidater er låst til p1" in text(ask(service, "/runder/prove/forslag").text)


def test_a_plan_of_meetings_is_told_as_meetings() -> None:
    held = loaded(cohort([candidate(id="k1")], [opening(id="p1")]), Policy(mode=Mode.MEETINGS))
    page = text(ask(service_for(rounds=[held]), "/runder/prove/lareplasser/p1").text)
    assert "Ett møte til her" in page


def test_a_person_s_page_says_what_is_most_worth_mapping_and_what_it_is_worth_in_each_fit() -> None:
    page, (first, *_) = shown(f"{ROUND}/kandidater/K24"), samples()[CNC].enquiry.openings_for("K24", 10)
    assert "Verdt å kartlegge Det som ikke er kjent, regnes nøytralt." in page
    assert "Kartlegg ferdigheter: det kan flytte samsvaret hos " in page
    assert first.fit is not None
    moved = first.fit.movements[0]
    assert f"Kartlegg ferdigheter: samsvar kan bli {moved.least}–{moved.most} av 1000." in page
    assert "Begrenses av læreplassens side, men ferdigheter er ikke kjent ennå" in page
    assert "Ikke kjent, regnet nøytralt: ferdigheter" in page

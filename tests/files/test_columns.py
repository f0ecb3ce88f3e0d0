"""Columns by other names, columns nobody knows, and columns no list may have."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.domain.errors import ErrorCode, FileFault
from matching.files.headings.column_names import ColumnQuestion
from matching.files.headings.meanings import IGNORED, Meanings
from matching.files.headings.names import ALIASES, MARKS, key
from matching.files.headings.refused import Subject, refused_subject
from matching.files.headings.sheet import Sheet, columns_asked, read_sheet
from matching.files.lists.openings import openings_fields
from matching.files.lists.people import RESTRICTIONS, people_fields
from tests.files.written import CATALOGUE, HEADINGS, csv_of, xlsx_of

FIELDS = {"Kandidater": people_fields(CATALOGUE), "Læreplasser": openings_fields(CATALOGUE)}
NAMES = [
    (sheet, heading, name) for sheet, names in ALIASES.items() for heading in names for name in names[heading]
]
LIST = ["nummer", "kommune"]


def read(path: Path, **chosen: str) -> Sheet:
    """A list with a few columns, some of them chosen to mean something."""
    return read_sheet(
        path, "Kandidater", HEADINGS, LIST, closed={"sperret": bool}, meanings=meanings(**chosen)
    )


def meanings(**chosen: str) -> Meanings:
    return Meanings(columns={("kandidater", column): heading for column, heading in chosen.items()})


def fault(path: Path, **chosen: str) -> FileFault:
    with pytest.raises(FileFault) as caught:
        read(path, **chosen)
    return caught.value


@pytest.mark.parametrize("sheet", FIELDS)
def test_every_other_name_is_for_a_column_there_is(sheet: str) -> None:
    assert set(ALIASES[sheet]) <= {field.heading for field in FIELDS[sheet]}


@pytest.mark.parametrize("sheet", ALIASES)
def test_no_name_means_two_columns_of_a_list_or_shields_a_person(sheet: str) -> None:
    names = [key(name) for heading, others in ALIASES[sheet].items() for name in (heading, *others)]
    assert len(names) == len(set(names))
    assert not {key(restriction) for restriction in RESTRICTIONS} & set(names)


@pytest.mark.parametrize(("sheet", "heading", "name"), NAMES)
def test_a_column_by_another_name_is_read_as_ours(
    tmp_path: Path, sheet: str, heading: str, name: str
) -> None:
    path = csv_of(tmp_path, f'"{name}"\nx\n')
    assert read_sheet(path, sheet, [heading], [heading]).text(0, heading) == "x"


@given(st.sampled_from(NAMES), st.sampled_from(["{}", " {} *", "'{}", "\ufeff{}\u200b", "{}:"]), st.data())
def test_case_spaces_and_signs_make_no_difference(
    name: tuple[str, str, str], around: str, data: st.DataObject
) -> None:
    between = data.draw(st.sampled_from([" ", "_", "-", ".", "\u00a0", "\n", ""]))
    changed = data.draw(st.sampled_from([str.upper, str.lower, str.title]))(name[2].replace(" ", between))
    for written, typed in (("", ""), ("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("ø", "o"), ("å", "a")):
        assert key(around.format(changed.lower().replace(written, typed) if written else changed)) == key(
            name[2]
        )


@pytest.mark.parametrize(
    ("sheet", "name"),
    [
        *(
            ("Kandidater", name)
            for name in ("Kandidat", "Årgang", "Reisetid", "Arbeidstid", "Startdato", "Kan", "Lappen")
        ),
        *(
            ("Læreplasser", name)
            for name in ("Læreplass", "Yrke", "Antall", "Godkjent", "Fordeler", "Arbeidstid")
        ),
        *(
            ("Læreplasser", name)
            for name in ("Deling", "Arbeidsplass", "Medlem av opplæringskontor", "Programfag")
        ),
        ("Behov", "Antall"),
    ],
)
def test_a_name_that_offices_use_for_something_else_is_a_question(
    tmp_path: Path, sheet: str, name: str
) -> None:
    headings = list(ALIASES[sheet])
    (question,) = columns_asked(csv_of(tmp_path, f"nummer;{name}\na;1\n"), sheet, headings)
    assert question.column == name


def test_an_unknown_column_is_a_question_with_the_likest_headings_first(tmp_path: Path) -> None:
    path = xlsx_of(tmp_path, ["nummer", "kommune", "maks reistid", "ξψω"], ["a", "1", "2", "3"])
    first, second = columns_asked(path, "Kandidater", HEADINGS)
    assert (first.sheet, first.column, first.candidates[0]) == ("Kandidater", "maks reistid", "maks reisetid")
    assert second == ColumnQuestion("Kandidater", "ξψω", (), may_be_ignored=True)


def test_a_column_that_was_chosen_is_no_question_and_is_read_as_chosen(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "nummer;kommune;Pendling;Farge\na;1;45;blå\n")
    chosen = {"pendling": "maks reisetid", "farge": IGNORED}
    assert columns_asked(path, "Kandidater", HEADINGS, meanings=meanings(**chosen)) == ()
    sheet = read(path, **chosen)
    assert sheet.text(0, "maks reisetid") == "45"
    assert set(sheet.columns) == {"nummer", "kommune", "maks reisetid"}


def test_a_choice_for_one_kind_of_list_is_none_for_another(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "nummer;kommune;farge\na;1;blå\n")
    elsewhere = Meanings(columns={("læreplasser", "farge"): IGNORED})
    assert len(columns_asked(path, "Kandidater", HEADINGS, meanings=elsewhere)) == 1


def test_a_column_chosen_to_mean_one_that_is_there_too_is_there_twice(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "nummer;kommune;sted\na;1;2\n")
    found = fault(path, sted="kommune")
    assert found.code is ErrorCode.COLUMN_TWICE
    assert (found.facts["column"], found.facts["other"], found.facts["heading"]) == (
        "kommune",
        "sted",
        "kommune",
    )


def test_a_choice_that_names_no_heading_is_no_answer(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "nummer;kommune;sted\na;1;2\n")
    assert fault(path, sted="by").code is ErrorCode.COLUMN_UNKNOWN


def test_a_column_chosen_to_close_rows_closes_them(tmp_path: Path) -> None:
    path = csv_of(tmp_path, "nummer;kommune;hemmelig\na;1;ja\nb;2;\n")
    assert read(path, hemmelig="sperret").rows.tolist() == [3]


@pytest.mark.parametrize(
    "column",
    [
        *(
            "Sperret adr.",
            "Skjermes",
            "Adressesp.",
            "Kode 6 el. 7",
            "Fortrolig?",
            "Adresesperre",
            "Addressesperre",
        ),
        *("Adressespere", "Hemmelig adresse", "Beskyttet adresse", "SPSF", "Trusselutsatt", "Adr.sperre"),
    ],
)
def test_a_column_that_may_shield_a_person_is_renamed_and_never_ignored(tmp_path: Path, column: str) -> None:
    path = csv_of(tmp_path, f"nummer;kommune;{column}\na;1;x\n")
    assert fault(path, **{column.casefold(): IGNORED}).code is ErrorCode.COLUMN_UNKNOWN
    (question,) = columns_asked(path, "Kandidater", HEADINGS)
    assert not question.may_be_ignored


REFUSED = {
    Subject.HEALTH: "Diagnose;Helseopplysninger;Sykmeldt;ADHD;Nedsatt arbeidsevne;Psykisk helse;Diagnosekode;"
    "Funksjonsnedsettelse;Behov for tilrettelegging;Fastlege;"
    "Tilrettelegging;Nedsatt evne",
    Subject.SEX: "Kjønn;Kjonn;KJØNN;M/K;Kvinne/mann;Gender;Kjønn (m/k);Seksuell orientering",
    Subject.AGE_GROUP: "Aldersgruppe;Alderskategori;Aldersgrupper;Age group",
    Subject.ORIGIN: "Nasjonalitet;Etnisitet;Etnisk bakgrunn;Statsborgerskap;Landbakgrunn;Fødeland;Morsmål;"
    "Fødelandgruppe;Fødelandsgruppe;Landgruppe;Botid;Botid i Norge;Oppholdstid;Innvandringskategori;"
    "Oppholdstillatelse;Flyktningstatus;Innvandrer;DUF-nummer",
    Subject.BELIEF: "Religion;Religiøs;Trosretning;Livssyn;Tro;Politisk syn;Fagforening",
    Subject.FAMILY: "Sivilstand;Sivilstatus;Barn;Antall barn;Aleneforsørger;Gift",
    Subject.OFFENCES: "Straffehistorikk;Kriminalitet;Rulleblad;Vandel",
    Subject.BENEFITS: "Ytelse;AAP;Dagpenger;Uføregrad;Uføretrygd;Sosialhjelp;Økonomisk sosialhjelp;Ytelser fra Nav",
    Subject.REMARKS: "Merknad;Kommentarer;Notat;Fritekst;Veiledernotat;Andre opplysninger;Annet;Nav-kommentar;"
    "Oppfølging;Vurdering;Beskrivelse;CV;CV (vedlegg);Om meg",
    Subject.IDENTITY_NUMBER: "Fødselsnummer;Fødselsnr.;Fnr;F.nr.;Personnummer;D-nummer;Fødsels- og personnr;Pnr",
    Subject.BIRTH_DATE: "Fødselsdato;Fødselsdag;F.dato",
    Subject.EMAIL: "E-post;Epost;e-mail;E-postadresse;Privat e-post",
    Subject.PHONE: "Telefon;Tlf.;Mobil;Mobilnummer;Telefonnr;Mobil privat;Kontakttelefon",
    Subject.ADDRESS: "Adresse;Gateadresse;Postnummer;Poststed;Bostedsadresse;Gate",
    Subject.NAME: "Navn;Fornavn;Etternavn;Kandidatens navn;Fullt navn;Kontaktperson;Veileder;Faglig leder;Name",
}


@pytest.mark.parametrize(
    ("subject", "column"), [(subject, one) for subject, names in REFUSED.items() for one in names.split(";")]
)
def test_a_column_no_list_may_have_is_refused_though_it_is_empty_or_ignored(
    tmp_path: Path, subject: Subject, column: str
) -> None:
    path = csv_of(tmp_path, f"nummer;kommune;{column}\na;1;\n")
    for found in (fault(path), fault(path, **{column.casefold(): IGNORED})):
        assert found.code is ErrorCode.COLUMN_REFUSED
        assert (found.facts["column"], found.facts["subject"]) == (column.rstrip("*"), subject)
    with pytest.raises(FileFault):
        columns_asked(path, "Kandidater", HEADINGS)


@pytest.mark.parametrize("column", ["Cx", "R2", "Øl"])
def test_a_heading_is_like_no_column_of_a_few_letters(tmp_path: Path, column: str) -> None:
    headings = [field.heading for field in FIELDS["Kandidater"]]
    path = csv_of(tmp_path, f"kandidatnummer;kommune;{column}\na;1;x\n")
    (question,) = columns_asked(path, "Kandidater", headings)
    assert question.candidates == ()
    with pytest.raises(FileFault) as caught:
        read_sheet(path, "Kandidater", headings, set())
    assert caught.value.facts["nearest"] is None


def test_every_subject_is_refused_by_some_name() -> None:
    assert set(REFUSED) == set(Subject)


def test_all_refused_columns_are_named_at_once_and_before_what_stands_in_them(tmp_path: Path) -> None:
    found = fault(csv_of(tmp_path, "nummer;kommune;Fødselsnummer;Telefon;farge\na;1;99999999999;2;3\n"))
    assert (found.facts["column"], found.facts["others"]) == ("Fødselsnummer", "«Telefon»")
    assert "99999" not in repr(found)


OTHERS = (
    "Bedrift;Kommune;Ferdigheter;Mobilitet;Annet språk;Kursnavn;Personlig egnethet;Helg;Informasjonsteknologi;"
    "Russisk;Trygghet;Postkasse;Alder;Portefølje;Enhet;Utdanning;Land;Legemiddelkurs;Barnehage;Tromsø;Vergekurs;Dommerkurs"
)


@pytest.mark.parametrize(
    "column",
    [*OTHERS.split(";"), *(field.heading for fields in FIELDS.values() for field in fields)],
)
def test_other_columns_are_not_taken_for_such(column: str) -> None:
    assert refused_subject(column) is None


@pytest.mark.parametrize("given", FIELDS)
@pytest.mark.parametrize("wanted", FIELDS)
def test_a_list_of_another_kind_is_told_as_what_it_is(tmp_path: Path, given: str, wanted: str) -> None:
    path = csv_of(tmp_path, ";".join(field.heading for field in FIELDS[given]) + "\n")
    headings = [field.heading for field in FIELDS[wanted]]
    if given == wanted:
        assert columns_asked(path, wanted, headings) == ()
        return
    with pytest.raises(FileFault) as caught:
        read_sheet(path, wanted, headings, MARKS[wanted])
    assert caught.value.code is ErrorCode.LIST_OF_OTHER_KIND
    assert (caught.value.facts["found"], caught.value.facts["wanted"]) == (given, wanted)

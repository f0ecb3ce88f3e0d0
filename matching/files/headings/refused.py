"""The columns no list may hold, known by their headings: nothing of them is needed, and some must not be known."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from matching.files.headings.names import words_of


class Subject(StrEnum):
    """What a column may be about that no list may hold; it is taken out before the list comes in."""

    HEALTH = "health"
    SEX = "sex"
    AGE_GROUP = "age_group"
    ORIGIN = "origin"
    BELIEF = "belief"
    FAMILY = "family"
    OFFENCES = "offences"
    BENEFITS = "benefits"
    REMARKS = "remarks"
    IDENTITY_NUMBER = "identity_number"
    BIRTH_DATE = "birth_date"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True)
class _Signs:
    """How the heading of a refused column is known: the whole of it, a word of it, how a word begins or ends."""

    whole: str = ""
    word: str = ""
    begins: str = ""
    ends: str = ""

    def hold(self, key_of_heading: str, words: tuple[str, ...]) -> bool:
        """Whether one of the signs is there."""
        begins, ends = tuple(self.begins.split()), tuple(self.ends.split())
        return (
            key_of_heading in self.whole.split()
            or not set(self.word.split()).isdisjoint(words)
            or any(word.startswith(begins) or word.endswith(ends) for word in (*words, key_of_heading))
        )


_SIGNS: Final = {
    Subject.HEALTH: _Signs(
        whole="rus syk",
        word="lege fastlege",
        begins="diagnos helse sykdom sykmeld sykemeld sykefravaer medisin medikament funksjonsned funksjonshem "
        "funksjonsevne arbeidsevne nedsatt handikap handicap psykisk psykiatr legeerklaering allergi "
        "adhd autis gravid tilrettelegg rusproblem rusmis lidelse "
        "dysleksi laerevansk rullestol horsels synshem",
        ends="diagnose diagnoser helse lidelse lidelser sykdom sykdommer tilrettelegging",
    ),
    Subject.SEX: _Signs(
        whole="mk km mannkvinne kvinnemann mann kvinne",
        word="kjonn sex gender kvinne",
        begins="kjonn seksuel legning",
    ),
    Subject.AGE_GROUP: _Signs(begins="aldersgr alderskat aldersinter agegroup"),
    Subject.ORIGIN: _Signs(
        whole="nasj hjemland morsmal",
        begins="nasjonal etnis etnic nationality statsborg landbakgr landgrupp fodeland fodested opprinnelse "
        "oppholdst oppholdsst botid oppholdsgrunn flyktning innvandr asyl hudfarge kulturellbakgr duf",
    ),
    Subject.BELIEF: _Signs(
        whole="tro parti",
        word="tro",
        begins="relig livssyn trosret trossam politiskt politisks politisko hijab fagforening",
    ),
    Subject.FAMILY: _Signs(
        whole="barn antallbarn gift familie",
        begins="sivilst ekteskap ektefelle samboer omsorgsansv omsorgsoppg aleneforsorg eneforsorg "
        "familiesit familieforh",
    ),
    Subject.OFFENCES: _Signs(
        whole="dom dommer vandel", begins="straff kriminal rulleblad soning fengsel lovbrudd"
    ),
    Subject.BENEFITS: _Signs(
        whole="ufor kvp",
        word="ap stonad stonader",
        begins="ytelse arbeidsavklaringspeng dagpeng ufore uforgrad sosialhjelp sosialstonad trygd sykepeng "
        "tiltakspeng foreldrepeng overgangsstonad introduksjonsstonad kvalifiseringsstonad pensjon bostotte",
        ends="ytelse ytelser stonad trygd alderspensjon",
    ),
    Subject.REMARKS: _Signs(
        whole="note notes annet diverse info informasjon obs logg ovrig cv ommeg omdeg omkandidaten beskrivelse",
        word="cv",
        begins="merknad kommentar notat fritekst anmerkning bemerkning remark comment tilleggsinfo tilleggsopplys "
        "saksopplys oppfolging vurdering",
        ends="merknad merknader kommentar kommentarer notat notater fritekst opplysninger vurdering vurderinger",
    ),
    Subject.IDENTITY_NUMBER: _Signs(
        word="fnr dnr ssn",
        whole="fnr fnrdnr pnr personid aktorid passnr passnummer",
        begins="fodselsnum fodselsnr fodselnum fodselnr personnum personnr personident dnummer identitetsnum "
        "folkeregister",
        ends="fodselsnummer personnummer fodselsnr personnr",
    ),
    Subject.BIRTH_DATE: _Signs(
        whole="fdato",
        begins="fodselsdato fodselsdag fodtdato birthdate dateofbirth",
        ends="fodselsdato",
    ),
    Subject.EMAIL: _Signs(word="mail", begins="epost email mailadr", ends="epost email epostadresse"),
    Subject.PHONE: _Signs(
        word="mobil",
        begins="telefon tlf phone mobilnr mobilnum mobiltelefon",
        ends="telefon telefonnummer telefonnr tlf tlfnr mobilnummer mobilnr",
    ),
    Subject.ADDRESS: _Signs(
        word="gate address",
        begins="adress gateadr gatenavn postnr postnummer poststed postadr bostedsadr",
        ends="adresse adresser",
    ),
    Subject.NAME: _Signs(
        word="navn name verge",
        begins="fornavn etternavn mellomnavn slektsnavn fulltnavn kandidatnavn kandidatensnavn deltakernavn "
        "personnavn firstname lastname fullname surname kontaktperson kontaktnavn saksbehandler "
        "veileder fagligleder dagligleder foresatt parorende",
    ),
}
"""The signs of each subject, as headings are compared (headings.key)."""


def refused_subject(heading: str) -> Subject | None:
    """What a heading is about that no list may hold; None when it is about nothing of the kind."""
    words = words_of(heading)
    return next((kind for kind, signs in _SIGNS.items() if signs.hold("".join(words), words)), None)

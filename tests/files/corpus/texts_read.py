"""Files of text that are read: encodings, separators, quotation, headings."""

import unicodedata
from typing import Final

from tests.files.corpus.case import ONE, Case, csv, lines, read

_PLACE = "Østre Toten"
_WITH_PLACE = (("K1", _PLACE),)
_SAMI = "Kárášjohka čđŋšŧž"
_FILE: Final = "liste.csv"

_READ: Final = (
    ("UTF-8 and semicolons", csv("K1;Østre Toten"), _WITH_PLACE),
    ("UTF-8 with a byte order mark", csv("K1;Østre Toten", encoding="utf-8-sig"), _WITH_PLACE),
    ("cp1252", csv("K1;Østre Toten", encoding="cp1252"), _WITH_PLACE),
    (
        "UTF-16 of Excel, Unicode text",
        lines("kandidatnummer\tkommune", "K1\tØstre Toten", encoding="utf-16"),
        _WITH_PLACE,
    ),
    ("UTF-16, other byte order", b"\xfe\xff" + csv("K1;Østre Toten", encoding="utf-16-be"), _WITH_PLACE),
    ("commas", lines("kandidatnummer,kommune", "K1,3443"), ONE),
    ("tabs", lines("kandidatnummer\tkommune", "K1\t3443"), ONE),
    ("commas and quoted decimal commas", lines("kandidatnummer,kommune,R", 'K1,3443,"6,4"'), ONE),
    ("semicolons and decimal commas", lines("kandidatnummer;kommune;R;I;A", "K1;3443;6,4;1,2;3,4"), ONE),
    ("line feeds", csv("K1;3443", end="\n"), ONE),
    ("carriage returns", csv("K1;3443", end="\r"), ONE),
    ("mixed ends of lines", b"kandidatnummer;kommune\rK1;3443\r\nK2;0301\n", (*ONE, ("K2", "0301"))),
    ("no end of the last line", csv("K1;3443").rstrip(), ONE),
    ("a line break in a cell", csv('K1;3443;"a\r\nb"').replace(b"kommune\r", b"kommune;praksis\r"), ONE),
    ("doubled quotation marks", csv('"K ""1""";3443'), (('K "1"', "3443"),)),
    ("a separator in quotation marks", csv('"K;1";3443'), (("K;1", "3443"),)),
    ("quoted headings", lines('"kandidatnummer";"kommune"', '"K1";"3443"'), ONE),
    ("a first line that names the separator", lines("sep=;", "kandidatnummer;kommune", "K1;3443"), ONE),
    ("a first line that names the comma", lines("sep=,", "kandidatnummer,kommune", "K1,3443"), ONE),
    ("a first line that names the tab", lines("SEP=\t", "kandidatnummer\tkommune", "K1\t3443"), ONE),
    ("empty columns at the end", lines("kandidatnummer;kommune;;;", "K1;3443;;;"), ONE),
    (
        "very many empty columns",
        lines("kandidatnummer;kommune" + ";" * 16_000, "K1;3443" + ";" * 16_000),
        ONE,
    ),
    ("rows cut short where nothing stands", lines("kandidatnummer;kommune;R;I", "K1;3443"), ONE),
    (
        "empty lines above and between",
        b"\n\n;;\n" + csv("", "K1;3443", " ; ", "K2;0301"),
        (*ONE, ("K2", "0301")),
    ),
    ("Sámi letters", csv(f"K1;{_SAMI}"), (("K1", _SAMI),)),
    ("decomposed letters are kept", csv(unicodedata.normalize("NFD", "Å;3443")), (("A\u030a", "3443"),)),
    (
        "decomposed heading",
        lines(unicodedata.normalize("NFD", "kandidatnummer;kommune;fødselsår;påmeldt"), "K1;3443;;"),
        ONE,
    ),
    ("a byte order mark in a cell is kept", csv("K1;3443", "\ufeffK2;0301"), (*ONE, ("\ufeffK2", "0301"))),
    ("two byte order marks", b"\xef\xbb\xbf" + csv("K1;3443", encoding="utf-8-sig"), ONE),
    ("unseen marks in a heading", lines("kandidat\u200bnummer;\u2060kommune\u00ad", "K1;3443"), ONE),
    (
        "hard spaces in a heading",
        lines("\u00a0kandidatnummer\u00a0;kommune ;maks\u00a0reisetid", "K1;3443;"),
        ONE,
    ),
    ("an apostrophe before a heading", lines("'kandidatnummer;'kommune", "K1;3443"), ONE),
    ("stars for required", lines("Kandidatnummer *;KOMMUNE*", "K1;3443"), ONE),
    ("underscores", lines("kandidat_nummer;kommune;maks_reisetid", "K1;3443;"), ONE),
    ("hyphens and full stops", lines("Kandidat-nr.;Kommune-nr.;Start-fra", "K1;3443;"), ONE),
    ("headings grown together", lines("KandidatNummer;KommuneNummer;MaksReisetid", "K1;3443;"), ONE),
    ("ae, oe and aa", lines("kandidatnummer;kommune;foedselsaar;paameldt", "K1;3443;;"), ONE),
    ("o and a", lines("kandidatnummer;kommune;fodselsar;onske_1", "K1;3443;;"), ONE),
    (
        "other names for headings",
        lines("ID;Bosted;Fødeår;Stillingsprosent min;Stillingsprosent maks", "K1;3443;;;"),
        ONE,
    ),
    ("the faults of an error copy", lines("Feil;kandidatnummer;kommune", "Noe er galt.;K1;3443"), ONE),
    (
        "what looks like formulas",
        csv("=1+1;3443", "@SUM(A1);-2+3", "+47;0301"),
        (("=1+1", "3443"), ("@SUM(A1)", "-2+3"), ("+47", "0301")),
    ),
    ("a cell as long as Excel has them", csv("K" * 32_767 + ";3443"), (("K" * 32_767, "3443"),)),
    ("a telephone number of ten digits", csv("4791234567;3443"), (("4791234567", "3443"),)),
    ("ten digits of no day", csv("9999999999;3443"), (("9999999999", "3443"),)),
    (
        "numbers in a row that is closed",
        lines("kandidatnummer;kommune;kode 6", "99999999999;3443;ja", "K1;3443;nei"),
        ONE,
    ),
    (
        "a column for an address restriction",
        lines("kandidatnummer;kommune;Adresse-sperre", "K1;3443;", "K2;0301;x"),
        ONE,
    ),
    ("dates and times", lines("kandidatnummer;kommune;start fra", "K1;3443;17.08.2026"), ONE),
)

CASES: tuple[Case, ...] = tuple(read(about, made, rows, file=_FILE) for about, made, rows in _READ)

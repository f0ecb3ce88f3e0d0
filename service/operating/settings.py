"""The environment of the service in, its settings out: what an office decides when it sets the service up."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, Final

from matching.files.source.identity import has_identity_number

PREFIX: Final = "INNENFOR_"
LONGEST: Final = 80
"""Characters of the name of an office."""


class SettingsFault(Exception):
    """A setting that is missing or cannot be followed; `name` is the variable, `why` a code."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


def _setting(default: Any, told: str) -> Any:  # noqa: ANN401 - a default of any type, typed by its field
    return field(default=default, metadata={"told": told})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Each field is read from the variable of its name in capitals, with INNENFOR_ before it."""

    production: bool = _setting(
        False, "Ekte kandidater: krever innlogging, og ordet under før SQLite brukes (yes eller no)."
    )
    database: str = _setting("sqlite:///innenfor.db", "Lageret: sqlite:///FIL eller postgresql://…")
    identities: str = _setting(
        "", "Lageret for navn og telefon, når det skal ligge for seg; ellers samme som lageret over."
    )
    sqlite_in_production: bool = _setting(
        False, "Ett kontor på én maskin har valgt SQLite for ekte kandidater (yes eller no)."
    )
    issuer: str = _setting(
        "", "Hvem som utsteder innlogging; uten den brukes én oppdiktet på denne maskinen."
    )
    audience: str = _setting("", "Hvem innloggingen skal være til: id-en til denne tjenesten.")
    jwks: str = _setting("", "Hvor utstederens offentlige nøkler hentes, bare med https.")
    groups: str = _setting("", "En fil som sier hvilken rolle og enhet hver gruppe i katalogen gir.")
    https: bool = _setting(
        True, "Si til nettlesere at bare https gjelder her (HSTS), når folk logger inn (yes eller no)."
    )
    offices: str = _setting(
        "",
        "Hva enhetene heter i brev, på ark og på sider: ENHET=NAVN, med semikolon mellom; ellers id-en. "
        "Hver enhet én gang, og hvert navn i høyst 80 synlige tegn.",
    )
    hosts: str = _setting("", "Navn tjenesten svarer på, med komma mellom; denne maskinens egne alltid.")

    a_minute: int = _setting(600, "Forespørsler i minuttet fra én innlogget, etter de første 200.")
    upload_mib: int = _setting(20, "Største liste eller skjema som tas imot, i MiB.")
    selection_days: int = _setting(180, "Dager data om utvelgelsen står etter at runden er lukket.")
    followup_days: int = _setting(365, "Dager data om en plass står etter at ingen lenger har den.")
    lookup_days: int = _setting(730, "Dager det står hvem som har sett på hvem.")
    decision_days: int = _setting(
        3650, "Dager loggen over det mennesker har bestemt, står før den forsegles."
    )
    scrapers: str = _setting(
        "", "Nettverk som kan hente måltall (/metrics), med komma mellom; denne maskinen alltid."
    )

    @property
    def networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks that may have the figures."""
        return tuple(ip_network(one.strip()) for one in self.scrapers.split(",") if one.strip())

    @property
    def office_names(self) -> dict[str, str]:
        """What offices are called, by their ids.

        Raises:
            ValueError: one is named twice, or by what could mislead who reads it.
        """
        named: dict[str, str] = {}
        for one in filter(str.strip, self.offices.split(";")):
            unit, name = map(str.strip, one.split("="))
            readable = (unit + name).isprintable() and not has_identity_number(name)
            if not (unit and readable and 0 < len(name) <= LONGEST) or unit in named:
                raise ValueError("offices")
            named[unit] = name
        return named

    @property
    def has_log_in(self) -> bool:
        """Whether people log in; else there is one made-up actor on this machine."""
        return bool(self.issuer)

    @property
    def tells_https(self) -> bool:
        """Whether browsers are told to ask with TLS alone: never of the one made-up actor on this machine."""
        return self.https and self.has_log_in

    def checked(self) -> "Settings":
        """The same, where they agree with each other.

        Raises:
            SettingsFault: production without a log-in, or on SQLite without the word; a log-in half set up.
        """
        log_in = {"issuer": self.issuer, "audience": self.audience, "jwks": self.jwks, "groups": self.groups}
        missing = [name for name, given in log_in.items() if not given]
        if missing and (self.production or len(missing) < len(log_in)):
            raise SettingsFault(variable(missing[0]), "missing")
        if self.production and self.database.startswith("sqlite") and not self.sqlite_in_production:
            raise SettingsFault(variable("sqlite_in_production"), "sqlite")
        if self.jwks and not self.jwks.startswith("https://"):
            raise SettingsFault(variable("jwks"), "https")
        try:
            _ = self.networks
        except ValueError:
            raise SettingsFault(variable("scrapers"), "network") from None
        try:
            _ = self.office_names
        except ValueError:
            raise SettingsFault(variable("offices"), "offices") from None
        return self


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The variables of a process in, settings out.

    Raises:
        SettingsFault: a variable of ours that there is no setting of, or one that cannot be read or followed.
    """
    known = {variable(one.name): one for one in fields(Settings)}
    given = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise SettingsFault(unknown[0], "unknown")
    values: dict[str, Any] = {
        known[name].name: _read(name, text, known[name].default) for name, text in given.items()
    }
    return Settings(**values).checked()


def variable(name: str) -> str:
    """The variable a setting is read from."""
    return PREFIX + name.upper()


def _read(name: str, text: str, default: object) -> object:
    if isinstance(default, bool):
        if text not in ("yes", "no"):
            raise SettingsFault(name, "yes_or_no")
        return text == "yes"
    if isinstance(default, int):
        if not (text.isascii() and text.isdigit() and int(text) > 0):
            raise SettingsFault(name, "number")
        return int(text)
    return text


def table() -> tuple[tuple[str, str, str], ...]:
    """Every setting: its variable, what holds where it is not given, and what it is."""
    return tuple((variable(one.name), _told(one.default), one.metadata["told"]) for one in fields(Settings))


def _told(default: object) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default)

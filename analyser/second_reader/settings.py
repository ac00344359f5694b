"""Which second reader there is, if any: from the environment, and never from a page or a file handed in.

It must be named twice: by its address, and on the list of hosts that contract text may go to. Whoever changes
the one by accident or by trick has not changed the other.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from analyser.errors import UsageError

_URL: Final = "ANALYSER_SECOND_READER_URL"
_MODEL: Final = "ANALYSER_SECOND_READER_MODEL"
_HOSTS: Final = "ANALYSER_SECOND_READER_HOSTS"
_KEY: Final = "ANALYSER_SECOND_READER_KEY"
_KEY_FILE: Final = "ANALYSER_SECOND_READER_KEY_FILE"
_SECONDS: Final = "ANALYSER_SECOND_READER_SECONDS"
_DEFAULT_SECONDS: Final = "60"
_MOST_SECONDS: Final = 600
_LONGEST_MODEL: Final = 200  # characters, as the store keeps it
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Reader:
    """A model behind the protocol that OpenAI made common (``POST .../chat/completions``)."""

    secure: bool  # by TLS; without it only on this machine
    host: str
    port: int
    path: str  # of chat/completions
    model: str
    key: str = field(repr=False)  # "" where it asks for none
    seconds: int  # for a whole question and answer

    @property
    def name(self) -> str:
        """The host as people and the log name it: with its port, where that is not the usual one."""
        host, usual = _bracketed(self.host), _PORTS["https" if self.secure else "http"]
        return host if self.port == usual else f"{host}:{self.port}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Reader | None:
        """The reader that is set up, or None where there is none.

        Raises UsageError where the address makes no sense, is not on the list of hosts, or leaves this
        machine without TLS.
        """
        address = environment.get(_URL, "").strip()
        if not address:
            return None
        parts, port = _parsed(address)
        host = parts.hostname or ""
        _check_listed(host, port, environment.get(_HOSTS, ""))
        if parts.scheme == "http" and not is_loopback(host):
            raise _refusal(
                _URL, "begint met http; buiten deze computer moet dat https zijn",
                "begins with http; outside this machine that must be https",
            )  # fmt: skip
        model = environment.get(_MODEL, "").strip()
        if not 0 < len(model) <= _LONGEST_MODEL or not model.isprintable():
            raise _refusal(_MODEL, "moet de naam van het model zijn", "must be the name of the model")
        return cls(
            parts.scheme == "https", host, port, f"{parts.path.rstrip('/')}/chat/completions", model,
            _key(environment), _seconds(environment),
        )  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its number or as "localhost"."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parsed(address: str) -> tuple[SplitResult, int]:
    """The parts of an address, and its port."""
    try:
        parts = urlsplit(address)
        port = _PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
    except ValueError:
        parts, port = urlsplit(""), 0
    extras = (parts.username, parts.password, parts.query, parts.fragment)
    plain = re.fullmatch(r"[!-~]+", address) and re.fullmatch(r"[\w.:-]{1,253}", parts.hostname or "")
    if parts.scheme not in _PORTS or port == 0 or not plain or any(extras):
        raise _refusal(
            _URL, "moet een adres zijn als https://HOST/v1, zonder naam, wachtwoord of vraagteken",
            "must be an address like https://HOST/v1, without name, password or question mark",
        )  # fmt: skip
    return parts, port


def _check_listed(host: str, port: int, listed: str) -> None:
    """Raises UsageError for a host that is not listed. An entry is a host, or a host with its port."""
    entries = listed.replace(",", " ").split()
    if not entries:
        raise _refusal(
            _HOSTS, f"ontbreekt; zet daarin de hosts waar contracttekst heen mag, zoals {host}",
            f"is missing; name the hosts in it that contract text may go to, such as {host}",
        )  # fmt: skip
    named = _bracketed(host)
    if {named, f"{named}:{port}"}.isdisjoint(entry.lower() for entry in entries):
        raise _refusal(
            _HOSTS, f"noemt {host} niet; er wordt niets verstuurd", f"does not name {host}; nothing is sent"
        )


def _bracketed(host: str) -> str:
    """A host as an address names it: numbers of IPv6 stand in brackets."""
    return f"[{host}]" if ":" in host else host


def _key(environment: Mapping[str, str]) -> str:
    """The key itself, or what stands in the file that holds it; no message repeats it."""
    key, file = environment.get(_KEY, "").strip(), environment.get(_KEY_FILE, "").strip()
    if key and file:
        raise _refusal(_KEY, f"en {_KEY_FILE} zijn beide gezet", f"and {_KEY_FILE} are both set")
    if file:
        try:
            key = Path(file).read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise _refusal(_KEY_FILE, "kan niet worden gelezen", "cannot be read") from error
    if not re.fullmatch(r"[!-~]{0,4096}", key):
        raise _refusal(
            _KEY_FILE if file else _KEY, "bevat tekens die een sleutel niet heeft",
            "holds characters that a key does not have",
        )  # fmt: skip
    return key


def _seconds(environment: Mapping[str, str]) -> int:
    asked = environment.get(_SECONDS, "").strip() or _DEFAULT_SECONDS
    if not re.fullmatch("[0-9]{1,3}", asked) or not 1 <= int(asked) <= _MOST_SECONDS:
        raise _refusal(
            _SECONDS, f"moet een geheel getal van 1 tot en met {_MOST_SECONDS} zijn",
            f"must be a whole number from 1 to {_MOST_SECONDS}",
        )  # fmt: skip
    return int(asked)


def _refusal(name: str, nl: str, en: str) -> UsageError:
    return UsageError(what_nl=f"{name} {nl}.", what_en=f"{name} {en}.")

"""Which second reader there is: none unless it is named twice, and nowhere else without TLS."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyser.errors import UsageError
from analyser.second_reader import Reader

PREFIX = "ANALYSER_SECOND_READER_"
GOOD = {"URL": "https://gpt.example.nl/v1/", "MODEL": "gpt-nl", "HOSTS": "gpt.example.nl"}


def reader(**settings: str) -> Reader | None:
    """The reader of ``GOOD`` with other settings; an empty one counts as none."""
    return Reader.from_environment({PREFIX + name: value for name, value in (GOOD | settings).items()})


def test_off_without_an_address() -> None:
    assert Reader.from_environment({}) is None
    assert reader(URL=" ") is None


def test_as_it_should_be() -> None:
    assert reader(KEY="geheim", SECONDS="5") == Reader(
        True, "gpt.example.nl", 443, "/v1/chat/completions", "gpt-nl", "geheim", 5
    )
    found = reader()
    assert found is not None
    assert (found.key, found.seconds, found.name) == ("", 60, "gpt.example.nl")


@pytest.mark.parametrize(
    ("url", "hosts", "name"),
    [
        ("https://GPT.example.nl:8443/v1", "gpt.example.nl", "gpt.example.nl:8443"),
        ("https://gpt.example.nl:8443/v1", "andere.nl, GPT.example.nl:8443", "gpt.example.nl:8443"),
        ("http://127.0.0.1:8000/v1", "127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://localhost/v1", "localhost", "localhost"),
        ("http://[::1]:8000/v1", "[::1]:8000", "[::1]:8000"),
    ],
)
def test_addresses_that_are_let_through(url: str, hosts: str, name: str) -> None:
    found = reader(URL=url, HOSTS=hosts)
    assert found is not None
    assert found.name == name


def test_the_key_is_shown_nowhere() -> None:
    assert "geheim" not in repr(reader(KEY="geheim"))


def test_the_key_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("geheim\n")
    found = reader(KEY_FILE=str(tmp_path / "key"))
    assert found is not None
    assert found.key == "geheim"


@pytest.mark.parametrize(
    ("why", "settings", "name", "message"),
    [
        ("no list", {"HOSTS": ""}, "HOSTS", "is missing; name the hosts in it that contract text may go to"),
        ("not listed", {"HOSTS": "andere.nl"}, "HOSTS", "does not name gpt.example.nl; nothing is sent"),
        ("part of a name", {"HOSTS": "example.nl"}, "HOSTS", "does not name gpt.example.nl"),
        ("longer name", {"HOSTS": "gpt.example.nl.net"}, "HOSTS", "does not name gpt.example.nl"),
        ("no patterns", {"HOSTS": "*.example.nl *"}, "HOSTS", "does not name gpt.example.nl"),
        ("another port", {"HOSTS": "gpt.example.nl:8443"}, "HOSTS", "does not name gpt.example.nl"),
        ("a name before it in the list", {"HOSTS": "x@gpt.example.nl"}, "HOSTS", "does not name"),
        ("an address in the list", {"HOSTS": "https://gpt.example.nl/v1"}, "HOSTS", "does not name"),
        ("an empty port", {"HOSTS": "gpt.example.nl:"}, "HOSTS", "does not name gpt.example.nl"),
        ("a port of nothing", {"URL": "https://gpt.example.nl:0/v1"}, "URL", "must be an address like"),
        ("ftp on a port", {"URL": "ftp://gpt.example.nl:443/v1"}, "URL", "must be an address like"),
        ("too long", {"URL": f"https://{'a.' * 150}nl/v1"}, "URL", "must be an address like"),
        ("no port", {"HOSTS": "gpt.example.nl:x"}, "HOSTS", "does not name gpt.example.nl"),
        ("no TLS", {"URL": "http://gpt.example.nl/v1"}, "URL", "begins with http"),
        ("no TLS in the house", {"URL": "http://10.0.0.5/v1", "HOSTS": "10.0.0.5"}, "URL", "begins with"),
        ("loopback in disguise", {"URL": "http://127.1/v1", "HOSTS": "127.1"}, "URL", "begins with http"),
        ("another protocol", {"URL": "ftp://gpt.example.nl/v1"}, "URL", "must be an address like"),
        ("no protocol", {"URL": "gpt.example.nl/v1"}, "URL", "must be an address like"),
        ("no host", {"URL": "https:///v1"}, "URL", "must be an address like"),
        ("a name before it", {"URL": "https://gpt.example.nl@kwaad.nl/v1"}, "URL", "must be an address like"),
        ("a question", {"URL": "https://gpt.example.nl/v1?x=1"}, "URL", "must be an address like"),
        ("a line end", {"URL": "https://gpt.example.nl/v1\r\nX: y"}, "URL", "must be an address like"),
        ("letters that look alike", {"URL": "https://gрt.example.nl/v1"}, "URL", "must be an address like"),
        ("no such port", {"URL": "https://gpt.example.nl:99999/v1"}, "URL", "must be an address like"),
        ("no brackets", {"URL": "https://[::1/v1"}, "URL", "must be an address like"),
        ("no model", {"MODEL": ""}, "MODEL", "must be the name of the model"),
        ("a model of lines", {"MODEL": "a\nb"}, "MODEL", "must be the name of the model"),
        ("two keys", {"KEY": "a", "KEY_FILE": "b"}, "KEY", "are both set"),
        ("no file", {"KEY_FILE": "bestaat-niet"}, "KEY_FILE", "cannot be read"),
        ("a key of lines", {"KEY": "a\r\nX: b"}, "KEY", "holds characters that a key does not have"),
        ("no time", {"SECONDS": "0"}, "SECONDS", "must be a whole number from 1 to 600"),
        ("for ever", {"SECONDS": "601"}, "SECONDS", "must be a whole number"),
        ("half a second", {"SECONDS": "0.5"}, "SECONDS", "must be a whole number"),
    ],
)
def test_refused(why: str, settings: dict[str, str], name: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        reader(**settings)
    assert str(refused.value).startswith(f"{PREFIX}{name} ")
    assert message in str(refused.value)
    assert refused.value.message("nl").startswith(f"{PREFIX}{name} ")

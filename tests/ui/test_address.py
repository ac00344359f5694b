"""What an address says, what it leaves out, and what it refuses to believe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from analyser.model import GAPS, Severity, Verdict
from analyser.store.records import Status
from ui.address import Address, Filters, read_address
from ui.scope import Scope
from ui.search import Search


def read(query: Mapping[str, str | Sequence[str]]) -> Address:
    def values(name: str) -> Sequence[str]:
        value = query.get(name, [])
        return [value] if isinstance(value, str) else list(value)

    return read_address(values)


@pytest.mark.parametrize(
    ("address", "query"),
    [
        pytest.param(Address(), {}, id="defaults are left out"),
        pytest.param(Address(language="en", dossier="ab"), {"lang": "en", "dossier": "ab"}, id="English"),
        pytest.param(
            Address(dossier="ab", requirement="privacy-x", place=3),
            {"dossier": "ab", "requirement": "privacy-x", "place": "3"},
            id="a finding at its third place",
        ),
        pytest.param(
            Address(filters=Filters(("privacy",), (Verdict.CONTRARY, Verdict.MET), (Severity.HIGH,), True)),
            {"theme": ["privacy"], "verdict": ["contrary", "met"], "severity": ["hoog"], "review": "1"},
            id="every filter",
        ),
        pytest.param(Address(filters=Filters(verdicts=())), {"verdict": "all"}, id="all verdicts"),
        pytest.param(
            Address(search=Search("art. 28 AVG", ("privacy", "veiligheid"), (Severity.LOW,))),
            {
                "words": "art. 28 AVG",
                "library-theme": ["privacy", "veiligheid"],
                "library-severity": ["laag"],
            },
            id="a search of the library, apart from the filters of the dossier",
        ),
        pytest.param(
            Address(dossier="ab", other="cd", place=2),
            {"dossier": "ab", "with": "cd", "place": "2"},
            id="two dossiers to compare",
        ),
        pytest.param(
            Address(scope=Scope(Status.CLOSED, "ines", "Acme & Zoon B.V.", "2026-Q4", "privacy")),
            {
                "status": "closed",
                "owner": "ines",
                "supplier": "Acme & Zoon B.V.",
                "period": "2026-Q4",
                "map": "privacy",
            },
            id="a portfolio",
        ),
    ],
)
def test_an_address_survives_being_written_and_read(address: Address, query: Mapping[str, object]) -> None:
    assert address.query == query
    assert read(address.query) == address


@pytest.mark.parametrize(
    ("query", "address"),
    [
        pytest.param({"lang": "xx"}, Address(), id="unknown language is Dutch"),
        pytest.param({"verdict": "<script>"}, Address(), id="unknown verdict shows the gaps"),
        pytest.param({"severity": "knock-out "}, Address(), id="unknown severity"),
        pytest.param({"place": "-1"}, Address(), id="negative place"),
        pytest.param({"place": "٣"}, Address(), id="digits of another script"),
        pytest.param({"place": "99999999"}, Address(), id="absurd place"),
        pytest.param({"review": "0"}, Address(), id="review off"),
        pytest.param({"words": "  \t "}, Address(), id="search for nothing"),
        pytest.param(
            {"words": "woord " * 99},
            Address(search=Search(" ".join(["woord"] * 33 + ["wo"]))),
            id="endless search",
        ),
        pytest.param({"library-severity": "high"}, Address(), id="unknown severity in a search"),
        pytest.param({"status": "weg"}, Address(), id="unknown status"),
        pytest.param({"status": ["open", "closed"]}, Address(), id="every status"),
        pytest.param({"period": "2026-11-22"}, Address(), id="a period that is none"),
    ],
)
def test_what_does_not_exist_is_ignored(query: Mapping[str, str], address: Address) -> None:
    assert read(query) == address


def test_gaps_are_shown_unless_the_address_says_otherwise() -> None:
    assert read({}).filters.verdicts == GAPS

"""Facts from a file beside a contract: read whole or told why not, and never quoted."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts import FACTS, SHA256, TODAY

from analyser.award import LONGEST_FILE, Checklist, load_checklist, read_facts, read_facts_file
from analyser.errors import BadFacts, FileMissing
from analyser.library import LIBRARY_FOLDER

WRITTEN = f"""
dpia:
  status: done
  who: J. Jansen, privacy officer
  date: 2026-11-03
  document: {{name: dpia-v2.pdf, sha256: {SHA256.upper()}}}
  note: Versie 2.
advies-cio:
  status: objection
  who: CIO-office
  date: 2026-11-10
  note: Eerst een exitplan.
risicoklasse: {{status: done, who: Team AI, date: 2026-10-20, risk_class: limited}}
algoritmeregister: {{status: not-needed, note: Er is geen algoritme.}}
medewerkers: {{status: under-way}}
"""


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load_checklist(LIBRARY_FOLDER)


def test_a_file_is_read(checklist: Checklist, tmp_path: Path) -> None:
    file = tmp_path / "voor-gunning.yaml"
    file.write_text(WRITTEN, encoding="utf-8")
    before = read_facts_file(file, checklist, TODAY)
    assert (dict(before.facts), before.problem) == (FACTS, None)


def test_an_empty_file_holds_no_facts(checklist: Checklist) -> None:
    assert read_facts(b"# nog niets\n", "voor-gunning.yaml", checklist, TODAY).facts == {}


def test_a_file_that_is_not_there(checklist: Checklist, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_facts_file(tmp_path / "voor-gunning.yaml", checklist, TODAY)


@pytest.mark.parametrize(
    ("written", "problem_nl"),
    [
        pytest.param(
            "dpia: @x",
            "regel 1 is geen geldige YAML: hier mag dit teken niet staan: spring in met spaties "
            "en niet met tabs, en zet tekst die met een leesteken begint tussen aanhalingstekens",
            id="no YAML",
        ),
        pytest.param("- dpia", "onderdelen met hun stand verwacht", id="a list"),
        pytest.param("dpia: gedaan", "dpia: sleutels met waarden verwacht", id="no keys"),
        pytest.param("dpia: {who: Jan}", "dpia: status ontbreekt", id="no status"),
        pytest.param(
            "dpia: {status: klaar}",
            "dpia: status onbekende waarde ('not-started', 'under-way', 'done', 'not-needed' of 'objection')",
            id="unknown status",
        ),
        pytest.param("dpia: {status: under-way, wie: Jan}", "dpia: wie onbekende sleutel", id="unknown key"),
        pytest.param(
            "dpia: {status: under-way, date: 3 november}",
            "dpia: date schrijf de datum als 2026-11-03",
            id="odd day",
        ),
        pytest.param(
            "dpia: {status: under-way, date: 86400}",
            "dpia: date schrijf de datum als 2026-11-03",
            id="seconds",
        ),
        pytest.param(
            "{[a]: {status: done}}",
            "regel 1 is geen geldige YAML: een sleutel is gewone tekst, zonder haken of accolades",
            id="a list for a key",
        ),
        pytest.param("dpia: {status: under-way, who: [a]}", "dpia: who tekst verwacht", id="no text"),
        pytest.param(
            "iets: {status: under-way}", "iets: Het onderdeel iets bestaat niet", id="unknown check"
        ),
        pytest.param(
            "dpia: {status: done, who: Jan, date: 2026-11-23}\nadvies-fg: {status: not-needed}",
            "dpia: De datum ligt in de toekomst. Kies dan “loopt” of “niet begonnen”; advies-fg: Geef de "
            "reden waarom dit niet nodig is",
            id="two that cannot be so",
        ),
        pytest.param(
            "dpia: {status: done}\ndpia: {status: done}",
            "regel 2 is geen geldige YAML: sleutel 'dpia' staat er twee keer",
            id="twice",
        ),
        pytest.param(
            "a: !!python/name:os.system x",
            "regel 1 is geen geldige YAML: zet tekst die met een uitroepteken begint tussen aanhalingstekens",
            id="not safe",
        ),
        pytest.param("x" * (LONGEST_FILE + 1), "het bestand is te groot", id="too large"),
    ],
)
def test_a_file_that_does_not_hold_together(written: str, problem_nl: str, checklist: Checklist) -> None:
    with pytest.raises(BadFacts) as refused:
        read_facts(written.encode(), "voor-gunning.yaml", checklist, TODAY)
    assert refused.value.details["problems_nl"] == problem_nl
    assert refused.value.file == "voor-gunning.yaml"


def test_bytes_that_are_no_text(checklist: Checklist) -> None:
    with pytest.raises(BadFacts):
        read_facts(b"\xff\xfe\x00dpia", "voor-gunning.yaml", checklist, TODAY)

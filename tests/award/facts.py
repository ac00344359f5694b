"""Facts as someone would record them, for the tests of what is done with them."""

from __future__ import annotations

from datetime import date

from analyser.award import Fact, Proof, RiskClass, Stand

TODAY = date(2026, 11, 22)
SHA256 = "a1" * 32
DPIA = Fact(
    "dpia",
    Stand.DONE,
    "J. Jansen, privacy officer",
    date(2026, 11, 3),
    Proof("dpia-v2.pdf", SHA256),
    "Versie 2.",
)
CIO = Fact("advies-cio", Stand.OBJECTION, "CIO-office", date(2026, 11, 10), note="Eerst een exitplan.")
CLASS = Fact("risicoklasse", Stand.DONE, "Team AI", date(2026, 10, 20), risk_class=RiskClass.LIMITED)
REGISTER = Fact("algoritmeregister", Stand.NOT_NEEDED, note="Er is geen algoritme.")
TRAINING = Fact("medewerkers", Stand.UNDER_WAY)
FACTS = {fact.check: fact for fact in (DPIA, CIO, CLASS, REGISTER, TRAINING)}

"""How a sentence leans on the one before it."""

from __future__ import annotations

import pytest

from analyser.matching.leaning import Leaning, leaning_of

EXCEPTS = [
    "Het voorgaande geldt niet voor back-ups.",
    "5.2 Dit artikel is niet van toepassing op gratis onderdelen.",
    "b) In afwijking hiervan mag Leverancier de prijzen jaarlijks verhogen.",
    "Een uitzondering geldt voor spoed.",
    "Hiervan zijn testomgevingen uitgezonderd.",
    "Deze plicht geldt uitsluitend tijdens kantooruren.",
    "Niettemin behoudt Leverancier een kopie.",
    "However, Provider may keep one copy.",
    "The foregoing does not apply to trial accounts.",
    "Notwithstanding the foregoing, fees may rise once a year.",
    "By way of exception Provider may raise its fees.",
    "This commitment shall not extend to beta features.",
    "These obligations apply only during the term.",
]
CONTINUES = [
    "De kosten daarvan draagt Opdrachtgever.",
    "Deze termijn bedraagt 30 dagen.",
    "In dat geval kan Opdrachtgever opzeggen.",
    "Such notice is given in writing.",
    "Uitzonderingen gelden alleen na schriftelijke toestemming van Opdrachtgever.",
    "It is kept for six months.",
]
NOT = [
    "Leverancier informeert Opdrachtgever binnen 24 uur.",
    "Supplier shall inform Customer within 24 hours.",
    "Partijen sluiten een verwerkersovereenkomst.",
    "",
]


@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [(s, Leaning.EXCEPTS) for s in EXCEPTS]
    + [(s, Leaning.CONTINUES) for s in CONTINUES]
    + [(s, Leaning.NOT) for s in NOT],
)
def test_leaning(sentence: str, leaning: Leaning) -> None:
    assert leaning_of(sentence) is leaning

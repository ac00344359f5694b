"""The fixed words of what goes out of a review, in Dutch and in English.

Apart from the other words, since ``analyser.review`` itself needs those.
"""

from __future__ import annotations

from datetime import date
from typing import Final, TypedDict

from analyser.report.texts import Tongue
from analyser.review import Outcome


class ReviewTexts(TypedDict):
    """The words in one language; both languages hold the same keys by type."""

    outcome: dict[Outcome, str]
    undecided: str
    months: tuple[str, ...]
    must: str
    request: str
    must_silent: str
    request_silent: str
    asks: str
    pointer: str
    silent_title: str
    unmarked_title: str
    see_letter: str
    letter_title: str
    addressee: str
    subject: str
    salutation: str
    opening: str
    opening_none: str
    point_one: str
    point_many: str
    opening_must: str
    opening_request: str
    must_title: str
    request_title: str
    absent_title: str
    absent_note: str
    closing: str
    greeting: str
    name: str
    function: str
    signature: str
    made: str
    made_by: str
    person_decided: str
    issues_title: str
    provenance: str
    decision: str
    own_verdict: str
    reason: str
    author: str
    day: str
    proposal: str
    decisions_title: str
    decided_by: str
    other_decisions: str
    undecided_title: str
    undecided_none: str


_NL: Final[ReviewTexts] = {
    "outcome": {
        Outcome.AGREED: "Eens met de bevinding",
        Outcome.ACCEPTED: "Afwijking aanvaard",
        Outcome.UNACCEPTABLE: "Niet aanvaardbaar",
        Outcome.NOT_APPLICABLE: "Niet van toepassing",
    },
    "undecided": "Nog niet beoordeeld",
    "months": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "must": "Moet worden gewijzigd",
    "request": "Verzoek",
    "must_silent": "Moet worden opgenomen",
    "request_silent": "Verzoek om op te nemen",
    "asks": "Wat wij vragen",
    "pointer": "Zie de opmerking bij {place}.",
    "silent_title": "Wij hebben geen bepaling gevonden over:",
    "unmarked_title": "Niet in de tekst aangewezen:",
    "see_letter": "De brief bevat deze punten volledig.",
    "letter_title": "Voorstellen tot wijziging van het contract",
    "addressee": "[naam en adres van de leverancier]",
    "subject": "Betreft",
    "salutation": "Geachte heer, mevrouw,",
    "opening": "Wij hebben de volgende stukken beoordeeld: {files}. {points} Hieronder leest u per punt de "
    "vindplaats, wat er staat en wat wij vragen.",
    "opening_none": "Wij hebben de volgende stukken beoordeeld: {files}. Wij hebben geen voorstellen tot "
    "wijziging.",
    "point_one": "1 punt",
    "point_many": "{n} punten",
    "opening_must": "Op {points} moet de tekst anders voordat wij kunnen tekenen.",
    "opening_request": "Op {points} verzoeken wij u om een wijziging.",
    "must_title": "Wat moet worden gewijzigd",
    "request_title": "Wat wij u verzoeken",
    "absent_title": "Wat wij niet hebben gevonden",
    "absent_note": "Over deze onderwerpen hebben wij in de stukken geen bepaling gevonden. Staat die er wel, "
    "wijs ons dan de vindplaats.",
    "closing": "Wilt u ons per punt laten weten of u akkoord gaat? Stelt u een andere tekst voor, zet die "
    "dan bij het nummer van het punt. Wij lichten de punten graag toe.",
    "greeting": "Met vriendelijke groet,",
    "name": "Naam",
    "function": "Functie",
    "signature": "Handtekening",
    "made": "Opgesteld op",
    "made_by": "Opgesteld door {author} op {day}.",
    "person_decided": "De toets achter deze brief is een hulpmiddel en geen juridisch advies. Wat hier "
    "gevraagd wordt, heeft een mens besloten.",
    "issues_title": "Lijst van bevindingen en besluiten",
    "provenance": "Herkomst",
    "decision": "Besluit",
    "own_verdict": "Oordeel van de beoordelaar",
    "reason": "Reden",
    "author": "Beoordelaar",
    "day": "Datum",
    "proposal": "Voorstel",
    "decisions_title": "Besluiten",
    "decided_by": "{author}, {day}",
    "other_decisions": "Besluiten over andere bevindingen",
    "undecided_title": "Nog niet beoordeelde bevindingen",
    "undecided_none": "Over alle bevindingen is besloten.",
}  # fmt: skip

_EN: Final[ReviewTexts] = {
    "outcome": {
        Outcome.AGREED: "Agrees with the finding",
        Outcome.ACCEPTED: "Deviation accepted",
        Outcome.UNACCEPTABLE: "Not acceptable",
        Outcome.NOT_APPLICABLE: "Not applicable",
    },
    "undecided": "Not yet reviewed",
    "months": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "must": "Must be changed",
    "request": "Request",
    "must_silent": "Must be added",
    "request_silent": "Request to add",
    "asks": "What we ask",
    "pointer": "See the remark at {place}.",
    "silent_title": "We found no provision on:",
    "unmarked_title": "Not marked in the text:",
    "see_letter": "The letter holds these points in full.",
    "letter_title": "Proposals to change the contract",
    "addressee": "[name and address of the supplier]",
    "subject": "Subject",
    "salutation": "Dear Sir or Madam,",
    "opening": "We have reviewed the following documents: {files}. {points} Below you find for each point "
    "its place, what it says and what we ask.",
    "opening_none": "We have reviewed the following documents: {files}. We have no changes to propose.",
    "point_one": "1 point",
    "point_many": "{n} points",
    "opening_must": "On {points} the text must change before we can sign.",
    "opening_request": "On {points} we request a change.",
    "must_title": "What must be changed",
    "request_title": "What we request",
    "absent_title": "What we did not find",
    "absent_note": "On these subjects we found no provision in the documents. If there is one, please point "
    "it out to us.",
    "closing": "Please let us know for each point whether you agree. If you propose another text, put it "
    "with the number of the point. We are glad to explain the points.",
    "greeting": "Yours faithfully,",
    "name": "Name",
    "function": "Position",
    "signature": "Signature",
    "made": "Drawn up on",
    "made_by": "Drawn up by {author} on {day}.",
    "person_decided": "The check behind this letter is an aid and no legal advice. What is asked here, a "
    "person decided.",
    "issues_title": "List of findings and decisions",
    "provenance": "Provenance",
    "decision": "Decision",
    "own_verdict": "Reviewer's verdict",
    "reason": "Reason",
    "author": "Reviewer",
    "day": "Date",
    "proposal": "Proposal",
    "decisions_title": "Decisions",
    "decided_by": "{author}, {day}",
    "other_decisions": "Decisions on other findings",
    "undecided_title": "Findings not yet reviewed",
    "undecided_none": "Every finding was decided on.",
}  # fmt: skip

REVIEW_TEXTS: Final[dict[Tongue, ReviewTexts]] = {"nl": _NL, "en": _EN}


def review_texts(language: Tongue) -> ReviewTexts:
    """The fixed words in ``language``. Raises KeyError for any other than "nl" and "en"."""
    return REVIEW_TEXTS[language]


def long_day(day: date, language: Tongue) -> str:
    """A day as a letter writes it: "21 november 2026"."""
    return f"{day.day} {REVIEW_TEXTS[language]['months'][day.month - 1]} {day.year}"

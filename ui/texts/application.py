"""Words of the application as a whole: its pages, signing in, and faults of ours."""

from __future__ import annotations

from typing import Final

from analyser.model import Text

TITLE: Final = Text("Contractanalyse", "Contract analysis")
SUBTITLE: Final = Text(
    "Toetst een leverancierscontract aan ARBIT-2022 en de inkoopvoorwaarden voor generatieve AI.",
    "Checks a supplier's contract against ARBIT-2022 and the purchase conditions for generative AI.",
)
NOSCRIPT: Final = Text(
    "Zet JavaScript aan om deze toepassing te gebruiken.", "Turn on JavaScript to use this application."
)
OTHER_LANGUAGE: Final = Text("English", "Nederlands")  # named in the other language itself
NEW: Final = Text("Nieuw dossier", "New dossier")
OVERVIEW: Final = Text("Overzicht", "Overview")
FINDING: Final = Text("Bevinding", "Finding")
LIBRARY: Final = Text("Bibliotheek", "Library")
REQUIREMENT: Final = Text("Eis", "Requirement")
ADMINISTRATION: Final = Text("Beheer", "Administration")

# signing in
DOOR: Final = Text("Aanmelden", "Sign in")
SIGN_IN: Final = Text("Meld u aan", "Sign in")
SIGN_OUT: Final = Text("Meld u af", "Sign out")
SIGN_IN_FIRST: Final = Text(
    "Meld u aan met het account van uw organisatie.", "Sign in with your organisation's account."
)
SIGN_IN_BROKEN: Final = Text(
    "Aanmelden lukt niet: de gegevens van de aanmelddienst ontbreken of kloppen niet. Meld dit aan de "
    "beheerder.",
    "Signing in fails: the settings of the identity provider are missing or wrong. Tell your administrator.",
)
OPEN_TO_ALL: Final = Text(
    "Deze toepassing is bereikbaar voor anderen, maar er is geen aanmelding ingesteld. Zet "
    "ANALYSER_SIGN_IN op "
    "oidc of proxy, of zet server.address op 127.0.0.1. Tot dan is er niets te zien.",
    "Others can reach this application, but no sign-in is set up. Set ANALYSER_SIGN_IN to oidc or proxy, or "
    "server.address to 127.0.0.1. Until then there is nothing to see.",
)
NO_NAME: Final = Text(
    "Uw aanmelding noemt geen naam waaraan wij u herkennen. Meld dit aan de beheerder (ANALYSER_USER_CLAIM).",
    "Your sign-in holds no name by which we know you. Tell your administrator (ANALYSER_USER_CLAIM).",
)
EMAIL_NOT_VERIFIED: Final = Text(
    "Uw e-mailadres {name} is niet bevestigd bij de aanmelddienst. Bevestig het en meld u opnieuw aan.",
    "Your address {name} was not verified by the identity provider. Verify it and sign in again.",
)
NO_ROLE: Final = Text(
    "U bent aangemeld als {name}, maar u heeft hier nog geen rol. Vraag de beheerder om een rol.",
    "You are signed in as {name}, but have no role here yet. Ask the administrator for one.",
)

# a fault of ours
BREAKDOWN: Final = Text("Deze bladzijde kan niet worden getoond", "This page cannot be shown")
BREAKDOWN_HELP: Final = Text(
    "Dit is een fout in de toepassing. Uw dossiers en beslissingen zijn bewaard. Probeer het opnieuw, of "
    "geef "
    "de beheerder dit nummer: {number}.",
    "This is a fault of the application. Your dossiers and decisions are kept. Try again, or give your "
    "administrator this number: {number}.",
)

"""Words round the second reader."""

from __future__ import annotations

from typing import Final

from analyser.model import Text
from analyser.second_reader import Outcome, Why

SECOND_READER: Final = Text("Tweede lezer", "Second reader")
SECOND_READER_HELP: Final = Text(
    "U kunt dezelfde woorden door een taalmodel laten lezen: {model} op {host}. Wat het zegt, staat alleen "
    "hier. Het oordeel hierboven verandert er niet door, en het telt nergens mee.",
    "You can have the same words read by a language model: {model} on {host}. What it says stands here only. "
    "The verdict above does not change by it, and it counts nowhere.",
)
SECOND_READER_GONE: Final = Text(
    "Er is nu geen tweede lezer ingesteld. Wat hij eerder zei, blijft hier staan. Het telt nergens mee.",
    "No second reader is set up now. What it said before stays here. It counts nowhere.",
)
SECOND_READER_NOTICE: Final = Text(
    "Let op: hier is een tweede lezer ingesteld ({host}). Bij een bevinding die moet worden nagekeken, kan "
    "een jurist daar een paar clausules heen sturen. Dat gebeurt alleen na een klik; de jurist ziet eerst "
    "wat er wordt verstuurd.",
    "Mind: a second reader is set up here ({host}). At a finding that should be checked, a lawyer can send "
    "it a few clauses. That happens on a click only; the lawyer first sees what is sent.",
)
SECOND_READER_WRONG: Final = Text(
    "De tweede lezer is niet goed ingesteld. Meld dit aan de beheerder.",
    "The second reader is not set up well. Tell your administrator.",
)
WHAT_IS_SENT: Final = Text("Wat er wordt verstuurd, en waarheen", "What is sent, and where to")
SENT_TO: Final = Text(
    "Naar {model} op {host}, {n} bytes. Dit is alles; namen die in deze woorden staan, gaan mee.",
    "To {model} on {host}, {n} bytes. This is all of it; names that stand in these words go along.",
)
SENT_INSTRUCTION: Final = Text("De opdracht", "The instruction")
SENT_DATA: Final = Text("De eis en de woorden van het contract", "The requirement and the contract's words")
ASK_SECOND_READER: Final = Text(
    "Verstuur dit en vraag de tweede lezer", "Send this and ask the second reader"
)
SECOND_READER_BUSY: Final = Text(
    "De tweede lezer leest. Dit duurt hoogstens {n} seconden.",
    "The second reader is reading. This takes at most {n} seconds.",
)
MAY_NOT_ASK: Final = Text(
    "Met uw rol kunt u de tweede lezer niets vragen; een jurist kan dat wel.",
    "Your role does not let you ask the second reader; a lawyer can.",
)
SECOND_SAYS: Final = Text("De tweede lezer zegt:", "The second reader says:")
SECOND_SIGNED: Final = Text(
    "{model} op {host}, gevraagd door {who}, {day}", "{model} on {host}, asked by {who}, {day}"
)
SECOND_OLDER: Final = Text(
    "Dit ging over een eerdere beoordeling van dit dossier.",
    "This was about an earlier check of this dossier.",
)
SECOND_UNFINISHED: Final = Text(
    "Er is nog geen antwoord, of de toepassing stopte voordat het binnenkwam.",
    "There is no answer yet, or the application stopped before it came in.",
)
SECOND_CAME: Final[dict[Outcome, Text]] = {
    Outcome.ANSWERED: Text("De tweede lezer heeft geantwoord.", "The second reader answered."),
    Outcome.DISCARDED: Text(
        "De tweede lezer antwoordde, maar het antwoord is weggegooid.",
        "The second reader answered, but the answer was thrown away.",
    ),
    Outcome.TIMED_OUT: Text(
        "De tweede lezer antwoordde niet op tijd.", "The second reader did not answer in time."
    ),
    Outcome.REFUSED: Text("De tweede lezer weigerde de vraag.", "The second reader refused the question."),
    Outcome.FAILED: Text(
        "De tweede lezer kon niet worden gevraagd.", "The second reader could not be asked."
    ),
}
SECOND_WHY: Final[dict[Why, Text]] = {
    Why.TOO_LARGE: Text("Het antwoord was te groot.", "The answer was too large."),
    Why.PROTOCOL_BODY: Text(
        "Het antwoord had niet de vorm van het protocol.", "The answer was not in the form of the protocol."
    ),
    Why.FORM: Text(
        "Het antwoord bestond niet uit een oordeel, een reden en een citaat.",
        "The answer was not a verdict, a reason and a quote.",
    ),
    Why.VERDICT: Text("Het oordeel bestaat hier niet.", "There is no such verdict here."),
    Why.QUOTE: Text(
        "Het citaat staat niet in de verstuurde woorden.",
        "The quote does not stand in the words that were sent.",
    ),
    Why.TIME: Text("Probeer het later opnieuw.", "Try again later."),
    Why.REDIRECT: Text(
        "De server verwees door naar een ander adres; dat is niet gevolgd. Meld dit aan de beheerder.",
        "The server pointed to another address, which was not followed. Tell your administrator.",
    ),
    Why.KEY: Text(
        "De server nam de sleutel niet aan. Meld dit aan de beheerder.",
        "The server did not take the key. Tell your administrator.",
    ),
    Why.REQUEST: Text(
        "De server kent het model niet of heeft te veel vragen. Probeer het later opnieuw of meld dit aan de "
        "beheerder.",
        "The server does not know the model or has too many questions. Try again later, or tell your "
        "administrator.",
    ),
    Why.SERVER: Text(
        "De server had een storing. Probeer het later opnieuw.", "The server broke down. Try again later."
    ),
    Why.CONNECTION: Text(
        "Er kwam geen verbinding, of zij viel weg. Probeer het later opnieuw.",
        "There was no connection, or it was lost. Try again later.",
    ),
    Why.CERTIFICATE: Text(
        "De verbinding is niet veilig: het certificaat klopt niet. Er is niets verstuurd. Meld dit aan de "
        "beheerder.",
        "The connection is not safe: the certificate is wrong. Nothing was sent. Tell your administrator.",
    ),
    Why.PROTOCOL: Text(
        "Op dat adres antwoordt geen webserver. Meld dit aan de beheerder.",
        "No web server answers at that address. Tell your administrator.",
    ),
}

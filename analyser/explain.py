"""A verdict in two plain sentences, Dutch and English, built from the facts that decided it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyser.decide import Decision
from analyser.library import Requirement
from analyser.matching import Signal
from analyser.model import Evidence, Receipt, Role, Text, Verdict

_LANGUAGES = ("nl", "en")


def explain(
    requirement: Requirement, decision: Decision, evidence: Sequence[Evidence], receipt: Receipt
) -> Text:
    """The explanation of one verdict."""
    texts = {
        language: _explain(requirement, decision, evidence, receipt, language) for language in _LANGUAGES
    }
    return Text(texts["nl"], texts["en"])


def _explain(
    requirement: Requirement,
    decision: Decision,
    evidence: Sequence[Evidence],
    receipt: Receipt,
    language: str,
) -> str:
    words = _WORDS[language]
    if decision.verdict in (Verdict.MISSING, Verdict.UNREAD, Verdict.NOT_APPLICABLE):
        return _nothing_found(decision.verdict, receipt, language)
    sentences: list[str] = []
    deciding = decision.deciding[0]
    place = evidence[0].clause or words["somewhere"]
    if evidence[0].page:
        place = f"{place} ({words['page']} {evidence[0].page})"
    sentences.append(f"{_capital(place)}: {_said(deciding, language)}.")
    if decision.verdict is Verdict.CONTRARY:
        sentences.append(f"{words['norm']} {_lower(requirement.norm[language])}")
    labels = {e.id: e.label[language] for e in requirement.elements}
    labels |= {w.id: w.label[language] for w in requirement.weakeners}
    failed = {s.part for s in decision.failed}
    lacking = [labels[e] for e in decision.lacking if e not in failed]
    if decision.verdict is not Verdict.CONTRARY:
        if lacking:
            sentences.append(f"{words['lacking']} {_list(lacking, words['and'])}.")
        if decision.weakened:
            weak = dict.fromkeys(labels[s.part] for s in decision.weakened)
            sentences.append(f"{words['weakened']} {_list(weak, words['and'])}.")
    for sighting in decision.failed:
        if sighting.quantity is not None:
            sentences.append(
                words["short"].format(quantity=sighting.quantity.text, element=labels[sighting.part])
            )
    if decision.verdict is Verdict.PARTIAL and deciding.weak and not decision.weakened:
        sentences.append(words["weak"])
    if decision.conflict:
        sentences.append(words["conflict"])
    return " ".join(sentences)


def _said(signal: Signal, language: str) -> str:
    """What a sentence says, from its rule's label: the act itself, or that it is forbidden or denied."""
    label = _lower(signal.rule.label[language])
    if signal.rule.effect == "unwanted" and signal.role is Role.FOR:
        return f"{_WORDS[language]['forbidden']} {label}"
    if signal.rule.effect == "wanted" and signal.role is Role.AGAINST:
        return f"{_WORDS[language]['denied']} {label}"
    return label


def _nothing_found(verdict: Verdict, receipt: Receipt, language: str) -> str:
    words = _WORDS[language]
    if verdict is Verdict.NOT_APPLICABLE:
        return words["not_applicable"]
    text = words["missing"].format(passages=receipt.passages)
    if receipt.nearest:
        place = receipt.nearest[0].clause or words["somewhere"]
        text += " " + words["nearest"].format(place=place)
    if verdict is Verdict.UNREAD:
        text += " " + words["unread"].format(parts="; ".join(receipt.unread))
    return text


def _list(items: Iterable[str], conjunction: str) -> str:
    listed = list(items)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {conjunction} {listed[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """First letter small, unless the word is an abbreviation or a name such as ARBIT."""
    first = text.split(" ", 1)[0]
    if len(first) > 1 and first[1:] != first[1:].lower():
        return text
    return text[:1].lower() + text[1:] if text[:1].isupper() and first not in _KEPT else text


_KEPT = frozenset({"Nederlands", "Nederlandse", "Dutch", "European", "Europese"})

_WORDS = {
    "nl": {
        "somewhere": "in de tekst",
        "page": "p.",
        "and": "en",
        "norm": "De eis:",
        "forbidden": "niet toegestaan is",
        "denied": "niet toegezegd wordt",
        "lacking": "Ontbreekt:",
        "weakened": "Verzwakt door:",
        "short": "“{quantity}” haalt de toets niet: {element}.",
        "weak": "De toezegging is te vrijblijvend voor de eis.",
        "conflict": "Er staan ook bepalingen die de andere kant op wijzen; zie de vindplaatsen.",
        "missing": "In {passages} gelezen passages staat geen bepaling hierover.",
        "nearest": "Het dichtst in de buurt komt {place}.",
        "unread": "Niet alles kon worden gelezen: {parts}.",
        "not_applicable": "Deze eis is niet beoordeeld: het contract gaat hier volgens de tekst of uw keuze "
        "niet over.",
    },
    "en": {
        "somewhere": "in the text",
        "page": "p.",
        "and": "and",
        "norm": "The requirement:",
        "forbidden": "not allowed is",
        "denied": "not promised is",
        "lacking": "Lacking:",
        "weakened": "Weakened by:",
        "short": "“{quantity}” does not pass the test: {element}.",
        "weak": "The commitment is too loose for the requirement.",
        "conflict": "Other provisions point the other way; see the places found.",
        "missing": "None of the {passages} passages read deals with this.",
        "nearest": "The closest is {place}.",
        "unread": "Not everything could be read: {parts}.",
        "not_applicable": "This requirement was not judged: by its text or by your choice the contract is "
        "not about this.",
    },
}

"""A verdict in a few plain sentences, Dutch and English, built from the facts that decided it.

Short sentences of common words (language level B1): what the contract does, what the requirement asks,
what is lacking, and what makes it doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyser.decide import Decision
from analyser.library import Requirement
from analyser.matching import Signal
from analyser.model import Citation, Evidence, Receipt, Role, Text, Verdict
from analyser.weigh import Weighing

_LANGUAGES = ("nl", "en")
_MOST_ABSENT = 4  # papers that are named as not in the dossier


@dataclass(frozen=True, slots=True)
class RankOrder:
    """That a sentence gave way: where it stands, the papers by name, and the clause that ranks them.

    ``higher`` is "" where a rule found something in ``lower`` alone, which the clause excludes. With
    ``excepting`` it did not give way, since the clause makes an exception for its paper.
    """

    outranked: Evidence
    lower: str
    higher: str
    cited: Citation
    excepting: bool = False


def explain(
    requirement: Requirement,
    decision: Decision,
    weighing: Weighing,
    evidence: Sequence[Evidence],
    receipt: Receipt,
    order: RankOrder | None = None,
    *,
    several: bool = False,
) -> Text:
    """The explanation of one verdict. Where the dossier has ``several`` files, places name theirs."""
    return Text(
        *(
            _explain(requirement, decision, weighing, evidence, receipt, order, tongue, several)
            for tongue in _LANGUAGES
        )
    )


def _explain(
    requirement: Requirement,
    decision: Decision,
    weighing: Weighing,
    evidence: Sequence[Evidence],
    receipt: Receipt,
    order: RankOrder | None,
    language: str,
    several: bool,
) -> str:
    words = _WORDS[language]
    words = words | {"place": words["one_of_several"] if several else "{place}"}
    ranked = list(_ranked(order, words))
    if not evidence:
        return " ".join([*_nothing_found(weighing, receipt, words), *ranked])
    norm = words["norm"].format(norm=_lower(requirement.norm[language]))
    if not decision.deciding:
        sentences = [_resembles(weighing, evidence[0], words), norm, words["look"], *ranked]
        return " ".join(sentences)
    sentences = [_said(decision.deciding[0], weighing.verdict, _place(evidence[0], words), language)]
    if weighing.verdict is not Verdict.MET:
        sentences.append(norm)
    if weighing.verdict is not Verdict.CONTRARY:
        sentences.extend(_shortcomings(requirement, decision, language))
    sentences.extend(_failed(requirement, decision, language))
    sentences.extend(ranked)
    sentences.extend(_doubts(decision, weighing, evidence, words))
    return " ".join(sentences)


def _ranked(order: RankOrder | None, words: dict[str, str]) -> Iterable[str]:
    """That a sentence gave way to one of a higher paper, or stands in one that does not apply."""
    if order is not None:
        place = _capital(_place(order.outranked, words))
        kind = "excepting" if order.excepting else "ranked" if order.higher else "excluded"
        clause = _place(order.cited, words)
        yield words[kind].format(place=place, lower=order.lower, higher=order.higher, clause=clause)


def _said(signal: Signal, verdict: Verdict, place: str, language: str) -> str:
    """What the deciding sentence does: gives, gives in part, allows, forbids, refuses, or goes against."""
    words = _WORDS[language]
    if signal.rule.effect == "unwanted":
        verb = "forbids" if signal.role is Role.FOR else "allows"
    elif signal.rule.effect == "wanted" and signal.role is Role.AGAINST:
        verb = "refuses"
    elif signal.role is Role.AGAINST:
        verb = "against"
    elif verdict is Verdict.CONTRARY:
        verb = "short_of"
    else:
        verb = "gives" if verdict is Verdict.MET else "part"
    return words[verb].format(place=_capital(place), what=_lower(signal.rule.label[language]))


def _shortcomings(requirement: Requirement, decision: Decision, language: str) -> Iterable[str]:
    """What lacks, and what weakens what is there."""
    words = _WORDS[language]
    labels = _labels(requirement, language)
    failed = {sighting.part for sighting in decision.failed}
    lacking = [labels[element] for element in decision.lacking if element not in failed]
    if lacking:
        yield f"{words['lacking']} {_list(lacking, words['and'])}."
    if decision.weakened:
        weak = dict.fromkeys(labels[sighting.part] for sighting in decision.weakened)
        yield f"{words['weakened']} {_list(weak, words['and'])}."
    elif decision.verdict is Verdict.PARTIAL and decision.deciding[0].weak:
        yield words["weak"]


def _failed(requirement: Requirement, decision: Decision, language: str) -> Iterable[str]:
    labels = _labels(requirement, language)
    for sighting in decision.failed:
        if sighting.quantity is not None:
            element = labels[sighting.part]
            yield _WORDS[language]["short"].format(quantity=sighting.quantity.text, element=element)


def _doubts(
    decision: Decision, weighing: Weighing, evidence: Sequence[Evidence], words: dict[str, str]
) -> Iterable[str]:
    if decision.set_aside is not None:
        yield words["aside"].format(place=_capital(_place(evidence[-1], words)))
    elif decision.conflict and not decision.outranked:
        yield words["conflict"]
    if weighing.overruled is not None:
        yield words["overruled"].format(verdict=words[weighing.overruled])


def _resembles(weighing: Weighing, evidence: Evidence, words: dict[str, str]) -> str:
    """For a passage that no rule knows: it was found by its likeness to clauses of the bank."""
    kind = words["like_contrary"] if weighing.verdict is Verdict.CONTRARY else words["like_partial"]
    return kind.format(place=_capital(_place(evidence, words)))


def _nothing_found(weighing: Weighing, receipt: Receipt, words: dict[str, str]) -> Iterable[str]:
    if weighing.verdict is Verdict.NOT_APPLICABLE:
        yield words["not_applicable"]
        return
    yield words["nothing"].format(passages=receipt.passages)
    if receipt.nearest:
        place = _place(receipt.nearest[0], words)
        key = "nearest" if weighing.overruled is None else "elsewhere"
        yield words[key].format(place=_capital(place) if key == "elsewhere" else place)
    if receipt.absent:
        names = _list((f"“{name}”" for name in receipt.absent[:_MOST_ABSENT]), words["and"])
        more = len(receipt.absent) - _MOST_ABSENT
        yield words["absent"].format(names=f"{names} {words['more'].format(n=more)}" if more > 0 else names)
    if weighing.verdict is Verdict.UNREAD:
        yield words["unread"].format(parts="; ".join(receipt.unread))


def _place(where: Evidence | Citation, words: dict[str, str]) -> str:
    place = where.clause or words["somewhere"]
    if where.page:
        place = f"{place} ({words['page']} {where.page})"
    return words["place"].format(place=place, file=where.file)


def _labels(requirement: Requirement, language: str) -> dict[str, str]:
    labels = {element.id: element.label[language] for element in requirement.elements}
    return labels | {weakener.id: weakener.label[language] for weakener in requirement.weakeners}


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

_WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "somewhere": "een plaats in de tekst",
        "one_of_several": "{place} in {file}",
        "page": "p.",
        "and": "en",
        "gives": "{place} geeft wat de eis vraagt: {what}.",
        "part": "{place} geeft een deel: {what}.",
        "short_of": "{place} regelt dit, maar niet zoals de eis het vraagt: {what}.",
        "forbids": "{place} verbiedt: {what}.",
        "allows": "{place} staat toe: {what}.",
        "refuses": "{place} zegt dit niet toe: {what}.",
        "against": "{place} gaat tegen de eis in: {what}.",
        "norm": "De eis vraagt: {norm}",
        "lacking": "Ontbreekt:",
        "weakened": "Verzwakt door:",
        "short": "“{quantity}” haalt de toets niet: {element}.",
        "weak": "De toezegging is te vrijblijvend voor de eis.",
        "conflict": "Er staan ook bepalingen die de andere kant op wijzen; zie de vindplaatsen.",
        "ranked": "{place} zegt het anders, maar staat in “{lower}”. “{higher}” gaat voor volgens {clause}.",
        "excepting": "Volgens {clause} gaat “{higher}” voor op “{lower}”, maar met een uitzondering: lees of "
        "die hier geldt.",
        "excluded": "{place} staat in “{lower}”, dat volgens {clause} niet geldt: reken er niet op.",
        "absent": "Het contract noemt stukken die niet in het dossier zitten en dit kunnen regelen: {names}.",
        "more": "(en {n} meer)",
        "aside": "{place} zet deze bepaling geheel of voor een deel opzij.",
        "overruled": "Let op: alleen naar de regels zou het oordeel “{verdict}” zijn. De woorden van de "
        "vindplaats lijken meer op andere voorbeelden uit de bibliotheek.",
        "like_partial": "{place} gaat waarschijnlijk hierover: de woorden lijken op voorbeelden uit de "
        "bibliotheek. Geen regel herkent deze formulering, dus meer dan “deels” wordt het niet.",
        "like_contrary": "{place} gaat waarschijnlijk hierover en lijkt op voorbeelden die tegen de eis "
        "ingaan. Geen regel herkent deze formulering.",
        "look": "Lees deze plaats zelf.",
        "nothing": "In {passages} gelezen passages staat geen bepaling hierover.",
        "nearest": "Het dichtst in de buurt komt {place}.",
        "elsewhere": "{place} gebruikt de woorden van de eis, maar gaat waarschijnlijk over iets anders: "
        "lees die plaats na.",
        "unread": "Niet alles kon worden gelezen: {parts}.",
        "not_applicable": "Deze eis is niet beoordeeld: het contract gaat hier volgens de tekst of uw keuze "
        "niet over.",
        Verdict.MET: "voldoet",
        Verdict.PARTIAL: "deels",
        Verdict.CONTRARY: "strijdig",
        Verdict.MISSING: "ontbreekt",
    },
    "en": {
        "somewhere": "a place in the text",
        "one_of_several": "{place} in {file}",
        "page": "p.",
        "and": "and",
        "gives": "{place} gives what the requirement asks: {what}.",
        "part": "{place} gives a part: {what}.",
        "short_of": "{place} deals with this, but not as the requirement asks: {what}.",
        "forbids": "{place} forbids: {what}.",
        "allows": "{place} allows: {what}.",
        "refuses": "{place} does not promise this: {what}.",
        "against": "{place} goes against the requirement: {what}.",
        "norm": "The requirement asks: {norm}",
        "lacking": "Lacking:",
        "weakened": "Weakened by:",
        "short": "“{quantity}” does not pass the test: {element}.",
        "weak": "The commitment is too loose for the requirement.",
        "conflict": "Other provisions point the other way; see the places found.",
        "ranked": "{place} says otherwise, but stands in “{lower}”. “{higher}” goes before it by {clause}.",
        "excepting": "By {clause} “{higher}” goes before “{lower}”, but with an exception: read whether it "
        "applies here.",
        "excluded": "{place} stands in “{lower}”, which by {clause} does not apply: do not rely on it.",
        "absent": "The contract names papers that are not in the dossier and may deal with this: {names}.",
        "more": "(and {n} more)",
        "aside": "{place} sets this provision aside, in whole or in part.",
        "overruled": "Note: by the rules alone the verdict would be “{verdict}”. The words of the place are "
        "more like other examples of the library.",
        "like_partial": "{place} is probably about this: its words are like examples of the library. No "
        "rule knows this wording, so it is never more than “partial”.",
        "like_contrary": "{place} is probably about this and is like examples that go against the "
        "requirement. No rule knows this wording.",
        "look": "Read this place yourself.",
        "nothing": "None of the {passages} passages read deals with this.",
        "nearest": "The closest is {place}.",
        "elsewhere": "{place} uses the words of the requirement but is probably about something else: read "
        "that place.",
        "unread": "Not everything could be read: {parts}.",
        "not_applicable": "This requirement was not judged: by its text or by your choice the contract is "
        "not about this.",
        Verdict.MET: "met",
        Verdict.PARTIAL: "partial",
        Verdict.CONTRARY: "contrary",
        Verdict.MISSING: "missing",
    },
}

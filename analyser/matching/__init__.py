"""Matching: which sentences of a dossier speak for or against which requirement.

The only door is ``LibraryMatcher``: it holds a library compiled for spaCy and turns documents into a
``DossierMatch``. It judges nothing; ``analyser.assess`` does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from analyser.library import ClauseLibrary, Element, QuantityTest, Rule, SubjectSigns, Weakener
from analyser.matching.actors import Parties, Party, find_parties
from analyser.matching.canonical import canonical
from analyser.matching.deontics import Deontics, Modality, SentenceDeontics
from analyser.matching.language import build_nlp
from analyser.matching.leaning import Leaning
from analyser.matching.learned.model import SubjectModel
from analyser.matching.learned.proposer import KEPT, Proposal, Proposer
from analyser.matching.learned.units import Unit, units_of
from analyser.matching.likeness import Likeness
from analyser.matching.limits import passes
from analyser.matching.passages import Passage, cut
from analyser.matching.phrases import PhraseFinder
from analyser.matching.probes import Probe, ProbeTable, Ranges
from analyser.matching.quantities import Quantity
from analyser.matching.references import Reference, References, SetAside, Target
from analyser.model import Document, Role, Subject

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of one of the dossier's documents."""

    document: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Signal:
    """A sentence that speaks for or against a requirement, by one rule."""

    place: Place
    rule: Rule
    role: Role  # FOR or AGAINST
    weak: bool  # gives no more than partial
    actor: Party | None
    deciding: tuple[tuple[int, int], ...]  # character ranges in the document's text
    refers: tuple[Target, ...] = ()  # clauses its sentence refers to
    set_aside: tuple[Place, SetAside] | None = None  # a sentence elsewhere that sets its clause aside


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence in which an element or a weakener of a requirement was found.

    ``quantity`` is the number that was held against the element's test and ``passed`` its outcome;
    both are empty (None, True) for elements without one.
    """

    place: Place
    part: str
    deciding: tuple[tuple[int, int], ...]
    quantity: Quantity | None = None
    passed: bool = True


@dataclass(slots=True)
class RequirementMatch:
    """All that was found for one requirement, in reading order."""

    signals: list[Signal] = field(default_factory=list)
    elements: list[Sighting] = field(default_factory=list)
    weakeners: list[Sighting] = field(default_factory=list)
    nearest: tuple[tuple[Place, float], ...] = ()  # closest first, likeness 0..1
    proposals: tuple[Proposal, ...] = ()  # by the learned scores, most likely first


@dataclass(frozen=True, slots=True)
class DossierMatch:
    """A dossier matched, requirement by requirement."""

    passages: tuple[tuple[Passage, ...], ...]  # a tuple for each document
    languages: tuple[str, ...]  # for each document the language of most of its words
    requirements: dict[str, RequirementMatch]
    about: tuple[Subject, ...]  # what its text shows it to be about
    model_sha256: str = ""  # of the learned weights that made the proposals; "" where there were none


class LibraryMatcher:
    """A library compiled for matching; build it once, use it for every dossier."""

    def __init__(self, library: ClauseLibrary, model: SubjectModel | None = None) -> None:
        self._library = library
        self._proposer = Proposer(model) if model is not None else None
        self._nlp = build_nlp()
        self._tables = {language: ProbeTable(library, language) for language in LANGUAGES}
        self._finders = {
            language: PhraseFinder(table.book, self._nlp.vocab) for language, table in self._tables.items()
        }
        self._supplier = self._one_word_terms("supplier")
        self._buyer = self._one_word_terms("buyer")
        self._likeness = Likeness(library)

    def read(self, text: str) -> tuple[Doc, Parties]:
        """A text after the language pipeline, with who is who in it."""
        doc = self._nlp(text)
        return doc, find_parties(doc, self._supplier, self._buyer)

    def match(self, documents: Iterable[Document]) -> DossierMatch:
        """Match a dossier's documents. Order and content of the result depend on the input alone."""
        found: dict[str, RequirementMatch] = {r.id: RequirementMatch() for r in self._library.requirements}
        subjects: dict[Subject, int] = dict.fromkeys(Subject, 0)
        passages: list[tuple[Passage, ...]] = []
        documents = tuple(documents)
        references = References(documents)
        aside: list[tuple[Place, Reference]] = []
        units: list[tuple[Unit, ...]] = []
        sides: list[Parties] = []
        for number, document in enumerate(documents):
            doc, parties = self.read(document.text)
            cut_passages = cut(document, doc, self._finders, self._own_words(parties))
            passages.append(cut_passages)
            units.append(units_of(document, doc))
            sides.append(parties)
            quantities = _by_start(doc)
            referred = _by_passage(references.of(number), cut_passages)
            for passage in cut_passages:
                place = Place(number, passage)
                here = referred.get(passage.index, ())
                refers = tuple(target for reference in here for target in reference.targets)
                aside.extend((place, r) for r in here if r.aside is not SetAside.NOT)
                self._match_passage(place, parties, quantities, refers, found, subjects)
        about = self._about(subjects)
        for match in found.values():
            match.signals = [
                _excepted(_marked(signal, aside), passages[signal.place.document])
                for signal in match.signals
                if not signal.rule.about or {*signal.rule.about} & {*about}
            ]
        for requirement_id, nearest in self._likeness.nearest(passages):
            found[requirement_id].nearest = tuple((Place(d, passages[d][p]), s) for d, p, s in nearest)
        if self._proposer is not None:
            for requirement_id, proposals in self._proposer.propose(units, sides).items():
                # weights may know requirements that a library dropped, or that a profile asks otherwise
                if requirement_id in found and requirement_id not in self._library.unlearned:
                    found[requirement_id].proposals = proposals
        languages = tuple(_main_language(cut_passages) for cut_passages in passages)
        sha256 = self._proposer.model_sha256 if self._proposer is not None else ""
        return DossierMatch(tuple(passages), languages, found, about, sha256)

    def _match_passage(
        self,
        place: Place,
        parties: Parties,
        quantities: list[tuple[int, Quantity]],
        refers: tuple[Target, ...],
        found: dict[str, RequirementMatch],
        subjects: dict[Subject, int],
    ) -> None:
        passage = place.passage
        deontics: SentenceDeontics | None = None
        seen: set[tuple[str, str]] = set()
        for probe, ranges in self._tables[passage.language].ask(passage):
            part = probe.part
            if isinstance(part, SubjectSigns):
                if ("", part.subject) not in seen:
                    seen.add(("", part.subject))
                    subjects[part.subject] += 1
                continue
            if passage.is_heading:
                continue
            match = found[probe.requirement]
            deciding = _characters(passage, ranges)
            if isinstance(part, Rule):
                if (probe.requirement, part.id) in seen:
                    continue
                deontics = deontics or SentenceDeontics(passage, parties)
                signal = _signal(place, part, deontics.of(ranges), deciding, refers)
                if signal is not None:
                    seen.add((probe.requirement, part.id))
                    match.signals.append(signal)
            elif isinstance(part, Element):
                match.elements.extend(self._element(probe, part, place, deciding, quantities))
            elif isinstance(part, Weakener):
                match.weakeners.append(Sighting(place, part.id, deciding))
        self._bare_limits(place, quantities, found)

    def _element(
        self,
        probe: Probe,
        element: Element,
        place: Place,
        deciding: tuple[tuple[int, int], ...],
        quantities: list[tuple[int, Quantity]],
    ) -> Iterator[Sighting]:
        """Sightings of an element whose pattern matched; with a limit, one for each number tested."""
        if element.limit is None:
            yield Sighting(place, element.id, deciding)
            return
        test = self._library.by_id[probe.requirement].test(element.limit.metric)
        yield from _nearest_tested(place, element, test, quantities, deciding)

    def _bare_limits(
        self, place: Place, quantities: list[tuple[int, Quantity]], found: dict[str, RequirementMatch]
    ) -> None:
        """Elements that are a number and nothing else: read in the sentences that speak for the buyer."""
        for requirement in self._library.requirements:
            match = found[requirement.id]
            if not match.signals or match.signals[-1].place != place:
                continue
            for element in requirement.elements:
                if element.limit is not None and not (element.nl or element.en):
                    test = requirement.test(element.limit.metric)
                    match.elements.extend(_tested(place, element, test, quantities))

    def _about(self, sentences: dict[Subject, int]) -> tuple[Subject, ...]:
        """What the dossier is about, from how many sentences show each subject."""
        found: set[Subject] = set()
        for signs in self._library.manifest.subjects:
            if sentences[signs.subject] >= signs.at_least:
                found.update((signs.subject, *signs.implies))
        return tuple(subject for subject in Subject if subject in found)

    def _own_words(self, parties: Parties) -> dict[str, str]:
        own = dict.fromkeys(parties.own_words(Party.SUPPLIER, self._supplier), "supplier")
        return own | dict.fromkeys(parties.own_words(Party.BUYER, self._buyer), "buyer")

    def _one_word_terms(self, name: str) -> frozenset[str]:
        for word_class in self._library.word_classes:
            if word_class.name == name:
                return frozenset(
                    canonical(term, language)
                    for language in LANGUAGES
                    for term in getattr(word_class, language)
                    if " " not in term
                )
        return frozenset()


def _main_language(passages: tuple[Passage, ...]) -> str:
    """The language of most words; "nl" for a document without sentences."""
    words = dict.fromkeys(LANGUAGES, 0)
    for passage in passages:
        words[passage.language] += len(passage.sentence)
    return max(LANGUAGES, key=lambda language: words[language])


def _by_start(doc: Doc) -> list[tuple[int, Quantity]]:
    """The contract's quantities with the offset at which each starts."""
    return [(span.start_char, span._.quantity) for span in doc.spans["quantities"]]


def _tested(
    place: Place, element: Element, test: QuantityTest, quantities: list[tuple[int, Quantity]]
) -> Iterator[Sighting]:
    assert element.limit is not None
    for start, quantity in quantities:
        if place.passage.start <= start < place.passage.end and quantity.kind == element.limit.kind:
            where = ((start, start + len(quantity.text)),)
            yield Sighting(place, element.id, where, quantity, passes(quantity, test))


def _nearest_tested(
    place: Place,
    element: Element,
    test: QuantityTest,
    quantities: list[tuple[int, Quantity]],
    deciding: tuple[tuple[int, int], ...],
) -> Iterator[Sighting]:
    """The number that stands nearest to the words of the element: the others are about something else."""
    tested = list(_tested(place, element, test, quantities))
    if tested and deciding:
        yield min(tested, key=lambda s: min(abs(s.deciding[0][0] - start) for start, _ in deciding))
    else:
        yield from tested


def _signal(
    place: Place,
    rule: Rule,
    deontics: Deontics,
    deciding: tuple[tuple[int, int], ...],
    refers: tuple[Target, ...],
) -> Signal | None:
    """What a matched rule says once it is known who must, may or must not; None where it says nothing."""
    role, weak = _role(rule, deontics)
    if role is None:
        return None
    return Signal(place, rule, role, weak or rule.weak, deontics.actor, deciding, refers)


def _by_passage(
    references: Sequence[Reference], passages: Sequence[Passage]
) -> dict[int, tuple[Reference, ...]]:
    """The references that stand in each passage, by the passage's index."""
    starts = [passage.start for passage in passages]
    found: dict[int, tuple[Reference, ...]] = {}
    for reference in references:
        at = bisect_right(starts, reference.start) - 1
        if at >= 0 and reference.start < passages[at].end:
            index = passages[at].index
            found[index] = (*found.get(index, ()), reference)
    return found


def _marked(signal: Signal, aside: Iterable[tuple[Place, Reference]]) -> Signal:
    """The signal, with the sentence elsewhere that sets aside the clause it stands in, if any."""
    for place, reference in aside:
        where = signal.place
        own = place.document == where.document and place.passage is where.passage
        if not own and any(t.holds(where.document, where.passage.start) for t in reference.targets):
            return replace(signal, set_aside=(place, reference.aside))
    return signal


def _excepted(signal: Signal, passages: Sequence[Passage]) -> Signal:
    """The signal, made weak where the next sentence takes part of it back."""
    at = signal.place.passage.index + 1
    if signal.role is Role.AGAINST or at >= len(passages):
        return signal
    following = passages[at]
    if following.leaning is not Leaning.EXCEPTS or not following.follows_up(signal.place.passage):
        return signal
    aside = signal.set_aside or (Place(signal.place.document, following), SetAside.PARTLY)
    return replace(signal, weak=True, set_aside=aside)


def _role(rule: Rule, deontics: Deontics) -> tuple[Role | None, bool]:
    """The role of a sentence, and whether it is weak, by the rule's effect and who stands how to the act."""
    if rule.effect == "against":
        return Role.AGAINST, False
    if rule.effect == "for":
        return _role_of_gift(rule, deontics)
    return _role_of_wanted(deontics) if rule.effect == "wanted" else _role_of_unwanted(deontics)


def _role_of_gift(rule: Rule, deontics: Deontics) -> tuple[Role | None, bool]:
    if deontics.refused:
        return Role.AGAINST, False
    is_burden = deontics.modality in (Modality.DUTY, Modality.PROHIBITION)
    if deontics.actor is Party.BUYER and is_burden and not rule.any_actor:
        return None, False
    return Role.FOR, False


def _role_of_wanted(deontics: Deontics) -> tuple[Role | None, bool]:
    if deontics.refused:
        return Role.AGAINST, False
    if deontics.guarded:
        return Role.FOR, False
    if deontics.actor is Party.BUYER:
        return (Role.FOR, False) if deontics.modality is Modality.PERMISSION else (None, False)
    if deontics.modality in (Modality.PROHIBITION, Modality.NO_DUTY, Modality.DENIAL):
        return Role.AGAINST, False
    return Role.FOR, deontics.modality is Modality.PERMISSION and deontics.actor is Party.SUPPLIER


def _role_of_unwanted(deontics: Deontics) -> tuple[Role | None, bool]:
    if deontics.actor is Party.BUYER or deontics.modality is Modality.NO_DUTY:
        return None, False
    is_denied = deontics.modality in (Modality.PROHIBITION, Modality.DENIAL)
    if deontics.prevented:
        return (Role.AGAINST, False) if is_denied else (Role.FOR, True)
    return (Role.FOR if is_denied else Role.AGAINST), False


def _characters(passage: Passage, ranges: Ranges) -> tuple[tuple[int, int], ...]:
    """Token ranges as character ranges, those outside the sentence itself (its lead-in) left out."""
    doc = passage.sentence.doc
    inside = [r for r in ranges if passage.sentence.start <= r[0] and r[1] <= passage.sentence.end]
    return tuple((doc[s].idx, doc[e - 1].idx + len(doc[e - 1])) for s, e in inside)


__all__ = [
    "KEPT",
    "DossierMatch",
    "LibraryMatcher",
    "Place",
    "Proposal",
    "RequirementMatch",
    "SetAside",
    "Sighting",
    "Signal",
]

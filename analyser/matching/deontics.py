"""What a sentence does with an act: who must, may, must not or need not.

A parse tree would say so; there is no Dutch model to make one offline (docs/matching.md). Contract
prose is regular enough for rules: one actor, one modal word near the act, negation in the same
stretch between commas. What the rules cannot see they leave open (``actor is None``), and findings
that rest on it are sent to review.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from analyser.matching.actors import Parties, Party
from analyser.matching.passages import Passage
from analyser.matching.refusals import Refusals, bounds
from analyser.matching.segments import segments_of


class Modality(StrEnum):
    """What is said of the act."""

    DUTY = "duty"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    NO_DUTY = "no-duty"
    STATEMENT = "statement"  # plain present: "Wij maken back-ups"
    DENIAL = "denial"  # plain present, negated: "Wij maken geen back-ups"


@dataclass(frozen=True, slots=True)
class Deontics:
    """Who (None: the sentence does not say) stands how towards the act.

    refused
        it is waived by the buyer, refused, or no duty of the supplier.
    prevented
        it is kept from happening: "staakt het gebruik", "filtered out".
    guarded
        it is named in what lifts a ban ("not deployed without notice") or in a limit ("not above 1.4").
    """

    actor: Party | None
    modality: Modality
    refused: bool = False
    prevented: bool = False
    guarded: bool = False


_DUTY = frozenset("zullen moeten dienen shall must will".split())
_FUTURE = frozenset("shall will".split())  # "shall have ten days" grants; "must have" binds
_ASSURANCE = frozenset(
    "verplicht verplichten gehouden garanderen waarborgen instaan zorgen zorgdragen verbinden hoeven "
    "verplichting obligate obligated obliged oblige require required agree undertake warrant ensure "
    "guarantee commit represent need obligation".split()
)
_PERMISSION = frozenset(
    "mogen kunnen gerechtigd bevoegd toegestaan toestaan vrijstaan may can entitle entitled permit permitted "
    "allow allowed authorised authorized authorize".split()
)
_RIGHT = frozenset("recht right rights".split())
_HOLDS_RIGHT = frozenset("hebben behouden voorbehouden verkrijgen toekomen have reserve retain".split())
_FORBIDDEN = frozenset("verboden verbieden prohibit prohibited forbid forbidden refrain onthouden".split())
_NEGATION = frozenset("niet geen nooit nimmer noch evenmin not no never nor neither cannot".split())
_NEGATION_FORMS = frozenset(
    "n't n’t don't won't doesn't can't isn't aren't don’t won’t doesn’t can’t".split()
)
_NO_NEGATION_BEFORE = frozenset(
    "later less more fewer exceed longer alleen only slechts limited langer meer lager minder hoger "
    "dan hogere lagere langere uitsluitend event case geval afbreuk prejudice admission beperkt".split()
)
_OBJECT_PRONOUNS = frozenset("ons onze uw jouw us our your".split())
_PREPOSITIONS = frozenset(
    "van aan voor met tegen jegens bij namens tussen ten of to for from with against between on upon about "
    "in onder over toward towards behalf".split()
)
_DETERMINERS = frozenset("de het een the a an any each elke iedere deze this".split())
_AGENT = frozenset("door by".split())
_OWNED = frozenset(  # "Customer Data" names what is the customer's, not the customer
    "data content personal materials account accounts information input inputs output outputs property "
    "systems 's ’s".split()
)
_EXCEPTIONS = frozenset("tenzij behoudens unless except".split())
_NEVER_ALONE = frozenset("hoeven need".split())  # with a negation anywhere they free from a duty
_COMMANDS = frozenset("do don't don’t never please".split())
_FAR = 40


class SentenceDeontics:
    """The deontic words of one passage, read once and asked for each act that is found in it."""

    def __init__(self, passage: Passage, parties: Parties) -> None:
        lead = list(passage.lead) if passage.lead is not None else []
        self._tokens: Sequence[Token] = [*lead, *passage.sentence]
        self._place = {token.i: at for at, token in enumerate(self._tokens)}
        self._inverted = passage.language == "nl"  # "zal Leverancier": English keeps its subject in front
        first = next((t.lower_ for t in passage.sentence if t.is_alpha), "")
        self._is_command = not self._inverted and first in _COMMANDS  # "Do not upload ..." binds the reader
        self._segments = segments_of(self._tokens)
        self._negations = [at for at, t in enumerate(self._tokens) if self._negates(at, t)]
        self._modals = [(at, kind) for at, t in enumerate(self._tokens) if (kind := self._modal(at, t))]
        self._actors = list(self._read_actors(parties))
        self._exceptions = {
            self._segments[at] for at, t in enumerate(self._tokens) if t.lower_ in _EXCEPTIONS
        }
        self._refusals = Refusals.of(self._tokens)

    def of(self, act: Iterable[tuple[int, int]]) -> Deontics:
        """How the sentence stands towards an act, given the token ranges of the words that name it."""
        places = [
            self._place[index] for start, end in act for index in range(start, end) if index in self._place
        ]
        if not places:
            return Deontics(None, Modality.STATEMENT)
        modal = self._nearest_modal(places)
        actor = self._actor(places, modal)
        modality = self._modality(places, modal)
        return Deontics(
            actor,
            modality,
            self._is_refused(places, actor, modality),
            bool(self._governing(places, self._refusals.prevented)),
            self._is_guarded(places, modality),
        )

    def _is_refused(self, places: Sequence[int], actor: Party | None, modality: Modality) -> bool:
        if modality is Modality.NO_DUTY:
            return actor is not Party.BUYER and not self._is_behind_guard(places)
        if modality in (Modality.PROHIBITION, Modality.DENIAL):
            return False
        waived = self._governing(places, self._refusals.waived)
        if any(self._nearest_party(at) is not Party.SUPPLIER for at in waived):
            return True
        return actor is not Party.BUYER and bool(self._governing(places, self._refusals.refused))

    def _nearest_party(self, at: int) -> Party | None:
        subjects = [(abs(place - at), party) for place, party, agent in self._actors if not agent]
        return min(subjects, key=lambda found: found[0])[1] if subjects else None

    def _is_guarded(self, places: Sequence[int], modality: Modality) -> bool:
        if modality not in (Modality.PROHIBITION, Modality.DENIAL):
            return False
        denials = self._governing(places, self._negations)
        is_limit = bool(denials) and all(bounds(at, self._tokens) for at in denials)
        return is_limit or self._is_behind_guard(places)

    def _is_behind_guard(self, places: Sequence[int]) -> bool:
        """Whether a negation comes first, and part of the act behind the word that opens its exception."""
        first = min(self._negations, default=len(self._tokens))
        return any(first < guard < max(places) for guard in self._refusals.guards)

    def _governing(self, places: Sequence[int], words: Sequence[int]) -> list[int]:
        """The words, not themselves part of the act, that stand in a part of the sentence with the act."""
        segments = {self._segments[at] for at in places}
        return [at for at in words if at not in places and self._segments[at] in segments]

    def _negates(self, at: int, token: Token) -> bool:
        if token.norm_ not in _NEGATION and token.lower_ not in _NEGATION_FORMS:
            return False
        following = self._tokens[at + 1].lower_ if at + 1 < len(self._tokens) else ""
        before = self._tokens[at - 1].lower_ if at else ""
        return following not in _NO_NEGATION_BEFORE and before != "at"  # "at no cost"

    def _modal(self, at: int, token: Token) -> str | None:
        word = token.norm_
        if word in _DUTY:
            following = self._tokens[at + 1].norm_ if at + 1 < len(self._tokens) else ""
            return "permission" if word in _FUTURE and following == "have" else "duty"
        if word in _ASSURANCE or token.lower_ in _ASSURANCE:
            granted = at > 0 and self._tokens[at - 1].norm_ in _PERMISSION  # "may require"
            return None if granted else "assurance"
        if word in _PERMISSION or token.lower_ in _PERMISSION:
            return "permission"
        if word in _FORBIDDEN or token.lower_ in _FORBIDDEN:
            return "forbidden"
        if word in _RIGHT:
            around = self._tokens[max(0, at - 6) : at + 4]
            if any(t.norm_ in _HOLDS_RIGHT for t in around):
                return "permission"
        return None

    def _read_actors(self, parties: Parties) -> Iterable[tuple[int, Party, bool]]:
        """(place, side, whether it is an agent after "door" or "by") of words that can be the subject."""
        for at, token in enumerate(self._tokens):
            party = parties.of(token)
            if party is None or token.lower_ in _OBJECT_PRONOUNS:
                continue
            if at + 1 < len(self._tokens) and self._tokens[at + 1].lower_ in _OWNED:
                continue
            before = self._tokens[at - 1].lower_ if at else ""
            if before in _DETERMINERS and at > 1:
                before = self._tokens[at - 2].lower_
            if before in _AGENT:
                yield at, party, True
            elif before not in _PREPOSITIONS:
                yield at, party, False

    def _nearest_modal(self, places: Sequence[int]) -> tuple[int, str] | None:
        segments = {self._segments[at] for at in places}

        def distance(modal: tuple[int, str]) -> int:
            at, kind = modal
            apart = 0 if self._segments[at] in segments else 12
            behind = 0 if kind != "assurance" else 1
            return min(abs(at - place) for place in places) + apart + behind

        outside = self._exceptions - segments
        modals = [modal for modal in self._modals if self._segments[modal[0]] not in outside]
        best = min(modals, key=distance, default=None)
        return best if best and distance(best) <= _FAR else None

    def _actor(self, places: Sequence[int], modal: tuple[int, str] | None) -> Party | None:
        at = modal[0] if modal else min(places)
        subjects = [(place, party) for place, party, agent in self._actors if not agent]
        before = [(place, party) for place, party in subjects if place < at]
        same = [found for found in before if self._segments[found[0]] == self._segments[at]]
        after = [(place, party) for place, party in subjects if self._is_inverted(at, place)]
        if same:
            return same[0][1]
        if after and modal:
            return after[0][1]
        agents = [party for _, party, agent in self._actors if agent]
        if agents:
            return agents[0]
        if self._is_command:
            return Party.BUYER
        if before:
            return before[-1][1]
        return after[0][1] if after else None

    def _is_inverted(self, modal: int, place: int) -> bool:
        """Whether a subject stands right behind its modal verb: "zal (de) Leverancier", in Dutch only.

        An unknown name in between ("zal Zonnig de Klant informeren") is the subject, and not the party
        that follows it.
        """
        if not self._inverted or not modal < place <= modal + 2:
            return False
        return all(token.lower_ in _DETERMINERS for token in self._tokens[modal + 1 : place])

    def _frees(self, assurance: int) -> bool:
        """Whether the negation is of the duty itself, and not of what it is a duty to do."""
        if self._tokens[assurance].norm_ in _NEVER_ALONE:
            return True
        return any(-3 <= negation - assurance <= 1 for negation in self._negations)

    def _modality(self, places: Sequence[int], modal: tuple[int, str] | None) -> Modality:
        segments = {self._segments[at] for at in places}
        kind = modal[1] if modal else None
        if modal:
            segments = {*segments, self._segments[modal[0]]}
        negated = any(self._segments[at] in segments for at in self._negations)
        if kind == "forbidden":
            return Modality.PERMISSION if negated else Modality.PROHIBITION
        if kind == "duty":
            return Modality.PROHIBITION if negated else Modality.DUTY
        if kind == "assurance":
            frees = modal is not None and self._frees(modal[0])
            return (Modality.NO_DUTY if frees else Modality.PROHIBITION) if negated else Modality.DUTY
        if kind == "permission":
            return Modality.PROHIBITION if negated else Modality.PERMISSION
        return Modality.DENIAL if negated else Modality.STATEMENT

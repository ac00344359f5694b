"""Which blocks are proposed for a requirement, by a model whose weights were set by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from documents import document_of
from numpy.typing import NDArray

from analyser.matching.actors import Parties, find_parties
from analyser.matching.language import build_nlp
from analyser.matching.learned.model import NEVER, SubjectModel, WordWeights
from analyser.matching.learned.proposer import KEPT, Proposal, Proposer
from analyser.matching.learned.units import Unit, units_of
from analyser.matching.learned.vectors import SIZE, vectors

NLP = build_nlp()
NO_VECTORS = np.zeros((SIZE, 3), dtype=np.float32)
MONEY = "Iedere factuur noemt de prijs van het werk."
COPIES = "Leverancier maakt elke nacht een volledige reservekopie van alle bestanden."


def weights(by_word: dict[str, tuple[float, ...]], intercepts: tuple[float, ...]) -> WordWeights:
    """Every word as rare as another, so that a passage of n known words gives each 1 / sqrt(n)."""
    return WordWeights(
        {word: column for column, word in enumerate(by_word)},
        np.ones(len(by_word), dtype=np.float32),
        np.array(list(by_word.values()), dtype=np.float32),
        np.array(intercepts, dtype=np.float32),
    )


SUBJECTS = weights(
    {
        "reservekopie": (4, -2, 9),
        "bestand": (2, 0, 9),
        "nacht": (1, 0, 9),
        "factuur": (-2, 4, 9),
        "prijs": (0, 2, 9),
    },
    (-1, -1, NEVER),
)
STANCES = weights({"<supplier>": (2, 0, 0), "<buyer>": (0, 0, 2), "streven": (0, 2, 0)}, (0, 0, 0))


def model(vector_weights: NDArray[np.float32] = NO_VECTORS) -> SubjectModel:
    return SubjectModel(("kopie", "geld", "stil"), SUBJECTS, vector_weights, STANCES, "", "f" * 64)


def propose(*texts: str, by: SubjectModel | None = None) -> dict[str, tuple[Proposal, ...]]:
    units: list[tuple[Unit, ...]] = []
    parties: list[Parties] = []
    for text in texts:
        document = document_of(text)
        doc = NLP(document.text)
        units.append(units_of(document, doc))
        parties.append(find_parties(doc, frozenset({"leverancier"}), frozenset({"klant"})))
    return Proposer(by or model()).propose(units, parties)


def quoted(text: str, proposal: Proposal) -> tuple[str, list[str]]:
    held = document_of(text).text
    return held[slice(*proposal.sentence)], [held[start:end] for start, end in proposal.deciding]


def test_the_best_block_comes_first_whichever_document_holds_it() -> None:
    found = propose(
        f"{MONEY}\nDe zon schijnt op het grote water.", f"Een slotwoord van enkele woorden.\n{COPIES}"
    )
    best = {name: (of[0].document, of[0].start, of[0].end) for name, of in found.items()}
    assert best == {"kopie": (1, 34, 34 + len(COPIES)), "geld": (0, 0, len(MONEY))}
    assert [[p.presence for p in of] for of in found.values()] == [
        sorted((p.presence for p in of), reverse=True) for of in found.values()
    ]


def test_presence_is_the_log_odds_of_the_model() -> None:
    (proposal,) = propose(COPIES)["kopie"]
    assert proposal.presence == pytest.approx(-1 + (4 + 2 + 1) / math.sqrt(3), abs=1e-5)


def test_the_sentence_vector_counts_beside_the_words() -> None:
    """Two blocks without a known word: the one whose vector the model looks for comes first."""
    other, wanted = "De zon schijnt op het grote water.", "Het personeel krijgt een eigen bureau."
    toward = NO_VECTORS.copy()
    toward[:, 0] = vectors([wanted])[0] * 5
    best, second = propose(f"{other}\n{wanted}", by=model(toward))["kopie"]
    assert (best.start, best.presence) == (len(other) + 1, pytest.approx(-1 + 5, abs=1e-3))
    assert second.presence < best.presence


def test_a_requirement_that_the_bank_did_not_teach_is_never_proposed() -> None:
    assert set(propose(COPIES)) == {"kopie", "geld"}


def test_no_more_than_a_reader_will_look_at() -> None:
    text = "\n".join(f"Leverancier bewaart reservekopie nummer {n} op een veilige plek." for n in range(6))
    found = propose(text)["kopie"]
    starts = [block.start for block in document_of(text).blocks]
    assert [p.start for p in found] == starts[:KEPT], "among equals the first in reading order"


@pytest.mark.parametrize(
    ("why", "texts"),
    [("no documents", ()), ("a document without text", ("",)), ("only labels", ("Prijs:", "Bijlage 1"))],
)
def test_a_dossier_without_blocks_has_no_proposals(why: str, texts: tuple[str, ...]) -> None:
    found = propose(*texts)
    assert (found["kopie"], found["geld"]) == ((), ())


# --- the place ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "text", "sentence", "deciding"),
    [
        (
            "the only sentence, and its words for the requirement",
            COPIES,
            COPIES,
            ["nacht", "reservekopie", "bestanden"],
        ),
        (
            "not the first sentence but the one that speaks most for it",
            "De klant ontvangt de bestanden. Daarvan bestaat altijd een reservekopie. De zon schijnt.",
            "Daarvan bestaat altijd een reservekopie.",
            ["reservekopie"],
        ),
        (
            "words that speak against the requirement decide nothing",
            "Van elke factuur bestaat altijd een reservekopie.",
            "Van elke factuur bestaat altijd een reservekopie.",
            ["reservekopie"],
        ),
        (
            "among equal sentences the first",
            "De zon schijnt altijd. De maan schijnt altijd.",
            "De zon schijnt altijd.",
            [],
        ),
        (
            "no more than the four strongest, in reading order",
            "Nacht, nacht, nacht, reservekopie, bestand en reservekopie in vijf woorden.",
            "Nacht, nacht, nacht, reservekopie, bestand en reservekopie in vijf woorden.",
            ["Nacht", "reservekopie", "bestand", "reservekopie"],
        ),
    ],
)
def test_where_it_stands(why: str, text: str, sentence: str, deciding: list[str]) -> None:
    (proposal,) = propose(text)["kopie"]
    assert quoted(text, proposal) == (sentence, deciding)


CONTRACT = f"""Artikel 1 Reservekopie
1.1 {MONEY} Voorts geldt het volgende.
1.2 Leverancier zal elke nacht:
a) een reservekopie maken van alle bestanden; deze wordt   ook getest.
b) van elke factuur een kopie aan de klant sturen.
Artikel 2 Prijs
De prijs staat in de bijlage bij deze factuur"""


def test_every_range_lies_inside_its_block() -> None:
    """Also where a sentence is followed by the end of its line, and the context stands elsewhere."""
    text = document_of(CONTRACT).text
    blocks = [(block.start, block.end) for block in document_of(CONTRACT).blocks]
    proposals = [p for of in propose(CONTRACT).values() for p in of]
    assert proposals != []
    for p in proposals:
        assert (p.start, p.end) in blocks
        assert p.start <= p.sentence[0] < p.sentence[1] <= p.end
        assert all(p.sentence[0] <= start < end <= p.sentence[1] for start, end in p.deciding)
        assert "\n" not in text[slice(*p.sentence)]
        assert list(p.deciding) == sorted(set(p.deciding))


def test_the_heading_is_read_along_and_never_quoted() -> None:
    under, alone = (
        "Artikel 1 Reservekopie\n1.1 Dit gebeurt elke dag zonder kosten.",
        "Dit gebeurt elke dag zonder kosten.",
    )
    (with_heading,), (without,) = propose(under)["kopie"], propose(alone)["kopie"]
    assert with_heading.presence == pytest.approx(-1 + 4, abs=1e-5)
    assert without.presence == pytest.approx(-1, abs=1e-5)
    assert quoted(under, with_heading) == ("1.1 Dit gebeurt elke dag zonder kosten.", [])


# --- the stance --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "text", "likeliest"),
    [
        ("the supplier acts", "Leverancier maakt elke dag een reservekopie.", 0),
        ("best efforts", "Er wordt altijd gestreefd naar een reservekopie.", 1),
        ("the buyer acts", "De klant maakt zelf elke dag een reservekopie.", 2),
        (
            "the words that introduce a list say nothing of the item",
            "Artikel 1 Kopie\n1.1 Leverancier zal zorgen dat:\na) klant een reservekopie van alles maakt.",
            2,
        ),
    ],
)
def test_the_stance_is_that_of_the_block_itself(why: str, text: str, likeliest: int) -> None:
    best = propose(text)["kopie"][0]
    assert sum(best.stance) == pytest.approx(1)
    assert max(range(3), key=best.stance.__getitem__) == likeliest


def test_a_block_stands_the_same_way_for_every_requirement() -> None:
    found = propose(COPIES)
    assert found["kopie"][0].stance == found["geld"][0].stance
    e2 = math.exp(2)
    assert found["kopie"][0].stance == pytest.approx((e2 / (e2 + 2), 1 / (e2 + 2), 1 / (e2 + 2)), abs=1e-5)


def test_every_report_can_name_the_weights() -> None:
    assert Proposer(model()).model_sha256 == "f" * 64

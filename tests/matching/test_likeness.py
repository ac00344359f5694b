"""The nearest passages of a receipt: near means shared rare words, and it decides nothing."""

from __future__ import annotations

from documents import document_of

from analyser.matching import LibraryMatcher

TEXT = """
De prijzen zijn exclusief btw.
Over het energieverbruik van het datacentrum wordt niets vermeld.
Facturen worden maandelijks verstuurd.
"""


def test_the_nearest_passage_shares_the_rare_words(matcher: LibraryMatcher) -> None:
    document = document_of(TEXT)
    match = matcher.match([document]).requirements["duurzaamheid-energierapportage"]
    (place, likeness) = match.nearest[0]
    assert document.text[place.passage.start : place.passage.end] == (
        "Over het energieverbruik van het datacentrum wordt niets vermeld."
    )
    assert 0.05 <= likeness <= 1.0
    assert match.signals == []


def test_closest_first_and_at_most_three(matcher: LibraryMatcher) -> None:
    document = document_of("\n".join(f"Audit nummer {n} door de accountant." for n in range(9)))
    match = matcher.match([document]).requirements["contract-audit-recht"]
    scores = [likeness for _, likeness in match.nearest]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_nothing_near(matcher: LibraryMatcher) -> None:
    match = matcher.match([document_of("Zon en maan.")]).requirements["contract-audit-recht"]
    assert match.nearest == ()

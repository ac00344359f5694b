"""The words of one clause in two versions."""

from __future__ import annotations

import pytest
from documents import document_of

from analyser.comparing import Mark, Passage, Run
from analyser.comparing.passages import key_of, passages_of
from analyser.comparing.wording import renumbering, runs_of


def passages(text: str) -> tuple[Passage, ...]:
    return passages_of(document_of(text), 0)


def runs(old: str, new: str, renumbered: dict[str, str] | None = None) -> list[Run]:
    """The runs of two paragraphs, without where they begin."""
    found = runs_of(passages(old), passages(new), renumbered or {})
    return [run for run in found if run.mark is not Mark.NUMBER]


def kept(text: str, other: str | None = None) -> Run:
    return Run(Mark.KEPT, text, other or text)


def deleted(text: str) -> Run:
    return Run(Mark.DELETED, text, None)


def inserted(text: str) -> Run:
    return Run(Mark.INSERTED, None, text)


def test_a_word_for_a_word() -> None:
    assert runs("Leverancier levert binnen vijf dagen.", "Leverancier levert binnen tien dagen.") == [
        kept("Leverancier levert binnen "), deleted("vijf "), inserted("tien "), kept("dagen."),
    ]  # fmt: skip


def test_a_mark_of_punctuation_is_no_part_of_the_word_before_it() -> None:
    assert runs("De klant betaalt de dienst.", "De klant betaalt de dienst, ook achteraf.") == [
        kept("De klant betaalt de dienst"), inserted(", ook achteraf"), kept("."),
    ]  # fmt: skip


def test_one_letter_in_capitals_is_a_change() -> None:
    """A capital makes a defined term of a word."""
    assert runs("de dienst werkt altijd", "de Dienst werkt altijd")[1:3] == [
        deleted("dienst "), inserted("Dienst "),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“Dienst”", '"Dienst"'),
        ("foto’s", "foto's"),
        ("AVG–plicht", "AVG-plicht"),
        ("veriﬁcatie", "verificatie"),
    ],
)
def test_how_a_word_is_printed_is_no_change(left: str, right: str) -> None:
    old, new = f"Dit geldt voor {left} altijd", f"Dit geldt voor {right} altijd"
    assert runs(old, new) == [kept(old, new)]


def test_a_word_of_the_same_letters_is_compared_as_it_is() -> None:
    assert key_of("Dienst") == "Dienst"


def test_words_kept_by_chance_do_not_break_up_a_change() -> None:
    old = "Partijen overleggen vooraf steeds uitvoerig de planning met elkaar."
    new = "Partijen maken jaarlijks samen in overleg de begroting voor het komende jaar op met elkaar."
    assert [run.mark for run in runs(old, new)] == [Mark.KEPT, Mark.DELETED, Mark.INSERTED, Mark.KEPT]


REFERENCE = "Dit geldt niet voor {} en binnen 7 dagen."


@pytest.mark.parametrize(
    ("old", "new", "follows"),
    [
        ("artikel 7", "artikel 8", True),
        ("artikel 7.3", "artikel 8.3", True),
        ("section 7.3", "section 8.3", True),
        ("art. 7.3", "art. 8.3", True),
        ("artikel 7.3", "artikel 9.3", False),  # it points at another clause now
        ("artikel 9", "artikel 8", False),
        ("minstens 7", "minstens 8", False),  # no reference
    ],
)
def test_a_reference_that_followed_its_clause(old: str, new: str, follows: bool) -> None:
    renumbered = {"7": "8", "7.3": "8.3"}
    before, after = REFERENCE.format(old), REFERENCE.format(new)
    found = runs(before, after, renumbered)
    assert (found == [kept(before, after)]) is follows
    assert "".join(run.new or "" for run in found) == after


def test_a_number_that_leads_to_two_clauses_renumbers_nothing() -> None:
    one, two, three = (passages(f"Artikel {n}. Betaling van facturen") for n in (1, 2, 3))
    assert renumbering([(one, two)]) == {"1": "2"}
    assert renumbering([(one, two), (one, three)]) == {}
    assert renumbering([(one, ()), ((), two)]) == {}


def test_a_paragraph_gives_its_article_a_number() -> None:
    old, new = passages("7.3 Leverancier levert de dienst."), passages("9.1 Leverancier levert de dienst.")
    assert renumbering([(old, new)]) == {"7": "9", "7.3": "9.1"}


def test_where_a_clause_begins_its_number_is_told() -> None:
    old, new = passages("7.3 De klant betaalt."), passages("8.3 De klant betaalt.")
    assert runs_of(old, new, {}) == (Run(Mark.NUMBER, "7.3", "8.3"), kept("De klant betaalt."))
    assert runs_of(old, (), {}) == (Run(Mark.NUMBER, "7.3", None), deleted("De klant betaalt."))
    assert runs_of((), new, {}) == (Run(Mark.NUMBER, None, "8.3"), inserted("De klant betaalt."))


def test_a_long_clause_is_compared_quickly_and_fully() -> None:
    words = [f"woord{n % 700} en" for n in range(2000)]
    old = " ".join(words)
    new = " ".join([*words[:900], "nieuw", *words[900:]])
    assert [run for run in runs(old, new) if run.mark is not Mark.KEPT] == [inserted("nieuw ")]

"""Small word lists of the pipeline, kept as text so that a lawyer can read and extend them.

``#`` starts a comment. Every list is read once, on first use. A line that breaks its list's form is
a fault of ours and raises ValueError with the file and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast, get_args

Ending = Literal["never", "maybe", "often", "number"]
_ENDINGS: Final = frozenset(get_args(Ending))


@cache
def abbreviations() -> Mapping[str, Ending]:
    """Abbreviation in lower case with its dots -> how its last dot may end a sentence."""
    table: dict[str, Ending] = {}
    for line, place in _lines("abbreviations.txt"):
        short, _, ending = line.partition(" ")
        if ending not in _ENDINGS or short in table:
            raise ValueError(f"{place}: not an abbreviation with one of {sorted(_ENDINGS)}, or twice")
        table[short] = cast(Ending, ending)
    return table


@cache
def sentence_openers() -> frozenset[str]:
    """Words that usually open a sentence, in lower case."""
    return frozenset(word for line, _ in _lines("sentence_openers.txt") for word in line.split())


@cache
def language_words() -> Mapping[str, str]:
    """Word -> the only language, "nl" or "en", that it speaks for."""
    table: dict[str, str] = {}
    for line, place in _lines("language_words.txt"):
        language, _, words = line.partition(":")
        for word in words.split():
            if table.setdefault(word, language) != language:
                raise ValueError(f"{place}: {word!r} speaks for two languages")
    return table


@cache
def lemma_overrides(language: str) -> Mapping[str, str]:
    """Form -> lemma for the words that the dictionary has wrong, or does not have."""
    table: dict[str, str] = {}
    for line, place in _lines(f"lemmas_{language}.txt"):
        lemma, _, forms = line.partition(":")
        for form in (lemma, *forms.split()):
            if table.setdefault(form, lemma) != lemma:
                raise ValueError(f"{place}: {form!r} has two lemmas")
    return table


@cache
def compound_parts() -> frozenset[str]:
    """Parts of Dutch compounds that the dictionary lacks or that are too short to be trusted there."""
    return frozenset(word for line, _ in _lines("compound_parts.txt") for word in line.split())


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """The lines of a list without comments, each with its place for a message."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.partition("#")[0].strip()
        if content:
            yield content, f"{name}:{number}"

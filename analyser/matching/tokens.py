"""Words of a contract as tokens: one regular expression, no word lost, every offset exact.

spaCy's own rules part "m.u.v." from its last dot and glue "Opdrachtgever/Klant" together. The
expression below lists what counts as one word in a contract, most specific first, so that what
becomes of a piece of text can be read from top to bottom::

    "Acme B.V. meldt (sub)verwerkers e.d. en/of AI-systemen; € 1.250.000,- (99,5%) op info@acme.nl."
     Acme|B.V.|meldt|(sub)verwerkers|e.d.|en/of|AI-systemen|;|€|1.250.000,-|(|99,5|%|)|op|info@acme.nl|.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from analyser.matching.lexicon import abbreviations

TOKENIZER: Final = "contract_analyser.ContractTokenizer.v1"

# A letter or digit; combining accents and soft hyphens that a reader left behind stay in their word.
_W: Final = r"[\w\u00ad\u0300-\u036f]"
_JOIN: Final = r"[-\u2010\u2011'\u2019&]"

# The common case, tried first for speed: letters that nothing but a blank or a comma follows.
_PLAIN: Final = r"[A-Za-z\u00c0-\u024f]+(?=[ ,;\n])"
_URL: Final = r"(?:https?://|www\.)[^\s<>\"”]*[\w/#=]"
_EMAIL: Final = r"[\w.+-]+@\w[\w-]*(?:\.[\w-]+)+"
_DOMAIN: Final = rf"\b\w[\w-]*(?:\.\w[\w-]*)*\.(?:nl|com|eu|org|net|io|ai|be|de|gov|uk)\b(?!{_JOIN}?\w)"
_LETTERS_DOTTED: Final = r"(?:\b[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b[^\W\d_](?:\.[^\W\d_]){2,}\b"
_DATE: Final = r"\b\d{1,2}-\d{1,2}-\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
_NUMBER: Final = (
    rf"\d+(?:[.,:/]\d+)*(?:,(?:-{{1,2}}|[\u2013\u2014=])(?!\d)|(?i:k|m|mln|bn|x|u|e|kw|mw))?(?!{_W})"
)
_NUMBER_WORD: Final = rf"\d+-[^\W\d_]{_W}*"  # "30-daagse", "12-month"
_CURRENCY: Final = r"\b(?:EUR|USD|GBP|US)(?=[\d$])"  # "EUR2.500,00", "US$100"
_VERSION: Final = r"\bv\d+(?:\.\d+)+"
_KEPT_SLASH: Final = r"\b(?:en/of|and/or|t/m|a/b|n/a|w/o)\b"
# "(sub)verwerkers", "dag(en)", "day(s)": one word with an optional piece
_OPTIONAL_HEAD: Final = rf"\((?!\w{{0,1}}\))[a-zà-ÿ]+-?\)(?=[a-zà-ÿ]){_W}+(?:{_JOIN}{_W}+)*"
_OPTIONAL_TAIL: Final = rf"[^\W\d_]{_W}*\((?:en|s|n|e|es|ën|ren|r|de|t)\)(?!{_W})"
_WORD: Final = rf"{_W}+(?:{_JOIN}{_W}+)*"
_HANGING_HYPHEN: Final = r"[^\W\d_]{3,}-(?=\s)"  # "persoons- en bedrijfsgegevens"
_APOSTROPHE: Final = r"['\u2019][snt]\b(?=\s)"  # 's avonds, 't


def _expression() -> str:
    always = _either(short for short, ending in abbreviations().items() if ending != "number")
    numbered = _either(short for short, ending in abbreviations().items() if ending == "number")
    abbreviation = rf"(?<!\w)(?i:(?:{always})(?![^\W\d_])|(?:{numbered})(?=\s?[\dIVX]))"
    kinds = (
        _PLAIN,
        _URL,
        _EMAIL,
        _KEPT_SLASH,
        abbreviation,
        _DOMAIN,
        _LETTERS_DOTTED,
        _DATE,
        _NUMBER_WORD,
        _CURRENCY,
        _VERSION,
        _NUMBER,
        _OPTIONAL_HEAD,
        _OPTIONAL_TAIL,
        _HANGING_HYPHEN,
        _WORD,
        _APOSTROPHE,
        r"\.{2,}|\u2026+|-{2,}",
        r"\n",
        r"[^\S\n]+",
        r"[\s\S]",
    )
    return rf"({'|'.join(kinds)})( ?)"


def _either(words: Iterable[str]) -> str:
    """Alternatives for an expression, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_expression())


def words_and_spaces(text: str) -> tuple[list[str], list[bool]]:
    """The tokens of ``text`` and whether one blank follows each; together they are the text again."""
    found = _pattern().findall(text)
    return [word for word, _ in found], [bool(space) for _, space in found]


class ContractTokenizer:
    """spaCy tokenizer for contracts; ``doc.text == text`` and ``token.idx`` is the offset in it."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words, spaces = words_and_spaces(text)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data["text"] = text  # ``doc.text`` puts it together anew every time it is asked
        return doc


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator] # catalogue has no types
def _tokenizer_factory() -> Callable[[Language], ContractTokenizer]:
    """Let a pipeline name this tokenizer in its config."""
    return lambda nlp: ContractTokenizer(nlp.vocab)

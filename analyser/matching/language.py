"""The language pipeline: one ``Doc`` for the whole text of a contract.

There is no Dutch model to start from, so every step is ours and says what it needs and gives::

    ContractTokenizer    text -> tokens; doc.text == text, token.idx is the offset in it
    sentence_bounds      -> token.is_sent_start
    sentence_language    -> token._.language, doc.user_data["sentence_languages"]
    canonical_forms      -> token.norm_, token.lemma_
    quantities           -> doc.spans["quantities"], span._.quantity

Nothing is trained, nothing is random: the same text gives the same ``Doc``.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Span, Token

from analyser.matching import canonical, quantities, sentences
from analyser.matching.tokens import TOKENIZER

# Importing a component's module registers it; the names are those in the decorators there.
COMPONENTS: Final = ("sentence_bounds", "sentence_language", "canonical_forms", "quantities")
_REGISTERED_BY: Final = (sentences, canonical, quantities)
# spaCy's own limit of a million characters guards its neural models' memory; here a million
# characters take some 60 MB. What is too large was refused by the readers.
_MAX_CHARACTERS: Final = 100_000_000


def build_nlp() -> Language:
    """The pipeline, ready for documents in Dutch, English or both.

    Dictionaries are loaded with the first word that needs them (about 0.3 s a language).
    """
    _set_extensions()
    # Named in the config, not set afterwards: building spaCy's own tokenizer would cost a second.
    nlp = spacy.blank("nl", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = _MAX_CHARACTERS
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def _set_extensions() -> None:
    """The attributes under ``._``; read only, so that no later step can change what was found."""
    if not Token.has_extension("language"):
        Token.set_extension("language", getter=_language)
    if not Span.has_extension("quantity"):
        Span.set_extension("quantity", getter=quantities.of_span)


def _language(token: Token) -> str:
    """ "nl" or "en": the language of the token's sentence."""
    sentence = bisect_right(token.doc.user_data["sentence_starts"], token.i) - 1
    language: str = token.doc.user_data["sentence_languages"][sentence]
    return language

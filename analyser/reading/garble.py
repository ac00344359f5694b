"""Words that are no writing: what is left where a font names the wrong letters.

Told by their signs alone, since a page with a title, names or a number has too few words to ask whether they
are known: "'(6&5,37,21", "¦¦¦K" and "άϭϰ" are in no writing of any language, and "Noordmolen B.V." is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_DRAWN: Final = re.compile(  # lines to write on, leaders, rules, bullets; drawings; glyphs without a letter
    r"[\s._\-–—…•·*/|\u2190-\u2bff\u3000-\u303f\uff00-\uff0f\U0001f000-\U0001faff\ue000-\uf8ff\ufffd]+"
)
_OPENING: Final = """<{[(/-–—+=*#§©®€$£"'“”„‘’‚«‹»›¿¡"""
_CLOSING: Final = """>}])/-–—.,;:!?…*#%€$£°®™"'“”„‘’«‹»›=+_|"""
_JOINT: Final = re.compile(  # what stands between letters and digits in writing
    r"""(?<=\w)(?: [:;/'’‘·+_|•…\-‐-―] | [.,]+ | =["“]? | [(\[{] | [)\]}]-?
    | (?<=\d)[°%€×]-? | (?<=[^\W\d])[&*](?=[^\W\d]) )(?=\w)""",
    re.VERBOSE,
)
_ADDRESS: Final = re.compile(r"://|www\.|@|\\")  # of a page, a mailbox or a file: any sign may be in it
_FRACTION_FIRST: Final = re.compile(r"[¼½¾¹²³][^\W\d_]")
_OF_NO_SCRIPT: Final = frozenset(  # first words of the names of letters that stand in words of any script
    {"MICRO", "OHM", "ANGSTROM", "MASCULINE", "FEMININE", "MATHEMATICAL", "MODIFIER", "SUPERSCRIPT"}
)
_FAR_EASTERN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff21-\uffdc]")
"""Scripts that mix, and part no words: what signs stand in them tells nothing."""


def garbled_share(words: Iterable[str]) -> float:
    """The share, 0..1, of the signs on a page that stand in words that are no writing.

    Rules, leaders, bullets, ticks and other drawings are not counted, nor are glyphs without a letter: those
    are counted elsewhere. 0 where nothing else is there.
    """
    counted = garbled = 0
    for word in words:
        signs = _DRAWN.sub("", word)
        counted += len(signs)
        if signs and is_garbled(word):
            garbled += len(signs)
    return garbled / counted if counted else 0.0


def is_garbled(word: str) -> bool:
    """Whether no writing has this word: signs where letters belong, or letters of several scripts."""
    if (word.isalpha() and word.isascii()) or word.isdecimal() or _ADDRESS.search(word):
        return False
    core = word.lstrip(_OPENING).rstrip(_CLOSING)
    if not any(map(str.isalnum, core)):
        return bool(_DRAWN.sub("", word))
    if unicodedata.category(core[0]).startswith("M") or _FRACTION_FIRST.search(core):
        return True
    return len(_scripts(core)) > 1 or (_has_odd_sign(core) and not _FAR_EASTERN.search(core))


def _has_odd_sign(core: str) -> bool:
    """Whether a sign stands in it that joins no letters."""
    rest = _DRAWN.sub("", _JOINT.sub("", core))
    return not all(sign.isalnum() or unicodedata.category(sign).startswith("M") for sign in rest)


def _scripts(word: str) -> set[str]:
    """The scripts that its letters are of."""
    if word.isascii():
        return set()
    letters = filter(str.isalpha, _FAR_EASTERN.sub("", word))
    names = (unicodedata.name(letter, "").split(" ", 1)[0] for letter in letters)
    return {name for name in names if name not in _OF_NO_SCRIPT}

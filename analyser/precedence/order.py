"""Clauses that rank papers: "de volgende rangorde: ...", "bij strijd prevaleert ...", "X prevails over Y".

A clause is read as claims: which mentions go before which. What a mention means is for ``held``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from analyser.matching.sentences import sentence_starts
from analyser.model import Block, BlockKind, Document
from analyser.precedence.mentions import Mention, mentions

_LISTED: Final = re.compile(
    r"\b(?:(?:volgende|onderstaande|navolgende|hierna\sgenoemde)\s(?:rang|volg)orde|rangorde\s(?:van|tussen)\b|"
    r"geldt\s(?:als\s)?(?:deze|de)\srangorde|rangorde\s?:|volgorde\svan\s(?:voorrang|prioriteit|belang)|"
    r"(?:following|descending)\s(?:descending\s)?order|order\sof\s(?:precedence|priority)|"
    r"in\sthe\sorder\s(?:listed|set\sout|stated))\b",
    re.I,
)
_UPWARD: Final = re.compile(
    r"oplopende|lager\sgenoemde?\s\w+\s(?:voor|prevale)|laatst\w*\sgenoemde?\s\w+\s(?:voor|prevale)|ascending",
    re.I,
)
_VERB: Final = re.compile(
    r"\bprevale(?:ert|ren)\b|\b(?:gaat|gaan)\s(?P<inside>[^.;]{0,120}?)\s?v(?:oor|óór)\b(?!\s(?:rekening|risico))|"
    r"\b(?:gaat|gaan)\sboven\b|\b(?:heeft|hebben|krijgt|krijgen)\s(?P<with>[^.;]{0,80}?)\s?voorrang\b|"
    r"\b(?:treedt|treden|staat|staan)\sin\srangorde\sboven\b|"
    r"\b(?:is|zijn)\s(?P<are>[^.;]{0,80}?)\s?(?:leidend|doorslaggevend|bepalend)\b|"
    r"\b(?:geldt|gelden)(?=\s(?:de|het|deze|dit|hetgeen)\b)|"
    r"\bprevails?\b|\b(?:take|takes|taking|have|has)\s(?:precedence|priority)\b|"
    r"\b(?:shall|will)\s(?:control|govern)\b|\bcontrols\b",
    re.I,
)
_CONFLICT: Final = re.compile(
    r"\b(?:(?:tegen)?strijd(?:ig(?:heid|heden)?)?|tegenspraak|afwijk\w*|verschil\w*|conflict\w*|inconsisten\w+|"
    r"discrepanc\w+|contradict\w+)\b|\bvoor\szover\sin\b",
    re.I,
)
_NOT: Final = re.compile(
    r"\bniet\b(?=[^,;]{0,20}$)|\bnot\b(?=[^,;]{0,20}$)|\bkan\b|\bkunnen\b|\bmay\b(?=[^,;]{0,30}$)", re.I
)
_NOT_AFTER: Final = re.compile(r"[^,;.\n]{0,80}\bniet(?=[.;,\n]|$)")
_OTHERS: Final = re.compile(r"\b(?:alle\s)?(?:andere|overige)\b|\b(?:any|all)\sother\b|\bremaining\b", re.I)
_PART_OF_ITSELF: Final = re.compile(
    r"\b(?:dit|deze)\s(?:artikel|bepaling|lid|clausule)|\bthis\s(?:section|clause|paragraph)", re.I
)
_VERSIONS: Final = re.compile(
    r"\b(?:nederlandse?|engelse?|dutch|english)\b.{0,40}\b(?:versie|tekst|version|text)", re.I
)
_PERSONAL_DATA: Final = re.compile(
    r"persoonsgegevens|personal\sdata|verwerking\svan\sgegevens|data\sprotection|gegevensbescherming", re.I
)
_EXCEPTING: Final = re.compile(r"\b(?:tenzij|behoudens|unless|except|voor\szover\sniet)\b", re.I)
_THEREIN: Final = re.compile(  # the paper that was named before: "unless it says so"
    r"\b(?:daarin|hierin|therein|it|(?:dat|dit|zo['’]n|such|that|the\srelevant|het\s(?:betreffende|desbetreffende|"
    r"betrokken))\s(?:document|stuk|paper|order))\b",
    re.I,
)
_JOINT: Final = re.compile(r"[,;]?\s(?:en|and)\s|;", re.I)
_ITEM_MARK: Final = re.compile(r"(?:^|[\s:;,])(?:\(?[a-z0-9]{1,3}\)|(?:\d{1,2}|[a-z])\.)\s", re.I)
_COMMAS: Final = re.compile(
    r",\s(?:en\s|and\s)?(?:(?:ten\sslotte|tenslotte|daarna|vervolgens|daarop|gevolgd\sdoor|dan|then|finally|lastly|"
    r"thereafter|followed\sby)\s)?|\s(?:en|and)\s(?:ten\sslotte|tenslotte|daarna|vervolgens|dan|then|finally|lastly)"
    r"\s|\s(?:gevolgd\sdoor|followed\sby)\s|\s(?:en|and)\s"
)
_MOST_ITEMS: Final = 20
_LONGEST_ITEM: Final = 120  # characters of the last line of a list without marks
_ASIDE: Final = frozenset({BlockKind.HEADING, BlockKind.HEADER, BlockKind.FOOTER})


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence or list that ranks papers: ``tiers`` of mentions, the highest first.

    ``others``: the first tier goes before every other paper. ``excepted`` are the lower papers for which the
    clause makes an exception, with ``excepts_lower`` all of them. ``start..end`` is where it stands.
    """

    tiers: tuple[tuple[Mention, ...], ...]
    others: bool
    personal_data_only: bool
    start: int
    end: int
    excepted: tuple[Mention, ...] = ()
    excepts_lower: bool = False


def claims(document: Document) -> Iterator[Claim]:
    """The clauses of a document that rank papers, in reading order."""
    blocks = [block for block in document.blocks if block.kind not in _ASIDE]
    for at, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        bounds = [block.start + start for start in sentence_starts(text)] or [block.start]
        for start, end in pairwise((*bounds, block.end)):
            sentence = document.text[start:end]
            listed = None
            if _LISTED.search(sentence):
                listed = _listed(document, start, end, blocks[at + 1 :] if end == block.end else ())
            if listed is not None:
                yield listed
            else:
                yield from _said(document, start, end)


# -- a list ---------------------------------------------------------------------------------------


def _listed(document: Document, start: int, end: int, following: Sequence[Block]) -> Claim | None:
    """The ranking that a list gives, in its sentence or in the items below it."""
    text = document.text
    found = _LISTED.search(text, start, end)
    assert found is not None
    tiers = [tier for part in _parts(text, found.end(), end) if (tier := tuple(mentions(text, *part)))]
    if len(tiers) < 2:
        items = list(_items(text, following))
        below = [tier for b in items if (tier := tuple(mentions(text, b.start, b.end)))]
        if len(below) >= 2:
            tiers, end = below, items[-1].end
    if len(tiers) < 2:
        return None
    if _UPWARD.search(text, start, end):
        tiers.reverse()
    excepted, excepts_lower = _exception(text, start, found.start())
    return Claim(tuple(tiers), False, False, start, end, excepted, excepts_lower)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list inside a sentence: by their marks, else by semicolons, else by commas."""
    marks = [found.start() for found in _ITEM_MARK.finditer(text, start, end)]
    if len(marks) >= 2:
        yield from pairwise((*marks, end))
        return
    separator = re.compile(";") if text.count(";", start, end) else _COMMAS
    at = start
    for found in separator.finditer(text, start, end):
        if text.count("(", at, found.start()) > text.count(")", at, found.start()):
            continue  # inside brackets
        yield at, found.start()
        at = found.end()
    yield at, end


def _items(text: str, following: Sequence[Block]) -> Iterator[Block]:
    """The blocks of the list that a sentence introduces: items, lines with marks, or lines that go on."""
    for block in following[:_MOST_ITEMS]:
        is_marked = block.kind is BlockKind.ITEM or (block.number or ".").strip("().").isalnum()
        goes_on = text[block.start : block.end].rstrip().endswith((";", ",", "; en", "; and"))
        if is_marked or goes_on:
            yield block
        if not goes_on and not is_marked:
            if block is not following[0] and _is_last(text, block):
                yield block
            return


def _is_last(text: str, block: Block) -> bool:
    """Whether a line without a mark ends the list above it: short, and with a full stop."""
    line = text[block.start : block.end].strip()
    return line.endswith(".") and len(line) <= _LONGEST_ITEM


# -- a sentence -----------------------------------------------------------------------------------


def _said(document: Document, start: int, end: int) -> Iterator[Claim]:
    """What a sentence with "prevails" says, a claim for each such verb; none where it ranks no papers."""
    text = document.text
    excepting = _EXCEPTING.search(text, start, end)
    verbs = [verb for verb in _VERB.finditer(text, start, end) if not _is_denied(text, start, verb)]
    if not verbs or _VERSIONS.search(text, start, end):
        return
    named = list(mentions(text, start, end))
    cuts = [start, *(_joint(text, *pair) for pair in pairwise(verbs)), end]
    for verb, (first, last) in zip(verbs, pairwise(cuts), strict=True):
        excepted, excepts_lower = _exception(text, first, last)
        if excepting is not None and verb.end() <= excepting.start() < last:
            last = excepting.start()
        here = [mention for mention in named if first <= mention.start and mention.end <= last]
        conflict = _CONFLICT.search(text, first, verb.start())
        if conflict is None and verb.group().lower() == "controls":
            continue  # "security controls"
        winners, losers = _sides(text, verb, here, conflict)
        tail = conflict is not None or _OTHERS.search(text, verb.end(), last) is not None
        others = not losers and tail and any(m.own for m in winners)
        others = others and not _PART_OF_ITSELF.search(text, start, end)
        if winners and (losers or others):
            tiers = (tuple(winners), tuple(losers)) if losers else (tuple(winners),)
            personal = bool(_PERSONAL_DATA.search(text, start, end))
            yield Claim(tiers, others, personal, start, end, excepted, excepts_lower)


def _exception(text: str, start: int, end: int) -> tuple[tuple[Mention, ...], bool]:
    """The papers that a clause excepts, and whether that is every lower one: "unless it says so"."""
    excepting = _EXCEPTING.search(text, start, end)
    if excepting is None:
        return (), False
    comma = text.find(",", excepting.end(), end)
    stop = end if comma < 0 else comma
    named = tuple(mention for mention in mentions(text, excepting.end(), stop) if not mention.own)
    return named, not named and _THEREIN.search(text, excepting.end(), stop) is not None


def _is_denied(text: str, start: int, verb: re.Match[str]) -> bool:
    """Whether the sentence says that it does not go before, or only that it may."""
    return bool(_NOT.search(text, start, verb.start()) or _NOT_AFTER.match(text, verb.end()))


def _joint(text: str, left: re.Match[str], right: re.Match[str]) -> int:
    """Where the part of the second verb begins: "... voor op de bijlagen | en gaan de bijlagen voor ..."."""
    joints = list(_JOINT.finditer(text, left.end(), right.start() + 1))
    return joints[-1].start() if joints else right.start()


def _sides(
    text: str, verb: re.Match[str], named: Sequence[Mention], conflict: re.Match[str] | None
) -> tuple[list[Mention], list[Mention]]:
    """The mentions that go before, and those they go before.

    Dutch turns the sentence round ("Bij strijd tussen A en B gaat B voor"), English does not ("In case of
    conflict between A and B, B prevails").
    """
    before = [m for m in named if m.end <= verb.start()]
    inside = [m for m in named if verb.start() <= m.start and m.end <= verb.end()]
    after = [m for m in named if m.start >= verb.end()]
    if inside:
        winners, losers = inside, before + after
    elif conflict is None:
        winners, losers = before, after
    else:
        comma = text.rfind(",", conflict.end(), verb.start())
        subject = [m for m in before if m.start > comma] if comma >= 0 else []
        winners = subject or after[:1]
        losers = [m for m in before if m not in winners] + (after if subject else after[1:])
    return winners, [m for m in losers if not any(_same(m, winner) for winner in winners)]


def _same(left: Mention, right: Mention) -> bool:
    return (left.kind, left.key) == (right.kind, right.key)

"""The stack of papers told to a reader: a picture in HTML, rows for a table, and sentences.

The picture is a list of levels, the highest first, with what is missing in its place: it reads the same
aloud as it looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from analyser.papers import Citation, Holding, Paper, Precedence, Stack
from analyser.report.summary import clean
from analyser.report.texts import Tongue, texts
from analyser.report.texts.papers import PapersTexts, papers_texts


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in words. ``place`` says where the dossier holds it, or where the contract names it."""

    rank: str  # "Rang 1", "Zonder rang", "Buiten toepassing"
    name: str
    kind: str
    holding: str
    place: str
    is_held: bool


def tells(stack: Stack) -> bool:
    """Whether there is more to say than that the dossier is one paper."""
    return len(stack.papers) > 1 or bool(stack.rejected)


def lines(stack: Stack, language: Tongue) -> tuple[PaperLine, ...]:
    """Every paper, the highest first and the unranked last."""
    words = papers_texts(language)
    return tuple(
        PaperLine(
            _rank(paper, words),
            clean(paper.name),
            words["kind"][paper.kind],
            words["holding"][paper.holding],
            _where(paper, language),
            paper.holding is Holding.HELD,
        )
        for paper in stack.papers
    )


def sentences(stack: Stack, language: Tongue) -> tuple[str, ...]:
    """What the clauses do with the papers, beyond their ranks."""
    words = papers_texts(language)
    found = []
    ranked = dict.fromkeys(p.cited for p in stack.precedences if not p.personal_data_only)
    if ranked:
        found.append(words["ranked"].format(places=_places(tuple(ranked), language)))
    elif len(stack.papers) > 1:
        found.append(words["unranked"])
    for sentence, special in (
        (words["personal_data"], [p for p in stack.precedences if p.personal_data_only]),
        (words["excepting"], [p for p in stack.precedences if p.excepting]),
    ):
        for higher, lower, cited in _by_clause(stack, special):
            found.append(sentence.format(higher=higher, lower=lower, place=_place(cited, language)))
    for one, other in stack.disputes:
        found.append(words["dispute"].format(one=_place(one, language), other=_place(other, language)))
    if stack.rejected:
        found.append(words["rejected"].format(places=_places(stack.rejected, language)))
    lacking = [f"“{paper.name}”" for paper in stack.lacking]
    if lacking:
        found.append(words["lacking"].format(names=", ".join(lacking)))
    return tuple(clean(sentence) for sentence in found)


def picture(stack: Stack, language: Tongue) -> str:
    """The stack as a figure in HTML, all text escaped; "" where there is nothing to show."""
    if not tells(stack):
        return ""
    words = papers_texts(language)
    levels = "".join(
        f'<li class="level"><span class="rank">{escape(rank)}</span>'
        f"<ul>{''.join(_box(line) for line in held)}</ul></li>"
        for rank, held in groupby(lines(stack, language), key=lambda line: line.rank)
    )
    caption = escape(words["caption"])
    return f'<figure class="papers"><figcaption>{caption}</figcaption><ol>{levels}</ol></figure>'


def _rank(paper: Paper, words: PapersTexts) -> str:
    if paper.excluded:
        return words["excluded_rank"]
    return words["rank"].format(n=paper.level) if paper.level is not None else words["no_rank"]


def _box(line: PaperLine) -> str:
    kind = "held" if line.is_held else "lacking"
    place = f"<span>{escape(line.place)}</span>" if line.place else ""
    return (
        f'<li class="paper {kind}"><strong>{escape(line.name)}</strong><span>{escape(line.kind)}</span>'
        f'<span class="holding">{escape(line.holding)}</span>{place}</li>'
    )


def _where(paper: Paper, language: Tongue) -> str:
    if paper.holding is Holding.HELD:
        return clean(paper.file)
    named = papers_texts(language)["named"].format(places=_places(paper.cited[:1], language))
    return clean(f"{paper.address}; {named}" if paper.address else named)


def _by_clause(stack: Stack, precedences: Sequence[Precedence]) -> Iterator[tuple[str, str, Citation]]:
    """For each clause among the precedences: what goes first, and before what."""
    for cited in dict.fromkeys(p.cited for p in precedences):
        here = [p for p in precedences if p.cited == cited]
        higher = dict.fromkeys(f"“{stack.papers[p.higher].name}”" for p in here)
        lower = dict.fromkeys(f"“{stack.papers[p.lower].name}”" for p in here)
        yield ", ".join(higher), ", ".join(lower), cited


def _places(cited: tuple[Citation, ...], language: Tongue) -> str:
    return "; ".join(_place(citation, language) for citation in cited)


def _place(cited: Citation, language: Tongue) -> str:
    """ "artikel 2.3 (p. 4) in overeenkomst.pdf": a stack is of several files, so the file is always named."""
    page = f"{texts(language)['page']} {cited.page}" if cited.page is not None else ""
    where = f"{cited.clause} ({page})" if cited.clause and page else cited.clause or page
    return papers_texts(language)["place"].format(where=where, file=cited.file) if where else cited.file

"""A clause in two versions, side by side; what changed is marked by more than colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analyser.comparing import Aligned, Mark, Versions
from analyser.report import comparison
from analyser.report.texts import comparison as words
from ui.components.messages import text
from ui.visit import Visit


def side_by_side(clauses: Sequence[Aligned], versions: Versions, visit: Visit) -> str:
    """The clauses as HTML: how each is called, what became of it, and its words in both versions."""
    return "".join(_clause(clause, versions, visit) for clause in clauses)


def _clause(clause: Aligned, versions: Versions, visit: Visit) -> str:
    badges = " ".join(
        f'<span class="badge change">{escape(word)}</span>'
        for word in comparison.became(clause, visit.language)
    )
    left, right = (_side(clause, versions, visit, is_old=is_old) for is_old in (True, False))
    return (
        f'<article class="versions {clause.change.value}">'
        f"<h3>{text(comparison.called(clause, visit.language))} {badges}</h3>"
        f'<div class="sides"><div>{left}</div><div>{right}</div></div></article>'
    )


def _side(clause: Aligned, versions: Versions, visit: Visit, *, is_old: bool) -> str:
    """The clause in one version: where it stands there, and its words."""
    name = escape(visit.say(words.OLD_SIDE if is_old else words.NEW_SIDE))
    passages = clause.old if is_old else clause.new
    if not passages:
        absent = escape(visit.say(words.ONLY_NEW if is_old else words.ONLY_OLD))
        return f'<p class="note">{name}</p><p class="note">{absent}</p>'
    assessment = versions.old if is_old else versions.new
    language = assessment.languages[passages[0].document]
    place = text(comparison.place(passages[0], assessment, visit.language))
    paragraphs = "".join(
        f"<p>{f'<strong>{text(paragraph.number)}</strong> ' if paragraph.number else ''}"
        f"{''.join(_run(mark, said, visit) for mark, said in paragraph.runs)}</p>"
        for paragraph in comparison.paragraphs(clause, is_old=is_old)
    )
    return f'<p class="note">{name}: {place}</p><div lang="{language}">{paragraphs}</div>'


def _run(mark: Mark, said: str, visit: Visit) -> str:
    """Words of a side; those that changed are said to be so for who hears the page, the space behind not."""
    if mark is Mark.KEPT:
        return text(said)
    is_deleted = mark is Mark.DELETED
    tag = "del" if is_deleted else "ins"
    edges = (words.DELETED_FROM, words.DELETED_TO) if is_deleted else (words.INSERTED_FROM, words.INSERTED_TO)
    before, after = (
        f'<span class="spoken" lang="{visit.language}"> {escape(visit.say(edge))} </span>' for edge in edges
    )
    bare = said.rstrip()
    return f"<{tag}>{before}{text(bare)}{after}</{tag}>{said[len(bare) :]}"

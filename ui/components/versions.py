"""A clause in two versions, side by side; what changed is marked by more than colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from analyser.comparing import Aligned, Change, Mark, Passage
from analyser.model import Assessment
from ui import texts
from ui.components.messages import text
from ui.visit import Visit


def side_by_side(clauses: Sequence[Aligned], old: Assessment, new: Assessment, visit: Visit) -> str:
    """The clauses as HTML: how each is called, what became of it, and its words in both versions."""
    return "".join(_clause(clause, old, new, visit) for clause in clauses)


def _clause(clause: Aligned, old: Assessment, new: Assessment, visit: Visit) -> str:
    called = (clause.new or clause.old)[0].label or visit.words["in_text"]
    became = [visit.say(texts.CHANGE[clause.change])]
    if clause.moved and clause.change is Change.REWORDED:
        became.append(visit.say(texts.CHANGE[Change.MOVED]))
    if clause.is_renumbered:
        became.append(visit.say(texts.RENUMBERED))
    badges = " ".join(f'<span class="badge change">{escape(word)}</span>' for word in became)
    left, right = _side(clause, old, visit, is_old=True), _side(clause, new, visit, is_old=False)
    return (
        f'<article class="versions {clause.change.value}"><h3>{text(called)} {badges}</h3>'
        f'<div class="sides"><div>{left}</div><div>{right}</div></div></article>'
    )


def _side(clause: Aligned, assessment: Assessment, visit: Visit, *, is_old: bool) -> str:
    """The clause in one version: where it stands there, and its words."""
    name = escape(visit.say(texts.OLD_SIDE if is_old else texts.NEW_SIDE))
    passages = clause.old if is_old else clause.new
    if not passages:
        absent = escape(visit.say(texts.ONLY_NEW if is_old else texts.ONLY_OLD))
        return f'<p class="note">{name}</p><p class="note">{absent}</p>'
    language = assessment.languages[passages[0].document]
    place = text(_place(passages[0], assessment, visit))
    runs = ((run.mark, run.old if is_old else run.new) for run in clause.runs)
    marked = _marked(((mark, words) for mark, words in runs if words is not None), clause, visit)
    return f'<p class="note">{name}: {place}</p><div lang="{language}">{marked}</div>'


def _place(passage: Passage, assessment: Assessment, visit: Visit) -> str:
    """Where a passage stands: "artikel 7.3 (p. 4)", with the file's name in a dossier of several."""
    place = passage.label or visit.words["in_text"]
    if passage.page is not None:
        place = f"{place} ({visit.words['page']} {passage.page})"
    several = len(assessment.documents) > 1
    return f"{assessment.documents[passage.document].name}: {place}" if several else place


def _marked(runs: Iterable[tuple[Mark, str]], clause: Aligned, visit: Visit) -> str:
    """The words of one side, a paragraph for each passage; marked where there are two sides."""
    paragraphs: list[str] = []
    for mark, words in runs:
        if mark is Mark.NUMBER:
            paragraphs.append(f"<strong>{text(words)}</strong> " if words else "")
        elif mark is Mark.KEPT or not (clause.old and clause.new):
            paragraphs[-1] += text(words)
        else:
            paragraphs[-1] += _changed(mark, words, visit)
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _changed(mark: Mark, words: str, visit: Visit) -> str:
    """Words that changed, said to be so for who hears the page; the space behind stays plain."""
    is_deleted = mark is Mark.DELETED
    tag = "del" if is_deleted else "ins"
    said = (texts.DELETED_FROM, texts.DELETED_TO) if is_deleted else (texts.INSERTED_FROM, texts.INSERTED_TO)
    before, after = (
        f'<span class="spoken" lang="{visit.language}"> {escape(visit.say(word))} </span>' for word in said
    )
    bare = words.rstrip()
    return f"<{tag}>{before}{text(bare)}{after}</{tag}>{words[len(bare) :]}"

"""The text of a sample contract, from which its PDF, DOCX and ODT are made.

One paragraph a line, in a small markup:

    # Artikel 4. Geheimhouding     heading of an article (numbered by the file where numbering is automatic)
    ## Bijlage 1. Diensten         heading of an annex
    4.1 Partijen houden ...        numbered clause;  "a. ..." is an item under it
    | Norm | Gevolg |              row of a table, the first one its heading
    {-Vos: tien-}{+Ten Brink: dertig+}  words deleted and inserted as tracked changes
    {>Ten Brink: akkoord<}         margin comment on the paragraph
    [^1]                           reference to the footnote in the line "[^1]: ..."
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

TEXTS = Path(__file__).resolve().parent / "texts"

_ARTICLE = re.compile(r"# (?:(?P<number>Artikel \d+\.|Schedule [A-Z]\.|\d+\.) )?(?P<text>.+)")
_CLAUSE = re.compile(r"(?P<number>\d+\.\d+) (?P<text>.+)")
_ITEM = re.compile(r"(?P<number>[a-z]\.) (?P<text>.+)")
_NOTE = re.compile(r"\[\^(?P<number>\d+)\]: (?P<text>.+)")
_MARKUP = re.compile(
    r"\{-(?P<deleter>[^:}]+): (?P<deleted>.+?)-\}|\{\+(?P<inserter>[^:}]+): (?P<inserted>.+?)\+\}"
    r"|\{>(?P<commenter>[^:}]+): (?P<comment>.+?)<\}|\[\^(?P<note>\d+)\]"
)


class Kind(StrEnum):
    """What a paragraph is."""

    ARTICLE = "article"
    ANNEX = "annex"
    CLAUSE = "clause"
    ITEM = "item"
    TEXT = "text"


class Part(StrEnum):
    """What a stretch of a paragraph is."""

    PLAIN = "plain"
    INSERTED = "inserted"
    DELETED = "deleted"
    COMMENT = "comment"  # stands beside the paragraph, not in it
    NOTE = "note"  # ``text`` is the number of a footnote


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a paragraph that share one state; ``author`` is empty for plain words."""

    part: Part
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; ``number`` is "" where none is printed or the file computes it."""

    kind: Kind
    number: str
    stretches: tuple[Stretch, ...]

    @property
    def plain(self) -> str:
        """Its words; only for texts without tracked changes."""
        return "".join(stretch.text for stretch in self.stretches if stretch.part is Part.PLAIN)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the heading."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A sample contract before it became a file."""

    name: str
    folder: str  # below contracts/, "" for none
    title: str
    subtitle: str
    language: str
    header: str
    footer: str
    two_columns: bool
    automatic_numbers: bool
    makes: tuple[str, ...]
    body: tuple[Paragraph | Table, ...]
    notes: dict[str, str] = field(default_factory=dict)


def load_sources(folder: Path = TEXTS) -> list[Source]:
    """Every sample text, in the order of the file names."""
    return [_load(path) for path in sorted(folder.glob("*.md"))]


def _load(path: Path) -> Source:
    _, front, text = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = yaml.safe_load(front)
    body: list[Paragraph | Table] = []
    rows: list[tuple[str, ...]] = []
    notes: dict[str, str] = {}
    automatic = meta.get("numbering") == "automatic"
    for line in [*text.splitlines(), ""]:
        if line.startswith("| "):
            rows.append(tuple(cell.strip() for cell in line.strip("| ").split(" | ")))
            continue
        if rows:
            body.append(Table(tuple(rows)))
            rows = []
        if note := _NOTE.fullmatch(line):
            notes[note["number"]] = note["text"]
        elif line:
            body.append(_paragraph(line))
    if automatic:
        _check_numbers(path.name, body)
    return Source(
        name=meta.get("name", path.stem),
        folder=meta.get("folder", ""),
        title=meta["title"],
        subtitle=meta["subtitle"],
        language=meta["language"],
        header=meta["header"],
        footer=meta["footer"],
        two_columns=meta["layout"] == "two-column" if "layout" in meta else False,
        automatic_numbers=automatic,
        makes=tuple(meta["makes"]),
        body=tuple(body),
        notes=notes,
    )


def _paragraph(line: str) -> Paragraph:
    if line.startswith("## "):
        return Paragraph(Kind.ANNEX, "", _stretches(line[3:]))
    if article := _ARTICLE.fullmatch(line):
        return Paragraph(Kind.ARTICLE, article["number"] or "", _stretches(article["text"]))
    for kind, pattern in ((Kind.CLAUSE, _CLAUSE), (Kind.ITEM, _ITEM)):
        if match := pattern.fullmatch(line):
            return Paragraph(kind, match["number"], _stretches(match["text"]))
    return Paragraph(Kind.TEXT, "", _stretches(line))


def _stretches(text: str) -> tuple[Stretch, ...]:
    stretches: list[Stretch] = []
    at = 0
    for match in _MARKUP.finditer(text):
        if match.start() > at:
            stretches.append(Stretch(Part.PLAIN, text[at : match.start()]))
        if match["deleted"]:
            stretches.append(Stretch(Part.DELETED, match["deleted"], match["deleter"]))
        elif match["inserted"]:
            stretches.append(Stretch(Part.INSERTED, match["inserted"], match["inserter"]))
        elif match["comment"]:
            stretches.append(Stretch(Part.COMMENT, match["comment"], match["commenter"]))
        else:
            stretches.append(Stretch(Part.NOTE, match["note"]))
        at = match.end()
    if at < len(text):
        stretches.append(Stretch(Part.PLAIN, text[at:]))
    return tuple(stretches)


def _check_numbers(name: str, body: list[Paragraph | Table]) -> None:
    """Refuse a text whose written numbers differ from those that a word processor will compute."""
    article = clause = 0
    for paragraph in body:
        if not isinstance(paragraph, Paragraph):
            continue
        if paragraph.kind is Kind.ARTICLE:
            article, clause = article + 1, 0
        elif paragraph.kind is Kind.CLAUSE:
            clause += 1
            if paragraph.number != f"{article}.{clause}":
                raise ValueError(f"{name}: {paragraph.number} will be numbered {article}.{clause}")

"""The text round a passage, escaped and marked."""

from __future__ import annotations

from analyser.model import Block, BlockKind, Document, Evidence, Format, Role
from ui.components.rendered_text import blocks_around, text_around

LINES = ("Kop", *(f"Lid {n}." for n in range(1, 6)), "Wij <b>melden</b> & leveren.", "Slot.", "Voettekst")


def document() -> Document:
    blocks, at = [], 0
    for index, line in enumerate(LINES):
        kind = {0: BlockKind.HEADING, len(LINES) - 1: BlockKind.FOOTER}.get(index, BlockKind.PARAGRAPH)
        blocks.append(Block(at, at + len(line), kind))
        at += len(line) + 1
    return Document("a.docx", "0" * 64, Format.DOCX, "\n".join(LINES), tuple(blocks), ())


def evidence(source: Document, words: str, deciding: str) -> Evidence:
    start = source.text.index(words)
    at = source.text.index(deciding)
    marked = ((at, at + len(deciding)),)
    return Evidence("a.docx", "", None, words, start, start + len(words), (), Role.FOR, "r", marked)


def test_passage_is_marked_among_its_neighbours() -> None:
    source = document()
    html = text_around(source, evidence(source, "<b>melden</b> & leveren", "melden"), "nl")
    assert html == (
        '<div class="contract-text" lang="nl" tabindex="0">'
        "<p>Lid 2.</p><p>Lid 3.</p><p>Lid 4.</p><p>Lid 5.</p>"
        '<p>Wij <span class="passage">&lt;b&gt;<mark>melden</mark>&lt;/b&gt; &amp; leveren</span>.</p>'
        "<p>Slot.</p></div>"
    )


def test_a_passage_over_two_blocks_is_marked_in_both() -> None:
    source = document()
    html = text_around(source, evidence(source, "Lid 1.\nLid 2.", "1.\nLid"), "nl")
    assert html.startswith(
        '<div class="contract-text" lang="nl" tabindex="0"><h3>Kop</h3>'
        '<p><span class="passage">Lid <mark>1.</mark></span></p>'
        '<p><span class="passage"><mark>Lid</mark> 2.</span></p><p>Lid 3.</p>'
    )


def test_long_neighbours_do_not_push_the_passage_out_of_sight() -> None:
    lines = ("Ver weg.", "Lang. " * 100, "Vlak ervoor.", "Wij melden.", "Slot.")
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line), BlockKind.PARAGRAPH))
        at += len(line) + 1
    source = Document("a.docx", "0" * 64, Format.DOCX, "\n".join(lines), tuple(blocks), ())
    shown = blocks_around(source, evidence(source, "Wij melden.", "melden"))
    assert [source.text[block.start : block.end] for block in shown] == [
        "Vlak ervoor.",
        "Wij melden.",
        "Slot.",
    ]

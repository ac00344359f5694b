"""How a lawyer points at a clause: "artikel 7.3 onder b", "Bijlage 2, artikel 4", "Section 5.2(b)".

Labels use the document's own word for its articles and the Dutch or English way of citing.
Chapters are left out, as lawyers do, unless article numbers return and the chapter must tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from analyser.model import BlockKind, ClauseKind
from analyser.reading.clause_numbers import Style
from analyser.reading.headings import defined_term, language_of
from analyser.reading.outline import Node

_MAX_QUOTED = 60  # characters of a heading inside a label
_WORDS: Final = {
    "nl": {
        "article": "artikel",
        "alinea": "alinea",
        "bullet": "streepje",
        "item": "onderdeel",
        "preamble": "aanhef",
        "part": "deel",
        "table": "tabel",
        "note": "voetnoot",
        "box": "tekstvak",
        "header": "koptekst",
        "footer": "voettekst",
        "contents": "inhoudsopgave",
        "page": "pagina",
    },
    "en": {
        "article": "section",
        "alinea": "paragraph",
        "bullet": "bullet",
        "item": "item",
        "preamble": "preamble",
        "part": "part",
        "table": "table",
        "note": "footnote",
        "box": "text box",
        "header": "header",
        "footer": "footer",
        "contents": "table of contents",
        "page": "page",
    },
}
_CITED: Final = frozenset({ClauseKind.ARTICLE, ClauseKind.DEFINITIONS})
_ENGLISH_WORDS: Final = frozenset({"article", "section", "clause"})


def set_labels(root: Node, text: str) -> None:
    """Give every node below ``root`` its label; equal labels only where nothing tells two apart."""
    nodes = list(_below(root))
    labels = _Labels(language_of(text), [root, *nodes])
    for node in nodes:
        node.label = labels.of(node, with_parts=False)
    counts = Counter(node.label for node in nodes)
    telling = {
        id(outer)
        for node in nodes
        if counts[node.label] > 1 and node.kind in _CITED
        for outer in node.path()
        if outer.kind is ClauseKind.PART and outer is not node
    }
    for node in nodes:
        if any(id(outer) in telling for outer in node.path() if not outer.is_root):
            node.label = labels.of(node, with_parts=True)
    seen: Counter[str] = Counter()
    for node in nodes:
        seen[node.label] += 1
        if seen[node.label] > 1:
            node.label = f"{node.label} ({seen[node.label]})"


class _Labels:
    """The words of one language, and how they are put together."""

    def __init__(self, language: str, parents: list[Node]) -> None:
        """``parents`` are all nodes of the tree, the root first."""
        self._language = language
        self._words = _WORDS[language]
        self._ordinals = {node: place for parent in parents for node, place in _ordinals(parent)}
        self._preamble = frozenset(_before_articles(parents[0]))
        # The first agreement of a file has no node of its own, so the next one is the second.
        self._agreements = {
            node: place
            for parent in parents
            for place, node in enumerate((child for child in parent.children if child.is_agreement), 2)
        }
        self._only = {node for parent in parents for node in _only_paragraph(parent)}

    def of(self, node: Node, *, with_parts: bool) -> str:
        path = [outer for outer in reversed(list(node.path())) if not outer.is_root]
        if not with_parts:
            inside = [outer for outer in path[:-1] if outer.kind is not ClauseKind.PART]
            # A paragraph straight under a chapter has only the chapter to be known by.
            in_part = len(path) > 1 and path[-2].kind is ClauseKind.PART and path[-1].kind not in _HEADS
            path = [*(path[-2:-1] if in_part and path[-2] not in inside else []), *inside, path[-1]]
            path.sort(key=lambda outer: len(list(outer.path())))
        return self._joined(path)

    def _joined(self, path: list[Node]) -> str:
        label = ""
        for node in path:
            if node is not path[-1] and node in self._only:
                continue  # "artikel 1 onder a", not "artikel 1, alinea 1 onder a"
            label = self._extended(label, node)
        return label

    def _extended(self, label: str, node: Node) -> str:
        """``label`` with the step down to ``node``."""
        marker = node.marker
        if marker is None:
            return self._extended_unnumbered(label, node)
        if marker.style in (Style.ANNEX, Style.PART):
            return _comma(label, f"{marker.word.capitalize()} {marker.number}".strip())
        if node.kind in (ClauseKind.ARTICLE, ClauseKind.DEFINITIONS, ClauseKind.PART):
            return _comma(label, f"{self._article_word(node, label)} {marker.number}")
        if marker.depth >= 2:
            return self._decimal(label, node)
        if marker.style is Style.ARTICLE:  # "Section 1" inside "Article III"
            return _comma(label, f"{marker.form} {marker.number}")
        if marker.style is Style.BULLET:
            return _comma(label, f"{self._words['bullet']} {self._ordinals[node]}")
        if self._is_english(node):
            return f"{label}({marker.number})" if label else f"({marker.number})"
        if node.kind is ClauseKind.PARAGRAPH:
            return f"{label} lid {marker.number}".strip()
        inner = node.parent is not None and node.parent.kind is ClauseKind.ITEM
        return f"{label} {'sub' if inner else 'onder'} {marker.number}".strip()

    def _decimal(self, label: str, node: Node) -> str:
        """7.3 takes the place of 7: "artikel 7.3" instead of "artikel 7 lid 7.3"."""
        assert node.marker is not None
        outer = [
            above
            for above in node.path()
            if above is not node and (above.values is not None or above.kind is ClauseKind.ARTICLE)
        ]
        number = node.marker.number
        for above in outer:
            if label.endswith(f" {above.number}") and number.startswith(f"{above.number}."):
                return f"{label.removesuffix(f' {above.number}')} {number}"
        if outer and outer[0].values is not None and node.values is not None:
            return f"{label} {'lid ' if self._language == 'nl' else ''}{number}".strip()
        return _comma(label, f"{self._article_word(node, label)} {number}")

    def _extended_unnumbered(self, label: str, node: Node) -> str:
        if node.kind is ClauseKind.FURNITURE:
            return self._furniture(node)
        if node.kind is ClauseKind.NOTE:
            word = self._words["box" if _is_box(node) else "note"]
            return _comma(label, f"{word} {self._ordinals[node]}")
        if node.kind is ClauseKind.TABLE:
            return _comma(label, f"{self._words['table']} {self._ordinals[node]}")
        if node.number is not None:
            return _comma(label, f"{self._article_word(node, label)} {node.number}")
        if node.heading is not None:
            return _comma(label, f"“{_shortened(node.heading)}”")
        if node.kind is ClauseKind.PART:
            return _comma(label, f"{self._words['part']} {self._agreements[node]}")
        if node.kind is ClauseKind.ITEM:
            return _comma(label, f"{self._words['item']} {self._ordinals[node]}")
        return self._paragraph(label, node)

    def _paragraph(self, label: str, node: Node) -> str:
        parent = node.parent
        if parent is not None and parent.kind is ClauseKind.DEFINITIONS:
            term = defined_term(node.lines[0].text)
            if term is not None:
                return _comma(label, f"“{_shortened(term)}”")
        if parent is not None and parent.is_root:
            label = self._words["preamble"] if node in self._preamble else ""
        return _comma(label, f"{self._words['alinea']} {self._ordinals[node]}")

    def _furniture(self, node: Node) -> str:
        block = node.lines[0].block
        word = {BlockKind.HEADER: "header", BlockKind.FOOTER: "footer"}.get(block.kind, "contents")
        if block.page is None or word == "contents":
            return self._words[word]
        return f"{self._words[word]} {self._words['page']} {block.page}"

    def _article_word(self, node: Node, label: str) -> str:
        """The document's own word; capital in English where the label starts with it."""
        word = next(
            (
                above.marker.form
                for above in node.path()
                if above.marker is not None and above.marker.style is Style.ARTICLE
            ),
            self._words["article"],
        )
        if word == "§" or word not in _ENGLISH_WORDS:
            return word
        return word if label else word.capitalize()

    def _is_english(self, node: Node) -> bool:
        """English citation where the document, or the article's own word, is English."""
        words = {above.marker.form for above in node.path() if above.marker is not None}
        if words & _ENGLISH_WORDS:
            return True
        return self._language == "en" and not words & {"artikel", "lid"}


_HEADS: Final = frozenset(
    {ClauseKind.ARTICLE, ClauseKind.DEFINITIONS, ClauseKind.PART, ClauseKind.ANNEX, ClauseKind.FURNITURE}
)


def _below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _below(child)


def _comma(label: str, step: str) -> str:
    return f"{label}, {step}" if label else step


def _shortened(heading: str) -> str:
    """A heading as it is quoted: one line, and cut at a word where it is long."""
    line = " ".join(heading.split()).strip(' .:“”"')
    if len(line) <= _MAX_QUOTED:
        return line
    return f"{line[:_MAX_QUOTED].rsplit(' ', 1)[0]} …"


def _ordinals(parent: Node) -> Iterator[tuple[Node, int]]:
    """The place of each child among the brothers that are labelled alike, from 1."""
    counts: Counter[tuple[object, ...]] = Counter()
    for child in parent.children:
        style = child.marker.style if child.marker is not None else None
        is_headed = style is None and child.heading is not None
        alike = (child.kind, style, is_headed, child.kind is ClauseKind.NOTE and _is_box(child))
        counts[alike] += 1
        yield child, counts[alike]


def _only_paragraph(parent: Node) -> Iterator[Node]:
    """The unnumbered paragraph of an article that has no other paragraph or item."""
    if parent.kind not in _CITED:
        return
    inside = [child for child in parent.children if child.kind in (ClauseKind.PARAGRAPH, ClauseKind.ITEM)]
    if len(inside) == 1 and inside[0].marker is None and inside[0].heading is None:
        yield from (child for child in inside if child.kind is ClauseKind.PARAGRAPH)


def _is_box(node: Node) -> bool:
    return node.lines[0].block.kind is BlockKind.TEXT_BOX


def _before_articles(root: Node) -> Iterator[Node]:
    """What stands before the first article, chapter or annex."""
    for child in root.children:
        if child.kind in _HEADS and child.kind is not ClauseKind.FURNITURE:
            return
        yield child

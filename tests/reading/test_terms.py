"""Versions of online terms: no visible word is lost, and clauses and lists are known as in a contract."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.errors import Damaged, FileEmpty, FileTooLarge, WrongType
from analyser.model import BlockKind, Document, Format, Notice
from analyser.reading.limits import Limits
from analyser.reading.markdown import to_html
from analyser.reading.terms import read_terms

K = BlockKind


def read(text: str | bytes, name: str = "terms.md") -> Document:
    return read_terms(text if isinstance(text, bytes) else text.encode(), name, Limits())


def blocks(document: Document) -> list[tuple[BlockKind, str | None, int | None, str]]:
    return [(b.kind, b.number, b.level, document.text[b.start : b.end]) for b in document.blocks]


TERMS = """\
# Terms of Service

## 1. Use

1.1 Supplier may change <ID> at any time.<br>It says so beforehand.

3. Third
   1. inner
   - bullet

   more of the third
4. Fourth\\
   goes on

| Data | Kept |
|------|------|
| Logs | 30 <br> days |

<div><p>Raw &amp; <property>old</property> words</p></div>

![A seal](seal.png) [a link](terms.html) ~~gone~~ `code`

5\\. Escaped
"""


def test_markdown_has_headings_lists_tables_and_numbers_as_in_its_source() -> None:
    document = read(TERMS)
    assert document.format is Format.MARKDOWN
    assert blocks(document) == [
        (K.HEADING, None, 0, "Terms of Service"),
        (K.HEADING, None, 1, "1. Use"),
        (K.PARAGRAPH, None, None, "1.1 Supplier may change <ID> at any time."),
        (K.PARAGRAPH, None, None, "It says so beforehand."),
        (K.ITEM, "3.", 0, "3. Third"),
        (K.ITEM, "1.", 1, "1. inner"),
        (K.ITEM, "•", 1, "• bullet"),
        (K.PARAGRAPH, None, None, "more of the third"),
        (K.ITEM, "4.", 0, "4. Fourth goes on"),
        (K.TABLE_ROW, None, None, "Data | Kept"),
        (K.TABLE_ROW, None, None, "Logs | 30 days"),
        (K.PARAGRAPH, None, None, "Raw & <property>old</property> words"),
        (K.PARAGRAPH, None, None, "A seal a link gone code"),
        (K.PARAGRAPH, None, None, "5. Escaped"),
    ]
    assert document.notices == tuple(
        Notice(code, details=(("count", "1"),)) for code in ("html-image", "struck-text")
    )
    assert [clause.label for clause in document.clauses if clause.number == "1.1"] == ["Section 1.1"]


PAGE = """\
<!DOCTYPE html><html><head><title>Not shown</title><style>p { color: red }</style></head><body>
<nav><a href="x">Home</a> <a href="y">Terms</a></nav>
<script>var x = "unseen";</script><noscript>unseen</noscript><!-- unseen -->
<h2>2 <em>Lia</em>bility</h2>
<p>Liable up to<br>100 euros.<br>Nothing more.
<ol type="a" start="2"><li>first<li value="5">second</ol>
<ol type="I"><li><p>roman</p><p>goes on</p></ol>
<table><tr><td><p>One</p><p>cell</p></td><td></td><td>two</td></tr></table>
<table><tr><td><h3>Laid out</h3><ul><li>in a table</ul></td></tr></table>
<pre>line one
line two</pre>
<details><summary>Fold</summary>unfolded&shy;word</details>
<iframe src="other.html"></iframe>
</body></html>
"""


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    document = read(PAGE, "terms.html")
    assert document.format is Format.HTML
    assert blocks(document) == [
        (K.PARAGRAPH, None, None, "Home Terms"),
        (K.HEADING, None, 1, "2 Liability"),
        (K.PARAGRAPH, None, None, "Liable up to 100 euros."),
        (K.PARAGRAPH, None, None, "Nothing more."),
        (K.ITEM, "b.", 0, "b. first"),
        (K.ITEM, "e.", 0, "e. second"),
        (K.ITEM, "I.", 0, "I. roman"),
        (K.PARAGRAPH, None, None, "goes on"),
        (K.TABLE_ROW, None, None, "One cell |  | two"),
        (K.HEADING, None, 2, "Laid out"),
        (K.ITEM, "•", 0, "• in a table"),
        (K.PARAGRAPH, None, None, "line one"),
        (K.PARAGRAPH, None, None, "line two"),
        (K.PARAGRAPH, None, None, "Fold"),
        (K.PARAGRAPH, None, None, "unfoldedword"),
    ]
    assert document.notices == (Notice("html-embedded", unread=True, details=(("count", "1"),)),)


def test_plain_text_is_cut_at_empty_lines_and_at_numbers() -> None:
    document = read("TERMS\n\n1. Supplier\nserves.\n2. Buyer pays.\n\n\nThe end", "terms.txt")
    assert document.format is Format.TEXT
    assert [text for *_, text in blocks(document)] == [
        "TERMS",
        "1. Supplier serves.",
        "2. Buyer pays.",
        "The end",
    ]


class _Visible(HTMLParser):
    """Another reader of HTML, which knows no tree: the words between the tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("em", "strong", "code", "a", "b", "s"):
            self.words += " "

    def handle_data(self, data: str) -> None:
        self.words += data


PIECES = st.sampled_from(
    [
        *("#", "1.", "2)", "-", "*", "**", "_", "`", "```", ">", "|", "|-|", "~~", "\\", "&amp;", "&#0;"),
        *("<b>", "</div>", "<ID>", "<br>", "<table><tr>", "<li>", "<script>", "</script>", "<a href='x"),
        *("[a](b)", "![c](d)", "<!--x-->", "]]>", "<?php", "    ", "\t", "\n", "\n\n", "  \n"),
        *("woord", "Artikel 7", "\u00a0", "é", "\x00"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_word_of_any_markdown_is_lost(text: str) -> None:
    html = to_html(text.replace("\0", "\ufffd"))
    if "<script" in html or "<!--" in html or "<?" in html:  # what they hide is not shown
        return
    expected = Counter(re.findall(r"[^\W_]+", _Visible(html).words))
    try:
        document = read(text.replace("\0", "\ufffd"))
    except (Damaged, FileEmpty):
        assert expected == Counter()
        return
    assert expected - Counter(re.findall(r"[^\W_]+", document.text)) == Counter()
    assert "\n".join(document.text[b.start : b.end] for b in document.blocks) == document.text


@pytest.mark.parametrize(
    "text", ["\ufeff# Kop\n\nLeverancier", "é is één", "“quoted”"], ids=["mark", "utf-8", "quotes"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_encodings(text: str, encoding: str) -> None:
    text = text.removeprefix("\ufeff") if encoding != "utf-8" else text
    words = read(text.encode(encoding)).text
    assert words == read(text.removeprefix("\ufeff").encode()).text


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "leeg.md", FileEmpty),
        (b" \n\t\n", "wit.md", Damaged),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "beeld.md", Damaged),
        (b"<div>" * 5000 + b"woord", "diep.html", Damaged),
        (b">" * 5000 + b" woord", "diep.md", Damaged),
        (b"- " * 5000 + b"woord", "lijst.md", Damaged),
        (b"no contract", "geen.pdf", WrongType),
        (b"x" * (1024 * 1024 + 1), "groot.md", FileTooLarge),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_terms(data, name, Limits(max_file_mb=1))


def test_deep_lists_and_quotes_lose_no_words() -> None:
    text = "".join(f"{'  ' * depth}- woord{depth}\n" for depth in range(60)) + "\n" + ">" * 80 + " eind"
    assert set(re.findall(r"\w+", read(text).text)) == {*(f"woord{depth}" for depth in range(60)), "eind"}

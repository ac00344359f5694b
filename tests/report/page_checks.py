"""What every page of ours must be: whole, in order for who hears it, and closed to the outside."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any


def check_language_landmarks_and_skip_link(page: Any, language: str) -> None:
    assert page.get("lang") == language
    assert [child.tag for child in page.body] == ["a", "header", "main", "footer"]
    assert page.body[0].get("href") == "#main"
    assert page.get_element_by_id("main").tag == "main"


def check_headings(page: Any) -> None:
    """One of the first level, and none skips a level."""
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def check_ids_and_links(page: Any) -> list[str]:
    """Ids are unique, and every link within and every label leads to one. The links that lead elsewhere."""
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.get("href") for a in page.iter("a")]
    assert [href for href in links if href.startswith("#") and href[1:] not in ids] == []
    labels = [label for e in page.iter() for label in (e.get("aria-labelledby") or "").split()]
    assert [label for label in labels if label not in ids] == []
    return [href for href in links if not href.startswith("#")]


def check_tables(page: Any, count: int) -> None:
    """Each has a caption, and each header tells what it heads."""
    tables = list(page.iter("table"))
    assert [len(table.findall("caption")) for table in tables] == [1] * count
    assert [th for table in tables for th in table.iter("th") if not th.get("scope")] == []


def check_nothing_runs_and_nothing_is_fetched(page: Any, css: str) -> None:
    assert list(page.iter("script", "link", "img", "iframe", "object", "form", "base")) == []
    assert [name for e in page.iter() for name in e.attrib if name.startswith("on")] == []
    assert re.findall(r"url\(|@import|https?:", css) == []

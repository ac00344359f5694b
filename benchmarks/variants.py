"""Copies and variants of the sample contracts: standard text with other names and terms, as in archives."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from samples.make import CONTRACTS, make
from samples.source import TEXTS

_SYLLABLES: Final = "ba den ker lo mir na os pel ru sta tel vo win zee".split()
_NUMBER: Final = re.compile(r"(?<![\w.,-])(\d{2,3})(?= (?:uur|dagen|maanden|hours|days|months)\b)")
_NAME: Final = re.compile(r"\b[A-Z][a-z]{5,}(?= (?:B\.V\.|BV|N\.V\.|Ltd|Inc\.|Assist)\b)")


def make_folder(folder: Path, contracts: int, *, kinds: tuple[str, ...] = (".pdf", ".docx", ".odt")) -> int:
    """Fill ``folder`` with contracts; every fourth is an exact copy of a sample. Their bytes together."""
    chance = random.Random(7)
    originals = [path for path in sorted(CONTRACTS.iterdir()) if path.suffix in kinds]
    fresh = _variants(chance, kinds)
    size = 0
    for number in range(contracts):
        source = originals[number % len(originals)] if number % 4 == 3 else None
        name, data = (source.name, source.read_bytes()) if source else next(fresh)
        (folder / f"{number:05}-{name}").write_bytes(data)
        size += len(data)
    return size


def _variants(chance: random.Random, kinds: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Samples made anew without end, each time with other names of firms and other terms."""
    while True:
        with tempfile.TemporaryDirectory() as place:
            texts, made = Path(place) / "texts", Path(place) / "made"
            texts.mkdir()
            for path in TEXTS.glob("*.md"):
                (texts / path.name).write_text(
                    _varied(path.read_text(encoding="utf-8"), chance), encoding="utf-8"
                )
            contracts = [path for path in make(made, texts) if path.suffix in kinds]
            found = [(path.name, path.read_bytes()) for path in contracts]
        yield from found


def _varied(text: str, chance: random.Random) -> str:
    for name in sorted(set(_NAME.findall(text))):
        text = text.replace(name, "".join(chance.choices(_SYLLABLES, k=3)).capitalize())
    return _NUMBER.sub(lambda number: str(int(number[1]) + chance.randint(0, 9)), text)

"""Symbols that Word takes from a picture font (w:sym), as the characters they look like."""

from __future__ import annotations

from typing import Final

_PRIVATE = range(0xE000, 0xF900)  # Unicode's private use area: means nothing without the font
_FONTS: Final = {
    "symbol": {
        0x2D: "-", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "\u00d7", 0xB7: "•", 0xB9: "≠",
        0xBB: "≈", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xDE: "⇒", 0xAE: "→",
    },
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
        0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x78: "☒",
    },
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x97: "●"},
}  # fmt: skip


def symbol(font: str, char: str) -> str | None:
    """The character for a w:sym with these attributes; None where it cannot be told.

    Picture fonts are addressed by their own code, with or without the private F000 before it.
    """
    try:
        code = int(char, 16)
    except ValueError:
        return None
    signs = _FONTS.get(font.lower())
    if signs is not None:
        return signs.get(code - 0xF000 if code >= 0xF000 else code)
    if code in _PRIVATE or code > 0x10FFFF or 0xD800 <= code < 0xE000 or code < 0x20:
        return None
    return chr(code)

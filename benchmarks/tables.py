"""Figures as the tables of docs/speed.md, ready to be put there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def show(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table, each row as soon as it is known, and an empty line."""
    for row in (head, ["---"] * len(head)):
        _print(row)
    for row in rows:
        _print(row)
    print(flush=True)


def _print(cells: Sequence[str]) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)

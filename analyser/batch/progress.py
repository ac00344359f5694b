"""How far a batch is: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Final, Self

from rich import progress as rich_progress
from rich.console import Console

from analyser.report.texts import Texts

_LINE_EVERY: Final = 30.0  # seconds, where nobody watches


class Progress:
    """Contracts done, with rate and remaining time, on the error stream: nothing mixes with output."""

    def __init__(self, console: Console, words: Texts, total: int) -> None:
        self._console = console
        self._words = words
        self._total = total
        self._done = 0
        self._begun = self._told = time.monotonic()
        self._taken_over = 0
        self._bar = rich_progress.Progress(
            rich_progress.TextColumn("{task.description}"),
            rich_progress.BarColumn(),
            rich_progress.MofNCompleteColumn(),
            rich_progress.TextColumn("{task.fields[rate]}"),
            rich_progress.TimeElapsedColumn(),
            rich_progress.TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(words["batch_busy"], total=total, rate="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def take_over(self, contracts: int) -> None:
        """Count contracts that were done before; they say nothing of the rate."""
        self._taken_over = contracts
        self.advance(contracts)

    def advance(self, contracts: int = 1) -> None:
        """Count contracts that are done."""
        self._done += contracts
        now = time.monotonic()
        rate = 60 * (self._done - self._taken_over) / max(now - self._begun, 1e-3)
        self._bar.update(self._task, advance=contracts, rate=f"{rate:.0f}/min" if rate else "")
        if not self._console.is_terminal and now - self._told >= _LINE_EVERY:
            self._told = now
            minutes = (self._total - self._done) / rate if rate else 0.0
            line = self._words["batch_line"].format(
                done=self._done, total=self._total, rate=round(rate), minutes=round(minutes)
            )
            self._console.print(line, soft_wrap=True)

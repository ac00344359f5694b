"""A run over a folder: every file and every subfolder of a folder, judged apart.

A contract that cannot be read is a row with its reason and the run goes on. What is written depends on the
contracts, the library and earlier runs alone: never on the engine, on how many work, or on how often the run
was killed and begun again.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from analyser.award import load_checklist
from analyser.batch.before import facts_beside, with_facts
from analyser.batch.choices import EngineName
from analyser.batch.contracts import Contract, Selection, find_contracts
from analyser.batch.engines import Work, judge_all
from analyser.batch.progress import Progress
from analyser.batch.state import BatchState, Result
from analyser.batch.work import PASSING, Judged, Task, basis_of
from analyser.errors import UsageError
from analyser.library import default_profile, load_library
from analyser.model import Subject, View
from analyser.portfolio import Outcome, Run
from analyser.reading.limits import Limits
from analyser.report import overview, portfolio_html, portfolio_parquet, summary, write
from analyser.report.texts import Tongue, texts

OVERVIEW: Final = {"nl": "overzicht.xlsx", "en": "overview.xlsx"}
PAGE: Final = {"nl": "portefeuille.html", "en": "portfolio.html"}
TABLE: Final = {"nl": "portefeuille.parquet", "en": "portfolio.parquet"}
REPORTS: Final = {"nl": "rapporten", "en": "reports"}  # the folder of each contract's own
_TOLD: Final = 20  # refusals on the screen; the overview has all


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch is asked to do. ``folder`` is a path, or any address that fsspec knows."""

    folder: str
    output: Path
    applies: Sequence[Subject] | str = "auto"
    language: Tongue = "nl"
    view: View = View.ACCEPTED
    limits: Limits = field(default_factory=Limits)
    selection: Selection = field(default_factory=Selection)
    thorough: bool = False  # a second reader on every page
    changed_only: bool = False  # believe size and time of a file: what kept both is not fetched again
    jobs: int = 1
    engine: EngineName = EngineName.LOCAL
    scheduler: str | None = None
    profile: str = ""  # whose conditions prevail; "": those of the installation


@dataclass(frozen=True, slots=True)
class Summary:
    """How a batch ended."""

    contracts: int
    refused: int
    unchanged: int  # taken over from an earlier run
    with_open_knock_outs: int


def run_batch(order: Order, today: Callable[[], date] = date.today) -> Summary:
    """Judge every contract of the folder, and write reports, overview, page and table to the output.

    A run that was killed goes on where it was. Raises UsageError for a folder without contracts, an output
    that cannot be written or that another batch is writing to, and an engine that cannot work.
    """
    _check_folders(order)
    contracts, skipped = find_contracts(order.folder, order.output, order.selection)
    if not contracts:
        raise UsageError(
            what_nl=f"In {order.folder} staan geen contracten (PDF, DOCX of ODT) die meetellen.",
            what_en=f"{order.folder} holds no contracts (PDF, DOCX or ODT) that count.",
        )
    _make_folder(order.output / REPORTS[order.language])
    with BatchState(order.output) as state:
        batch = _Batch(order, contracts, state)
        unchanged = batch.judge_contracts()
        return batch.finish(skipped, unchanged, today)


class _Batch:
    """One run over one folder."""

    def __init__(self, order: Order, contracts: Sequence[Contract], state: BatchState) -> None:
        self._order = order
        self._contracts = {contract.name: contract for contract in contracts}
        self._state = state
        self._console = Console(stderr=True, highlight=False)
        self._words = texts(order.language)
        self._checklist = load_checklist()  # a broken one is told before the work, not after it
        applies = order.applies if isinstance(order.applies, str) else tuple(order.applies)
        task = Task(
            applies, order.language, order.view, order.limits, order.thorough, REPORTS[order.language],
            order.profile or default_profile(),
        )  # fmt: skip
        self._task = replace(task, basis=basis_of(task))

    def judge_contracts(self) -> int:
        """Judge what is not judged yet; how many were taken over as they were."""
        order, state = self._order, self._state
        for folder in (order.output, *(order.output / name for name in REPORTS.values())):
            write.remove_leftovers(folder)
        state.forget([name for name in state.contracts() if name not in self._contracts])
        with Progress(self._console, self._words, len(self._contracts)) as progress:
            work = list(self._work())
            unchanged = len(self._contracts) - len(work)
            progress.take_over(unchanged)
            judging = judge_all(
                work, self._task, engine=order.engine, jobs=order.jobs, scheduler=order.scheduler
            )
            with closing(judging):
                for judged in judging:
                    unchanged += judged.outcome is None
                    self._keep(judged)
                    progress.advance()
        return unchanged

    def finish(self, skipped: Sequence[str], unchanged: int, today: Callable[[], date]) -> Summary:
        """Write what is about all contracts together, and say how it went."""
        state, language, output = self._state, self._order.language, self._order.output
        library = load_library(profile=self._task.profile)
        digest = state.digest()
        runs = state.runs(digest)
        about_all = [names[language] for names in (OVERVIEW, PAGE, TABLE)]
        state.announce_reports(about_all)
        files, skipped = facts_beside(self._contracts, skipped)
        outcomes = with_facts(state, files, self._order.folder, self._checklist, today())
        book = overview.render(outcomes, skipped, library, language, runs)
        write.write_atomically(output / OVERVIEW[language], book)
        table = portfolio_parquet.Table(library)
        gathered = portfolio_html.Gathered.of(_each_added(table, state))
        page = portfolio_html.render_gathered(gathered, library, language, runs)
        write.write_atomically(output / PAGE[language], page.encode("utf-8", "replace"))
        write.write_atomically(output / TABLE[language], table.close())
        stale = state.stale_reports(about_all)
        for path in stale:
            (output / path).unlink(missing_ok=True)
        state.forget_reports(stale)
        state.ended(digest, Run.of(gathered.portfolio, library, today().isoformat()))
        self._say(gathered, skipped, unchanged)
        whole = gathered.portfolio.whole
        return Summary(whole.contracts, whole.refused, unchanged, whole.with_knock_outs)

    def _work(self) -> Iterator[Work]:
        """The contracts to be judged, each with the key that it had."""
        for contract in self._contracts.values():
            result = self._state.result(contract.name)
            if result is None or not self._is_whole(result):
                yield contract, ""
            elif not (self._order.changed_only and self._is_unchanged(contract, result)):
                yield contract, result.key

    def _is_whole(self, result: Result) -> bool:
        """Whether a result can be taken over: its reports are there, and it is no refusal that may pass."""
        return result.refusal not in PASSING and all(
            _has_size(self._order.output / path, size) for path, size in result.sizes.items()
        )

    def _is_unchanged(self, contract: Contract, result: Result) -> bool:
        """Whether files and basis are those of the result, as far as sizes and times tell."""
        return contract.stamp != "" and (contract.stamp, self._task.basis) == (result.stamp, result.basis)

    def _keep(self, judged: Judged) -> None:
        """Write a contract's reports, and then enter that they are there."""
        contract = self._contracts[judged.contract]
        outcome = judged.outcome
        if outcome is None:
            self._state.restamp(judged.contract, contract.stamp)
            return
        path = f"{self._task.folder}/{contract.report}"
        sizes = {f"{path}.{form}": len(data) for form, data in judged.reports.items()}
        self._state.announce_reports(sizes)
        for path, data in zip(sizes, judged.reports.values(), strict=True):
            write.write_atomically(self._order.output / path, data)
        refusal = outcome.refusal.code if outcome.refusal else ""
        result = Result(judged.key, self._task.basis, contract.stamp, sizes, refusal)
        self._state.keep(result, outcome)

    def _say(self, gathered: portfolio_html.Gathered, skipped: Sequence[str], unchanged: int) -> None:
        language, words = self._order.language, self._words
        whole = gathered.portfolio.whole
        lines = [
            f"{outcome.contract}: {outcome.refusal.message(language)}"
            for outcome in gathered.refused[:_TOLD]
            if outcome.refusal
        ]
        if whole.refused > _TOLD:
            lines.append(words["batch_refused_more"].format(n=whole.refused - _TOLD))
        path = self._order.output / OVERVIEW[language]
        lines.append(words["batch_summary"].format(judged=whole.judged, refused=whole.refused, path=path))
        if unchanged:
            lines.append(words["batch_unchanged"].format(n=unchanged))
        if skipped:
            lines.append(words["batch_skipped_count"].format(n=len(skipped)))
        for line in lines:
            self._console.print(Text(summary.clean(line)), soft_wrap=True)


def _each_added(table: portfolio_parquet.Table, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes as they come, each added to the table in passing."""
    for outcome in outcomes:
        table.add(outcome)
        yield outcome


def _has_size(file: Path, size: int) -> bool:
    try:
        facts = file.stat()
    except OSError:
        return False
    return stat.S_ISREG(facts.st_mode) and facts.st_size == size


def _check_folders(order: Order) -> None:
    if any(order.output.resolve() == place for place in _places(order.folder)):
        raise UsageError(
            what_nl="De rapporten kunnen niet in de map met contracten zelf. Kies een andere --output.",
            what_en="The reports cannot go into the folder of contracts itself. Choose another --output.",
        )
    if any((order.output / REPORTS[order.language]).resolve() == place for place in _places(order.folder)):
        raise UsageError(
            what_nl=f"In {order.output} komt een map {REPORTS[order.language]}, en dat is nu de map met "
            "contracten. Kies een andere --output.",
            what_en=f"{order.output} will hold a folder {REPORTS[order.language]}, which is now the folder "
            "of contracts. Choose another --output.",
        )


def _places(folder: str) -> tuple[Path, ...]:
    """The folder where it is on this machine; nothing where it is an address elsewhere."""
    return () if "://" in folder or "::" in folder else (Path(folder).resolve(),)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            what_nl=f"De map {folder.parent} kan niet worden gemaakt. Kies een andere met --output.",
            what_en=f"The folder {folder.parent} cannot be made. Choose another with --output.",
        ) from error

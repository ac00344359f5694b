"""Portfolios of contracts nobody wrote, in any number: a contract a time, the same ones each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyser.library import ClauseLibrary
from analyser.model import GAPS, Verdict
from analyser.portfolio import File, Line, Outcome, Refusal, Run

SUPPLIERS = ("Ampelweg Software B.V.", "Kielzog Cloud N.V.", "", "Zwenkgras & Zonen V.O.F.")
REFUSAL = Refusal("damaged", "kapot.pdf is beschadigd. Vraag een nieuw exemplaar.", "kapot.pdf is damaged.")
_TURN = (
    Verdict.MET,
    Verdict.PARTIAL,
    Verdict.MISSING,
    Verdict.NOT_APPLICABLE,
    Verdict.CONTRARY,
    Verdict.MET,
    Verdict.UNREAD,
)


@dataclass(frozen=True)
class Contracts:
    """Any number of outcomes, made anew each time they are gone through; every tenth is refused."""

    library: ClauseLibrary
    count: int

    def __iter__(self) -> Iterator[Outcome]:
        return (refused(n) if n % 10 == 9 else judged(self.library, n) for n in range(self.count))


def judged(library: ClauseLibrary, number: int) -> Outcome:
    """A contract with a verdict of every kind; another mix for each number."""
    return Outcome(
        contract=f"contract-{number:05}.pdf",
        files=(File(f"contract-{number:05}.pdf", f"{number:064x}", 12, 3400 + number, "nl"),),
        supplier=SUPPLIERS[number % len(SUPPLIERS)],
        report=f"contract-{number:05}.pdf.html",
        lines=tuple(_lines(library, number)),
        unread=(f"Pagina {number} is een scan.",) if number % 7 == 3 else (),
    )


def refused(number: int) -> Outcome:
    """A contract that could not be read."""
    name = f"contract-{number:05}.pdf"
    return Outcome(name, (File(name),), refusal=REFUSAL)


def _lines(library: ClauseLibrary, number: int) -> Iterator[Line]:
    for index, requirement in enumerate(library.requirements):
        verdict = _TURN[(index * (number % 5 + 1) + number) % len(_TURN)]
        gap = verdict in GAPS
        yield Line(
            requirement.id,
            requirement.theme,
            requirement.severity,
            verdict,
            confidence=round(0.5 + index / 200, 3),
            review=verdict is Verdict.MET,
            place=f"artikel {index}.1 (p. 2)" if gap and verdict is not Verdict.MISSING else "",
            why="geen bepaling gevonden" if gap else "",
        )


def run(day: str, open_knock_outs: int, contracts: int = 10) -> Run:
    """An earlier look, of which one contract was refused."""
    verdicts = tuple((verdict, 20 * index) for index, verdict in enumerate(Verdict))
    return Run(day, "1.0.0", contracts, 1, open_knock_outs, verdicts)

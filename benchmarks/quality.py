"""How often the verdicts agree with those of people, on contracts that people labelled.

    python benchmarks/quality.py FOLDER [--per-requirement] [--update | --no-baseline]

FOLDER holds ``index.json`` (documents with name, file and language) and ``labels/NAME.json``
(for each requirement a verdict, verbatim quotes as evidence, and ``agreed``: false where two readers
differed and a third decided). Every requirement is judged on every document, applicable or not.

The figures, between 0 and 1:

    presence P, R, F1   is the subject found at all: met, partial or contrary against missing
    accuracy            exact agreement over the four verdicts
    macro-F1            mean F1 of the four verdicts, each counting the same
    contrary F1         clauses that go against the buyer
    false comfort       share of labels contrary or missing that the analyser calls met; lower is better
    gap recall          share of labels other than met that the analyser does not call met
    quoted              where both find something: share whose evidence overlaps a quote of the label
    sure, share         accuracy on findings not sent to review, and the share of those

The same run is held against ``quality_baseline.json``: the verdicts of an earlier state, without any
contract text. Their figures are counted anew against today's labels, so that a mended label is neither
gain nor loss. Exit code 1 where a figure falls by more than its noise.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analyser.library import load_library
from analyser.model import Finding
from analyser.pipeline import ALL, analyse
from analyser.reading.limits import Limits

BASELINE: Final = Path(__file__).with_name("quality_baseline.json")
VERDICTS: Final = ("met", "partial", "contrary", "missing")

# One labelled contract says more or less than another: a fall below these is no sign of anything.
# Accuracy over some 950 judgements moves .01 by ten of them; contrary and quoted rest on far fewer.
NOISE: Final[Mapping[str, float]] = {
    "presence F1": 0.01,
    "accuracy": 0.01,
    "macro-F1": 0.015,
    "contrary F1": 0.02,
    "false comfort": 0.005,
    "gap recall": 0.01,
    "quoted": 0.02,
    "sure": 0.015,
}
LOWER_IS_BETTER: Final = frozenset({"false comfort"})

_WORD: Final = re.compile(r"\w+")
_RUN: Final = 3  # words in a row by which two quotes are compared


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the analyser made of one requirement in one document.

    ``quoted`` tells whether its evidence overlaps a quote of the label; None where one of the two
    found nothing.
    """

    verdict: str
    review: bool
    quoted: bool | None

    def write(self) -> str:
        """The outcome as the baseline holds it: "partial review quoted"."""
        words = [self.verdict]
        if self.review:
            words.append("review")
        if self.quoted is not None:
            words.append("quoted" if self.quoted else "elsewhere")
        return " ".join(words)

    @classmethod
    def parse(cls, text: str) -> Outcome:
        """The outcome that ``write`` wrote."""
        verdict, *marks = text.split()
        quoted = True if "quoted" in marks else False if "elsewhere" in marks else None
        return cls(verdict, "review" in marks, quoted)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A label and what the analyser says of the same requirement in the same document."""

    document: str
    language: str
    requirement: str
    label: str
    agreed: bool
    outcome: Outcome

    @property
    def right(self) -> bool:
        return self.label == self.outcome.verdict


def judge(folder: Path) -> list[Judgement]:
    """Run the analyser over every document of a labelled folder."""
    library = load_library()
    limits = Limits.from_environment(os.environ)
    judgements = []
    for entry in _json(folder / "index.json")["documents"]:
        assessment = analyse([folder / entry["file"]], library, applies=ALL, limits=limits)
        findings = {finding.requirement: finding for finding in assessment.findings}
        labels = _json(folder / "labels" / f"{entry['name']}.json")["labels"]
        for requirement, label in labels.items():
            outcome = _outcome(findings.get(requirement), label)
            judgements.append(
                Judgement(
                    document=entry["name"],
                    language=entry["lang"],
                    requirement=requirement,
                    label=label["verdict"],
                    agreed=label.get("agreed", True),
                    outcome=outcome,
                )
            )
    return judgements


def _outcome(finding: Finding | None, label: Mapping[str, Any]) -> Outcome:
    if finding is None:
        return Outcome("missing", False, None)
    verdict = str(finding.verdict) if str(finding.verdict) in VERDICTS else "missing"
    quoted = None
    if verdict != "missing" and label["verdict"] != "missing":
        quoted = any(overlap(e.text, quote) for e in finding.evidence for quote in label.get("evidence", ()))
    return Outcome(verdict, finding.review, quoted)


def overlap(found: str, quote: str) -> bool:
    """Whether half of the shorter text's runs of three words stand in the other one as well."""
    left, right = (_WORD.findall(text.lower().replace("\u00ad", "")) for text in (found, quote))
    if not left or not right:
        return False
    length = _RUN if min(len(left), len(right)) >= _RUN else 1
    runs_left, runs_right = _runs(left, length), _runs(right, length)
    return 2 * len(runs_left & runs_right) >= min(len(runs_left), len(runs_right))


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def figures(judgements: Sequence[Judgement]) -> dict[str, float]:
    """The figures of the module's docstring, by name."""
    labels_and_verdicts = Counter((j.label, j.outcome.verdict) for j in judgements)
    precision, recall, presence = _f1(
        (label != "missing", verdict != "missing") for label, verdict in labels_and_verdicts.elements()
    )
    by_verdict = {
        wanted: _f1(
            (label == wanted, verdict == wanted) for label, verdict in labels_and_verdicts.elements()
        )[2]
        for wanted in VERDICTS
    }
    bad = [j for j in judgements if j.label in ("contrary", "missing")]
    gaps = [j for j in judgements if j.label != "met"]
    sure = [j for j in judgements if not j.outcome.review]
    return {
        "presence P": precision,
        "presence R": recall,
        "presence F1": presence,
        "accuracy": _share(j.right for j in judgements),
        "macro-F1": sum(by_verdict.values()) / len(VERDICTS),
        "contrary F1": by_verdict["contrary"],
        "false comfort": _share(j.outcome.verdict == "met" for j in bad),
        "gap recall": _share(j.outcome.verdict != "met" for j in gaps),
        "quoted": _share(j.outcome.quoted for j in judgements if j.outcome.quoted is not None),
        "sure": _share(j.right for j in sure),
        "sure share": len(sure) / len(judgements) if judgements else 0.0,
        "always missing": _share(j.label == "missing" for j in judgements),  # accuracy of saying nothing
    }


def _f1(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (labelled, found)."""
    counts = Counter(pairs)
    both, only_found, only_labelled = counts[True, True], counts[False, True], counts[True, False]
    precision = both / (both + only_found) if both + only_found else 0.0
    recall = both / (both + only_labelled) if both + only_labelled else 0.0
    harmonic = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, harmonic


def _share(values: Iterable[bool]) -> float:
    held = list(values)
    return sum(held) / len(held) if held else 0.0


def load_baseline(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The baseline's outcomes under today's labels. Raises SystemExit where it is of other documents."""
    held = _json(BASELINE)["outcomes"]
    now = {(j.document, j.requirement) for j in judgements}
    then = {(document, requirement) for document, found in held.items() for requirement in found}
    if now != then:
        raise SystemExit(
            f"{BASELINE.name} is of other documents or requirements "
            f"({len(then - now)} judgements gone, {len(now - then)} new): --update or --no-baseline"
        )
    return [
        Judgement(
            j.document,
            j.language,
            j.requirement,
            j.label,
            j.agreed,
            Outcome.parse(held[j.document][j.requirement]),
        )
        for j in judgements
    ]


def write_baseline(judgements: Sequence[Judgement]) -> None:
    """Keep today's outcomes: verdicts by document and requirement, no text."""
    outcomes: dict[str, dict[str, str]] = defaultdict(dict)
    for j in judgements:
        outcomes[j.document][j.requirement] = j.outcome.write()
    held = {"library": load_library().version, "outcomes": outcomes}
    BASELINE.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def fallen(now: Mapping[str, float], then: Mapping[str, float]) -> list[str]:
    """The figures that fell by more than their noise, a line each."""
    lines = []
    for name, noise in NOISE.items():
        fall = then[name] - now[name]
        if name in LOWER_IS_BETTER:
            fall = -fall
        if fall > noise:
            lines.append(f"{name}: {then[name]:.3f} -> {now[name]:.3f}, more than the noise of {noise}")
    return lines


def changes(now: Sequence[Judgement], then: Sequence[Judgement]) -> list[str]:
    """Judgements that became right, became wrong, or are wrong in another way, a line each."""
    lines = []
    for after, before in zip(now, then, strict=True):
        if after.outcome.verdict == before.outcome.verdict:
            continue
        kind = "gained" if after.right else "lost" if before.right else "moved"
        lines.append(
            f"{kind:7}{after.document:45} {after.requirement:45} label {after.label:9}"
            f" {before.outcome.verdict} -> {after.outcome.verdict}"
        )
    return sorted(lines)


def print_figures(groups: Mapping[str, Sequence[Judgement]]) -> None:
    """One line for each figure, one column for each group of judgements."""
    columns = {name: figures(held) for name, held in groups.items()}
    print(f"{'':16}" + "".join(f"{name:>9}" for name in columns))
    print(f"{'judgements':16}" + "".join(f"{len(held):9}" for held in groups.values()))
    for name in next(iter(columns.values())):
        print(f"{name:16}" + "".join(f"{column[name]:9.3f}" for column in columns.values()))


def print_confusion(judgements: Sequence[Judgement]) -> None:
    """How many of each label got which verdict."""
    counts = Counter((j.label, j.outcome.verdict) for j in judgements)
    print(f"\n{'label, found':16}" + "".join(f"{verdict:>9}" for verdict in VERDICTS))
    for label in VERDICTS:
        print(f"{label:16}" + "".join(f"{counts[label, verdict]:9}" for verdict in VERDICTS))


def print_requirements(judgements: Sequence[Judgement]) -> None:
    """Presence F1 and accuracy for each requirement."""
    by_requirement: dict[str, list[Judgement]] = defaultdict(list)
    for j in judgements:
        by_requirement[j.requirement].append(j)
    print(f"\n{'requirement':45} present  presence F1  accuracy")
    for requirement, held in sorted(by_requirement.items()):
        found = figures(held)
        present = sum(j.label != "missing" for j in held)
        print(f"{requirement:45} {present:7}  {found['presence F1']:11.2f}  {found['accuracy']:8.2f}")


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--per-requirement", action="store_true")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--update", action="store_true", help="make this run the baseline")
    choice.add_argument("--no-baseline", action="store_true", help="compare with nothing")
    options = parser.parse_args()
    started = time.perf_counter()
    now = judge(options.folder)
    if not now:
        raise SystemExit(f"{options.folder}: no labelled documents")
    groups = {lang: [j for j in now if j.language == lang] for lang in sorted({j.language for j in now})}
    print_figures({**groups, "agreed": [j for j in now if j.agreed], "all": now})
    print_confusion(now)
    if options.per_requirement:
        print_requirements(now)
    documents = len({j.document for j in now})
    print(
        f"\n{documents} documents in {time.perf_counter() - started:.1f} s, library {load_library().version}"
    )
    if options.no_baseline:
        return 0
    if options.update:
        write_baseline(now)
        print(f"written: {BASELINE.name}")
        return 0
    then = load_baseline(now)
    print("\n".join(["", *changes(now, then)]) or "\nno verdict differs from the baseline")
    worse = fallen(figures(now), figures(then))
    print("\n".join(["", *(f"FALLEN  {line}" for line in worse)]) if worse else "\nno figure fell")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())

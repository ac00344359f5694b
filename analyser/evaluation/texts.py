"""An evaluation as text or JSON. Verdicts, names and places only: no words of a contract."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from analyser.evaluation.baseline import Change, Fall
from analyser.evaluation.figures import confusion, figures
from analyser.evaluation.judging import VERDICTS, Judgement
from analyser.model import Profile


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs from an earlier state."""

    changes: Sequence[Change]
    falls: Sequence[Fall]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was judged, and the comparison where one was asked for."""

    judgements: Sequence[Judgement]
    library_version: str
    library_sha256: str
    comparison: Comparison | None = None
    profile: Profile | None = None


def as_text(evaluation: Evaluation, language: str) -> str:
    """For people: figures by language, confusion, themes, requirements, every difference."""
    words = _WORDS[language]
    held = evaluation.judgements
    groups = by(held, lambda j: j.language)
    agreed = [j for j in held if j.agreed]
    lines = [*_columns({**groups, words["agreed"]: agreed, words["all"]: held}, words), ""]
    lines += [*_confusion(held, words), "", *_rows(words["theme"], by(held, lambda j: j.theme), words), ""]
    lines += [*_rows(words["requirement"], by(held, lambda j: j.requirement), words), ""]
    wrong = [j for j in held if not j.right]
    lines += [words["differences"].format(count=len(wrong)), *(_difference(j, words) for j in wrong), ""]
    if evaluation.comparison is not None:
        lines += [*_comparison(evaluation.comparison, words), ""]
    documents = len({j.document for j in held})
    lines.append(words["closing"].format(documents=documents, version=evaluation.library_version))
    return "\n".join(lines) + "\n"


def as_json(evaluation: Evaluation) -> str:
    """The same for programs; see docs/evaluation.md for the keys."""
    held = evaluation.judgements
    report: dict[str, Any] = {
        "library": {
            "version": evaluation.library_version,
            "sha256": evaluation.library_sha256,
            "profile": evaluation.profile.id if evaluation.profile else None,
        },
        "documents": len({j.document for j in held}),
        "judgements": len(held),
        "figures": {
            "all": figures(held),
            "agreed": figures([j for j in held if j.agreed]),
            "language": _figures_of(by(held, lambda j: j.language)),
            "theme": _figures_of(by(held, lambda j: j.theme)),
            "requirement": _figures_of(by(held, lambda j: j.requirement)),
        },
        "confusion": confusion(held),
        "differences": [_plain(j) for j in held if not j.right],
    }
    if evaluation.comparison is not None:
        report["comparison"] = {
            "changes": [
                {"kind": c.kind, "before": c.before, **_plain(c.judgement)}
                for c in evaluation.comparison.changes
            ],
            "falls": [
                {"figure": f.figure, "then": f.then, "now": f.now, "noise": f.noise}
                for f in evaluation.comparison.falls
            ],
        }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def by(held: Sequence[Judgement], key: Callable[[Judgement], str]) -> dict[str, list[Judgement]]:
    """Judgements in groups, the groups in alphabetical order."""
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in held:
        groups[key(judgement)].append(judgement)
    return dict(sorted(groups.items()))


def _figures_of(groups: Mapping[str, Sequence[Judgement]]) -> dict[str, dict[str, float]]:
    return {name: figures(rows) for name, rows in groups.items()}


def _plain(j: Judgement) -> dict[str, Any]:
    return {
        "document": j.document,
        "requirement": j.requirement,
        "label": j.label,
        "verdict": j.outcome.verdict,
        "confidence": j.outcome.confidence,
        "review": j.outcome.review,
        "place": j.outcome.place,
        "readers_agreed": j.agreed,
    }


def _columns(groups: Mapping[str, Sequence[Judgement]], words: Mapping[str, str]) -> Iterator[str]:
    columns = {name: figures(rows) for name, rows in groups.items()}
    width = max(map(len, (*columns, words["judgements"]))) + 2
    yield f"{'':{_LABEL}}" + "".join(f"{name:>{width}}" for name in columns)
    yield f"{words['judgements']:{_LABEL}}" + "".join(f"{len(rows):{width}}" for rows in groups.values())
    for name in next(iter(columns.values())):
        yield f"{words[name]:{_LABEL}}" + "".join(f"{column[name]:{width}.3f}" for column in columns.values())


def _confusion(held: Sequence[Judgement], words: Mapping[str, str]) -> Iterator[str]:
    yield f"{words['label, found']:{_LABEL}}" + "".join(f"{words[v]:>11}" for v in VERDICTS)
    for label, row in confusion(held).items():
        yield f"{words[label]:{_LABEL}}" + "".join(f"{row[found]:11}" for found in VERDICTS)


def _rows(title: str, groups: Mapping[str, Sequence[Judgement]], words: Mapping[str, str]) -> Iterator[str]:
    """A line for each group: how many labels find something, and the figures that say most."""
    yield f"{title:{_NAME}}{words['present']:>10}" + "".join(f"{words[n]:>24}" for n in _SHOWN)
    for name, rows in groups.items():
        found = figures(rows)
        present = sum(j.label != "missing" for j in rows)
        yield f"{name:{_NAME}}{present:10}" + "".join(f"{found[n]:24.2f}" for n in _SHOWN)


def _difference(j: Judgement, words: Mapping[str, str]) -> str:
    marks = [words["review"] if j.outcome.review else words["not reviewed"]]
    if not j.agreed:
        marks.append(words["disputed"])
    verdicts = f"{words[j.label]} -> {words[j.outcome.verdict]}"
    name = f"{j.document:40} {j.requirement:{_NAME}}"
    return f"  {name}{verdicts:26}{', '.join(marks):16} {j.outcome.place}".rstrip()


def _comparison(comparison: Comparison, words: Mapping[str, str]) -> Iterator[str]:
    if not comparison.changes:
        yield words["no change"]
    for change in comparison.changes:
        j = change.judgement
        yield (
            f"{words[change.kind]:10}{j.document:40} {j.requirement:{_NAME}}"
            f"{words['label']} {words[j.label]}: {words[change.before]} -> {words[j.outcome.verdict]}"
        )
    if not comparison.falls:
        yield words["no fall"]
    for fall in comparison.falls:
        yield words["fallen"].format(
            figure=words[fall.figure], then=f"{fall.then:.3f}", now=f"{fall.now:.3f}", noise=fall.noise
        )


_LABEL: Final = 26
_NAME: Final = 45
_SHOWN: Final = ("presence F1", "accuracy", "sure")
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "nl": {
        "agreed": "eensgezind",
        "all": "alle",
        "judgements": "oordelen",
        "theme": "thema",
        "requirement": "eis",
        "present": "aanwezig",
        "label, found": "label, gevonden",
        "met": "voldoet",
        "partial": "deels",
        "contrary": "strijdig",
        "missing": "ontbreekt",
        "presence P": "aanwezig, precisie",
        "presence R": "aanwezig, gevonden deel",
        "presence F1": "aanwezig, F1",
        "accuracy": "juist oordeel",
        "macro-F1": "macro-F1",
        "contrary F1": "strijdig, F1",
        "false comfort": "vals gerust",
        "gap recall": "leemten gezien",
        "quoted": "zelfde vindplaats",
        "sure": "juist zonder nakijken",
        "sure share": "deel zonder nakijken",
        "calibration error": "ijkfout",
        "always missing": "altijd 'ontbreekt'",
        "differences": "{count} verschillen (document, eis, label -> gevonden, vindplaats)",
        "review": "nakijken",
        "not reviewed": "zonder nakijken!",
        "disputed": "lezers oneens",
        "label": "label",
        "gained": "gewonnen",
        "lost": "verloren",
        "moved": "anders",
        "no change": "geen oordeel verschilt van de vergelijking",
        "no fall": "geen cijfer is gedaald",
        "fallen": "GEDAALD  {figure}: {then} -> {now}, meer dan de ruis van {noise}",
        "closing": "{documents} documenten, bibliotheek {version}",
    },
    "en": {
        "agreed": "agreed",
        "all": "all",
        "judgements": "judgements",
        "theme": "theme",
        "requirement": "requirement",
        "present": "present",
        "label, found": "label, found",
        **{verdict: verdict for verdict in VERDICTS},
        **{
            name: name
            for name in (
                "presence P",
                "presence R",
                "presence F1",
                "accuracy",
                "macro-F1",
                "contrary F1",
                "false comfort",
                "gap recall",
                "quoted",
                "sure",
                "sure share",
                "calibration error",
                "always missing",
            )
        },
        "differences": "{count} differences (document, requirement, label -> found, place)",
        "review": "review",
        "not reviewed": "no review!",
        "disputed": "readers differ",
        "label": "label",
        "gained": "gained",
        "lost": "lost",
        "moved": "moved",
        "no change": "no verdict differs from the baseline",
        "no fall": "no figure fell",
        "fallen": "FALLEN  {figure}: {then} -> {now}, more than the noise of {noise}",
        "closing": "{documents} documents, library {version}",
    },
}

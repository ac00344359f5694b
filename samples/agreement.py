"""How far the analyser agrees with the verdicts of samples/expected: ``python -m samples.agreement``.

A disagreement that is known stands in ``expected/known_gaps.yaml`` with its reason. The test fails on
one that is not listed, and on a listed one that has gone: a gap that closes is removed from the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from analyser.library import ClauseLibrary, load_library
from analyser.model import Assessment, Finding, Verdict, View
from analyser.pipeline import analyse
from samples.make import CONTRACTS

EXPECTED = Path(__file__).resolve().parent / "expected"
KNOWN_GAPS = EXPECTED / "known_gaps.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """Words that a verdict rests on; ``clause`` is "7.3" or "Bijlage 2", ``file`` "" for the first file."""

    clause: str
    words: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a careful lawyer would say of one contract, or of one view of it."""

    name: str
    view: View
    files: tuple[Path, ...]  # read together, as one dossier
    twins: tuple[Path, ...]  # the same contract in several formats; the first one is in ``files``
    verdicts: dict[str, Verdict]
    places: dict[str, Place]

    @property
    def key(self) -> str:
        """Name under which known gaps are listed: "maatwerk-wijzigingen (rejected)"."""
        return self.name if self.view is View.ACCEPTED else f"{self.name} ({self.view})"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A requirement on which analyser and lawyer differ; with equal verdicts, the words are elsewhere."""

    contract: str
    requirement: str
    expected: Verdict
    found: Verdict


def load_expectations(folder: Path = EXPECTED) -> list[Expectation]:
    """Every contract in the order of the file names; with tracked changes, the rejected view as well."""
    expectations = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == KNOWN_GAPS.name:
            continue
        stated = yaml.safe_load(path.read_text(encoding="utf-8"))
        expectations.append(_expectation(stated, stated["verdicts"], View.ACCEPTED))
        if "rejected" in stated:
            verdicts = {**stated["verdicts"], **stated["rejected"]}
            expectations.append(_expectation(stated, verdicts, View.REJECTED))
    return expectations


def load_known_gaps() -> dict[tuple[str, str], str]:
    """Reason of each known disagreement, by contract key and requirement."""
    stated = yaml.safe_load(KNOWN_GAPS.read_text(encoding="utf-8"))
    return {(key, identity): reason for key, gaps in stated.items() for identity, reason in gaps.items()}


def assess_sample(expectation: Expectation, library: ClauseLibrary) -> Assessment:
    """The analyser's assessment of the contract, every requirement judged."""
    return analyse(expectation.files, library, applies="all", view=expectation.view)


def disagreements(expectation: Expectation, assessment: Assessment) -> list[Disagreement]:
    """Where the two differ, in the library's order: in verdict, or in the article that it rests on."""
    return [
        Disagreement(expectation.key, f.requirement, expectation.verdicts[f.requirement], f.verdict)
        for f in assessment.findings
        if f.verdict is not expectation.verdicts[f.requirement]
        or not _rests_on(f, expectation.places.get(f.requirement))
    ]


def _rests_on(finding: Finding, place: Place | None) -> bool:
    """Whether any evidence stands in the article of ``place``; a right verdict on wrong words is luck."""
    if place is None:
        return True
    article = place.clause.split(".")[0]  # "7" of "7.3", "Bijlage 2" of "Bijlage 2"
    inside = re.compile(rf"(?<![\w.]){re.escape(article)}(?!\w)")
    return any(inside.search(evidence.clause) for evidence in finding.evidence)


def _expectation(stated: dict[str, object], verdicts: dict[str, dict[str, str]], view: View) -> Expectation:
    twins = tuple(CONTRACTS / name for name in _names(stated, "twins"))
    files = tuple(CONTRACTS / name for name in _names(stated, "files"))
    judged = {identity: Verdict(entry["verdict"]) for identity, entry in verdicts.items()}
    judged |= dict.fromkeys(
        (name for name in _names(stated, "missing") if name not in judged), Verdict.MISSING
    )
    places = {
        identity: Place(entry["clause"], entry["words"], entry.get("file", ""))
        for identity, entry in verdicts.items()
        if entry["verdict"] != Verdict.MISSING
    }
    return Expectation(str(stated["contract"]), view, files or twins[:1], twins, judged, places)


def _names(stated: dict[str, object], key: str) -> list[str]:
    names = stated.get(key, [])
    if not isinstance(names, list):
        raise TypeError(f"{stated['contract']}: {key} is not a list")
    return [str(name) for name in names]


def main() -> None:
    """Print the agreement per contract and each disagreement."""
    library = load_library()
    known = load_known_gaps()
    agreed = judged = 0
    for expectation in load_expectations():
        differing = disagreements(expectation, assess_sample(expectation, library))
        count = len(expectation.verdicts)
        judged, agreed = judged + count, agreed + count - len(differing)
        print(f"{expectation.key}: {count - len(differing)} of {count}")
        for gap in differing:
            mark = " " if (gap.contract, gap.requirement) in known else "!"
            print(f"  {mark} {gap.requirement}: expected {gap.expected}, found {gap.found}")
    print(f"{agreed} of {judged} ({agreed / judged:.1%}); ! is not in {KNOWN_GAPS.name}")


if __name__ == "__main__":
    main()

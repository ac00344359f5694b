"""From a folder of labelled contracts to an evaluation."""

from __future__ import annotations

from pathlib import Path

from analyser.errors import UsageError
from analyser.evaluation.baseline import changes, falls, read_baseline, write_baseline
from analyser.evaluation.figures import figures
from analyser.evaluation.gold import load_gold
from analyser.evaluation.judging import judge
from analyser.evaluation.texts import Comparison, Evaluation
from analyser.library import load_library
from analyser.reading.limits import Limits


def evaluate(
    folder: Path,
    baseline: Path | None = None,
    *,
    update: bool = False,
    limits: Limits | None = None,
    profile: str | None = None,
) -> Evaluation:
    """Judge every document of ``folder``; compare with ``baseline``, or with ``update`` write it.

    Labels of requirements that the ``profile`` switched off are left out.

    Raises UsageError for a folder or baseline that is not as it should be, InputError for a document
    that cannot be read.
    """
    if baseline is not None and not baseline.parent.is_dir():
        raise UsageError(
            what_nl=f"De map van {baseline.name} bestaat niet.",
            what_en=f"The folder of {baseline.name} does not exist.",
        )
    library = load_library(profile=profile)
    gold = load_gold(folder, {*library.by_id, *library.switched_off})
    now = list(judge(gold, library, limits))
    comparison = None
    if baseline is not None and update:
        write_baseline(baseline, library.version, now)
    elif baseline is not None:
        then = read_baseline(baseline, now)
        comparison = Comparison(changes(now, then), falls(figures(now), figures(then)))
    return Evaluation(now, library.version, library.sha256, comparison, library.profile)

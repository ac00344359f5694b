"""Online terms through time as one accessible page that asks nothing of the outside."""

from __future__ import annotations

from analyser.comparing.timeline import Timeline, Watch
from analyser.library import ClauseLibrary
from analyser.report import watch as shared
from analyser.report.comparison_html import Compared
from analyser.report.html import template
from analyser.report.texts import ICONS, Tongue, comparison, texts, watch


def render(watched: Watch, library: ClauseLibrary, language: Tongue) -> str:
    """The page as HTML text; every value in it is escaped by Jinja."""
    return template("watch.html.j2").render(
        watched=watched,
        shared=shared,
        through=watch,
        own=comparison,
        compared=_comparisons(watched, library, language),
        words=texts(language),
        language=language,
        library=library,
        icons=ICONS,
    )


def _comparisons(watched: Watch, library: ClauseLibrary, language: Tongue) -> dict[str, Compared]:
    """What changed in each document since it was reviewed, where that is to be told."""
    return {
        timeline.document: Compared(timeline.since.versions, library, language)
        for timeline in watched.timelines
        if timeline.since is not None and timeline.since.versions is not None and _is_newer(timeline)
    }


def _is_newer(timeline: Timeline) -> bool:
    return timeline.since is not None and timeline.since.reviewed != timeline.since.newest

"""Online terms through time: what its reports share, and the plain text. ``render`` makes one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from analyser.comparing.timeline import Held, Since, Stamp, Step, Timeline, Watch
from analyser.library import ClauseLibrary
from analyser.model import Text
from analyser.report import comparison, comparison_text, summary
from analyser.report.comparison_text import wrapped
from analyser.report.texts import Tongue, texts
from analyser.report.texts import comparison as compared
from analyser.report.texts import watch as own

SKIPPED: Final = 20  # files named that are no version
_ID: Final = 10  # characters of a commit, which tell it from the others


def render(watch: Watch, library: ClauseLibrary, format: str, language: Tongue) -> bytes:
    """The report's bytes in "json", "html" or "text"; the same versions give the same bytes."""
    if format == "json":
        from analyser.report import watch_json

        return watch_json.render(watch).encode("utf-8", errors="replace")
    if format == "html":
        from analyser.report import watch_html

        return watch_html.render(watch, library, language).encode("utf-8", errors="replace")
    return ("\n".join(_report(watch, library, language)) + "\n").encode("utf-8", errors="replace")


def named(stamp: Stamp, language: Tongue) -> str:
    """A version as it is called: its day, its time where that is known, and what its source calls it."""
    moment = stamp.moment.strftime("%Y-%m-%d %H:%M" if stamp.is_timed else "%Y-%m-%d")
    source = stamp.source[:_ID] if stamp.is_timed else stamp.source
    technical = f", {own.TECHNICAL[language]}" if stamp.is_technical else ""
    return summary.clean(f"{moment} ({source}{technical})")


def counted(timeline: Timeline, language: Tongue) -> str:
    """How many versions there are, were read, and changed a verdict."""
    return own.COUNTED[language].format(
        read=timeline.judged, versions=timeline.versions, steps=len(timeline.steps)
    )


def judged(held: Held | None, language: Tongue) -> str:
    """A verdict in icon and word."""
    return comparison.verdict_word(held.verdict if held else None, language)


def place(held: Held | None, language: Tongue) -> str:
    """Where the words stand that decided; "" where there are none."""
    if held is None or not held.words:
        return ""
    words = texts(language)
    where = held.clause or words["in_text"]
    return summary.clean(where if held.page is None else f"{where} ({words['page']} {held.page})")


def since(found: Since, watch: Watch, language: Tongue) -> str:
    """Which versions were compared, or why none were."""
    day = watch.reviewed
    if found.reviewed is None:
        return _nothing(found, watch)[language].format(day=day)
    if found.versions is None or found.newest is None:
        return own.SINCE_UNREAD[language].format(day=day)
    said = own.SINCE[language].format(
        reviewed=named(found.reviewed, language), newest=named(found.newest, language)
    )
    if found.newer:
        return f"{said} {_newer(found, language)}"
    return said if found.reviewed != found.newest else f"{said} {own.SINCE_NONE[language]}"


def _nothing(found: Since, watch: Watch) -> Text:
    """Why there was no version on the day of the review."""
    if found.is_lost:
        return own.SINCE_LOST
    is_back = found.newest is None or watch.reviewed is None or found.newest.day > watch.reviewed
    return own.SINCE_YOUNGER if is_back else own.SINCE_GONE


def _newer(found: Since, language: Tongue) -> str:
    """The versions that came later and could not be read."""
    versions = ", ".join(named(stamp, language) for stamp in found.newer)
    return own.SINCE_NEWER[language].format(versions=versions)


def briefly(found: Since | None, watch: Watch, language: Tongue) -> str:
    """The same in a table's cell."""
    if found is None:
        return own.NONE[language]
    if found.versions is None:
        return since(found, watch, language)
    said = comparison.conclusion(found.versions, language)
    return f"{said} {_newer(found, language)}" if found.newer else said


def _report(watch: Watch, library: ClauseLibrary, language: Tongue) -> Iterator[str]:
    yield own.TITLE[language]
    for timeline in watch.timelines:
        yield ""
        yield from _timeline(timeline, watch, library, language)
    if watch.skipped:
        rest = len(watch.skipped) - SKIPPED
        more = [own.SKIPPED_MORE[language].format(n=rest)] if rest > 0 else []
        yield ""
        yield from wrapped(f"{own.SKIPPED_TITLE[language]}: {', '.join([*watch.skipped[:SKIPPED], *more])}.")
    yield ""
    yield from wrapped(library.manifest.disclaimer[language])


def _timeline(timeline: Timeline, watch: Watch, library: ClauseLibrary, language: Tongue) -> Iterator[str]:
    title = summary.clean(timeline.document)
    yield title
    yield "=" * len(title)
    yield from wrapped(
        own.PERIOD[language].format(
            first=named(timeline.first, language), last=named(timeline.last, language)
        )
    )
    yield from wrapped(counted(timeline, language))
    if timeline.is_cut:
        yield from wrapped(own.CUT[language])
    for (earlier, later), steps in groupby(timeline.steps, lambda step: (step.earlier, step.later)):
        yield ""
        yield from wrapped(f"{named(earlier, language)} → {named(later, language)}")
        for step in steps:
            yield from _step(step, library, language)
    if timeline.unread:
        yield f"\n{own.UNREAD_TITLE[language]}"
        for version in timeline.unread:
            yield from wrapped(f"{named(version.stamp, language)}: {version.reason[language]}", "- ")
    if timeline.partly:
        yield f"\n{own.PARTLY_TITLE[language]}"
        for stamp, notices in timeline.partly:
            yield from wrapped(
                f"{named(stamp, language)}: {' '.join(text[language] for text in notices)}", "- "
            )
    if timeline.since is not None:
        yield f"\n{own.SINCE_TITLE[language]}"
        yield from wrapped(since(timeline.since, watch, language))
        if timeline.since.versions is not None and timeline.since.reviewed != timeline.since.newest:
            yield from comparison_text.body(timeline.since.versions, library, language)


def _step(step: Step, library: ClauseLibrary, language: Tongue) -> Iterator[str]:
    severity = texts(language)["severity"][step.severity]
    title = library.requirement(step.requirement).title[language]
    yield from wrapped(f"{title} ({severity}): {compared.TURN[step.turn][language].lower()}", "* ")
    for name, held in ((own.WAS, step.before), (own.IS_NOW, step.after)):
        where = place(held, language)
        said = f". {where}: “{held.words}”" if held is not None and where else ""
        yield from wrapped(f"{name[language]}: {judged(held, language)}{said}", "    ")

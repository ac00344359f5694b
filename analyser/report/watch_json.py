"""Online terms through time for machines; the shape is fixed by docs/watch.schema.json."""

from __future__ import annotations

import json
from typing import Any

from analyser.comparing.timeline import Held, Since, Stamp, Step, Timeline, Watch
from analyser.report import comparison_json

SCHEMA_VERSION = "1.0"


def render(watch: Watch) -> str:
    """The watch as JSON text, ending in a line feed."""
    return json.dumps(to_dict(watch), ensure_ascii=False, indent=1) + "\n"


def to_dict(watch: Watch) -> dict[str, Any]:
    """The watch as plain values."""
    return {
        "schema_version": SCHEMA_VERSION,
        "since": watch.since and watch.since.isoformat(),
        "until": watch.until and watch.until.isoformat(),
        "reviewed": watch.reviewed and watch.reviewed.isoformat(),
        "documents": [_timeline(timeline) for timeline in watch.timelines],
        "skipped": list(watch.skipped),
    }


def _timeline(timeline: Timeline) -> dict[str, Any]:
    return {
        "document": timeline.document,
        "first": _stamp(timeline.first),
        "last": _stamp(timeline.last),
        "cut": timeline.is_cut,
        "versions": timeline.versions,
        "judged": timeline.judged,
        "changes": [_step(step) for step in timeline.steps],
        "unread": [
            {"version": _stamp(u.stamp), "code": u.code, "nl": u.reason.nl, "en": u.reason.en}
            for u in timeline.unread
        ],
        "partly_read": [
            {"version": _stamp(stamp), "notices": [{"nl": text.nl, "en": text.en} for text in notices]}
            for stamp, notices in timeline.partly
        ],
        "since_reviewed": None if timeline.since is None else _since(timeline.since),
    }


def _stamp(stamp: Stamp) -> dict[str, Any]:
    return {
        "moment": stamp.moment.isoformat(),
        "source": stamp.source,
        "technical": stamp.is_technical,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "requirement": step.requirement,
        "severity": str(step.severity),
        "turn": str(step.turn),
        "from": _stamp(step.earlier),
        "to": _stamp(step.later),
        "before": _held(step.before),
        "after": _held(step.after),
    }


def _held(held: Held | None) -> dict[str, Any] | None:
    if held is None:
        return None
    return {"verdict": str(held.verdict), "clause": held.clause, "page": held.page, "words": held.words}


def _since(since: Since) -> dict[str, Any]:
    return {
        "reviewed": None if since.reviewed is None else _stamp(since.reviewed),
        "newest": None if since.newest is None else _stamp(since.newest),
        "newer_unread": [_stamp(stamp) for stamp in since.newer],
        "comparison": None if since.versions is None else comparison_json.to_dict(since.versions),
    }

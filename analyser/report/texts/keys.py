"""Which fixed words there are; mypy holds both languages to them."""

from __future__ import annotations

from typing import TypedDict

from analyser.library.schema import Sureness
from analyser.model import Certainty, Severity, Verdict, View


class Texts(TypedDict):
    """The fixed words in one language; both languages hold the same keys by type."""

    verdict: dict[Verdict, str]
    severity: dict[Severity, str]
    sureness: dict[Sureness, str]
    view: dict[View, str]
    language: dict[str, str]
    applies_source: dict[str, str]
    unit: dict[str, str]
    operator: dict[str, str]
    title: str
    contract: str
    dossier: str
    conclusion: str
    conclusion_all: str
    conclusion_gaps: str
    conclusion_none: str
    conclusion_unread: str
    gap_one: str
    gap_many: str
    requirement_one: str
    requirement_many: str
    files: str
    file: str
    format: str
    pages: str
    no_pages: str
    words: str
    text_language: str
    about: str
    about_nothing: str
    view_label: str
    open_changes: str
    comments: str
    unread_title: str
    unread_nothing: str
    notices_title: str
    summary: str
    per_theme: str
    theme: str
    total: str
    gaps: str
    gaps_caption: str
    no_gaps: str
    findings: str
    requirement: str
    severity_label: str
    verdict_label: str
    place: str
    why: str
    review: str
    review_yes: str
    review_no: str
    review_count: str
    review_met: str
    confidence: str
    confidence_note: str
    certainty: dict[Certainty, str]
    calibrated: str
    calibrated_sure: str
    model_sha: str
    explanation: str
    quote: str
    quotes: str
    for_: str
    against: str
    norm: str
    advice: str
    model_clause: str
    in_language: str
    sources: str
    source: str
    article: str
    number_sure: str
    content_sure: str
    note: str
    used_for: str
    test_value: str
    basis: str
    elements_found: str
    elements_lacking: str
    receipt: str
    receipt_text: str
    nearest: str
    score: str
    nothing_near: str
    in_text: str
    page: str
    criteria: str
    examples: str
    accountability: str
    library: str
    version: str
    law_as_of: str
    sha: str
    skip_link: str
    knock_outs: str
    knock_outs_none: str
    why_missing: str
    why_learned: str
    why_unread: str
    why_lacking: str
    why_forbids: str
    identifier: str
    applies_when: str
    always: str
    library_sound: str
    batch_sheet: str
    batch_status: str
    batch_judged: str
    batch_refused: str
    batch_reason: str
    batch_message: str
    batch_report: str
    batch_skipped: str
    batch_summary: str
    batch_skipped_count: str
    batch_knock_outs: str
    batch_unread: str
    batch_busy: str
    batch_refused_more: str
    batch_unchanged: str
    batch_line: str

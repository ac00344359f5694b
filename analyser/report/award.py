"""What was recorded before award, in words: for the reports of one contract and many, and the application."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyser.award import Ask, BeforeAward, Check, Checklist, Fact, Stand
from analyser.report.texts import Tongue, texts
from analyser.report.texts.award import award_texts
from analyser.report.texts.review import long_day

if TYPE_CHECKING:
    from analyser.portfolio import Outcome
    from analyser.report.sheets import AddRow, Cell, Workbook
    from analyser.report.word import WordFile


def count(before: BeforeAward, language: Tongue) -> str:
    """How many are done, and how many stand otherwise: "3 van 8 gedaan, 1 niet nodig"."""
    words = award_texts(language)
    parts = [words["count"].format(n=before.count(Stand.DONE), total=len(before.checklist.checks))]
    for stand in (Stand.NOT_NEEDED, Stand.OBJECTION, Stand.UNDER_WAY, Stand.NOT_STARTED):
        n = before.count(stand)
        if n:
            parts.append(words["also"].format(n=n, stand=words["stand"][stand]))
    return ", ".join(parts)


def still_open(before: BeforeAward, language: Tongue) -> str:
    """The checks about which nothing was recorded, in a sentence; "" where there are none."""
    names = "; ".join(check.title[language] for check in before.open)
    return award_texts(language)["still_open"].format(names=names) if names else ""


def stand(fact: Fact | None, language: Tongue) -> str:
    """How a check stands: "gedaan", or that nobody recorded it."""
    words = award_texts(language)
    return words["unrecorded"] if fact is None else words["stand"][fact.stand]


def details(fact: Fact, language: Tongue) -> list[tuple[str, str]]:
    """What is known beside the stand, by name; what was left open is left out."""
    words = award_texts(language)
    known = [
        (words["risk_class"], words["risk"][fact.risk_class] if fact.risk_class else ""),
        (words["who"], fact.who),
        (words["day"], long_day(fact.day, language) if fact.day else ""),
        (words["document"], f"{fact.proof.name} (SHA-256 {fact.proof.sha256})" if fact.proof else ""),
        (words["note"], fact.note),
    ]
    return [(name, value) for name, value in known if value]


def asks(check: Check, checklist: Checklist, language: Tongue) -> list[tuple[str, str]]:
    """Each rule that may ask this with its article, dates and whom it binds; and what it asks, how surely."""
    return [(_rule(ask, checklist, language), _says(ask, checklist, language)) for ask in check.asks]


def _rule(ask: Ask, checklist: Checklist, language: Tongue) -> str:
    rule = checklist.rules[ask.rule]
    article = f", {ask.article}" if ask.article else ""
    return f"{rule.title[language]}, {rule.reference}{article}; {_dates(ask, checklist, language)}"


def _dates(ask: Ask, checklist: Checklist, language: Tongue) -> str:
    words, rule = award_texts(language), checklist.rules[ask.rule]
    since = ask.since or rule.since
    if since is None:
        when = "" if rule.kind == "guidance" else words["no_day"]  # guidance is dated by its edition
    elif rule.until is not None:
        when = words["between"].format(since=long_day(since, language), until=long_day(rule.until, language))
    else:
        begun = since <= checklist.content.law_as_of
        when = words["since" if begun else "from_day"].format(day=long_day(since, language))
    parts = [when, rule.binds[language]]
    if rule.replaced_by is not None:
        title = checklist.rules[rule.replaced_by].title[language]
        parts.append(words["replaced_by"].format(title=title))
    return "; ".join(filter(None, parts))


def _says(ask: Ask, checklist: Checklist, language: Tongue) -> str:
    words = award_texts(language)
    if ask.says is None:
        return words["not_verified"]
    sureness = texts(language)["sureness"][checklist.sureness(ask)]
    return f"{ask.says[language]} ({words['sureness'].format(sureness=sureness)})"


def edition(checklist: Checklist, language: Tongue) -> str:
    """Version and state of the law of the list."""
    content = checklist.content
    day = long_day(content.law_as_of, language)
    return award_texts(language)["checklist"].format(version=content.version, day=day)


def provenance(checklist: Checklist, language: Tongue) -> str:
    """Version, state of the law and hash of the list."""
    return f"{edition(checklist, language)}; {texts(language)['sha']} {checklist.sha256}"


@dataclass(frozen=True, slots=True)
class Told:
    """One check as every report tells it: its fact by name, and the rules behind it with what they ask."""

    title: str
    question: str
    stand: str
    details: Sequence[tuple[str, str]]
    asks: Sequence[tuple[str, str]]


def told(before: BeforeAward, language: Tongue) -> tuple[Told, ...]:
    """Every check of the list; none where the facts could not be read."""
    if before.problem is not None:
        return ()
    return tuple(_told(check, before, language) for check in before.checklist.checks)


def _told(check: Check, before: BeforeAward, language: Tongue) -> Told:
    fact = before.facts.get(check.id)
    return Told(
        check.title[language], check.question[language], stand(fact, language),
        details(fact, language) if fact else (), asks(check, before.checklist, language),
    )  # fmt: skip


def summed(before: BeforeAward, language: Tongue) -> str:
    """How many checks stand how and which are open; or why the facts could not be read."""
    if before.problem is not None:
        return before.problem[language]
    return f"{count(before, language)}. {still_open(before, language)}".strip()


def about_rules(checklist: Checklist, language: Tongue) -> list[tuple[str, str]]:
    """What is to be known about a rule as such, by its title."""
    return [(rule.title[language], rule.note[language]) for rule in checklist.content.rules if rule.note]


def chapter(file: WordFile, before: BeforeAward, language: Tongue) -> None:
    """The memo's chapter: each check with its fact, and the dated rules behind it."""
    words, checklist = award_texts(language), before.checklist
    file.heading(words["title"], 1)
    file.paragraph(checklist.content.disclaimer[language])
    file.paragraph(summed(before, language))
    for check in told(before, language):
        file.heading(check.title, 2)
        file.paragraph(check.question)
        file.named(words["how"], check.stand)
        for name, value in check.details:
            file.named(name, value)
        file.named(words["rules"], "")
        for source, says in check.asks:
            file.paragraph(f"{source}: {says}", "List Bullet")
    file.heading(words["about_rules"], 2)
    for title, note in about_rules(checklist, language):
        file.named(title, note)
    file.paragraph(provenance(checklist, language))


def sheet(book: Workbook, before: BeforeAward, language: Tongue) -> None:
    """The sheet of facts in the workbook of one contract."""
    words = award_texts(language)
    book.facts(words["sheet"], _lines(before, language), (34, 26, 30, 44, 44, 44, 80))


def _lines(before: BeforeAward, language: Tongue) -> Iterator[list[Cell]]:
    """Disclaimer and counts, a line for each check with the rules in one cell, and which list this is."""
    words, checklist = award_texts(language), before.checklist
    names = [words[name] for name in ("risk_class", "who", "day", "document", "note")]
    yield [words["title"]]
    yield ["", checklist.content.disclaimer[language]]
    yield [words["how"], summed(before, language)]
    yield []
    checks = told(before, language)
    if checks:
        yield [words["check"], words["how"], *names, words["rules"]]
    for check in checks:
        known = dict(check.details)
        rules = "\n".join(f"{source}: {says}" for source, says in check.asks)
        yield [check.title, check.stand, *(known.get(name, "") for name in names), rules]
    yield []
    yield [words["about_rules"]]
    for title, note in about_rules(checklist, language):
        yield [title, note]
    yield [edition(checklist, language)]
    yield [texts(language)["sha"], checklist.sha256]


class FactsSheet(ExitStack):
    """The overview's sheet of facts, begun by the first contract of which they are kept.

    ``checklist`` is that contract's list; None while no contract has any.
    """

    def __init__(self, book: Workbook, language: Tongue) -> None:
        super().__init__()
        self._book, self._language = book, language
        self._add_row: AddRow | None = None
        self.checklist: Checklist | None = None

    def add(self, outcome: Outcome) -> None:
        """A contract's row, where somebody keeps its facts."""
        before = outcome.before
        if before is None:
            return
        if self._add_row is None:
            self.checklist = before.checklist
            self._add_row = self.enter_context(self._begun(before.checklist))
        self._add_row(_row(outcome.contract, before, self._language))

    def _begun(self, checklist: Checklist) -> AbstractContextManager[AddRow]:
        words = award_texts(self._language)
        titles = [check.title[self._language] for check in checklist.checks]
        names = [
            texts(self._language)["contract"].capitalize(),
            *(words["stand"][stand] for stand in Stand),
            words["unrecorded"],
            *titles,
            words["note"],
        ]
        widths = (36, *[11] * (len(Stand) + 1), *[30] * len(titles), 40)
        return self._book.growing(words["sheet"], names, widths, frozen=1)


def _row(contract: str, before: BeforeAward, language: Tongue) -> list[Cell]:
    """How many checks stand how, and each check; or why its file of facts could not be read."""
    checks = before.checklist.checks
    if before.problem is not None:
        return [contract, *[None] * (len(Stand) + 1 + len(checks)), before.problem[language]]
    cells = [_cell(before.facts.get(check.id), language) for check in checks]
    return [contract, *(before.count(stand) for stand in Stand), len(before.open), *cells]


def _cell(fact: Fact | None, language: Tongue) -> str:
    if fact is None:
        return stand(None, language)
    return "\n".join(
        [stand(fact, language), *(f"{name}: {value}" for name, value in details(fact, language))]
    )

"""What was recorded before award, in words: for the memo, the overview and the application."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack

from analyser.award import Ask, BeforeAward, Check, Checklist, Fact, Stand
from analyser.portfolio import Outcome
from analyser.report.sheets import AddRow, Cell, Workbook
from analyser.report.texts import Tongue, texts
from analyser.report.texts.award import award_texts
from analyser.report.texts.review import long_day
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


def chapter(file: WordFile, before: BeforeAward, language: Tongue) -> None:
    """The memo's chapter: each check with its fact, and the dated rules behind it."""
    words, checklist = award_texts(language), before.checklist
    file.heading(words["title"], 1)
    file.paragraph(checklist.content.disclaimer[language])
    file.paragraph(f"{count(before, language)}. {still_open(before, language)}".strip())
    for check in checklist.checks:
        fact = before.facts.get(check.id)
        file.heading(check.title[language], 2)
        file.paragraph(check.question[language])
        file.named(words["how"], stand(fact, language))
        for name, value in details(fact, language) if fact else ():
            file.named(name, value)
        file.named(words["rules"], "")
        for source, says in asks(check, checklist, language):
            file.paragraph(f"{source}: {says}", "List Bullet")
    file.heading(words["about_rules"], 2)
    for rule in checklist.content.rules:
        if rule.note is not None:
            file.named(rule.title[language], rule.note[language])
    file.paragraph(provenance(checklist, language))


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
    """How many checks stand how, each check, and why a file of facts could not be read."""
    cells = [_cell(before.facts.get(check.id), language) for check in before.checklist.checks]
    told = before.problem[language] if before.problem else ""
    return [contract, *(before.count(stand) for stand in Stand), len(before.open), *cells, told]


def _cell(fact: Fact | None, language: Tongue) -> str:
    if fact is None:
        return stand(None, language)
    return "\n".join(
        [stand(fact, language), *(f"{name}: {value}" for name, value in details(fact, language))]
    )

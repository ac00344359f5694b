"""One page of a PDF: which reader's words are taken, and whether they are all there is.

first reader -> in doubt, the second -> still in doubt, text recognition -> still unreadable: unread
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from analyser.model import Notice, PageStatus
from analyser.reading.completeness import Signals, Weight, is_readable, language_of, may_hold_print, weigh
from analyser.reading.ocr import Ocr, Recognised
from analyser.reading.pdf_blocks import PageText
from analyser.reading.pdf_ink import PageLook, draw
from analyser.reading.pdf_objects import Drawn, scan_objects
from analyser.reading.pdf_second import SecondReader
from analyser.reading.pdf_words import Frame, Line, PageWords, page_frame, read_words

_MANY_UNMAPPED: Final = 0.02  # share of a page's characters from which text counts as missing
_UNSURE: Final = 80.0  # mean confidence under which recognised text counts as read in part
_NOTHING: Final = 40.0  # mean confidence under which words are specks and strokes
_ALL: Final = 0.9  # share of the signs seen from which a reader gave them all
_FEW: Final = 3  # words that recognition may add to a page without its being a mixed one


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one reader made of the page.

    ``settled``: text recognition has seen what was in doubt. ``lacks``: another reader saw more signs, though
    it could not name them.
    """

    words: PageWords
    signals: Signals
    status: PageStatus
    settled: bool = False
    lacks: bool = False

    @property
    def weight(self) -> Weight:
        found = weigh(self.signals)
        return Weight.DOUBTFUL if self.lacks and found is Weight.WHOLE else found

    @property
    def is_readable(self) -> bool:
        return is_readable(self.signals)


class PageReader:
    """Reads the pages of one file. ``thorough``: the second reader reads every page."""

    def __init__(self, data: bytes, ocr: Ocr | None, thorough: bool, notices: list[Notice]) -> None:
        self._second = SecondReader(data)
        self._ocr = ocr
        self._thorough = thorough
        self.notices = notices

    def read(self, page: Any, number: int) -> PageText:
        """The words and drawings of a loaded pdfium page. The caller holds the lock."""
        seen = _Seen(page.raw)
        text = PageText(number, seen.frame.width, seen.frame.height, PageStatus.READ, [], seen.drawn.rules)
        reading = self._best_text(seen, number)
        if reading.weight is Weight.BLANK:
            text.status = PageStatus.EMPTY
            return text
        if self._ocr is not None and reading.weight is not Weight.WHOLE:
            reading = self._recognised(self._ocr, seen, number, reading)
        text.lines, text.status = reading.words.lines, reading.status
        self._tell(text, reading, seen)
        return text

    def _best_text(self, seen: _Seen, number: int) -> _Reading:
        """The first reader's text, or the second's where that is asked and says more."""
        words = read_words(seen.page, number, seen.frame)
        first = _Reading(words, seen.signals(words), PageStatus.READ)
        is_sure = first.weight in (Weight.WHOLE, Weight.BLANK)
        holds_text = first.signals.words or seen.drawn.texts  # drawings cost most and give nothing
        if not self._thorough and (is_sure or not holds_text):
            return first
        again = self._second.read(number, words.characters + seen.drawn.objects)
        if again is None:
            self.notices.append(Notice("page-not-compared", page=number))
            return first
        second = _Reading(again, seen.signals(again), PageStatus.SECOND_READER)
        if is_sure and second.signals.says_clearly_more_than(first.signals):
            counts = ("first", str(first.signals.letters)), ("second", str(second.signals.letters))
            self.notices.append(Notice("page-readers-differ", page=number, details=counts))
            return second
        if not is_sure and second.signals.is_better_than(first.signals):
            self.notices.append(Notice("page-second-reader", page=number))
            return replace(second, lacks=second.signals.characters < _ALL * first.signals.characters)
        return first

    def _recognised(self, ocr: Ocr, seen: _Seen, number: int, reading: _Reading) -> _Reading:
        """The page with the text in its image, where that adds to what was read."""
        image = draw(seen.page, seen.frame, ocr.resolution)
        found = None if image is None else ocr.recognise(image, number, seen.frame)
        if found is None:
            self.notices.append(Notice("page-ocr-failed", unread=True, page=number))
            return reading
        words, signals = found.words, seen.signals(found.words)
        if reading.is_readable:
            added = _beside(found.words.lines, reading.words.lines)
            if sum(len(line.words) for line in added) <= _FEW:
                return replace(reading, settled=True)
            words = replace(reading.words, lines=reading.words.lines + added)
            signals = seen.signals(words)
        elif not _is_gain(found, signals, reading.signals):
            return reading
        details = (("confidence", str(round(found.confidence))),)
        if found.confidence < _UNSURE:
            self.notices.append(Notice("page-ocr-unsure", unread=True, page=number, details=details))
        else:
            self.notices.append(Notice("page-ocr", page=number, details=details))
        return _Reading(words, signals, PageStatus.OCR, settled=True)

    def _tell(self, text: PageText, reading: _Reading, seen: _Seen) -> None:
        """Say what is wrong with the reading that was taken, if anything."""
        signals, number = reading.signals, text.number
        if not reading.is_readable:
            text.status = PageStatus.UNREAD
            if self._ocr is None and seen.may_hold_print:
                self.notices.append(Notice("page-scan", unread=True, page=number))
            else:
                self.notices.append(Notice("page-unread", unread=True, page=number))
        elif reading.weight is Weight.DOUBTFUL and not reading.settled:
            self.notices.append(Notice("page-incomplete", unread=True, page=number))
        if signals.unmapped and signals.words:
            many = signals.unmapped_share > _MANY_UNMAPPED
            details = (("count", str(signals.unmapped)),)
            self.notices.append(Notice("unmapped-glyphs", unread=many, page=number, details=details))


class _Seen:
    """What is to be seen of a page, whoever reads it. The image is made only where it may tell something."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.frame: Frame = page_frame(page)
        self.drawn: Drawn = scan_objects(page, self.frame)
        self._look: PageLook | None = None

    @property
    def may_hold_print(self) -> bool:
        return may_hold_print(self.drawn.images, self.drawn.paths)

    def signals(self, words: PageWords) -> Signals:
        texts = [word.text for line in words.lines for word in line.words]
        known, garbled = language_of(texts)
        found = Signals(
            words=len(texts),
            characters=words.characters,
            unmapped=words.unmapped,
            images=self.drawn.images,
            paths=self.drawn.paths,
            texts=self.drawn.texts,
            known=known,
            garbled=garbled,
            letters=sum(character.isalnum() for word in texts for character in word),
        )
        if not (self.may_hold_print or (self.drawn.texts and not texts)):
            return found
        if self._look is None:
            self._look = PageLook(self.page, self.frame)
        ink = self._look.beside(words.lines)
        return replace(found, print=ink.print, ink=ink.any)


def _is_gain(found: Recognised, signals: Signals, before: Signals) -> bool:
    """Whether recognised words may stand for a text that could not be read."""
    sure = found.confidence >= _NOTHING
    return sure and is_readable(signals) and signals.is_better_than(before)


def _beside(lines: Sequence[Line], known: Sequence[Line]) -> list[Line]:
    """The lines that do not stand where a known line stands."""
    return [line for line in lines if not any(_meet(line, other) for other in known)]


def _meet(line: Line, other: Line) -> bool:
    across = min(line.x1, other.x1) - max(line.x0, other.x0)
    down = min(line.bottom, other.bottom) - max(line.top, other.top)
    return across > 0 and down > 0.4 * min(line.bottom - line.top, other.bottom - other.top)

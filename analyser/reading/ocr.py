"""Text recognition (OCR) of a page's image by the Tesseract command, where it is installed.

The image goes in by standard input and the words come out by standard output: nothing of a contract touches
a disk, a command line or a log. ``ocr_lines`` makes lines of the words.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analyser.errors import UsageError

if TYPE_CHECKING:
    from analyser.reading.pdf_words import Frame, PageWords

_LANGUAGES: Final = ("nld", "eng")
_RESOLUTION: Final = 300  # dots per inch
_SECONDS: Final = 60.0
_ASKING: Final = 10.0  # seconds that the command has to name its languages


def _nobody_watches(_seconds: float) -> None:
    """The default for ``Ocr.more_time``."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as shown, in grey: a byte a pixel, row by row from the top left."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a page's image in page points, and how sure they are: 0..100, the mean over letters."""

    words: PageWords
    confidence: float


@dataclass(frozen=True, slots=True)
class Ocr:
    """The Tesseract command and what it may ask of the machine.

    ``seconds`` is what one page may take. ``more_time`` is called with it before each page, so that whoever
    watches the clock can grant them. ``tessdata`` is the folder of languages where it is not Tesseract's own,
    else "".
    """

    command: Path
    languages: tuple[str, ...] = _LANGUAGES
    resolution: int = _RESOLUTION
    seconds: float = _SECONDS
    more_time: Callable[[float], None] = _nobody_watches
    tessdata: str = ""

    @classmethod
    def installed(cls, environment: Mapping[str, str]) -> Ocr | None:
        """What is installed; None where Tesseract or a language is missing, or ANALYSER_OCR is "off".

        Raises UsageError where ANALYSER_OCR_SECONDS is no whole number of 1 or more.
        """
        if environment.get("ANALYSER_OCR", "").strip().casefold() == "off":
            return None
        seconds = _seconds(environment)
        command = shutil.which("tesseract", path=environment.get("PATH"))
        if command is None:
            return None
        found = cls(Path(command), seconds=seconds, tessdata=environment.get("TESSDATA_PREFIX", ""))
        return found if set(_LANGUAGES) <= found._known_languages() else None

    def recognise(self, image: PageImage, number: int, frame: Frame) -> Recognised | None:
        """The words in the ``image`` of page ``number``; None where the command fails or takes too long."""
        from analyser.reading.ocr_image import skew, straightened, without_noise
        from analyser.reading.ocr_lines import read_table  # here, since it loads the PDF engine

        self.more_time(self.seconds)
        resolution = round(72 * image.width / frame.width)
        arguments = [
            "stdin", "stdout", "-l", "+".join(self.languages), "--dpi", str(resolution),
            "--psm", "1",  # looks for the way up first
            "tsv",
        ]  # fmt: skip
        image = without_noise(image)
        angle = skew(image)
        if angle:
            image = straightened(image, angle)
        pixels = b"P5 %d %d 255\n" % (image.width, image.height) + image.pixels
        table = self._run(arguments, pixels, self.seconds)
        if table is None:
            return None
        return read_table(table, number, frame, image.width, angle)

    def _known_languages(self) -> set[str]:
        listed = self._run(["--list-langs"], b"", _ASKING)
        return set() if listed is None else {line.strip() for line in listed.splitlines()}

    def _run(self, arguments: list[str], given: bytes, seconds: float) -> str | None:
        """What the command writes; None where it does not start, fails, or is not done in time.

        It is a group of processes of its own, so that all of it ends when its time is over.
        """
        environment = {"PATH": os.environ.get("PATH", os.defpath), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
        if self.tessdata:
            environment["TESSDATA_PREFIX"] = self.tessdata
        try:
            process = subprocess.Popen(  # noqa: S603 - a fixed command; the file's content is no part of it
                [*_ending_with_us(), str(self.command), *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # may quote the page
                env=environment,
                start_new_session=True,
            )
        except OSError:
            return None
        with process:
            try:
                written, _ = process.communicate(given, timeout=seconds)
            except subprocess.TimeoutExpired:
                return None
            finally:
                _end(process)
        return written.decode("utf-8", "replace") if process.returncode == 0 else None


def _ending_with_us() -> list[str]:
    """What makes the kernel end a command when we end, even where we are killed; Linux has it."""
    setpriv = shutil.which("setpriv")
    return [] if setpriv is None else [setpriv, "--pdeathsig", "KILL", "--"]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all it started, if they have not ended."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def _seconds(environment: Mapping[str, str]) -> float:
    value = environment.get("ANALYSER_OCR_SECONDS", "").strip()
    if not value:
        return _SECONDS
    if value.isascii() and value.isdecimal() and len(value) <= 6 and int(value) >= 1:
        return float(value)
    raise UsageError(
        what_nl="ANALYSER_OCR_SECONDS moet een geheel getal van 1 of meer zijn.",
        what_en="ANALYSER_OCR_SECONDS must be a whole number of 1 or more.",
    )

"""A page's image made ready for text recognition: grain smoothed away, and held straight."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analyser.reading.ocr import PageImage

_GRAIN: Final = 3  # grey values between most neighbouring pixels from which a scan is grainy
_CONTRAST: Final = 70  # grey values between paper and ink
_COARSE: Final = 4  # pixels of the image to one in which its skew is measured
_MOST: Final = 5.0  # degrees of skew that are looked for
_STEPS: Final = 0.5, 0.1  # degrees, first and then finer
_LEAST: Final = 0.4  # degrees under which an image is straight enough
_SURE: Final = 1.2  # times by which the lines must stand out more than on the image as it is

Grey = npt.NDArray[np.uint8]


def without_noise(image: PageImage) -> PageImage:
    """The image with the grain of a bad scan smoothed away; one without grain is left as it is.

    A median over five pixels, along and then across: thin strokes of clean print would suffer from it.
    """
    grey = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width)
    steps = np.abs(np.diff(grey.astype(np.int16), axis=1))
    if min(image.width, image.height) < 5 or np.median(steps) < _GRAIN:
        return image
    wide = np.pad(grey, ((0, 0), (2, 2)), mode="edge")
    grey = _median([wide[:, at : at + image.width] for at in range(5)])
    high = np.pad(grey, ((2, 2), (0, 0)), mode="edge")
    return PageImage(
        image.width, image.height, _median([high[at : at + image.height] for at in range(5)]).tobytes()
    )


def _median(five: list[Grey]) -> Grey:
    """The middle one of five, pixel by pixel."""
    a, b, c, d, e = five
    low = np.maximum(np.minimum(a, b), np.minimum(c, d))
    high = np.minimum(np.maximum(a, b), np.maximum(c, d))
    return np.maximum(np.minimum(e, low), np.minimum(high, np.maximum(e, low)))


def skew(image: PageImage) -> float:
    """The angle in radians, clockwise, by which the lines on an image slope; 0 where they run straight.

    At the right angle, lines and the white between them are told apart best by the ink in each row.
    """
    grey = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width)
    down, across = image.height // _COARSE, image.width // _COARSE
    if not down or not across:
        return 0.0
    parts = grey[: down * _COARSE, : across * _COARSE].reshape(down, _COARSE, across, _COARSE)
    small = parts.mean(axis=(1, 3))
    ys, xs = np.nonzero(small < np.percentile(small, 90) - _CONTRAST)
    if not len(ys):
        return 0.0

    def sharpness(degrees: float) -> float:
        return _sharpness(ys - math.tan(math.radians(degrees)) * (xs - across / 2))

    first, finer = _STEPS
    best = max(np.arange(-_MOST, _MOST + first / 2, first), key=sharpness)
    best = max(np.arange(best - first, best + first, finer), key=sharpness)
    sideways = _sharpness(xs)  # print that runs up or down the page: finding its way up is not done here
    if abs(best) < _LEAST or sharpness(best) < max(_SURE * sharpness(0.0), sideways):
        return 0.0
    return math.radians(best)


def _sharpness(places: npt.NDArray[Any]) -> float:
    """How much the number of pixels differs from row to row, given the row of each."""
    rows = np.rint(places).astype(np.intp)
    counts = np.bincount(rows - rows.min()).astype(float)
    return float(np.square(np.diff(counts)).sum())


def straightened(image: PageImage, angle: float) -> PageImage:
    """The image turned back by a small ``angle`` about its middle: columns are shifted, and then rows."""
    grey = np.frombuffer(image.pixels, np.uint8).reshape(image.height, image.width)
    slope = math.tan(angle)
    paper = int(np.percentile(grey, 90))
    grey = _shifted(grey.T, -slope, paper).T
    grey = _shifted(grey, slope, paper)
    return PageImage(image.width, image.height, grey.tobytes())


def _shifted(rows: Grey, slope: float, paper: int) -> Grey:
    """Each row moved along by ``slope`` for every row from the middle; what comes in is paper."""
    height, width = rows.shape
    moved = np.full((height, width), paper, np.uint8)
    for at in range(height):
        by = round(slope * (at - height / 2))
        if by >= 0:
            moved[at, by:] = rows[at, : width - by] if by else rows[at]
        else:
            moved[at, :by] = rows[at, -by:]
    return moved

"""The colours of pages: letters can be read in the light, in the dark and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import legation.report

CSS = (Path(legation.report.__file__).parent / "style.css").read_text(encoding="utf-8")
LETTERS = ("ink", "soft", "link", "reported", "other", "model")


def palettes():
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return [dict(re.findall(r"--(\w+): (#\w+)", block)) for block in blocks]


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_is_a_palette_for_light_dark_and_paper():
    assert len(palettes()) == 3
    assert len({frozenset(palette) for palette in palettes()}) == 1
    assert "@media (prefers-color-scheme: dark)" in CSS


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark", "paper"])
@pytest.mark.parametrize("letters", LETTERS)
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_letters_have_a_contrast_of_four_and_a_half(palette, letters, ground):
    assert contrast(palette[letters], palette[ground]) >= 4.5

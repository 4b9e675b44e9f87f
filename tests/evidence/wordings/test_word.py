"""Words in place of numbers: of shares, four that share out the chances; several is said or not."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from legation.evidence.wordings.form import Report
from legation.evidence.wordings.scales import COUNT, SHARE
from legation.evidence.wordings.word import ABOUT_HALF, ALMOST_NOBODY, MOST, SEVERAL, choices
from tests.evidence.wordings import helpers


def test_a_word_covers_a_range_of_its_own_whatever_the_tolerance():
    for tolerance in (True, False):
        assert SEVERAL.region(None, None, tolerance=tolerance) == (2.0, 10.0)
        assert MOST.region(None, None, tolerance=tolerance) == (0.5, 1.0)
        assert ABOUT_HALF.region(None, None, tolerance=tolerance) == (0.4, 0.6)
        assert ALMOST_NOBODY.region(0.0, 10.0, tolerance=tolerance) == (0.0, 0.1)
    assert MOST.words(None, None, "") == ""


@pytest.mark.parametrize(
    ("share", "word"),
    [(0.0, "almost_nobody"), (0.05, "almost_nobody"), (0.25, "some"), (0.5, "about_half"), (0.9, "most")],
)
def test_the_likeliest_word_is_the_one_that_people_would_choose(share, word):
    chances = {name: float(chance) for name, chance in choices(np.array(share)).items()}
    assert max(chances, key=chances.__getitem__) == word


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.55, 1.0])
@pytest.mark.parametrize("wording", [MOST, ABOUT_HALF, ALMOST_NOBODY])
def test_the_four_words_sum_to_one_and_are_what_is_simulated(wording, share):
    words = ("almost_nobody", "some", "about_half", "most")
    chances = [helpers.likelihood(wording, Report(word), share, SHARE) for word in words]
    assert sum(chances) == pytest.approx(1)
    drawn = Counter(made.word for made in helpers.simulated(wording, Report(wording.name), share, SHARE, seed=6))
    assert helpers.agrees([drawn[word] for word in words], chances)


@pytest.mark.parametrize(
    ("count", "chance"),
    [
        (0, 0.02),
        (1.9, 0.02),
        (2, 0.3),
        (3, 0.9),
        (4, 1),
        (7.9, 1),
        (8, 0.7),
        (9, 0.4),
        (10, 0.4),
        (11, 0.1),
        (16, 0.03),
    ],
)
def test_several_is_said_of_three_to_eight(count, chance):
    assert helpers.likelihood(SEVERAL, Report("several"), count, COUNT) == pytest.approx(chance)
    assert helpers.said_or_not_agrees(SEVERAL, Report("several"), count, COUNT, seed=7)

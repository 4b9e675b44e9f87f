"""The screen of a fit, of the toy whose answer is known."""

from __future__ import annotations

import pytest

from legation.inference.fit import Fitter
from legation.report.fit_screen import fit_screen
from legation.report.screen import HEIGHT
from tests.inference.test_fit import toy_bank, toy_claims

STEPS = [("legation bank", "more worlds")]


@pytest.fixture(scope="module")
def bank():
    made = toy_bank(6_000)
    made.years[:] = [2019]
    return made


def _text(fit, **options):
    return fit_screen(fit, "Toy", STEPS, **options).text()


def test_numbers_of_the_record_stand_where_weights_allow_them(bank):
    text = _text(Fitter(bank, toy_claims()).fit())
    assert "3 claims of 2 origins, 6,000 worlds" in text
    assert "numbers of the record stand" in text
    assert "In conflict" not in text
    (row,) = [line for line in text.splitlines() if line.strip().startswith("arrivals_counted")]
    assert row.count("(") == 3  # prior, all claims, power 1/2


def test_in_trouble_there_is_the_prior_and_the_reason(bank):
    few = toy_bank(40)
    few.years[:] = [2019]
    text = _text(Fitter(few, toy_claims()).fit())
    assert "nothing can be told beyond the prior: the effective sample size is" in " ".join(text.split())
    (row,) = [line for line in text.splitlines() if line.strip().startswith("arrivals_counted")]
    assert row.count("(") == 1
    assert row.count("–") >= 2


def test_a_conflict_is_named_with_its_reason_and_everything_is_given_without_it(bank):
    said = {"one": ("first", "paper", 12.0), "two": ("third", "wire", 12.0), "three": ("second", "radio", 70.0)}
    surer = toy_bank(6_000)
    for name, values in surer.value.items():
        if name.startswith("press.doubt"):
            values[:] = 0.02
    text = _text(Fitter(surer, toy_claims(said)).fit())
    assert "In conflict: pf-g-13, as " in text
    assert "without conflicts" in text
    assert "pf-g-13 in conflict" in text


def test_worlds_that_failed_are_told(bank):
    failing = toy_bank(300)
    failing.failures.append((7, "A cent is missing."))
    assert "1 world did not finish and are left out. World 7: A cent is missing." in _text(
        Fitter(failing, toy_claims()).fit()
    )


def test_it_fits_on_one_screen(bank):
    assert fit_screen(Fitter(bank, toy_claims()).fit(), "Toy", STEPS).height() <= HEIGHT

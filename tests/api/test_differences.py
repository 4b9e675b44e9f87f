"""Two saved runs side by side: what changed is told, and what did not isn't."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import numpy as np
import openpyxl
import pytest

from legation import api
from legation.base.faults import UserError
from legation.publication.outcomes import Outcomes
from legation.publication.summary import EVERYWHERE
from legation.report.diff_screen import NOTHING, difference_screen
from legation.report.screen import HEIGHT

SHORT = {"worlds": 6, "start": "2017-12-25", "end": "2020-12-20"}


@pytest.fixture(scope="module")
def first():
    return api.run("baseline", **SHORT, overrides=["founding.posted=2500"])


@pytest.fixture(scope="module")
def second():
    return api.run("baseline", **SHORT, overrides=["founding.posted=5000"], without=["rfa"])


@pytest.fixture(scope="module")
def difference(first, second):
    return api.diff_runs(first, second)


def test_a_run_beside_itself_differs_in_nothing(first, tmp_path):
    alike = api.diff_runs(first, first.save(tmp_path / "one"))
    assert alike.is_empty and alike.scenario == [] and alike.verdicts == [] and alike.moved == []
    assert alike.same["verdicts"] == len(first.rows) and alike.same["measures"] == len(first.measured.measures)
    assert NOTHING in difference_screen(alike).text()


def test_another_day_alone_is_no_difference(first):
    later = api.diff_runs(first, replace(first, day=None))
    assert [each.what for each in later.about] == ["day"] and later.is_empty


def test_another_version_is_one(first):
    other = api.diff_runs(first, replace(first, versions={**first.versions, "numpy": "0.1"}))
    assert [tuple(each) for each in other.about] == [("numpy", first.versions["numpy"], "0.1")] and not other.is_empty


def test_what_was_told_otherwise_is_told_in_sentences(difference):
    assert any(
        "founding.posted" in sentence and "5000" in sentence.replace(",", "") for sentence in difference.scenario
    )
    about = {each.what: (each.a, each.b) for each in difference.about}
    assert about["outlets left out"] == (None, "rfa") and "record" in about and "worlds" not in about


def test_twice_the_officials_are_twice_the_officials(difference):
    moved = {each.measure: each for each in difference.moved}
    posted = moved["posted_officials"]
    assert posted.times == pytest.approx(2, rel=0.15) and posted.b > posted.a and posted.unit
    order = [(not each.tested, -(inf if each.errors is None else each.errors)) for each in difference.moved]
    assert order == sorted(order) and {each.tested for each in difference.moved} == {True, False}


def outcomes_by_hand(**measures):
    worlds = len(next(iter(measures.values())))
    values = {name: np.array(each, float).reshape(worlds, 1, 1) for name, each in measures.items()}
    return Outcomes(list(range(worlds)), [EVERYWHERE], [2018], values)


def test_a_small_count_that_luck_moved_does_not_lead(first):
    margins = np.linspace(900, 1100, 64)  # the ranks beside the median are 12.5 away
    few = [0] * 31 + [1] * 33
    a, b = (
        replace(
            first, measured=outcomes_by_hand(flights=counts, levies_paid_usd=margins + more, posted_officials=[5] * 64)
        )
        for counts, more in ((few, 0), ([1] * 31 + [3] * 33, 100))
    )
    first_tested = next(each for each in first.rows if each.is_informative)
    moved = api.diff_runs(replace(a, rows=[]), replace(b, rows=[], seed=2)).moved
    assert [(each.measure, each.times) for each in moved] == [("levies_paid_usd", 1.1), ("flights", 3.0)]
    assert moved[0].errors == pytest.approx(100 / (12.5 * 2**0.5), rel=0.02)
    assert not any(each.tested for each in moved)
    tested = replace(first_tested, observable="flights")
    assert next(each.measure for each in api.diff_runs(replace(a, rows=[tested]), b).moved) == "flights"


def test_with_the_same_seed_the_noise_that_both_runs_share_does_not_count(first):
    rising = np.arange(900.0, 964.0)  # whole numbers, so that differences are exact
    swaying = rising + np.tile([9.0, 11.0], 32)  # in each world 10 more, give or take 1
    a, b = (replace(first, measured=outcomes_by_hand(levies_paid_usd=each)) for each in (rising, swaying))
    (together,), (apart,) = (api.diff_runs(a, replace(b, seed=seed)).moved for seed in (1, 2))
    assert together.errors == pytest.approx(abs(together.b - together.a) / (1.2533 / 8), rel=0.05)
    assert apart.errors == pytest.approx(10 / (4 * 2**0.5), rel=0.1)
    (exact,) = api.diff_runs(a, replace(first, measured=outcomes_by_hand(levies_paid_usd=rising + 10.0))).moved
    assert exact.errors is None


def test_a_verdict_that_is_gone_or_changed_is_told_with_both(difference, first, second):
    rows = [{row.claim: row for row in run.rows if row.claim} for run in (first, second)]
    expected = {
        claim
        for claim in {*rows[0], *rows[1]}
        if (rows[0].get(claim) and rows[0][claim].verdict) != (rows[1].get(claim) and rows[1][claim].verdict)
    }
    assert {each.claim for each in difference.verdicts} == expected
    gone = [each for each in difference.verdicts if each.b is None]
    assert gone and all(each.gives_b == "" and each.a == rows[0][each.claim].verdict for each in gone)


def test_it_stands_on_one_screen(difference):
    assert difference_screen(difference).height() <= HEIGHT
    assert difference_screen(difference, width=60).height(60) > 10
    whole = difference_screen(difference, whole=True).text()
    assert all(each.claim in whole for each in difference.verdicts) and "more" not in whole.splitlines()[-1]


def test_the_workbook_has_numbers_as_numbers(difference, tmp_path):
    difference.write_workbook(tmp_path / "d.xlsx")
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    assert book.sheetnames == ["Runs", "Verdicts", "Numbers", "Scenario"]
    rows = list(book["Numbers"].iter_rows(min_row=2, values_only=True))
    assert [row[3:5] for row in rows] == [(each.a, each.b) for each in difference.moved]
    with pytest.raises(UserError, match="a file that exists"):
        difference.write_workbook(tmp_path / "d.xlsx")


def test_two_comparisons_are_set_beside_each_other(first):
    options = {**SHORT, "worlds": 4, "overrides": ["founding.posted=2500"]}
    one = api.compare("baseline", "no-bank-crackdown", **options)
    two = api.compare("baseline", "no-bank-crackdown", **options, seed=7)
    difference = api.diff_runs(one, two)
    assert [each.what for each in difference.about] == ["seed"] and difference.scenario == []
    assert difference.moved and api.diff_runs(one, one).is_empty
    with pytest.raises(UserError, match="B: found a run beside a comparison of two scenarios"):
        api.diff_runs(one, first)


def test_both_names_are_checked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError) as problem:
        api.diff_runs("none", "nowhere", xlsx="d.csv")
    assert [fault.field for fault in problem.value.faults] == ["A", "B", "xlsx"]

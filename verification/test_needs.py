"""What counts as needing a mechanism, by hand, and the stored answer against a few worlds."""

from __future__ import annotations

import tomllib
from types import SimpleNamespace

import numpy as np
import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.wordings.form import VALUE
from legation.mechanisms import WEEK
from verification.needs import DATA, WORLDS, Needed, is_moved, placed, sides, summed_up, switched_off


def _value(least, most):
    """A report of a value in a region, as far as it matters here."""
    return SimpleNamespace(
        claim="x", compared_as=SimpleNamespace(compares=VALUE), wording=None, is_ratio=False, region=(least, most),
        observable=SimpleNamespace(kind="level"),
    )  # fmt: skip


TEN = _value(9.0, 11.0)
NEAR, FAR = np.full(40, 10.0), np.full(40, 20.0)


def test_a_report_is_judged_by_the_smaller_side():
    assert sides(TEN, np.array([8.0, 10, 12, np.nan])).tolist()[:3] == [[0, 1], [1, 1], [1, 0]]
    assert np.isnan(sides(TEN, np.array([np.nan]))).all()
    assert [placed(TEN, tail) for tail in (0.1, 0.05, 0.001)] == ["inside", "at the edge", "outside"]


def test_a_report_moves_if_it_lies_elsewhere_beyond_the_error():
    near, far = sides(TEN, NEAR), sides(TEN, FAR)
    assert is_moved(TEN, near, far)
    assert not is_moved(TEN, near, near)
    # One world of forty more puts it over the limit of a tenth, within the error.
    three, four = (sides(TEN, np.where(np.arange(40) < count, 10.0, 20.0)) for count in (3, 4))
    assert placed(TEN, three.mean(axis=0).min()) != placed(TEN, four.mean(axis=0).min())
    assert not is_moved(TEN, three, four)


def test_a_report_loses_its_measure_or_moves_or_stays_and_shares_are_of_those_left():
    targets = dict.fromkeys("abcd", TEN)
    with_it = {name: sides(TEN, NEAR) for name in targets}
    nothing = np.full((40, 2), np.nan)
    gone = {"b": nothing, "c": sides(TEN, FAR), "d": sides(TEN, NEAR)}
    found = summed_up(targets, with_it, gone, np.ones(40, bool))
    assert found == Needed(40, ("a", "b"), ("c",), (1.0, 0.5), 0.0)


def test_a_world_that_stopped_on_one_side_is_left_out():
    gone = {"a": np.concatenate([sides(TEN, FAR)[:1], sides(TEN, NEAR)[1:]])}
    pairs = np.arange(40) > 0
    assert summed_up({"a": TEN}, {"a": sides(TEN, NEAR)}, gone, pairs).changed == ()


def test_the_stored_answer_speaks_of_every_mechanism_and_of_public_claims():
    stored = tomllib.loads(DATA.read_text(encoding="utf-8"))
    assert stored.pop("worlds") == WORLDS
    assert set(stored) == set(WEEK)
    named = {claim for one in stored.values() for claim in (*one["lost"], *one["changed"])}
    assert named <= set(load_ledger().public_ids())


@pytest.fixture(scope="module")
def few():
    """Two mechanisms in a few worlds."""
    return switched_off(12, ["flight", "despair"])


def test_few_worlds_find_what_needs_flight_and_nothing_that_needs_despair(few):
    reports, found = few
    assert reports > 10
    stored = tomllib.loads(DATA.read_text(encoding="utf-8"))
    assert found["despair"][:3] == (12, (), ())
    assert set(found["flight"].lost) & set(stored["flight"]["lost"])
    assert found["flight"].changed

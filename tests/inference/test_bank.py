"""A bank is its worlds: the same bytes however they were made, whole parts or none, and nothing written twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from legation.base.faults import UserError
from legation.experiments.ensemble import simulate
from legation.inference.bank import Bank, checked, read_parts, simulate_part


@pytest.fixture(scope="module")
def second_part(small_plan):
    return simulate_part(small_plan, 4)


@pytest.fixture(scope="module")
def bank(small_plan, tmp_path_factory):
    made = Bank(tmp_path_factory.mktemp("bank"), small_plan)
    assert made.extend(8) == [0, 4]
    return made


def test_neither_threads_nor_chunks_nor_order_change_a_byte(bank, small_plan, second_part, tmp_path):
    for threads, chunk in ((1, 1), (2, 3), (4, 64)):
        assert simulate_part(small_plan, 4, threads=threads, chunk=chunk) == second_part
    backwards = Bank(tmp_path, small_plan)
    for first in (4, 0):
        (tmp_path / small_plan.file(first)).write_bytes(simulate_part(small_plan, first))
    assert backwards.missing(8) == []
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in bank.folder.iterdir()
    }


def test_it_holds_what_the_same_worlds_give_elsewhere(bank, small_plan):
    """Beside an ensemble of ten: worlds two to seven have the same draws and measures."""
    worlds = bank.read(8)
    (chunk,) = simulate(small_plan.scenario, worlds=6, first=2, seed=small_plan.seed)
    assert worlds.numbers.tolist() == list(range(8))
    assert chunk.numbers == [2, 3, 4, 5, 6, 7]
    for name, values in chunk.human.items():
        assert np.array_equal(worlds.value[name][2:], values), name
    assert worlds.value.keys() == small_plan.scenario.parameters.keys()
    assert worlds.drawn.keys() == set(small_plan.scenario.free())
    measured = small_plan.claims.measured(chunk.history)
    assert "pf-g-13" in measured
    for name, values in measured.items():
        assert np.array_equal(worlds.claim[name][2:], values, equal_nan=True), name
    assert worlds.claim.keys() == measured.keys()


def test_how_far_up_its_prior_a_value_was_drawn_gives_the_value(bank, small_plan):
    worlds = bank.read(8)
    for name in ("flight.base", "press.doubt_f", "trade.median_margin"):
        if name in worlds.drawn:
            assert np.array_equal(small_plan.scenario.parameters[name].values(worlds.drawn[name]), worlds.value[name])
    assert "trade.median_margin" in worlds.drawn
    assert all(((values > 0) & (values < 1)).all() for values in worlds.drawn.values())


def test_a_larger_bank_touches_nothing_that_it_holds(bank, small_plan, tmp_path):
    grown = Bank(tmp_path, small_plan)
    for path in bank.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert grown.held() == 8
    assert grown.extend(9) == [8]
    assert grown.held() == 12
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert np.array_equal(grown.read(12).numbers[:8], bank.read(8).numbers)


def test_after_a_kill_it_goes_on_where_it_stopped(small_plan, tmp_path, bank):
    """An interruption in the second part leaves the first whole and nothing of the second."""
    made, steps = Bank(tmp_path, small_plan), []

    def interrupt():
        steps.append(1)
        if len(steps) == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.extend(8, on_world=interrupt)
    assert [path.name for path in tmp_path.iterdir()] == [small_plan.file(0)]
    assert made.missing(8) == [4]
    assert made.extend(8) == [4]
    assert (tmp_path / small_plan.file(4)).read_bytes() == (bank.folder / small_plan.file(4)).read_bytes()


def test_a_damaged_part_is_simulated_anew(bank, small_plan, tmp_path):
    whole = (bank.folder / small_plan.file(0)).read_bytes()
    made = Bank(tmp_path, small_plan)
    for broken in (
        whole[:-1],
        whole[:200] + bytes([whole[200] ^ 1]) + whole[201:],
        b"",
        b"legation bank 0" + whole[15:],
    ):
        assert checked(broken) is None
    (tmp_path / small_plan.file(0)).write_bytes(whole[:-1])
    assert made.missing(4) == [0]
    assert made.extend(4) == [0]
    assert (tmp_path / small_plan.file(0)).read_bytes() == whole


def test_a_world_that_fails_is_left_out_with_its_reason(small_plan, monkeypatch):
    from legation.experiments import ensemble

    begin = ensemble.begin

    def begin_with_a_cent_from_nowhere(week, seed, number, *rest, rooms):
        world = begin(week, seed, number, *rest, rooms=rooms)
        if number == 5:
            world.columns["savings"][0] += 1
        return world

    monkeypatch.setattr(ensemble, "begin", begin_with_a_cent_from_nowhere)
    part = checked(simulate_part(small_plan, 4))
    assert part is not None
    worlds = read_parts([part])
    ((number, reason),) = worlds.failures
    assert number == 5
    assert "World 5 stopped" in reason
    assert worlds.numbers.tolist() == [4, 6, 7]
    assert {len(values) for values in (*worlds.value.values(), *worlds.claim.values(), *worlds.yearly.values())} == {3}


def test_whatever_decides_a_part_is_in_its_name(small_plan):
    fewer = dict(list(small_plan.claims.targets.items())[1:])
    others = (
        replace(small_plan, seed=4),
        replace(small_plan, model="another"),
        replace(small_plan, scenario=replace(small_plan.scenario, last_week=small_plan.scenario.last_week - 4)),
        replace(small_plan, claims=replace(small_plan.claims, targets=fewer)),
    )
    names = {small_plan.file(0), small_plan.file(4), *(other.file(0) for other in others)}
    assert len(names) == 6


def test_files_of_other_plans_are_told_and_left_alone(bank, small_plan):
    stranger = bank.folder / replace(small_plan, seed=4).file(0)
    stranger.write_bytes(b"")
    assert bank.others() == [stranger]
    assert bank.held() == 8
    assert bank.size() == sum(path.stat().st_size for path in bank.folder.iterdir())
    stranger.unlink()


def test_a_folder_that_cannot_be_written_is_named(small_plan, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="bank"):
        Bank(tmp_path / "file", small_plan).extend(1)

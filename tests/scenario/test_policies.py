"""Policies: dated changes that compose in any order."""

from datetime import date, timedelta
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.calendar import FIRST_MONDAY, week_of
from legation.base.faults import ScenarioError
from legation.base.places import PLACES
from legation.scenario import Known, read_scenario
from legation.scenario.inputs import DAYS
from legation.scenario.policies import Policy, applied, contradictions
from legation.scenario.tables import LAST_DAY
from tests.scenario.helpers import BASE, AnyRecord, policy, scenario

ONE = np.ones(DAYS)
DANDONG, SHENYANG, BEIJING = (PLACES.index(place) for place in ("Dandong", "Shenyang", "Beijing"))


def made(name="a", effect="times", kind="step", dates=(date(2017, 7, 16),), values=(0.5,), where=("China",), **more):
    timing = (
        {"dates": list(dates), "values": list(values)} if kind == "series" else {"from": dates[0], "value": values[0]}
    )
    said = {"name": name, "title": "A change", "input": "bank_access", "effect": effect, "kind": kind}
    return Policy(where=list(where), **said, **timing, **more)


def on(daily, day, place=DANDONG):
    return daily[(day - FIRST_MONDAY).days, place]


def test_a_step_holds_from_its_day_for_good_in_its_places_only():
    daily = applied(ONE, [made(where=("Liaoning",))])
    assert on(daily, date(2017, 7, 15)) == 1
    assert on(daily, date(2017, 7, 16)) == 0.5
    assert on(daily, LAST_DAY, SHENYANG) == 0.5
    assert on(daily, LAST_DAY, BEIJING) == 1


def test_a_pulse_holds_on_its_first_and_its_last_day():
    daily = applied(ONE, [made(kind="pulse", until=date(2017, 7, 18))])
    days = [on(daily, date(2017, 7, day)) for day in range(15, 20)]
    assert days == [1, 0.5, 0.5, 0.5, 1]


def test_a_ramp_grows_evenly_to_exactly_its_value():
    daily = applied(ONE, [made(kind="ramp", values=(0.3,), full=date(2017, 7, 20))])
    days = [on(daily, date(2017, 7, day)) for day in range(16, 22)]
    assert days == pytest.approx([1, 0.825, 0.65, 0.475, 0.3, 0.3])
    assert days[4] == 0.3


def test_a_series_holds_each_value_until_the_next_date():
    dates = (date(2017, 7, 16), date(2017, 7, 18))
    daily = applied(ONE, [made(kind="series", dates=dates, values=(0.5, 0.25), until=date(2017, 7, 19))])
    days = [on(daily, date(2017, 7, day)) for day in range(15, 21)]
    assert days == [1, 0.5, 0.5, 0.25, 0.25, 1]


def test_set_times_and_plus_compose_as_the_rule_says():
    """(0.8 set) × 0.5 × 0.5 + 0.1 + 0.05 = 0.35."""
    policies = [
        made("set", "set", values=(0.8,)),
        made("half", "times"),
        made("half again", "times"),
        made("more", "plus", values=(0.1,)),
        made("a little more", "plus", values=(0.05,)),
    ]
    assert on(applied(ONE, policies), LAST_DAY) == pytest.approx(0.35)
    assert on(applied(ONE, policies), date(2017, 7, 15)) == 1


def test_one_set_may_begin_on_the_day_after_another_ends():
    first = made("first", "set", kind="pulse", until=date(2018, 1, 1))
    after, at_once = (made("second", "set", dates=(date(2018, 1, day),)) for day in (2, 1))
    elsewhere = made("third", "set", where=("elsewhere",))
    assert contradictions([first, after, elsewhere]) == []
    assert contradictions([at_once, elsewhere, first]) == [(first, at_once)]


def test_both_contradicting_policies_are_named(tmp_path):
    text = BASE + policy("one", "value = 1\nfrom = 2017-01-01", effect="set")
    text += policy("two", "value = 0\nfrom = 2018-01-01", effect="set", where="Yanji")
    with pytest.raises(ScenarioError, match="`set` of bank_access while `one`"):
        scenario(tmp_path, text)


def test_the_order_of_lines_in_a_file_never_matters(tmp_path):
    texts = [
        policy("c", "value = 0.3\nfrom = 2017-01-01"),
        policy("a", "value = 0.7\nfrom = 2016-06-01\nfull = 2017-06-01", kind="ramp", where="Liaoning"),
        policy("b", "value = 0.9\nfrom = 2017-03-01\nuntil = 2019-03-01", effect="set", kind="pulse"),
        policy("d", "dates = [2015-01-01, 2016-01-01]\nvalues = [-0.01, -0.02]", effect="plus", kind="series"),
    ]
    found = [scenario(tmp_path, BASE + "".join(order)) for order in permutations(texts)]
    assert {one.digest() for one in found} == {found[0].digest()}
    assert {one.input_rows()["bank_access"].tobytes() for one in found} == {
        found[0].input_rows()["bank_access"].tobytes()
    }


def policies_of_any_kind():
    days = st.integers(0, DAYS - 40).map(lambda day: FIRST_MONDAY + timedelta(days=day))

    def timed(name, effect, kind, start, value, where, length):
        end = start + timedelta(days=length)
        later = {"pulse": {"until": end}, "ramp": {"full": end}}.get(kind, {})
        return made(name, effect, kind, (start,), (value,), (where,), **later)

    return st.builds(
        timed,
        st.text("abcdef", min_size=1, max_size=6),
        st.sampled_from(["times", "plus"]),
        st.sampled_from(["step", "pulse", "ramp"]),
        days,
        st.one_of(st.just(0.0), st.floats(1e-12, 1)),
        st.sampled_from(["China", "Dandong", "Liaoning", "worldwide"]),
        st.integers(1, 39),
    )


@given(st.lists(policies_of_any_kind(), max_size=5, unique_by=lambda one: one.name), st.randoms())
def test_any_policies_in_any_order_give_the_same_bits(policies, random):
    shuffled = random.sample(policies, len(policies))
    assert applied(ONE, policies).tobytes() == applied(ONE, shuffled).tobytes()


def test_the_week_in_which_a_step_falls_has_the_mean_of_its_days(tmp_path):
    """16 July 2017 was a Sunday: six days of 1 and one of 0.5 give 6.5/7."""
    found = scenario(tmp_path, BASE + policy("icbc", "value = 0.5\nfrom = 2017-07-16"))
    week = week_of(date(2017, 7, 16))
    rows = found.input_rows()["bank_access"]
    assert rows[week - 1 : week + 2, DANDONG].tolist() == [65_536, round(65_536 * 6.5 / 7), 32_768]


STRENGTH = """
[parameters.strength.banks]
title = "Access left"
unit = "ratio"
range = [0.25, 1]
default = 0.75
prior = { kind = "uniform" }
assumed = "Nobody says."
"""
DRAWN = policy("banks", 'parameter = "strength.banks"\nfrom = 2017-07-16', where="Dandong")


def test_each_world_draws_a_strength_and_the_shared_rows_have_its_default(tmp_path):
    said = scenario(tmp_path, BASE + STRENGTH + DRAWN)
    draws = said.draw(1, range(50))
    values = draws.human["strength.banks"]
    assert values.min() >= 0.25 and values.max() <= 1 and np.ptp(values) > 0.5
    late = week_of(date(2020, 1, 6))
    assert said.input_rows()["bank_access"][late, DANDONG] == 0.75 * 2**16
    for world in (0, 7):
        human, _ = draws.of_world(world)
        rows = said.drawn_rows(1, world, human)
        assert list(rows) == ["bank_access"]
        assert rows["bank_access"][late, DANDONG] == round(human["strength.banks"] * 2**16)
        assert rows["bank_access"][late, BEIJING] == 2**16


def test_a_drawn_strength_gives_the_rows_of_the_same_value_written_down(tmp_path):
    """Also in a week that a policy parts, on a ramp, and in the last week of the record, which has three days."""
    more = policy("more", "value = 0.5\nfrom = 2016-03-02\nuntil = 2025-12-30", kind="pulse", where="China")
    ramp = policy("ramp", "value = 0.5\nfrom = 2013-01-01\nfull = 2015-05-05", kind="ramp", where="worldwide")
    drawn = scenario(tmp_path, BASE + STRENGTH + DRAWN + more + ramp, "drawn")
    for value in (0.25, 0.9, 1.0):
        fixed = policy("banks", f"value = {value}\nfrom = 2017-07-16", where="Dandong")
        written = scenario(tmp_path, BASE + fixed + more + ramp, "fixed").input_rows()
        rows = drawn.drawn_rows(1, 0, {"strength.banks": value})
        assert np.array_equal(rows["bank_access"], written["bank_access"])


def test_a_strength_set_on_the_command_line_is_the_same_in_all_worlds(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(BASE + STRENGTH + DRAWN, encoding="utf-8")
    said = read_scenario(path, overrides=["strength.banks=0.5"], known=Known(records=AnyRecord()))
    assert set(said.draw(1, range(5)).human["strength.banks"]) == {0.5}
    assert said.input_rows()["bank_access"][-1, DANDONG] == 2**15


def test_a_strength_that_no_policy_has_is_refused_on_the_command_line(tmp_path):
    child = 'format = 1\nextends = "small.toml"\ntitle = "Without"\ndrop = ["banks"]\n'
    (tmp_path / "small.toml").write_text(BASE + STRENGTH + DRAWN, encoding="utf-8")
    (tmp_path / "child.toml").write_text(child, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"strength\.banks, which no policy of this scenario has"):
        read_scenario(tmp_path / "child.toml", overrides=["strength.banks=0.5"], known=Known(records=AnyRecord()))


def test_what_a_scenario_writes_of_a_drawn_strength_is_read_back(tmp_path):
    said = scenario(tmp_path, BASE + STRENGTH + DRAWN)
    again = scenario(tmp_path, said.as_toml(), "again")
    assert 'parameter = "strength.banks"' in said.as_toml()
    assert again.policies == said.policies and again.digest() == said.digest()

"""The model at its limits, where the answer is known without a run: whole worlds, compiled, over all years.

Each test takes the baseline with every parameter at its default and changes what its name says.
"""

from functools import cache

import numpy as np
import pytest

from legation.engine.week import founding_parameters
from legation.engine.world import Setup, advance, begin
from legation.experiments.setup import load_scenario, setting
from legation.kernel.fixed_point import ONE
from legation.kernel.units import to_machine
from legation.population.codes import POSTED, VACANT

POSTS = 60
NO_QUOTAS = {f"obligations.quota_{size}": 0 for size in ("low", "middle", "high")}
NO_LEVIES = {"obligations.levies_early": 0, "obligations.levies_late": 0}
NO_RECALLS = {
    "recall.capacity": 0, "purge.summoned": 0, "whereabouts.goes_home": 0, "surveillance.punished": 0
}  # fmt: skip
NO_DEATHS = {"despair.rate": 0}
ALL_STAY = {"flight.attempts": 0} | NO_RECALLS | NO_DEATHS
ALL_FLEE = {  # as fast as rates go: 8 a week, from the second week on, once all are as afraid as they can be
    "flight.attempts": 52_000,
    "flight.credit": 1,
    "flight.deterrence": 0,
    "founding.family_abroad": 0,
    "intent.drives": 0,
    "intent.beta_fear": 5,
    "purge.everyone": 1,
    "purge.summoned": 0,
    "founding.term_spread": 0,  # nobody's term is over at once
    "rotation.leave_weeks": 520,
}
PANIC = {"permit": 0, "lockdown": 0, "purge": ONE}


@cache
def _defaults():
    scenario = load_scenario("baseline")
    human = {name: parameter.default for name, parameter in scenario.parameters.items()}
    machine = {name: int(scenario.parameters[name].machine(np.array(human[name]))) for name in human}
    return scenario, setting(scenario), machine | {"founding.posted": POSTS}


def _world(changed=None, *, inputs=None, weeks=None, number=0):
    """A world after so many weeks, all if not given: `changed` parameters in human units, `inputs` as one share."""
    scenario, shared, machine = _defaults()
    told = founding_parameters() | shared.week.parameters
    machine = machine | {name: to_machine(told[name].unit, value) for name, value in (changed or {}).items()}
    rows = {name: np.full_like(shared.inputs[name], share) for name, share in (inputs or {}).items()}
    world = begin(shared.week, 1, number, machine, scenario.first_week)
    last = scenario.last_week + 1 if weeks is None else scenario.first_week + weeks
    outcome = advance(world, Setup(shared.week, shared.inputs | rows, shared.on), last)
    assert outcome.done, outcome
    return world


def _ever(world, name):
    """A count over all weeks and rows, those of a last, unfinished period included; of a level, its sum."""
    return int(world.history[name].sum() + world.columns[name].sum())


def test_the_usual_world_does_all_that_the_limits_forbid():
    """Otherwise the tests below could pass by accident. Four worlds, because flights are rare."""
    worlds = [_world(number=number) for number in range(4)]
    did = (
        "owing",
        "recalls_ordered",
        "recalls_done",
        "went_home",
        "alert",
        "clampdowns",
        "fled",
        "newcomers",
        "visits",
    )
    for name in (*did, "visits_taken", "not_sent_back", "posts_given_up", "branches_closed"):
        assert sum(_ever(world, name) for world in worlds) > 0, name


def test_without_quotas_and_levies_nobody_owes_anything():
    world = _world(NO_QUOTAS | NO_LEVIES)
    assert _ever(world, "owing") == 0
    assert not world.columns["arrears"].any()
    assert [_ever(world, name) for name in ("quota_due", "quota_paid", "levy_asked", "levy_paid")] == [0] * 4


def test_without_quotas_and_levies_nobody_is_recalled_for_debts():
    """A link, suspicion and a conspicuous income are the other reasons; without these no score exceeds the least."""
    others = ("recall.link_weight", "recall.suspicion_weight", "recall.income_weight", "purge.summoned")
    debts_only = {"recall.capacity": 1} | dict.fromkeys(others, 0)
    assert _ever(_world(debts_only), "recalls_ordered") > 0
    assert _ever(_world(NO_QUOTAS | NO_LEVIES | debts_only), "recalls_ordered") == 0


def test_reports_that_nobody_checks_find_nobody_out():
    checks = {"whereabouts.found_out": 0, "whereabouts.second_check": 0}
    tight = {"alert.p_trigger": 1, "flight.attempts": 1000, "whereabouts.away": 1, "whereabouts.goes_home": 1}
    assert _ever(_world(checks | tight), "found_out_ordered") == 0
    assert _ever(_world(tight), "found_out_ordered") > 0


def test_without_minders_nobody_is_suspected_and_none_flees():
    """Who is found out is ordered home here, so that nobody else makes anybody suspect."""
    often = {"surveillance.names": 26, "surveillance.minders_flee": 0.02, "whereabouts.goes_home": 1}
    world = _world(often | {"surveillance.minders_per_official": 0})
    assert [_ever(world, name) for name in ("minders", "suspected", "bribes", "minders_fled")] == [0] * 4
    assert not world.columns["suspicion"].any()
    assert _ever(_world(often), "suspected") > 0


def test_behind_a_border_that_is_always_shut_nobody_goes_home_or_is_returned():
    caught = {"pursuit.capture_early": 1, "pursuit.capture_late": 1, "pursuit.bribe_share": 0, "flight.overland": 1}
    many_flee = {"flight.attempts": 1000, "flight.credit": 1}
    world = _world(caught | many_flee, inputs={"border_open": 0})
    assert [_ever(world, name) for name in ("went_home", "recalls_done", "forced_returns", "arrived")] == [0] * 4
    assert _ever(world, "visits") == 0
    assert _ever(world, "recalls_ordered") > 0
    assert world.columns["detained"].sum() == _ever(world, "captured") > 0


def test_without_controls_alert_stays_at_nothing_and_sessions_at_their_usual_number():
    """No flight and no shock sets off a clampdown."""
    world = _world({"alert.p_trigger": 0, "flight.attempts": 1000}, inputs={"shock": 0})
    assert _ever(world, "fled") > 0
    assert [_ever(world, name) for name in ("alert", "clampdowns")] == [0, 0]
    held = world.history["sessions"][: world.at // 4]
    assert (held == to_machine("ratio", 1)).all()


def test_clampdowns_without_force_leave_alert_at_nothing():
    world = _world({"alert.jump": 0, "alert.floor_step": 0, "alert.p_trigger": 1, "flight.attempts": 1000})
    assert _ever(world, "clampdowns") > 0
    assert _ever(world, "alert") == 0


def test_one_official_lives_through_all_years():
    """The post is never filled twice over, and the money of one closes like that of many."""
    told = {"founding.posted": 1, "recall.capacity": 1, "flight.attempts": 100, "flight.credit": 1}
    world = _world(told | NO_DEATHS)
    present = world.history["posted"].sum(axis=1)
    assert set(present.tolist()) == {0, 1}
    left = [_ever(world, name) for name in ("went_home", "recalls_done", "fled")]  # visits among recalls
    filled = int((world.columns["status"] != VACANT).sum())
    assert 1 + _ever(world, "newcomers") - sum(left) == filled
    assert sum(left) > 1


def test_with_all_hazards_at_nothing_nobody_leaves():
    """The border is shut, so that no term ends and nobody visits; nobody flees or dies, and nobody is ordered home."""
    world = _world({"flight.attempts": 0} | NO_RECALLS | NO_DEATHS, inputs={"border_open": 0})
    assert (world.columns["status"] == POSTED).all()
    assert not world.columns["occupant"].any()
    assert (world.history["posted"][: world.at // 4].sum(axis=1) == POSTS).all()


def test_a_flight_that_nothing_slows_takes_everybody_within_weeks():
    """8 a week is the most that a rate counts for: in 1 of 50 worlds somebody stays a week, in none two weeks.

    In the first week the rate is 1 a week, because officials think in the second.
    """
    world = _world(ALL_FLEE, inputs=PANIC, weeks=3)
    assert (world.columns["status"] == VACANT).all()
    assert world.columns["fled"].sum() == POSTS
    assert world.columns["savings"].sum() + world.columns["hidden"].sum() == 0


def test_a_term_that_is_over_at_once_sends_everybody_home_in_the_first_week():
    over = {"founding.term": 1, "founding.term_spread": 0, "rotation.leave_weeks": 1}
    world = _world(over, inputs={"permit": 0, "visa_pressure": ONE}, weeks=1)
    assert (world.columns["status"] == VACANT).all()
    assert world.columns["went_home"].sum() == POSTS


def test_where_no_post_is_given_up_and_no_firm_closes_the_establishment_stays():
    """The old form: a refusal only delays."""
    world = _world({"posts.gives_up": 0, "posts.firms_closed": 0})
    assert [_ever(world, name) for name in ("posts_given_up", "branches_closed")] == [0, 0]


def test_where_all_firms_close_and_nothing_reopens_everybody_goes_home_for_good():
    """The order falls due in the first week. A week later all terms are over, and all who are due go at once."""
    closed = {"posts.firms_closed": 1, "posts.reopens": 0, "rotation.leave_weeks": 1} | ALL_STAY
    world = _world(closed, inputs={"firm_closure": ONE, "border_open": ONE}, weeks=60)
    assert (world.columns["status"] == VACANT).all()
    assert world.columns["posts_given_up"].sum() == POSTS
    assert (_ever(world, "went_home"), _ever(world, "newcomers")) == (POSTS, 0)


@pytest.mark.parametrize("share", [0, 1])
def test_visitors_stay_never_or_by_their_standing(share):
    """The first visit is at the end of the first year, after three reviews. Of 60 at mean standing of a half about 30
    stay, with an sd of 4 at most: allowed are 4 sd. With all they have in the open taken, nobody takes any of it home.
    """
    told = {"home_visits.per_year": 1, "home_visits.not_sent_back": share, "home_visits.take_share": 1}
    world = _world(
        ALL_STAY | told | {"founding.term": 1_040, "home_visits.quiet": 0}, inputs={"border_open": ONE}, weeks=52
    )
    assert _ever(world, "visits") == (world.columns["status"] == POSTED).sum() + _ever(world, "not_sent_back")
    assert abs(_ever(world, "not_sent_back") - share * _ever(world, "visits") / 2) <= share * 16
    assert world.columns["savings"].sum() == 0


@pytest.mark.parametrize(("share", "captured", "arrived"), [(0, 0, POSTS), (1, POSTS, 0)])
def test_ways_end_in_capture_never_or_always(share, captured, arrived):
    ways = {"pursuit.capture_early": share, "pursuit.capture_late": share, "pursuit.mission_risk": 1}
    world = _world(ALL_FLEE | ways | {"pursuit.bribe_share": 0}, inputs=PANIC, weeks=104)
    assert (_ever(world, "fled"), _ever(world, "captured"), _ever(world, "arrived")) == (POSTS, captured, arrived)
    assert _ever(world, "forced_returns") == captured


@pytest.mark.parametrize(("share", "counted"), [(0, 0), (1, POSTS)])
def test_arrivals_are_counted_never_or_always(share, counted):
    safe = {"pursuit.capture_early": 0, "pursuit.capture_late": 0, "arrivals.share_counted": share}
    world = _world(ALL_FLEE | safe, inputs=PANIC)
    assert (_ever(world, "arrived"), _ever(world, "counted")) == (POSTS, counted)
    assert not world.columns["journey_status"].any()

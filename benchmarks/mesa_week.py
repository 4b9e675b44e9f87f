"""The same week in Mesa 3: environment, alert, sessions, trade, flight; written plainly, with floats and its own luck.

It is meant as a good Mesa program, not as a slow one. What is the same for all officials of a place is worked out once
a week, as in our own mechanisms, and an official acts once a week: between trade and flight nobody looks at anybody
else, so one call serves for both. What the centre learns and how control tightens is that of the twin in
`verification/`. Only the bits of chance differ; `comparison.py` checks that the means agree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from math import exp, log2

import mesa
import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, WEEKS_PER_YEAR
from legation.base.places import PLACES
from legation.kernel.fixed_point import ONE
from legation.population.codes import INCOME_BINS
from legation.population.initial import shared_out
from verification.mesa_twin.centre import Centre
from verification.mesa_twin.people import reference_rate

WEIGHTS = (
    "weight_dandong",
    "weight_shenyang",
    "weight_yanji",
    "weight_beijing",
    "weight_other_china",
    "weight_south_east_asia",
    "weight_elsewhere",
)

GROUP = 3  # persons: a flight that the centre is likelier to answer


class Official(mesa.Agent):
    """An official at a post. Money in dollars."""

    def __init__(self, model: Mission, place: int, employer: int) -> None:
        """Draw the founding traits."""
        super().__init__(model)
        luck, p = model.random, model.p
        self.place = place
        self.employer = employer
        self.manager = (place, employer) not in model.branches
        model.branches.add((place, employer))
        self.skill = luck.lognormvariate(0, p["founding.skill_spread"])
        self.family_home = luck.random() >= p["founding.family_abroad"]
        self.linked = luck.random() < p["founding.linked"]
        self.week_posted = model.week - int(luck.random() * p["founding.term"])
        self.savings = 0.0
        self.earned = 0.0

    def step(self) -> None:
        """Earn the margin of the week's deals, then perhaps leave."""
        model = self.model
        ties = min(model.ties_start + model.ties_step * (model.week - self.week_posted), 1)
        deal = model.steady + model.lucky * model.random.lognormvariate(-0.5, 1)
        income = model.margin[self.place] * self.skill * ties * deal
        self.savings += income
        self.earned += income
        model.trade_income += income
        if model.random.random() < model.flight_chance[self.place][self.family_home]:
            self._leave()

    def _leave(self) -> None:
        """Go overland for a price or on credit, or to a mission in the city; who can do neither stays."""
        model, p, luck = self.model, self.model.p, self.model.random
        persons = 1 if self.family_home else 1 + int(p["flight.relatives"])
        price = model.route_price[self.place] * persons if luck.random() < p["flight.overland"] else 0
        if self.savings < price and luck.random() >= p["flight.credit"]:
            return
        model.centre.unanswered[self.place].append(persons >= GROUP)
        model.fled += 1
        self.remove()


class Mission(mesa.Model):
    """A world: its places, its officials, and what is counted every four weeks."""

    def __init__(
        self,
        human: Mapping[str, float],
        inputs: Mapping[str, np.ndarray],
        officials: int,
        first_week: int,
        seed: int,
        activation: str = "shuffle_do",
    ) -> None:
        """Found the world.

        human       full parameter name -> value in human units
        inputs      name -> (weeks, places) out of 2**16
        activation  how the officials are called: "shuffle_do", or "do" for always in the same order
        """
        super().__init__(seed=seed)
        self.p = p = dict(human)
        self.inputs = {name: (rows / ONE).tolist() for name, rows in inputs.items()}
        self.activation = activation
        self.week = first_week
        self.ties_start = p["trade.relations_start"]
        self.ties_step = (1 - self.ties_start) / p["trade.relations_full"]
        self.steady, self.lucky = 1 - p["trade.deal_luck"], p["trade.deal_luck"]
        self.alert = [0.0] * len(PLACES)
        self.centre = Centre(self)
        self.trade_income, self.fled, self.clampdowns = 0.0, 0, 0
        self.branches: set[tuple[int, int]] = set()
        self._post(officials)
        self.datacollector = mesa.DataCollector(
            {
                "posted": count_posted,
                "income_bins": count_incomes,
                "trade_income": "trade_income",
                "fled": "fled",
                "clampdowns": "clampdowns",
                "alert": lambda model: list(model.alert),
            }
        )

    def _post(self, officials: int) -> None:
        """Deal the posts to places by share and to employers by size."""
        p = self.p
        weights = np.array([round(p[f"founding.{name}"] * ONE) for name in WEIGHTS])
        sizes = [
            self.random.lognormvariate(0, p["founding.employer_size_spread"])
            for _ in range(int(p["founding.employers"]))
        ]
        ladder = list(accumulate(sizes))
        for place, posts in enumerate(shared_out(officials, weights)):
            for _ in range(posts):
                Official(self, place, bisect_right(ladder, self.random.random() * ladder[-1]))

    @property
    def officials(self) -> mesa.agent.AgentSet:
        """Those at their posts."""
        return self.agents_by_type[Official]

    def run(self, weeks: int) -> None:
        """Some weeks."""
        for _ in range(weeks):
            self.step()

    def step(self) -> None:
        """One week."""
        self._learn_of_flights()
        self._look_around()
        getattr(self.officials, self.activation)("step")
        if self.week % WEEKS_PER_PERIOD == WEEKS_PER_PERIOD - 1:
            self.datacollector.collect(self)
            for official in self.officials:
                official.earned = 0.0
        self.week += 1

    def _learn_of_flights(self) -> None:
        """Alert fades, and rises where clampdowns follow flights that become known, and after shocks."""
        shocks = self.centre.felt(self.inputs["shock"][self.week], self.inputs["dated_flight"][self.week])
        ordered = [self.centre.learn(here) for here in range(len(PLACES))]
        self.alert = self.centre.tighten(self.alert, ordered, shocks)
        # A shock of full strength counts as one clampdown, a weaker one as one on average.
        self.clampdowns += sum(ordered) + sum(self.random.random() < shock for shock in shocks)

    def _look_around(self) -> None:
        """What the week holds for officials of each place: the usual margin, and the chance to leave."""
        p = self.p
        imports, exports, lockdown = (self.inputs[name][self.week] for name in ("imports", "exports", "lockdown"))
        weekly = p["trade.median_margin"] / WEEKS_PER_YEAR
        closed = 1 - p["environment.lockdown_opportunity"]
        # The rest of what control costs is due to `whereabouts`, which is none of the five mechanisms.
        to_sessions = p["sessions.income_lost"] * (1 - p["whereabouts.travel_part"])
        self.route_price = [1000 * price for price in self.inputs["route_price"][self.week]]
        hazard = reference_rate(p)
        push = exp(p["flight.beta_hostage"])
        self.margin, self.flight_chance = [], []
        for here, alert in enumerate(self.alert):
            weight = p["environment.import_weight"]
            market = imports[here] * weight + exports[here] * (1 - weight)
            self.margin.append(weekly * market * (1 - to_sessions * alert))
            rate = hazard * (1 - closed * lockdown[here]) * (1 - p["flight.deterrence"] * alert)
            # Looked up with `family_home`: 0 if nobody is held at home.
            self.flight_chance.append((1 - exp(-rate * push), 1 - exp(-rate)))


def count_posted(model: Mission) -> list[int]:
    """Officials at their posts, by place."""
    posted = [0] * len(PLACES)
    for official in model.officials:
        posted[official.place] += 1
    return posted


def count_incomes(model: Mission) -> list[list[int]]:
    """Officials by place and by income of the four weeks, in the bins of our own census."""
    bins = [[0] * INCOME_BINS for _ in PLACES]
    for official in model.officials:
        step = int(2 * log2(official.earned)) if official.earned > 1 else 0
        bins[official.place][min(step, INCOME_BINS - 1)] += 1
    return bins

"""Who acts: an official at a post, and a journey of somebody who has left one. Money in dollars, time in weeks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

import mesa

WEEKS_PER_YEAR = 52
MONTH = 4  # weeks
ABOUT_A_CENT = 0.005


@dataclass
class Post:
    """A place at a branch that somebody may hold. Debts and the memory of income belong to it, not to the person."""

    number: int
    place: int
    branch: list[Post]
    manager: bool
    quota: float  # a year
    arrears: float = 0.0
    trailing: float = 0.0  # income of about a year
    watched: float = 0.0  # how closely the branch is watched after a flight; kept at its first post
    earned: float = 0.0  # since the month began
    given_up: bool = False
    holder: Official | None = None

    def solvent(self, insolvent: float) -> bool:
        """Whether the branch earned more than this part of its quotas over about a year."""
        return sum(post.trailing for post in self.branch) > insolvent * sum(post.quota for post in self.branch)


@dataclass
class Levy:
    """What a levy asks of an official, and what is left of it; `due` is a week."""

    due: int
    asked: float
    left: float


def reference_rate(p: Mapping[str, float]) -> float:
    """Flights a week of an official whose relatives are at home, so that the mean over all officials is as told."""
    abroad = p["founding.family_abroad"]
    mean = 1 - abroad + abroad * exp(p["flight.beta_hostage"])
    return p["flight.attempts"] / 1000 / WEEKS_PER_YEAR / mean


class Official(mesa.Agent):
    """An official, posted or summoned home."""

    def __init__(
        self,
        model: mesa.Model,
        post: Post,
        *,
        week_posted: int,
        term: int,
        skill: float,
        hostage: bool,
        linked: bool,
        late_closing: float,
    ) -> None:
        """Arrive at the post.

        hostage       whether a close relative is held at home
        late_closing  access to banks at which this official's own account closes
        """
        super().__init__(model)
        self.post, self.week_posted, self.term = post, week_posted, term
        self.skill, self.hostage, self.linked, self.late_closing = skill, hostage, linked, late_closing
        self.account = "own"
        self.summoned_for: int | None = None  # the week in which an official who was ordered home has to go
        self.prepared = False
        self.push = 0.0  # log rate
        self.standing = 0.0  # share of the place's officials who are less likely to be recalled
        self.suspicion = 0.0
        self.side_share = 0.0  # of working time
        self.savings = self.hidden = self.paid_this_year = self.advanced = 0.0
        self.levies: list[Levy] = []
        self.found_at_post = post.arrears
        post.holder = self

    @property
    def weeks_here(self) -> int:
        return self.model.week - self.week_posted

    @property
    def debt(self) -> float:
        """Yearly quotas owed, up to three, without what was found at the post."""
        own = max(self.post.arrears - self.found_at_post, 0)
        return min(own / self.post.quota, 3)

    def lucky(self, chance: float) -> bool:
        return self.model.random.random() < chance

    def leave(self) -> None:
        """The post is vacant from now on."""
        self.post.holder = None
        self.remove()

    def pay(self, asked: float) -> float:
        """Pay from savings as far as they go."""
        paid = min(self.savings, asked)
        self.savings -= paid
        return paid

    def perhaps_go_home(self) -> None:
        """Rotation: whoever has served what hosts leave of the term goes within weeks, while the border is open."""
        model, here = self.model, self.post.place
        served = self.weeks_here >= int(self.term * model.term_left[here])
        if self.summoned_for is None and served and self.lucky(model.leave_chance[here]):
            self.leave()

    def earn(self) -> None:
        """Trade: the margin of the week's deals."""
        model, p = self.model, self.model.p
        growth = min(self.weeks_here / p["trade.relations_full"], 1)
        ties = p["trade.relations_start"] + (1 - p["trade.relations_start"]) * growth
        luck = p["trade.deal_luck"]
        deal = 1 - luck + luck * model.random.lognormvariate(-0.5, 1)
        income = model.margin[self.post.place] * model.of_account[self.account] * self.skill * ties * deal
        self.savings += income
        self.post.earned += income

    def bank(self) -> None:
        """Banking, once a month: the account closes or comes back, secret money is traced, some more is hidden."""
        model, p, here = self.model, self.model.p, self.post.place
        if self.late_closing < model.now["bank_access"][here]:
            self.account = "own"
        elif self.account == "own":
            self.account = "borrowed" if self.lucky(p["banking.borrows"]) else "none"
        elif self.account == "borrowed" and self.lucky(p["banking.watched"]):
            self.account = "none"
        if self.lucky(p["banking.traced"] * model.tightness[here]):
            self.hidden = 0.0
        aside = self.savings * p["banking.hides"]
        self.savings -= aside
        self.hidden += aside

    def live(self) -> None:
        """Upkeep, once a month: one's own living, and a manager's staff."""
        p = self.model.p
        living = p["upkeep.living"] / WEEKS_PER_YEAR * MONTH
        self.pay(living * p["upkeep.staff"] if self.post.manager else 0)
        missing = max(living * p["upkeep.least_living"] - self.pay(living), 0)
        lent = min(missing, max(p["upkeep.advance_most"] - self.advanced, 0))
        self.advanced += lent - self.pay(min(self.savings * p["upkeep.paid_back"], self.advanced))

    def work_aside(self) -> None:
        """Side work, monthly: the more, the less the post earned in a year against its quota, up to what it lacks.

        It takes as much time till the next month ends.
        """
        p = self.model.p
        gap = max(1 - self.post.trailing / self.post.quota, 0)
        self.savings += min(p["side_work.income_at_full_gap"], self.post.quota) / WEEKS_PER_YEAR * MONTH * gap
        self.side_share = p["side_work.time_at_full_gap"] * gap

    def settle(self, last_collection: int, year_began: int) -> None:
        """Obligations: the quota of the weeks since the last collection, then a part of what is left for arrears."""
        post, week, p = self.post, self.model.week, self.model.p
        if self.week_posted > last_collection:
            lost = self.found_at_post * (0, 1, p["obligations.arrears_leave"])[int(p["obligations.arrears_after"])]
            post.arrears -= lost
            self.found_at_post -= lost
        kept = self.savings * p["obligations.retained"]
        self.savings -= kept
        due = post.quota / WEEKS_PER_YEAR * (week - max(self.week_posted, last_collection))
        paid = self.pay(due)
        post.arrears += due - paid
        late = self.pay(min(self.savings * p["obligations.arrears_share"], post.arrears))
        post.arrears -= late
        self.found_at_post = min(self.found_at_post, post.arrears)
        self.savings += kept
        self.paid_this_year = min(self.paid_this_year + paid + late, self.quota_of_the_year(year_began))

    def visit_home(self) -> None:
        """Home visits: people at home take a part of what they see or suppose; who ranks high may not be sent back."""
        p, count = self.model.p, self.model.count
        asked = max(self.savings, p["home_visits.supposed"]) * p["home_visits.take_share"]
        if self.lucky(p["home_visits.quiet"]):
            asked *= 1 - p["home_visits.quiet_saves"]
        count["visits"] += 1
        count["visits_taken"] += self.pay(asked)
        if self.lucky(p["home_visits.not_sent_back"] * self.standing):
            self.model.kept_home[self.post.place] += 1
            self.leave()

    def quota_of_the_year(self, year_began: int) -> float:
        return self.post.quota / WEEKS_PER_YEAR * (self.model.week - max(self.week_posted, year_began))

    def consider(self) -> None:
        """Intent, once a month: what drives the official to leave, and whether preparations begin."""
        model, p = self.model, self.model.p
        fear = min(self.linked * model.centre.fear_linked + model.centre.fear_all, 4)
        seen = model.recall_seen[self.post.place]
        recall = 1 if self.summoned_for is not None else min(2 * self.standing * seen / 2, 1)
        weight = self._weight_of_debts(model.usual_debt[self.post.place])
        repels = (1, -1, 1 - 2 * (1 - exp(-self.debt)))[int(p["intent.believed_recall"])]
        self.push = p["intent.beta_recall"] * recall * repels
        if p["intent.drives"] in (0, 2):  # fear, both
            self.push += p["intent.beta_fear"] * fear
        if p["intent.drives"] in (1, 2):  # debt, both
            self.push += p["intent.beta_arrears"] * weight
        if p["intent.peers"]:
            self.push += p["intent.beta_peers"] * min(model.flights_seen[self.post.place], 1)
        yearly = p["intent.prepares"] * exp(self.push)
        if not self.prepared and self.lucky(1 - exp(-yearly * MONTH / WEEKS_PER_YEAR)):
            self.prepared = True

    def perhaps_be_found_out(self) -> None:
        """Whereabouts, once a month: a report that covers something up is found to be false."""
        model, p, here = self.model, self.model.p, self.post.place
        false = min(p["whereabouts.away"] * model.tightness[here] + self.side_share, 1)
        each = p["whereabouts.found_out"] + (0 if self.hostage else p["whereabouts.second_check"])
        closer = 1 + p["surveillance.over_watch"] * self.post.branch[0].watched
        if self.summoned_for is None and self.lucky(1 - exp(-MONTH * model.reports[here] * false * each * closer)):
            if self.lucky(p["whereabouts.goes_home"]):
                model.centre.summon(self)
                model.count["recalls_ordered"] += 1
            else:
                self.suspicion += p["whereabouts.suspect"] * (1 - self.suspicion)

    def perhaps_be_reported(self, usual: float) -> None:
        """Surveillance, once a month: a minder reports the official, or is paid for not doing so.

        usual  rate of a month in this place
        """
        p = self.model.p
        exposed = 1 + p["surveillance.side"] * self.side_share
        closer = 1 + p["surveillance.over_watch"] * self.post.branch[0].watched
        if self.summoned_for is not None or not self.lucky(1 - exp(-usual * exposed * closer)):
            return
        if self.savings >= p["surveillance.bribe"] and self.lucky(p["surveillance.takes"]):
            self.savings -= p["surveillance.bribe"]
            self.suspicion *= 1 - p["surveillance.bribe_clears"]
        else:
            self.suspicion += p["surveillance.report"] * (1 - self.suspicion)

    def _weight_of_debts(self, usual: float) -> float:
        """How much own debts count: bounded, as they are, or bounded and beyond the median of the place."""
        owed = (self.debt, self.debt, max(self.debt - usual, 0))[int(self.model.p["intent.hardship"])]
        return owed if self.model.p["intent.hardship"] == 1 else 1 - exp(-owed)

    def perhaps_flee(self) -> None:
        """Flight: leave the post without leave, by a mission in the city or overland with a broker."""
        model, p, here = self.model, self.model.p, self.post.place
        push = self.push + p["flight.beta_prepared"] * self.prepared + p["flight.beta_hostage"] * (not self.hostage)
        if not self.lucky(1 - exp(-model.flight_rate[here] * exp(push))):
            return
        persons = 1 if self.hostage else 1 + int(p["flight.relatives"])
        overland = self.lucky(p["flight.overland"])
        money = self.savings + self.hidden
        price = 1000 * model.now["route_price"][here] * persons if overland else 0
        if money < price:
            if not self.lucky(p["flight.credit"]):
                return
            price = money
        model.count["fled"] += 1
        model.centre.unanswered[here].append(persons >= 3)
        model.fled_from.append(self.post.branch)
        model.flights_seen[here] += 100 / max(model.posted_at_census[here], 1)
        Journey(model, here, overland, money - price)
        self.leave()


class Journey(mesa.Agent):
    """Somebody under way, perhaps with close relatives: one case, which is captured or arrives as a whole."""

    def __init__(self, model: mesa.Model, place: int, overland: bool, money: float) -> None:
        """Set out."""
        super().__init__(model)
        p = model.p
        self.place, self.overland, self.money = place, overland, money
        self.state = "under way"
        self.turn = model.week + model.random.randint(int(p["flight.transit_least"]), int(p["flight.transit_most"]))

    def meet_pursuers(self) -> None:
        """Pursuit: be captured or arrive when the journey's turn comes; be handed over when the border opens."""
        model, p, luck = self.model, self.model.p, self.model.random
        if self.turn > model.week:
            return
        if self.state == "detained" and model.now["border_open"][self.place] > 0:
            self.remove()
        if self.state != "under way":
            return
        policing = model.now["policing"][self.place]
        risk = p["pursuit.capture_early"] + (p["pursuit.capture_late"] - p["pursuit.capture_early"]) * policing
        if luck.random() < risk * (1 if self.overland else p["pursuit.mission_risk"]):
            bribed = self.money >= p["pursuit.bribe_price"] and luck.random() < p["pursuit.bribe_share"] * (
                1 - policing
            )
            if not bribed:
                model.count["captured"] += 1
                self.state, self.turn = "detained", model.week + int(p["pursuit.handover_weeks"])
                return
        model.count["arrived"] += 1
        self.state = "arrived"
        delay = p["arrivals.delay_median_weeks"] * luck.lognormvariate(0, p["arrivals.delay_spread"])
        self.turn = model.week + max(int(delay), 1)

    def perhaps_be_counted(self) -> None:
        """Arrivals: months after the arrival it is counted, with others in its class, or hushed up."""
        p = self.model.p
        if self.state == "arrived" and self.turn <= self.model.week:
            if self.model.random.random() < p["arrivals.share_counted"]:
                with_diplomats = p["arrivals.counted_class"] == 1
                self.model.count["counted_all"] += 1 / p["arrivals.coverage"] if with_diplomats else 1
            self.remove()

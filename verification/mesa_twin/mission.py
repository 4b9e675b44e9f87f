"""A world: its posts and people, and one method for each mechanism of the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from math import exp, floor

import mesa
import numpy as np

from legation.base.places import PLACES
from legation.mechanisms import WEEK
from legation.population.codes import MANAGER
from verification.mesa_twin.centre import HERE, Centre
from verification.mesa_twin.people import MONTH, WEEKS_PER_YEAR, Journey, Official, Post, reference_rate

QUOTAS = ("obligations.quota_low", "obligations.quota_middle", "obligations.quota_high")
QUARTER = 13  # weeks
YEAR_END, MID_YEAR = 51, 25  # weeks of a year, from 0, in which officials are called home for a visit
# Mechanisms that are not written a second time, because no other reads what they write, as a test holds, and no number
# compared is of them. Workers follow means that are rounded by lot: between worlds there is next to no spread, so a
# paired test would tell our rounding to cents from Mesa's floats and nothing of the rules.
APART = {"labour", "press"}
# Neither is `brokerage`, and other mechanisms do depend on it: agencies pass on what families pay for meetings, and
# managers hold it, who pay dues, debts and journeys from it. So it has to be off on both sides.
OFF = {"brokerage"}


class Mission(mesa.Model):
    """One world of the given mechanisms, founded with the people of one of Legation's own."""

    def __init__(
        self,
        human: Mapping[str, float],
        inputs: Mapping[str, list[list[float]]],
        founded: Mapping[str, np.ndarray],
        first_week: int,
        seed: int,
        on: Collection[str],
    ) -> None:
        """Take over posts and people.

        human    full parameter name -> value as people count it
        inputs   name -> a row for each week, a share for each place
        founded  columns of a world before its first week
        on       the mechanisms at work; none of `OFF`
        """
        assert not OFF & set(on), OFF & set(on)
        super().__init__(seed=seed)
        self.p, self.inputs, self.week = dict(human), inputs, first_week
        self.works = [getattr(self, name) for name in WEEK if name in on and name not in APART]
        self.count: Counter[str] = Counter()
        self.levels: list[dict[str, float]] = []  # at the end of each month
        self.market, self.opportunity, self.free_time = ([1.0] * len(PLACES) for _ in range(3))
        self.kept_home = [0] * len(PLACES)  # visitors who were not sent back, until colleagues see it (`recall`)
        self.tightness, self.sessions_held, self.recall_seen = ([0.0] * len(PLACES) for _ in range(3))
        self.travel = [1.0] * len(PLACES)
        self.reports = [0.0] * len(PLACES)  # on whereabouts, a week
        self.minders = [0] * len(PLACES)
        self.minders_posted = False
        self.fled_from: list[list[Post]] = []  # branches, for which no manager has answered yet
        # What is the same for all officials of a place is worked out once a week.
        self.margin, self.flight_rate, self.term_left, self.leave_chance = ([0.0] * len(PLACES) for _ in range(4))
        self.posted_at_census = [0] * len(PLACES)
        self.usual_debt = [0.0] * len(PLACES)  # of the median official, in yearly quotas
        self.flights_seen = [0.0] * len(PLACES)  # a year, per hundred officials
        self.centre = Centre(self)
        self.establishment = self._people(founded)

    def _people(self, founded: Mapping[str, np.ndarray]) -> list[Post]:
        """Posts with their first holders."""
        column = {name: rows.tolist() for name, rows in founded.items()}
        branches: dict[int, list[Post]] = {}
        posts = []
        for k, place in enumerate(column["place"]):
            branch = branches.setdefault(column["branch"][k], [])
            quota = self.p[QUOTAS[column["quota_type"][k]]]
            post = Post(k, place, branch, column["role"][k] == MANAGER, quota)
            branch.append(post)
            posts.append(post)
            Official(
                self,
                post,
                week_posted=column["week_posted"][k],
                term=column["term"][k],
                skill=column["skill"][k] / 2**16,
                hostage=bool(column["family_home"][k]),
                linked=bool(column["linked"][k]),
                late_closing=column["bank_luck"][k] / 2**16,
            )
        return posts

    @property
    def officials(self) -> list[Official]:
        return [post.holder for post in self.establishment if post.holder]

    @property
    def journeys(self) -> list[Journey]:
        return list(self.agents_by_type.get(Journey, ()))

    def step(self) -> None:
        """One week."""
        self.now = {name: rows[self.week] for name, rows in self.inputs.items()}
        for work in self.works:
            work()
        if self.week % MONTH == MONTH - 1:
            self._take_stock()
        self.week += 1

    def _take_stock(self) -> None:
        people = self.officials
        self.posted_at_census = [sum(official.post.place == here for official in people) for here in HERE]
        self.levels.append(
            {
                "posted": len(people),
                "tenure": sum(official.weeks_here for official in people),
                "owing": sum(max(official.post.arrears - official.found_at_post, 0) for official in people),
                "sessions": sum(self.sessions_held),
                "posts_given_up": sum(post.given_up for post in self.establishment),
            }
        )

    def environment(self) -> None:
        """What comes from outside."""
        p, weight = self.p, self.p["environment.import_weight"]
        for here in HERE:
            imports, exports = self.now["imports"][here], self.now["exports"][here]
            self.market[here] = weight * imports + (1 - weight) * exports
            closed = (1 - p["environment.lockdown_opportunity"]) * self.now["lockdown"][here]
            self.opportunity[here] = 1 - closed

    def purge(self) -> None:
        """A faction falls: those linked to it are frightened, some are called home, and others are shaken."""
        p, centre = self.p, self.centre
        keep = 0.5 ** (1 / p["purge.fear_half_life"])
        centre.fear_linked = min(centre.fear_linked * keep + max(self.now["purge"]), 4)
        frightening = self.now["purge" if p["purge.frightens"] == 0 else "shock"]
        centre.fear_all = min(centre.fear_all * keep + p["purge.everyone"] * max(frightening), 4)
        centre.purged = centre.purged or max(self.now["purge"]) > 0
        for official in self.officials:
            strength = self.now["purge"][official.post.place]
            posted_and_linked = official.summoned_for is None and official.linked
            if strength > 0 and posted_and_linked and official.lucky(p["purge.summoned"] * strength):
                centre.summon(official)
                self.count["recalls_ordered"] += 1

    def posts(self) -> None:
        """Firms close by order; vacant posts are filled again where the branch can pay and hosts admit, or given up.

        A request that income has failed may give the post up; later requests may reopen it, and the next fills it.
        """
        p, luck = self.p, self.random
        self._close_firms()
        rhythm = int(p["posts.application_weeks"])
        for post in self.establishment:
            if post.holder or (self.week + post.number) % rhythm:
                continue
            solvency = self._solvency(post.branch)
            if post.given_up:
                post.given_up = luck.random() >= p["posts.reopens"] * solvency**2
            elif luck.random() >= solvency:
                post.given_up = luck.random() < p["posts.gives_up"]
            elif luck.random() < self.now["permit"][post.place]:
                self._newcomer(post)

    def _close_firms(self) -> None:
        """Where an order on firms falls due some branches give up all posts, and the terms of their people are over."""
        if max(self.now["firm_closure"]) == 0:
            return
        for branch in {post.branch[0].number: post.branch for post in self.establishment}.values():
            if self.random.random() < self.p["posts.firms_closed"] * self.now["firm_closure"][branch[0].place]:
                for post in branch:
                    post.given_up = True
                    if post.holder:
                        post.holder.term = 0

    def _solvency(self, branch: list[Post]) -> float:
        p = self.p
        covered = sum(post.trailing for post in branch) / sum(post.quota for post in branch)
        least, insolvent = p["posts.refill_least"], p["posts.insolvent"]
        share = (covered - insolvent) / (1 - insolvent)
        return least + (1 - least) * min(max(share, 0), 1)

    def _newcomer(self, post: Post) -> None:
        p, luck = self.p, self.random
        late, early = p["posts.family_abroad_late"], p["founding.family_abroad"]
        abroad = late + (early - late) * self.now["families_allowed"][post.place]
        Official(
            self,
            post,
            week_posted=self.week,
            term=max(int(luck.gauss(p["founding.term"], p["founding.term_spread"])), 1),
            skill=luck.lognormvariate(0, p["founding.skill_spread"]),
            hostage=luck.random() >= abroad,
            linked=not self.centre.purged and luck.random() < p["founding.linked"],
            late_closing=luck.random(),
        )

    def rotation(self) -> None:
        """Officials go home at the end of their term."""
        p = self.p
        for here in HERE:
            self.term_left[here] = 1 - self.now["visa_pressure"][here] * (1 - p["rotation.squeezed"])
            self.leave_chance[here] = self.now["border_open"][here] / p["rotation.leave_weeks"]
        for official in self.officials:
            official.perhaps_go_home()

    def alert(self) -> None:
        """Control tightens after flights that become known and after shocks, and eases to a floor."""
        ordered = [self.centre.learn(here) for here in HERE]
        shocks = self.centre.felt(self.now["shock"], self.now["dated_flight"])
        self.tightness = self.centre.tighten(self.tightness, ordered, shocks)

    def sessions(self) -> None:
        """Study and pledges, the more the tighter control is, paid for in time."""
        p = self.p
        for here in HERE:
            self.sessions_held[here] = p["sessions.base_per_week"] + p["sessions.per_alert"] * self.tightness[here]
            lost = p["sessions.income_lost"] * (1 - p["whereabouts.travel_part"])
            self.free_time[here] = 1 - lost * self.tightness[here]

    def trade(self) -> None:
        """Margins of the week's deals; once a month each post's income of about a year is brought up to date."""
        p = self.p
        self.of_account = {"own": 1, "borrowed": p["trade.margin_borrowed"], "none": p["trade.margin_without_account"]}
        for here in HERE:
            usual = p["trade.median_margin"] / WEEKS_PER_YEAR
            self.margin[here] = usual * self.market[here] * self.free_time[here] * self.travel[here]
        for official in self.officials:
            official.earn()
        if self.week % MONTH == MONTH - 1:
            for post in self.establishment:
                post.trailing += post.earned - post.trailing * MONTH / WEEKS_PER_YEAR
                post.earned = 0.0

    def banking(self) -> None:
        """Accounts and secret money, in the first week of a month."""
        if self.week % MONTH == 0:
            for official in self.officials:
                official.bank()

    def side_work(self) -> None:
        """What officials earn beside, in the last week of a month."""
        if self.week % MONTH == MONTH - 1:
            for official in self.officials:
                official.work_aside()

    def upkeep(self) -> None:
        """Living, in the last week of a month."""
        if self.week % MONTH == MONTH - 1:
            for official in self.officials:
                official.live()

    def obligations(self) -> None:
        """Levies at any time, then quotas when they are due."""
        self.centre.levy()
        self.centre.collect_levies()
        self.centre.collect()

    def home_visits(self) -> None:
        """Visits home at the end of a year, and beyond one a year in its middle too, where the border is open."""
        usual = self.p["home_visits.per_year"]
        chance = {YEAR_END: min(usual, 1), MID_YEAR: max(usual - 1, 0)}.get(self.week % WEEKS_PER_YEAR, 0)
        for official in self.officials:
            if official.summoned_for is None and official.lucky(chance * self.now["border_open"][official.post.place]):
                official.visit_home()

    def whereabouts(self) -> None:
        """Reports and limits on travel; in the second week of a month some false reports are found out."""
        p = self.p
        for here in HERE:
            self.reports[here] = p["whereabouts.base_per_week"] + p["whereabouts.per_alert"] * self.tightness[here]
            lost = p["sessions.income_lost"] * p["whereabouts.travel_part"]
            self.travel[here] = 1 - lost * self.tightness[here]
        if self.week % MONTH == 1:
            for official in self.officials:
                official.perhaps_be_found_out()

    def surveillance(self) -> None:
        """In the last week of a month: minders come, go and flee, managers answer for flights, people are reported."""
        if self.week % MONTH != MONTH - 1:
            return
        p, luck = self.p, self.random
        usual = [0.0] * len(PLACES)
        for here in HERE:
            people = [official for official in self.officials if official.post.place == here]
            for official in people:
                official.suspicion *= 0.5 ** (MONTH / p["surveillance.fades"])
            self._exchange_minders(here, len(people))
            push = sum(official.push for official in people) / max(len(people), 1)
            yearly = p["surveillance.minders_flee"] * exp(push) * self.opportunity[here]
            gone = sum(luck.random() < 1 - exp(-yearly * MONTH / WEEKS_PER_YEAR) for _ in range(self.minders[here]))
            self.minders[here] -= gone
            self.centre.unanswered[here] += [True] * gone
            if people:
                usual[here] = p["surveillance.names"] * MONTH / WEEKS_PER_YEAR * self.minders[here] / len(people)
        self.minders_posted = True
        self._answer_for_flights()
        for official in self.officials:
            official.perhaps_be_reported(usual[official.post.place])

    def _exchange_minders(self, here: int, present: int) -> None:
        p = self.p
        sought = p["surveillance.minders_per_official"] * present
        sought *= 1 + p["surveillance.per_alert"] * self.tightness[here]
        part = self.now["border_open"][here] * min(MONTH / p["surveillance.minder_term"], 1)
        mean = self.minders[here] + (sought - self.minders[here]) * (part if self.minders_posted else 1)
        self.minders[here] = floor(mean) + (self.random.random() < mean - floor(mean))

    def _answer_for_flights(self) -> None:
        """Flights are held against managers, who watch the branch more closely for a while; not against newcomers."""
        p = self.p
        for post in self.establishment:
            is_new = post.holder and post.holder.week_posted > self.week - MONTH
            post.watched *= 0.0 if is_new else 0.5 ** (MONTH / p["surveillance.forgets"])
        for branch in {branch[0].number: branch for branch in self.fled_from}.values():
            manager = branch[0].holder
            if manager and manager.week_posted > self.week - MONTH:
                continue
            branch[0].watched = 1.0
            if manager and manager.summoned_for is None and manager.lucky(p["surveillance.punished"]):
                self.centre.summon(manager)
                self.count["recalls_ordered"] += 1
        self.fled_from = []

    def recall(self) -> None:
        """Those whose time has come go home; every quarter each place is reviewed."""
        home, self.kept_home = self.kept_home, [0] * len(PLACES)
        for official in self.officials:
            here, due = official.post.place, official.summoned_for
            if due is not None and due <= self.week and official.lucky(self.now["border_open"][here]):
                home[here] += 1
                official.leave()
        for here in HERE:
            self.recall_seen[here] *= 1 - 1 / WEEKS_PER_YEAR
            if self.posted_at_census[here]:
                self.recall_seen[here] += home[here] / self.posted_at_census[here]
        if self.week % QUARTER == QUARTER - 1:
            for here in HERE:
                here_now = [o for o in self.officials if o.post.place == here and o.summoned_for is None]
                if here_now:
                    self.centre.review(here_now)

    def intent(self) -> None:
        """Reasons to leave, in the second week of a month."""
        if self.week % MONTH == 1:
            for here in HERE:
                debts = sorted(official.debt for official in self.officials if official.post.place == here)
                self.usual_debt[here] = debts[(len(debts) - 1) // 2] if debts else 0
            for official in self.officials:
                official.consider()

    def flight(self) -> None:
        """Some leave without leave."""
        p = self.p
        for here in HERE:
            tight = 1 - p["flight.deterrence"] * self.tightness[here]
            self.flight_rate[here] = reference_rate(p) * self.opportunity[here] * tight
            self.flights_seen[here] *= 1 - 1 / WEEKS_PER_YEAR
        for official in self.officials:
            official.perhaps_flee()

    def pursuit(self) -> None:
        """Journeys end in capture or arrival; the captured are handed over when the border opens."""
        for journey in self.journeys:
            journey.meet_pursuers()

    def despair(self) -> None:
        """Some who owe three yearly quotas die, in the second week of a month. Nothing counts them."""
        chance = 1 - exp(-self.p["despair.rate"] * MONTH / WEEKS_PER_YEAR)
        if self.week % MONTH == 1:
            for official in self.officials:
                if official.debt >= 3 and official.lucky(chance):
                    official.leave()

    def arrivals(self) -> None:
        """Some of those who arrived are counted, months later."""
        for journey in self.journeys:
            journey.perhaps_be_counted()

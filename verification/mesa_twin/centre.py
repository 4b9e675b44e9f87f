"""The centre: what it knows, whom it calls home, what it asks for. Money in dollars, time in weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import exp, floor, inf

import mesa

from legation.base.places import PLACES
from verification.mesa_twin.people import ABOUT_A_CENT, MONTH, WEEKS_PER_YEAR, Levy, Official

HERE = range(len(PLACES))
QUARTER = 13  # weeks
THRESHOLD, U_SHAPE = 0, 2  # rules of review, by their place among the words of `recall.chosen_by`
STEPS = 256  # in which the order of recall is told apart
CLUSTER = 8  # weeks
DATED, CLAMPDOWN, EVERY_FLIGHT = range(3)  # the forms of alert


class Centre(mesa.Agent):
    """What the centre knows, remembers and fears. Alert and fear are shares."""

    def __init__(self, model: mesa.Model) -> None:
        """Before the first week."""
        super().__init__(model)
        self.fear_linked = self.fear_all = 0.0
        self.purged = False
        self.unanswered: list[list[bool]] = [[] for _ in HERE]  # flights not yet known: whether of a group
        self.undecided: list[list[float]] = [[] for _ in HERE]  # chances that known flights call for a clampdown
        self.last_clampdown = [-inf for _ in HERE]
        self.known: list[list[int]] = [[] for _ in HERE]  # weeks in which a flight became known
        self.floor = [0.0] * len(PLACES)
        self.monthly = False
        self.best_met = 0.0
        self.last_levy_most = 0.0
        self.last_collection = model.week - 1

    def learn(self, here: int) -> int:
        """Flights become known, each with the same chance a week; some set off a clampdown. Returns how many do.

        Each at once and by itself; or at the end of a month all of it, at most one, if the place has had its rest.
        """
        model, p, luck = self.model, self.model.p, self.model.random
        news = [group for group in self.unanswered[here] if luck.random() < 1 / p["alert.knowledge_delay"]]
        for group in news:
            self.unanswered[here].remove(group)
        self.known[here] = [week for week in self.known[here] if week > model.week - CLUSTER]
        ordered = 0
        for group in news:
            self.known[here].append(model.week)
            grave = group or len(self.known[here]) >= 3
            chance = p["alert.p_trigger"] * (p["alert.grave"] if grave else 1)
            self.undecided[here].append(min(chance, 1))
        if p["alert.form"] == CLAMPDOWN and model.week % MONTH != MONTH - 1:
            return 0
        for chance in self.undecided[here]:
            ordered += luck.random() < chance
        self.undecided[here] = []
        if p["alert.form"] == CLAMPDOWN:
            return min(ordered, model.week - self.last_clampdown[here] >= p["alert.rest"])
        return ordered if p["alert.form"] == EVERY_FLIGHT else 0

    def felt(self, shocks: Sequence[float], dated: Sequence[float]) -> list[float]:
        """The shocks that places feel; flights that the record dates are among them in one form of alert."""
        return (
            [max(pair) for pair in zip(shocks, dated, strict=True)] if self.model.p["alert.form"] == DATED else shocks
        )

    def tighten(self, tightness: Sequence[float], ordered: Sequence[int], shocks: Sequence[float]) -> list[float]:
        """Alert of each place after this week's clampdowns and shocks; what is above the floor eases.

        tightness  alert a week ago
        ordered    clampdowns
        shocks     as felt
        """
        p = self.model.p
        keep = 0.5 ** (1 / p["alert.half_life"])
        elsewhere = p["alert.jump"] * p["alert.jump_elsewhere"]
        history = (1 - p["alert.floor_step"]) ** sum(ordered) * (1 - p["alert.floor_step"] * max(shocks))
        floor_keep = 1 if p["alert.form"] == EVERY_FLIGHT else 0.5 ** (1 / p["alert.floor_half_life"])
        after = []
        for here in HERE:
            if ordered[here] or self.model.random.random() < shocks[here]:
                self.last_clampdown[here] = self.model.week
            level = self.floor[here] = 1 - (1 - self.floor[here] * floor_keep) * history
            alert = max(level + (tightness[here] - level) * keep, level)
            calm = (1 - alert) * (1 - p["alert.jump"]) ** ordered[here] * (1 - p["alert.jump"] * shocks[here])
            after.append(1 - calm * (1 - elsewhere) ** (sum(ordered) - ordered[here]))
        return after

    def levy(self) -> None:
        """Ask everybody for something between a least and a most; the least may be what was last the most."""
        model, p, luck = self.model, self.model.p, self.model.random
        time = sum(model.now["levy_time"]) / len(PLACES)
        early, late = p["obligations.levies_early"], p["obligations.levies_late"]
        if luck.random() >= 1 - exp(-(early + (late - early) * time) / WEEKS_PER_YEAR):
            return
        middle = p["obligations.levy_early"] + (p["obligations.levy_late"] - p["obligations.levy_early"]) * time
        least = 2 * middle / (1 + p["obligations.levy_width"])
        if luck.random() < p["obligations.ratchet"]:
            least = max(least, min(self.last_levy_most, p["obligations.quota_low"]))
        self.last_levy_most = least * p["obligations.levy_width"]
        for official in model.officials:
            asked = luck.uniform(least, self.last_levy_most)
            official.levies.append(Levy(model.week + p["obligations.levy_weeks"], asked, asked))

    def collect_levies(self) -> None:
        """What is due is paid now, by the firm in part, or owed; at a month's end people pay ahead, oldest first."""
        model = self.model
        for official in model.officials:
            for levy in [levy for levy in official.levies if levy.due == model.week]:
                levy.left -= official.pay(levy.left)
                model.count["levy_due"] += levy.asked
                model.count["levy_met"] += levy.asked - levy.left
                firm = model.p["obligations.firm_pays"] if official.post.solvent(model.p["posts.insolvent"]) else 0
                official.post.arrears += levy.left * (1 - firm)
                official.levies.remove(levy)
            if model.week % MONTH == MONTH - 1:
                for levy in official.levies:
                    levy.left -= official.pay(levy.left)

    def collect(self) -> None:
        """Collect quotas in the last week of a year, or of each month once too many have missed theirs."""
        model = self.model
        week_of_year = model.week % WEEKS_PER_YEAR
        year_ends = week_of_year == WEEKS_PER_YEAR - 1
        if not (year_ends or (self.monthly and model.week % MONTH == MONTH - 1)):
            return
        year_began = model.week - week_of_year - 1 if self.monthly else self.last_collection
        for official in model.officials:
            official.settle(self.last_collection, year_began)
        self.last_collection = model.week
        if year_ends:
            self._judge_the_year(year_began)

    def _judge_the_year(self, year_began: int) -> None:
        asked = met = 0
        for official in self.model.officials:
            quota = official.quota_of_the_year(year_began)
            if quota > 0:
                asked += 1
                met += official.paid_this_year >= quota - ABOUT_A_CENT
            official.paid_this_year = 0.0
        self.model.count["quota_asked"] += asked
        self.model.count["quota_met"] += met
        if asked:
            if met / asked < self.model.p["obligations.monthly_below"] * self.best_met:
                self.monthly = True
            self.best_met = max(self.best_met, met / asked)

    def review(self, people: list[Official]) -> None:
        """Rank a place's posted officials by what speaks for calling them home, and call as many as there is room."""
        model, p, luck = self.model, self.model.p, self.model.random
        most = 1 + p["recall.link_weight"] + p["recall.income_weight"] + p["recall.suspicion_weight"]
        score = {official: self._score(official) for official in people}
        step = {official: min(int(found / most * STEPS), STEPS - 1) for official, found in score.items()}
        held = Counter(step.values())
        below, so_far = {}, 0
        for number in sorted(held):
            below[number] = so_far
            so_far += held[number]
        for official in people:
            official.standing = (below[step[official]] + held[step[official]] / 2) / len(people)
        room = p["recall.capacity"] * QUARTER / WEEKS_PER_YEAR * len(people)
        room = floor(room) + (luck.random() < room - floor(room))
        everybody = p["recall.chosen_by"] == THRESHOLD
        least = p["recall.threshold"] if everybody else p["recall.least_score"]
        called = [official for official in people if score[official] > least]
        luck.shuffle(called)  # within a step the lot decides
        called.sort(key=lambda official: step[official], reverse=True)
        for official in called if everybody else called[:room]:
            self.summon(official)
            model.count["recalls_ordered"] += 1

    def _score(self, official: Official) -> float:
        p = self.model.p
        return (
            official.debt / 3
            + p["recall.link_weight"] * official.linked * min(self.fear_linked, 1)
            + p["recall.income_weight"] * self._conspicuous(official)
            + p["recall.suspicion_weight"] * official.suspicion
        )

    def _conspicuous(self, official: Official) -> float:
        """High incomes stand out; in a U-shape those above the quota as well, the more the higher they are.

        Of the first year at a post some is the predecessor's, so nobody is judged by it.
        """
        p, post = self.model.p, official.post
        if self.model.week - official.week_posted < WEEKS_PER_YEAR:
            return 0.0
        high = p["recall.top_income"] * p["obligations.quota_middle"]
        if post.trailing > high:
            return 1.0
        if p["recall.chosen_by"] != U_SHAPE or post.trailing <= post.quota:
            return 0.0
        return (post.trailing - post.quota) / (high - post.quota)

    def summon(self, official: Official) -> None:
        """Order an official home within weeks."""
        p = self.model.p
        delay = self.model.random.randint(int(p["recall.order_least"]), int(p["recall.order_most"]))
        official.summoned_for = self.model.week + delay

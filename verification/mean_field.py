"""The rules for averages: shares of cells instead of persons, no luck, as difference equations of a week.

A null model and a fast check. A cell is a place, a type of quota, a slice of skill and the four weeks of arrival. All
persons of a cell are alike, and what happens by chance happens to the expected share of them. With `cells=False` a
place has one type of quota and one skill, the mean ones. What averages can't hold: the least of cash and due over
persons who differ by luck, account and what they found at the post; branches that fail one by one; that debts, skill
and the order of recall go together; whole flights and clampdowns.

Left out: brokerage (off on both sides), bribes, suspicion, despair, peers, what managers answer for and watch, accounts
that come back, and what becomes of those who fled. Of choices only the default is written. Dollars and weeks.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy import stats

PERIOD, YEAR, QUARTER = 4, 52, 13  # weeks; a request is heard once in a quarter, at the default
SLICES = 8  # of skill
FOUNDED = 50  # cohorts kept for those who came before the first week
RESTS = 3  # decisions that a clampdown's rest covers, at the default
FLOWS = ("trade_income", "quota_due", "fled")


class MeanField:
    """One world of averages. People: (places, quotas, cohorts). What they have: (places, quotas, slices, cohorts)."""

    def __init__(self, p: Mapping[str, float], inputs: Mapping[str, np.ndarray], weeks: int, *, cells: bool = True):
        """Found it. `p` has values as people count them, `inputs` a row of places for each week."""
        self.p, self.inputs, self.week = p, inputs, 0
        weights = np.array([value for name, value in p.items() if name.startswith("founding.weight_")])
        kinds = ("low", "middle", "high")
        quotas = np.array([p[f"obligations.quota_{kind}"] for kind in kinds])
        types = np.array([p[f"founding.quota_{kind}_weight"] for kind in kinds])
        skill = np.exp(p["founding.skill_spread"] * stats.norm.ppf((np.arange(1024) + 0.5) / 1024))
        if not cells:
            quotas, types = np.average(quotas, weights=types)[None], np.ones(1)
        self.skill, self.quota = skill.reshape(SLICES if cells else 1, -1).mean(axis=1)[:, None], quotas[:, None, None]
        places, cohorts = weights / weights.sum(), FOUNDED + weeks // PERIOD + 1
        self.posts = p["founding.posted"] * np.outer(places, types / types.sum())
        sizes = np.exp(p["founding.employer_size_spread"] * stats.norm.ppf(np.linspace(0, 1, 252)[1:-1]))
        branches = 1 - np.exp(-p["founding.posted"] * np.outer(places, sizes / sizes.sum()))
        self.managers = branches.sum() / p["founding.posted"]  # a place and employer with a post is a branch
        self.arrival = PERIOD * (np.arange(cohorts) - FOUNDED) + PERIOD / 2
        came = np.clip((p["founding.term"] + self.arrival) / PERIOD, 0, 1) * (self.arrival < 0)
        self.waiting = self.posts[:, :, None] * came / came.sum()  # their term is not over
        self.due, self.called, self.rate, self.grave_rate, self.push = (np.zeros_like(self.waiting) for _ in range(5))
        self.over, self.borrowed = (np.zeros((len(places), cohorts)) for _ in range(2))
        self.abroad, self.own = np.full_like(self.over, p["founding.family_abroad"]), np.ones_like(self.over)
        self.linked = np.full(cohorts, p["founding.linked"])
        self.vacant, self.given_up = (np.zeros((*self.posts.shape, QUARTER)) for _ in range(2))
        self.left_arrears, self.left_income = np.zeros_like(self.posts), np.zeros_like(self.posts)
        cell = (len(places), len(quotas), len(self.skill), cohorts)
        self.cash, self.hidden, self.arrears, self.found, self.trailing, self.advanced, self.paid, self.side = (
            np.zeros(cell) for _ in range(8)
        )
        self.prepared = np.zeros((2, *cell))  # of those not linked, and of those linked
        self.alert, self.floor, self.unknown, self.unknown_grave, self.seen = (np.zeros(len(places)) for _ in range(5))
        self.undecided, self.grave, self.rests = 0.0, 0.0, [np.zeros(len(places))] * RESTS
        self.known = [np.zeros(len(places))] * 7
        self.fear_linked = self.fear_all = self.best_met = 0.0
        self.purged, self.monthly, self.last = False, False, -1
        self.flows = dict.fromkeys(FLOWS, 0.0)

    def step(self) -> None:
        """One week."""
        self.now = {name: rows[self.week] for name, rows in self.inputs.items()}
        self.age = np.maximum(self.week - self.arrival, 0)
        month_ends, asks = self.week % PERIOD == PERIOD - 1, self.week % PERIOD == 1
        self._purge()
        self._fill()
        self._rotate()
        self._tighten(month_ends)
        if self.week % PERIOD == 0:
            self._bank()
        if month_ends:
            self._earn_and_live()
            self._levy()
            if self.monthly or self.week % YEAR == YEAR - 1:
                self._collect()
        if self.week % YEAR == YEAR - 1:
            self._visit()
        self._recall(asks)
        if asks:
            self._intend()
        self._flee(month_ends)
        self.week += 1

    @property
    def present(self) -> np.ndarray:
        """Posted and called home."""
        return self.waiting + self.due + self.called

    def total(self, each: np.ndarray) -> float:
        """Of all who are present, from a value for each cell."""
        return float(self._held(self.present, each).sum())

    @staticmethod
    def _held(people: np.ndarray, each: np.ndarray) -> np.ndarray:
        """(places, quotas) what these people hold together, from a value for each cell."""
        return np.einsum("pqc,pqsc->pq", people, each) / each.shape[2]

    def _call(self, share: np.ndarray) -> None:
        """Order a share of each cohort's posted home."""
        self.called += (self.waiting + self.due) * share
        self.waiting, self.due = self.waiting * (1 - share), self.due * (1 - share)

    def _leave(self, leavers: np.ndarray, to: np.ndarray | None = None) -> None:
        """Vacate posts, each heard in any week of a quarter; debts and the memory of income stay."""
        self.left_arrears += self._held(leavers, self.arrears)
        self.left_income += self._held(leavers, self.trailing)
        posts = self.vacant if to is None else to
        posts += leavers.sum(axis=2)[:, :, None] / QUARTER

    def _purge(self) -> None:
        p, fallen, keep = self.p, self.now["purge"].max(), 0.5 ** (1 / self.p["purge.fear_half_life"])
        self.fear_linked = min(self.fear_linked * keep + fallen, 4)
        self.fear_all = min(self.fear_all * keep + p["purge.everyone"] * fallen, 4)
        if fallen > 0:
            share = p["purge.summoned"] * fallen
            self._call(share * self.linked)
            self.linked, self.purged = self.linked * (1 - share) / (1 - share * self.linked), True

    def _covered(self) -> np.ndarray:
        """Income of about a year against quotas, of all branches of a place and type together."""
        return (self._held(self.present, self.trailing) + self.left_income) / (self.quota[:, 0, 0] * self.posts)

    def _fill(self) -> None:
        """Hear this week's requests, after closing firms by order."""
        p, slot, here = self.p, self.week % QUARTER, FOUNDED + self.week // PERIOD
        if self.week % PERIOD == 0:  # sweeps over all cohorts have touched this one, in which nobody was
            for kept in (self.cash, self.hidden, self.advanced, self.paid, self.side, self.prepared, self.borrowed):
                kept[..., here] = 0
            self.own[:, here] = 1
        close = p["posts.firms_closed"] * self.now["firm_closure"][:, None, None]
        if close.any():
            self._leave((self.waiting + self.due) * close, self.given_up)  # at once, not over some weeks
            self.waiting, self.due = self.waiting * (1 - close), self.due * (1 - close)
            self.given_up, self.vacant = self.given_up + self.vacant * close, self.vacant * (1 - close)
        least, insolvent = p["posts.refill_least"], p["posts.insolvent"]
        solvent = least + (1 - least) * np.clip((self._covered() - insolvent) / (1 - insolvent), 0, 1)
        heard, asleep = self.vacant[:, :, slot], self.given_up[:, :, slot]
        empty = np.maximum((self.vacant + self.given_up).sum(axis=2), 1e-9)
        come = heard * solvent * self.now["permit"][:, None]
        lost, again = heard * (1 - solvent) * p["posts.gives_up"], asleep * p["posts.reopens"] * solvent**2
        self.vacant[:, :, slot], self.given_up[:, :, slot] = heard + again - come - lost, asleep + lost - again
        arrears, income = self.left_arrears / empty, self.left_income / empty
        self.left_arrears -= arrears * come
        self.left_income -= income * come
        self.waiting[:, :, here] += come
        new = (come / np.maximum(self.waiting[:, :, here], 1e-12))[:, :, None]
        for kept, value in ((self.arrears, arrears), (self.found, arrears), (self.trailing, income)):
            kept[..., here] += new * (value[:, :, None] - kept[..., here])
        late, early = p["posts.family_abroad_late"], p["founding.family_abroad"]
        self.abroad[:, here] = late + (early - late) * self.now["families_allowed"]
        self.linked[here] = 0 if self.purged else p["founding.linked"]

    def _rotate(self) -> None:
        p, left = self.p, 1 - self.now["visa_pressure"][:, None] * (1 - self.p["rotation.squeezed"])
        over = stats.norm.cdf((self.age / left - p["founding.term"]) / p["founding.term_spread"])
        newly = ((over - self.over).clip(0) / np.maximum(1 - self.over, 1e-12))[:, None]
        self.over = np.maximum(over, self.over)
        self.due, self.waiting = self.due + self.waiting * newly, self.waiting * (1 - newly)
        go = self.due * (self.now["border_open"] / p["rotation.leave_weeks"])[:, None, None]
        self.due = self.due - go
        self._leave(go)

    def _tighten(self, decides: bool) -> None:
        """Flights become known, and are expected to set off a clampdown at the end of a month."""
        p, jump, step = self.p, self.p["alert.jump"], self.p["alert.floor_step"]
        known, grave = (some / p["alert.knowledge_delay"] for some in (self.unknown, self.unknown_grave))
        self.unknown, self.unknown_grave = self.unknown - known, self.unknown_grave - grave
        grave = grave + (known - grave) * stats.poisson.sf(1, sum(self.known))  # the third within eight weeks
        self.known = [*self.known[1:], known]
        self.grave, self.undecided = self.grave + grave, self.undecided + known - grave
        ordered, shock = np.zeros_like(known), self.now["shock"]
        if decides:
            chances = self.undecided + self.grave * p["alert.grave"]
            ordered = (1 - np.exp(-p["alert.p_trigger"] * chances)) * np.clip(1 - sum(self.rests), 0, 1)
            self.rests, self.undecided, self.grave = [*self.rests[1:], ordered], 0.0, 0.0
        self.rests[-1] = np.maximum(self.rests[-1], shock)
        floor_keep, keep = (0.5 ** (1 / p[f"alert.{name}"]) for name in ("floor_half_life", "half_life"))
        self.floor = 1 - (1 - self.floor * floor_keep) * np.prod(1 - step * ordered) * (1 - step * shock.max())
        eased = self.floor + (self.alert - self.floor).clip(0) * keep
        far = 1 - jump * p["alert.jump_elsewhere"] * ordered
        self.alert = 1 - (1 - eased) * (1 - jump * ordered) * np.prod(far) / far * (1 - jump * shock)

    def _bank(self) -> None:
        p, access = self.p, np.broadcast_to(self.now["bank_access"][:, None], self.own.shape)
        closed = p["banking.borrows"] * (self.own - access).clip(0)
        self.borrowed, self.own = self.borrowed * (1 - p["banking.watched"]) + closed, access.copy()
        aside = p["banking.hides"] * self.cash
        self.cash -= aside
        self.hidden = self.hidden * (1 - p["banking.traced"] * self.alert[:, None, None, None]) + aside

    def _earn_and_live(self) -> None:
        """A month's trade, side work and living."""
        p, month, calls = self.p, slice(self.week + 1 - PERIOD, self.week + 1), self.p["whereabouts.travel_part"]
        weight, start = p["environment.import_weight"], p["trade.relations_start"]
        imports, exports = (self.inputs[name][month].mean(axis=0) for name in ("imports", "exports"))
        time = np.prod([1 - p["sessions.income_lost"] * part * self.alert for part in (calls, 1 - calls)], axis=0)
        usual = p["trade.median_margin"] * PERIOD / YEAR * (weight * imports + (1 - weight) * exports) * time
        ties = np.minimum(start + (1 - start) * self.age / p["trade.relations_full"], 1)
        account = self.own + p["trade.margin_borrowed"] * self.borrowed
        account += p["trade.margin_without_account"] * (1 - self.own - self.borrowed)
        works = (1 - self.called / np.maximum(self.present, 1e-12))[:, :, None]  # who is called home earns nothing
        income = (usual[:, None] * account * ties)[:, None, None] * self.skill * works
        self.flows["trade_income"] += self.total(income)
        self.trailing += income - self.trailing * PERIOD / YEAR
        self.left_income *= 1 - PERIOD / YEAR
        gap = (1 - self.trailing / self.quota).clip(0)
        self.side = p["side_work.time_at_full_gap"] * gap
        self.cash += income + p["side_work.income_at_full_gap"] * PERIOD / YEAR * gap * works
        living = p["upkeep.living"] * PERIOD / YEAR
        self.cash = (self.cash - living * p["upkeep.staff"] * self.managers).clip(0)
        lived, most = np.minimum(self.cash, living), p["upkeep.advance_most"]
        lent = np.minimum((living * p["upkeep.least_living"] - lived).clip(0), (most - self.advanced).clip(0))
        back = np.minimum(p["upkeep.paid_back"] * (self.cash - lived), self.advanced)
        self.cash, self.advanced = self.cash - lived - back, self.advanced + lent - back

    def _levy(self) -> None:
        """A month's expected levies: with the ratchet the mean of its chain, where no cap is met."""
        p, time = (
            {name.partition(".")[2]: x for name, x in self.p.items() if name.startswith("obl")},
            self.now["levy_time"],
        )
        usual, often = (
            p[early] + (p[late] - p[early]) * time.mean()
            for early, late in (("levy_early", "levy_late"), ("levies_early", "levies_late"))
        )
        usual *= (1 - p["ratchet"]) / (1 - p["ratchet"] * p["levy_width"])
        asked = often * PERIOD / YEAR * usual * (self.age >= p["levy_weeks"])
        firm = p["firm_pays"] * (self._covered() > self.p["posts.insolvent"])[:, :, None, None]
        cents = np.minimum(self.cash, asked)
        self.cash, self.arrears = self.cash - cents, self.arrears + (asked - cents) * (1 - firm)

    def _collect(self) -> None:
        p, week = self.p, self.week
        began = week - week % YEAR - 1 if self.monthly else self.last
        owed, whole = (
            self.quota / YEAR * (week - np.maximum(self.arrival, from_)).clip(0) for from_ in (self.last, began)
        )
        at_hand = self.cash * (1 - p["obligations.retained"])
        cents = np.minimum(at_hand, owed)
        late = np.minimum(p["obligations.arrears_share"] * (at_hand - cents), self.arrears + owed - cents)
        self.flows["quota_due"] += self.total(owed + np.zeros_like(self.cash))
        self.cash, self.arrears = self.cash - cents - late, self.arrears + owed - cents - late
        self.paid, self.last = self.paid + cents + late, week
        if week % YEAR == YEAR - 1:
            met = self.total((self.paid >= whole - 0.005).astype(float)) / self.present.sum()
            self.monthly = self.monthly or met < p["obligations.monthly_below"] * self.best_met
            self.best_met, self.paid = max(self.best_met, met), np.zeros_like(self.paid)

    def _visit(self) -> None:
        p = {name.partition(".")[2]: value for name, value in self.p.items() if name.startswith("home_visits")}
        chance = min(p["per_year"], 1) * self.now["border_open"][:, None, None]
        asked = p["take_share"] * np.maximum(self.cash, p["supposed"]) * (1 - p["quiet"] * p["quiet_saves"])
        self.cash = self.cash - chance[..., None] * np.minimum(self.cash, asked)
        stay = chance * p["not_sent_back"] / 2
        self._leave((self.waiting + self.due) * stay)
        self.waiting, self.due = self.waiting * (1 - stay), self.due * (1 - stay)

    def _recall(self, asks: bool) -> None:
        """Find false reports out, send home who was called, and review: as many as there is room for, or stand out."""
        p = self.p
        if asks:
            false = np.minimum(p["whereabouts.away"] * self.alert[:, None, None] + self.side.mean(axis=2), 1)
            reports = (p["whereabouts.base_per_week"] + p["whereabouts.per_alert"] * self.alert)[:, None, None]
            each = (p["whereabouts.found_out"] + p["whereabouts.second_check"] * self.abroad)[:, None]
            self._call(PERIOD * p["whereabouts.goes_home"] * reports * each * false)
        wait = (p["recall.order_least"] + p["recall.order_most"]) / 2
        go = self.called * (self.now["border_open"] / wait)[:, None, None]
        self.called = self.called - go
        self._leave(go)
        self.seen = self.seen * (1 - 1 / YEAR) + go.sum(axis=(1, 2)) / self.present.sum(axis=(1, 2))
        if self.week % QUARTER == QUARTER - 1:
            rich = self.trailing > p["recall.top_income"] * p["obligations.quota_middle"]
            owes = self.debt() / 3 + p["recall.income_weight"] * rich > p["recall.least_score"]
            linked = self.linked * (p["recall.link_weight"] * min(self.fear_linked, 1) > p["recall.least_score"])
            posted = self.waiting + self.due
            out = (posted * (1 - (1 - owes.mean(axis=2)) * (1 - linked))).sum(axis=(1, 2)) / posted.sum(axis=(1, 2))
            self._call(np.minimum(p["recall.capacity"] / 4, out)[:, None, None])

    def debt(self) -> np.ndarray:
        """Yearly quotas owed, up to three, without what was found at the post."""
        return np.clip((self.arrears - self.found) / self.quota, 0, 3)

    def _intend(self) -> None:
        """Who prepares, and each cohort's rate of flight at full opportunity and no alert."""
        p, kin = self.p, 1 + int(self.p["flight.relatives"])
        drive = p["intent.beta_arrears"] * (1 - np.exp(-self.debt()))
        drive = drive + p["intent.beta_recall"] * (self.seen / 2)[:, None, None, None]
        fears = np.minimum([self.fear_all, self.fear_all + self.fear_linked], 4)[:, None, None, None, None]
        urges = np.exp(drive + p["intent.beta_fear"] * fears)
        self.push = np.log(urges[0] * (1 - self.linked) + urges[1] * self.linked).mean(axis=2)
        self.prepared += (1 - self.prepared) * (1 - np.exp(-p["intent.prepares"] * PERIOD / YEAR * urges))
        urges = urges * (1 + self.prepared * (np.exp(p["flight.beta_prepared"]) - 1))
        urge = urges[0] * (1 - self.linked) + urges[1] * self.linked
        money, price = self.cash + self.hidden, 1000 * self.now["route_price"][:, None, None, None]
        stuck = p["flight.overland"] * (1 - p["flight.credit"])
        alone, together = ((urge * (1 - stuck * (money < price * persons))).mean(axis=2) for persons in (1, kin))
        share, hostage, far = p["founding.family_abroad"], np.exp(p["flight.beta_hostage"]), self.abroad[:, None]
        usual = p["flight.attempts"] / 1000 / YEAR / (1 - share + share * hostage)
        self.grave_rate = usual * far * hostage * together
        self.rate = usual * (1 - far) * alone + self.grave_rate

    def _flee(self, month_ends: bool) -> None:
        p, called = self.p, np.exp(self.p["intent.beta_recall"] * (1 - self.seen / 2))[:, None, None]
        open_ = 1 - (1 - p["environment.lockdown_opportunity"]) * self.now["lockdown"]
        calm = (open_ * (1 - p["flight.deterrence"] * self.alert))[:, None, None]
        driven = (self.waiting + self.due + self.called * called) * calm
        rate = self.rate * calm
        self.waiting, self.due = self.waiting * (1 - rate), self.due * (1 - rate)
        self.called = self.called * (1 - rate * called)
        self._leave(driven * self.rate)
        self.flows["fled"] += float((driven * self.rate).sum())
        self.unknown = self.unknown + (driven * self.rate).sum(axis=(1, 2))
        self.unknown_grave = self.unknown_grave + (driven * self.grave_rate).sum(axis=(1, 2))
        if month_ends:  # a minder's flight is grave
            minders = p["surveillance.minders_per_official"] * (1 + p["surveillance.per_alert"] * self.alert) * open_
            gone = (self.present * np.exp(self.push)).sum(axis=(1, 2)) * minders
            gone = gone * p["surveillance.minders_flee"] * PERIOD / YEAR
            self.unknown, self.unknown_grave = self.unknown + gone, self.unknown_grave + gone


def run(
    p: Mapping[str, float], inputs: Mapping[str, np.ndarray], weeks: int, *, cells: bool = True
) -> dict[str, np.ndarray]:
    """(years of 52 weeks,) each measure: the mean of levels at months' ends, or the sum of flows."""
    world, months = MeanField(p, inputs, weeks, cells=cells), []
    for _ in range(weeks):
        world.step()
        if world.week % PERIOD == 0:
            owing = world.total(np.clip(world.arrears - world.found, 0, None))
            levels = {"posted": world.present.sum(), "owing": owing, "alert": world.alert.mean()}
            months.append(levels | {name: QUARTER * flow for name, flow in world.flows.items()})
            world.flows = dict.fromkeys(FLOWS, 0.0)
    years = range(0, len(months) - QUARTER + 1, QUARTER)
    return {
        name: np.array([np.mean([m[name] for m in months[at : at + QUARTER]]) for at in years]) for name in months[0]
    }

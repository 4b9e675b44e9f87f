"""Findings as titles: the sentence that a rule makes of what the model gives and of what was reported beside it.

A title has no number of the model's, because such a number needs its interval; the caption has both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import NamedTuple

from legation.assessment.comparison import ComparisonRow
from legation.assessment.verdicts import INSIDE
from legation.base.number_text import how_many
from legation.experiments import effects
from legation.experiments.effects import Effect
from legation.report.findings import agree

# A median that moves by less than this part of itself, or a share by less than so many of 1, hardly moves.
MOVES_FROM, SHARE_MOVES_FROM = 0.1, 0.03
MORE, LESS = "more", "less"


class Subject(NamedTuple):
    """What a sentence speaks of, and whether its verb is in the plural."""

    words: str
    plural: bool = False


SUBJECTS = {
    "trade_index": Subject("trade that officials can live on"),
    "trade_income": Subject("the margin of a posted official"),
    "margin_month_rmb": Subject("the gross income of an official in a month"),
    "own_income_month_rmb": Subject("what an official has left of a month"),
    "account_share": Subject("the share of officials with a bank account"),
    "side_income_usd": Subject("income from side work"),
    "living_usd": Subject("what an official lives on"),
    "advances_usd": Subject("what an official owes for an advanced living"),
    "account_borrowed_share": Subject("the share of officials with an account in a borrowed name"),
    "account_none_share": Subject("the share of officials without a bank account"),
    "quota_usd": Subject("the quota asked of an official"),
    "quota_met_share": Subject("the share of officials who have paid their quota"),
    "levy_usd": Subject("what one levy asks of an official"),
    "levies_paid_share": Subject("the share of levies that is paid"),
    "levies_called": Subject("levies", plural=True),
    "arrears_quota_years": Subject("arrears in yearly quotas", plural=True),
    "arrears_usd": Subject("arrears in dollars", plural=True),
    "state_income_usd": Subject("what the state receives from officials"),
    "quotas_paid_usd": Subject("what the state receives in quotas"),
    "levies_paid_usd": Subject("what the state receives in levies"),
    "levies_by_firms_usd": Subject("what the state receives from firms in levies"),
    "arrears_paid_usd": Subject("what the state receives in arrears"),
    "worker_stock": Subject("the number of workers abroad"),
    "labour_income_usd": Subject("the state’s part of workers’ pay"),
    "brokerage_income_usd": Subject("the state’s part of what families pay"),
    "remittance_fee_share": Subject("what brokers and agents keep of money sent home"),
    "remittance_office_share": Subject("the share of money sent home by way of the authorities"),
    "remittance_volume_usd": Subject("money sent home to families"),
    "reunion_agencies": Subject("the number of agencies that arrange meetings"),
    "reunions": Subject("paid meetings of families", plural=True),
    "reunion_income_usd_per_agency": Subject("the most that one agency has earned by meetings"),
    "investor_orders": Subject("orders to find money", plural=True),
    "arrangers_detained": Subject("cases in which people who arrange meetings are detained", plural=True),
    "alert": Subject("control"),
    "clampdowns": Subject("orders to tighten control", plural=True),
    "sessions_per_week": Subject("ideological sessions a week", plural=True),
    "home_visits_per_year": Subject("visits home of an official", plural=True),
    "not_sent_back_share": Subject("the share of visitors who are not sent back"),
    "visit_cost_usd": Subject("what a visit home costs an official"),
    "reports_per_week": Subject("reports on whereabouts a week", plural=True),
    "minders_per_official": Subject("the number of minders for each official"),
    "suspicion": Subject("suspicion of officials"),
    "bribes_usd": Subject("what an official pays minders in bribes"),
    "managers_punished": Subject("orders home of managers for a flight", plural=True),
    "recalls_ordered": Subject("orders to go home early", plural=True),
    "recalls_found_out": Subject("orders to go home for a false report", plural=True),
    "recalls_waiting": Subject("the number of officials ordered home and still at their posts"),
    "recalls_carried_out": Subject("departures on orders", plural=True),
    "recalls_in_busiest_month": Subject("departures on orders in the busiest month", plural=True),
    "posted_officials": Subject("filled posts", plural=True),
    "posted_change": Subject("the fall in filled posts"),
    "tenure_years": Subject("the time that officials have been at their posts"),
    "overstayed_share": Subject("the share of officials over three years at their posts"),
    "newcomers": Subject("arrivals of newcomers", plural=True),
    "posts_given_up": Subject("posts that were given up", plural=True),
    "branches_closed": Subject("branches that close by order", plural=True),
    "departures": Subject("departures at the end of a term", plural=True),
    "wish_share": Subject("the share of officials with strong reasons to leave"),
    "prepared_share": Subject("the share of officials who have prepared to leave"),
    "flights": Subject("departures without permission", plural=True),
    "flights_minders": Subject("departures of minders without permission", plural=True),
    "attempts_per_thousand": Subject("attempts to leave, per thousand officials and year,", plural=True),
    "flights_in_busiest_week": Subject("departures without permission in the busiest week", plural=True),
    "flights_overland": Subject("departures overland with a broker", plural=True),
    "route_price_index": Subject("what brokers are paid"),
    "captured_share": Subject("the share of journeys that end in capture"),
    "detained": Subject("the number of officials in detention"),
    "forced_returns_officials": Subject("handovers of captured officials", plural=True),
    "arrivals_officials": Subject("arrivals of officials in safety", plural=True),
    "arrivals_counted": Subject("arrivals that an official count would show", plural=True),
    "events_reported": Subject("reported events", plural=True),
    "flights_reported": Subject("reported departures without permission", plural=True),
    "events_ever_reported_share": Subject("the share of events that are ever reported"),
}


class YearSpread(NamedTuple):
    """A year of the model: the median over worlds, and the ends of their central half."""

    lower: float
    middle: float
    upper: float


def course_title(name: str, unit: str, spreads: Mapping[int, YearSpread], reports: str) -> str:
    """How a measure moves in the model, and what was reported beside it.

    spreads  by year, ascending
    reports  what `reports_clause` made, may be empty
    """
    subject = SUBJECTS[name]
    sentence = f"In the model, {subject.words} {_moves(subject, unit, spreads)}"
    return f"{sentence}; {reports}" if reports else sentence


def reports_clause(rows: Iterable[ComparisonRow]) -> str:
    """How the reports of numbers that test a measure lie to it: `2 of 5 reports said more, 1 less`; empty if none."""
    tests = [row for row in rows if row.is_informative and row.reported and row.low is not None]
    if not tests:
        return ""
    sides = Counter(side_of(row) for row in tests)
    apart = [f"{sides[side]} {word}" for side, word in ((MORE, MORE), (LESS, LESS)) if sides[side]]
    if not apart:
        if len(tests) == 1:
            return "the report beside it lies inside its range"
        return f"the {len(tests)} reports beside it lie inside their ranges"
    first, *rest = apart
    count, word = first.split()
    if len(tests) == 1:
        return f"the report beside it said {word}"
    return f"{count} of {how_many(len(tests), 'report')} said {', '.join((word, *rest))}"


def strip_title(row: ComparisonRow) -> str:
    """What one report says against the model's range at its own place and time."""
    subject = SUBJECTS[row.observable].words
    if row.target and row.target.is_ratio:
        subject = f"the change in {subject}"
    head = f"{subject[0].upper()}{subject[1:]}"
    side = side_of(row)
    if not side:
        return f"{head}: the report lies inside the range in the model"
    return f"{head}: {side} was reported than in the model"


def side_of(row: ComparisonRow) -> str:
    """MORE or LESS where a report lies at the edge of the model's range or outside; empty inside."""
    if row.lies == INSIDE or not row.reported or row.median is None:
        return ""
    least, most = row.reported
    middle = (least + most) / 2 if isfinite(least) and isfinite(most) else least if isfinite(least) else most
    return MORE if middle > row.median else LESS


def largest_title(name: str, year: int, medians: Sequence[tuple[str, float]]) -> str:
    """Where most of a head-count is, by place."""
    subject = SUBJECTS[name]
    place, _ = max(medians, key=lambda entry: entry[1])
    verb = agree(2 if subject.plural else 1, "is", "are")
    return f"In the model, {subject.words} {verb} most numerous in {place} in {year}"


def effect_title(effect: Effect, a: str, b: str, difference: str) -> str:
    """Which way a measure goes under b against a, and by how much.

    difference  with its interval, in words
    """
    subject = SUBJECTS[effect.observable]
    number = 2 if subject.plural else 1
    verb, goes = agree(number, "is", "are"), agree(number, "goes", "go")
    if effect.label in (effects.HIGHER, effects.LOWER):
        return f"In the model, {subject.words} {verb} {effect.label} under {b} than under {a}: {difference}"
    if effect.label in (effects.NOT_LOWER, effects.NOT_HIGHER):
        return f"In the model, {subject.words} {verb} {effect.label} under {b}, against {a}: {difference}"
    if effect.label == effects.SAME:
        return f"In the model, {subject.words} {agree(number, 'differs', 'differ')} hardly"
    if effect.label == effects.TOO_FEW:
        return f"Too few worlds to tell which way {subject.words} {goes} in the model"
    return f"In the model it is open which way {subject.words} {goes} under {b}: {difference}"


def _moves(subject: Subject, unit: str, spreads: Mapping[int, YearSpread]) -> str:
    """The verb with its years: `falls from 2012 to 2025`, `is lowest in 2021`.

    A movement is one if the median of either year lies outside the central half of the worlds in the other.
    """

    def moved(here: int, there: int) -> float:
        before, after = spreads[here], spreads[there]
        difference = after.middle - before.middle
        least = SHARE_MOVES_FROM if unit.startswith("share") else MOVES_FROM * max(before.middle, after.middle, 0.0)
        is_clear = not before.lower <= after.middle <= before.upper or not after.lower <= before.middle <= after.upper
        return difference if is_clear and abs(difference) > least else 0.0

    def verb(word: str) -> str:
        return word if subject.plural else f"{word}s"

    first, last = min(spreads), max(spreads)
    net = abs(spreads[last].middle - spreads[first].middle)
    low = min(spreads, key=lambda year: spreads[year].middle)
    high = max(spreads, key=lambda year: spreads[year].middle)
    is_ = agree(2 if subject.plural else 1, "is", "are")
    for turn, word, sign in ((low, "lowest", -1), (high, "highest", 1)):
        there, back = sign * moved(first, turn), sign * moved(turn, last)
        if there > 0 > back and min(there, -back) > net:
            return f"{is_} {word} in {turn}"
    if change := moved(first, last):
        return f"{verb('rise' if change > 0 else 'fall')} from {first} to {last}"
    return f"{verb('change')} by less than worlds differ, from {first} to {last}"

"""Every column of a world, declared once: its axis, type, range, unit and meaning.

A mechanism asks for a column by naming it as an argument of its step. Columns of officials are sorted by place, then
branch, then role; `place_first` and `branch_first` say where each block begins. Index columns are unsigned: a signed
index costs compiled code a test for wrap-around.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from legation.base.places import PLACES
from legation.kernel.fixed_point import ONE
from legation.kernel.money import ACCOUNTS
from legation.population.codes import ARRIVED, CLUSTER_WEEKS, INCOME_BINS, MANAGER, NO_ACCOUNT, RECALL_STEPS, SUMMONED

# Rooms for journeys: two for each post, and so many at least. A world in which more are under way at once stops, and
# says so. In 300 worlds drawn from the baseline's priors at most 0.35 a post were in use.
JOURNEYS_LEAST = 1024

# Axes: one row per official's post, place, branch, employer, money account, or one for the whole world.
OFFICIAL, PLACE, BRANCH, EMPLOYER, ACCOUNT, WORLD = "official", "place", "branch", "employer", "account", "world"
JOURNEY = "journey"  # who has left a post and isn't yet at an end
PLACE_EDGE, BRANCH_EDGE, EMPLOYER_EDGE = "place edge", "branch edge", "employer edge"  # one more row than the axis
PLACE_BIN = "place × income bin"
PLACE_WEEK = "place × week of a cluster"
PLACE_STEP = "place × step of recall"
INPUT = "week × place"  # built once per scenario by the host; a step sees the week's row

NOT_NAMES = frozenset({"on", "p", "first", "last", "seed", "number", "week", "now", "gap", "flags", "words", "picks"})

# What happens to a column at the end of a four-week period.
FLOW, LEVEL, PEAK = "flow", "level", "peak"  # kept and set to zero · kept as it stands · highest week, kept and zeroed


class Column(NamedTuple):
    """One column.

    keep     FLOW, LEVEL or PEAK if the value is kept at the end of each period, else ""
    least, most   the range that the column may hold; the range of the type where not given
    neutral  what it holds where nothing has written it, so that a mechanism can be switched off
    alarm    what it means if it is ever above 0, which stops the world; else ""
    """

    name: str
    axis: str
    dtype: type
    unit: str
    meaning: str
    record: str = ""
    least: int | None = None
    most: int | None = None
    neutral: int = 0
    alarm: str = ""

    @property
    def low(self) -> int:
        return int(np.iinfo(self.dtype).min) if self.least is None else self.least

    @property
    def high(self) -> int:
        return int(np.iinfo(self.dtype).max) if self.most is None else self.most


_SHARE = "out of 2**16"
OVERFLOW = "more people were under way at once than the world has room for"
SATURATION = "a chance exceeded the majorant that its step states, so officials whom it concerns may have been skipped"

COLUMNS = (
    # Where a post stands. Fixed for the life of a world.
    Column("place", OFFICIAL, np.uint8, "position in PLACES", "where the post is"),
    Column("branch", OFFICIAL, np.uint16, "branch", "the employer's branch in that place"),
    Column("employer", OFFICIAL, np.uint16, "employer", "the state company or agency that fills the post"),
    Column("role", OFFICIAL, np.uint8, "role", "trader, or manager of the branch", most=MANAGER),
    Column("place_first", PLACE_EDGE, np.uint32, "post", "first post of each place"),
    Column("branch_first", BRANCH_EDGE, np.uint32, "post", "first post of each branch: the manager's"),
    Column("by_employer", OFFICIAL, np.uint32, "post", "posts sorted by employer, across places"),
    Column("employer_first", EMPLOYER_EDGE, np.uint32, "position in by_employer", "first position of each employer"),
    # The official in the post. A person is (post, occupant), so a number is never used twice.
    Column("status", OFFICIAL, np.uint8, "status", "whether the post is filled", most=SUMMONED),
    Column("occupant", OFFICIAL, np.uint32, "count", "how many have held the post before"),
    Column("week_posted", OFFICIAL, np.int16, "week", "week of arrival at the post"),
    Column("skill", OFFICIAL, np.uint32, _SHARE, "earning power; the median official has 1"),
    Column("family_home", OFFICIAL, np.uint8, "0 or 1", "1 if a close relative is held at home", most=1),
    Column("linked", OFFICIAL, np.uint8, "0 or 1", "1 if linked to the faction that falls in 2013", most=1),
    Column("savings", OFFICIAL, np.int64, "US cents", "money held in the open", least=0),
    Column("earned", OFFICIAL, np.int64, "US cents", "income since the period began", least=0),
    Column("hidden", OFFICIAL, np.int64, "US cents", "money held in secret", least=0),
    Column("quota_type", OFFICIAL, np.uint8, "type", "which quota the employer sets: low, middle or high", most=2),
    Column("account", OFFICIAL, np.uint8, "account", "own, in a borrowed name, or none", most=NO_ACCOUNT),
    Column("bank_luck", OFFICIAL, np.int32, _SHARE, "bank access at which the account is closed", least=0, most=ONE),
    Column("term", OFFICIAL, np.int16, "weeks", "planned length of the posting", least=1, neutral=1),
    Column("trailing", OFFICIAL, np.int64, "US cents", "income of the post over about the last year", least=0),
    Column("spent", OFFICIAL, np.int64, "US cents", "paid for staff, levies and quota since the period began", least=0),
    Column("arrears", OFFICIAL, np.int64, "US cents", "quota and levies owed: a claim, no money", least=0),
    Column("inherited", OFFICIAL, np.int64, "US cents", "arrears that the official found at the post", least=0),
    Column("paid", OFFICIAL, np.int64, "US cents", "quota paid since the year began", least=0),
    Column("week_due", OFFICIAL, np.int16, "week", "when an official who was ordered home has to go"),
    Column("prepared", OFFICIAL, np.uint8, "0 or 1", "1 once the official has prepared to leave", most=1),
    Column("push", OFFICIAL, np.int32, "power of two, out of 2**16", "what drives an official to leave", least=0),
    Column("leaving", OFFICIAL, np.uint8, "0 or 1", "1 while a journey for who leaves is still to be begun", most=1),
    Column(
        "standing",
        OFFICIAL,
        np.int32,
        _SHARE,
        "share of the place's officials less likely to be recalled",
        least=0,
        most=ONE,
    ),
    # Journeys. Rows from `journeys_used` on have never been used.
    Column("journey_status", JOURNEY, np.uint8, "status", "whether and how a journey stands", most=ARRIVED),
    Column("journey_post", JOURNEY, np.uint32, "post", "the post that the official left"),
    Column("journey_persons", JOURNEY, np.uint8, "persons", "who travels: the official and close relatives"),
    Column("journey_overland", JOURNEY, np.uint8, "0 or 1", "1 if overland with a broker, 0 if by a mission", most=1),
    Column("journey_due", JOURNEY, np.int16, "week", "when the journey's next turn comes; -1 while that is open"),
    Column("journey_cents", JOURNEY, np.int64, "US cents", "money that travellers have with them", least=0),
    Column("journeys_used", WORLD, np.int64, "journeys", "rows that were ever used", least=0),
    # Dated inputs, a row a week.
    Column("imports", INPUT, np.int64, _SHARE, "China's imports from the DPRK; 2013 is 1", least=0, most=8 * ONE),
    Column("exports", INPUT, np.int64, _SHARE, "China's exports to the DPRK; 2013 is 1", least=0, most=8 * ONE),
    Column("bank_access", INPUT, np.int64, _SHARE, "share of officials with the use of an account", least=0, most=ONE),
    Column("lockdown", INPUT, np.int64, _SHARE, "how far the host's epidemic rules are in force", least=0, most=ONE),
    Column("border_open", INPUT, np.int64, _SHARE, "1 while people may cross the border", least=0, most=ONE),
    Column("visa_pressure", INPUT, np.int64, _SHARE, "how far hosts cut stays short", least=0, most=ONE),
    Column("permit", INPUT, np.int64, _SHARE, "share of replacements that hosts let in", least=0, most=ONE),
    Column("families_allowed", INPUT, np.int64, _SHARE, "1 while newcomers may bring families", least=0, most=ONE),
    Column("levy_time", INPUT, np.int64, _SHARE, "how far levies are from early to late ones", least=0, most=ONE),
    Column("purge", INPUT, np.int64, _SHARE, "1 in the week of a purge at the centre", least=0, most=ONE),
    Column("shock", INPUT, np.int64, _SHARE, "strength of a political shock in its week", least=0, most=ONE),
    Column("policing", INPUT, np.int64, _SHARE, "how far hosts' policing is from early to late", least=0, most=ONE),
    Column(
        "route_price",
        INPUT,
        np.int64,
        "USD 1,000, out of 2**16",
        "what brokers ask for one person",
        least=0,
        most=1024 * ONE,
    ),
    # Places.
    Column("market", PLACE, np.int64, _SHARE, "trade that officials live on; 2013 is 1", LEVEL, least=0, neutral=ONE),
    Column("opportunity", PLACE, np.int64, _SHARE, "openings for flight; usually 1", least=0, most=ONE, neutral=ONE),
    Column("alert", PLACE, np.int64, _SHARE, "how tight control is", LEVEL, least=0, most=ONE),
    Column("alert_floor", PLACE, np.int64, _SHARE, "what alert decays to", least=0, most=ONE),
    Column("unanswered", PLACE, np.int64, "persons", "flights that the centre has not yet learnt of", least=0),
    Column("unanswered_groups", PLACE, np.int64, "groups", "of these, with three or more persons", least=0),
    Column("known_flights", PLACE_WEEK, np.int64, "flights", "flights learnt of in each of the last weeks", least=0),
    Column("recall_seen", PLACE, np.int64, _SHARE, "recalls carried out a year, per official, as seen there", least=0),
    Column("ranked", PLACE_STEP, np.int64, "persons", "posted officials up to each step of the last review", least=0),
    Column("ordered", PLACE, np.int64, "clampdowns", "clampdowns ordered this week", least=0),
    Column("sessions", PLACE, np.int64, _SHARE, "ideological sessions a week", LEVEL, least=0),
    Column("free_time", PLACE, np.int64, _SHARE, "time left for business", least=0, most=ONE, neutral=ONE),
    # The centre.
    Column("monthly", WORLD, np.uint8, "0 or 1", "1 once quotas are collected every four weeks", most=1),
    Column("best_met", WORLD, np.int64, _SHARE, "share meeting the quota in the best year so far", least=0, most=ONE),
    Column("collected", WORLD, np.int16, "week", "last collection of quotas", neutral=-1),
    Column("levy_high", WORLD, np.int64, "US cents", "the most that the last levy asked of anybody", least=0),
    Column("purged", WORLD, np.uint8, "0 or 1", "1 once the faction has fallen", most=1),
    Column("fear_linked", WORLD, np.int64, _SHARE, "fear of those linked to a fallen faction", least=0, most=4 * ONE),
    Column("fear_all", WORLD, np.int64, _SHARE, "fear of everybody", least=0, most=4 * ONE),
    Column("push_most", WORLD, np.int64, "power of two, out of 2**16", "the strongest push of anybody", least=0),
    # Money.
    Column("accounts", ACCOUNT, np.int64, "US cents", "what each account has received less what it has given"),
    # What is counted for the observables.
    Column("posted", PLACE, np.int64, "persons", "posts filled", LEVEL, least=0),
    Column("trade_income", PLACE, np.int64, "US cents", "margins earned on deals", FLOW, least=0),
    Column("income_bins", PLACE_BIN, np.int64, "persons", "posted officials by income of the period", FLOW, least=0),
    Column("left_bins", PLACE_BIN, np.int64, "persons", "posted by income less staff and dues", FLOW, least=0),
    Column("tenure", PLACE, np.int64, "weeks", "time at the post, summed over those posted", LEVEL, least=0),
    Column("overstayed", PLACE, np.int64, "persons", "posted for more than three years", LEVEL, least=0),
    Column("with_account", PLACE, np.int64, "persons", "posted with an account of their own", LEVEL, least=0),
    Column("owing", PLACE, np.int64, "US cents", "arrears that those posted have run up themselves", LEVEL, least=0),
    Column("newcomers", PLACE, np.int64, "persons", "posts filled anew", FLOW, least=0),
    Column("went_home", PLACE, np.int64, "persons", "officials who went home at the end of their term", FLOW, least=0),
    Column("quota_due", PLACE, np.int64, "US cents", "quota asked for", FLOW, least=0),
    Column("quota_paid", PLACE, np.int64, "US cents", "quota paid when it was due", FLOW, least=0),
    Column("arrears_paid", PLACE, np.int64, "US cents", "paid on arrears", FLOW, least=0),
    Column("quota_asked", PLACE, np.int64, "persons", "officials asked for a year's quota", FLOW, least=0),
    Column("quota_met", PLACE, np.int64, "persons", "officials who had paid their year's quota in full", FLOW, least=0),
    Column("levies", WORLD, np.int64, "levies", "levies called", FLOW, least=0),
    Column("levy_asked", PLACE, np.int64, "US cents", "asked for in levies", FLOW, least=0),
    Column("levy_paid", PLACE, np.int64, "US cents", "paid in levies when they were due", FLOW, least=0),
    Column("clampdowns", PLACE, np.int64, "clampdowns", "clampdowns ordered", FLOW, least=0),
    Column("fled", PLACE, np.int64, "persons", "officials who left their post without leave", FLOW, least=0),
    Column("fled_in_a_week", WORLD, np.int64, "persons", "most who left in any one week", PEAK, least=0),
    Column("summoned", PLACE, np.int64, "persons", "posted officials who were ordered home", LEVEL, least=0),
    Column("recalls_ordered", PLACE, np.int64, "orders", "orders home that followed a review", FLOW, least=0),
    Column("purge_ordered", PLACE, np.int64, "orders", "orders home that followed a purge", FLOW, least=0),
    Column("recalls_done", PLACE, np.int64, "persons", "officials who went home as ordered", FLOW, least=0),
    Column(
        "wishing", PLACE, np.int64, "persons", "posted whose reasons to leave at least double the rate", LEVEL, least=0
    ),
    Column("ready", PLACE, np.int64, "persons", "posted officials who have prepared to leave", LEVEL, least=0),
    Column("fled_overland", PLACE, np.int64, "persons", "of those who left, overland", FLOW, least=0),
    Column("route_paid", PLACE, np.int64, "US cents", "paid to brokers", FLOW, least=0),
    Column("under_way", PLACE, np.int64, "officials", "officials under way", LEVEL, least=0),
    Column("detained", PLACE, np.int64, "officials", "officials in detention", LEVEL, least=0),
    Column("captured", PLACE, np.int64, "officials", "officials captured under way", FLOW, least=0),
    Column("forced_returns", PLACE, np.int64, "officials", "captured officials handed over", FLOW, least=0),
    Column("arrived", PLACE, np.int64, "officials", "officials who reached safety", FLOW, least=0),
    Column("counted", PLACE, np.int64, "officials", "arrived officials who were counted", FLOW, least=0),
    Column(
        "counted_all", PLACE, np.int64, "persons, out of 2**16", "counted, with others in their class", FLOW, least=0
    ),
    Column("overflow", WORLD, np.int64, "journeys", "journeys for which there was no room", least=0, alarm=OVERFLOW),
    Column("saturated", WORLD, np.int64, "count", "chances above their majorant", least=0, alarm=SATURATION),
)


class Columns(NamedTuple):
    """The columns of a week: ours, and those that third parties' mechanisms bring."""

    all: tuple[Column, ...]

    @property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.all}

    @property
    def state(self) -> list[Column]:
        """What a world holds, and a checkpoint saves."""
        return [column for column in self.all if column.axis != INPUT]

    @property
    def inputs(self) -> list[Column]:
        return [column for column in self.all if column.axis == INPUT]

    @property
    def history(self) -> list[Column]:
        return [column for column in self.all if column.record]


OURS = Columns(COLUMNS)


def rows(posts: int, branches: int, employers: int) -> dict[str, int]:
    """Axis -> how many rows a world of that size has."""
    places = len(PLACES)
    return {
        OFFICIAL: posts,
        PLACE: places,
        PLACE_EDGE: places + 1,
        BRANCH: branches,
        BRANCH_EDGE: branches + 1,
        EMPLOYER: employers,
        EMPLOYER_EDGE: employers + 1,
        ACCOUNT: len(ACCOUNTS),
        JOURNEY: max(2 * posts, JOURNEYS_LEAST),
        PLACE_BIN: places * INCOME_BINS,
        PLACE_WEEK: places * CLUSTER_WEEKS,
        PLACE_STEP: places * RECALL_STEPS,
        WORLD: 1,
    }


def check_ranges(columns: Mapping[str, np.ndarray], of: Columns) -> None:
    """Assert that every column holds what its declaration allows. Compiled code does not look, so the host does."""
    for column in of.state:
        values = columns[column.name]
        if len(values):
            assert column.low <= values.min(), (column.name, int(values.min()))
            assert values.max() <= column.high, (column.name, int(values.max()))

"""The columns that several mechanisms share: who is there, where, with what; what comes from outside; the census.

A mechanism asks for a column by naming it as an argument of its step, or for several by a name in `groups.py`. Columns
of officials are sorted by place, then branch, then role; `place_first` and `branch_first` say where each block begins.
Index columns are unsigned: a signed index costs compiled code a test for wrap-around.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from legation.base.places import PLACES
from legation.kernel.fixed_point import ONE
from legation.kernel.money import ACCOUNTS
from legation.population.codes import (
    ARRIVED,
    CLUSTER_WEEKS,
    INCOME_BINS,
    LEVY_WEEKS,
    MANAGER,
    NO_ACCOUNT,
    RECALL_STEPS,
    SUMMONED,
)
from legation.population.declaration import (
    ACCOUNT,
    BRANCH,
    BRANCH_EDGE,
    EMPLOYER,
    EMPLOYER_EDGE,
    FLOW,
    INPUT,
    JOURNEY,
    LEVEL,
    OFFICIAL,
    OPEN_LEVY,
    PLACE,
    PLACE_BIN,
    PLACE_EDGE,
    PLACE_STEP,
    PLACE_WEEK,
    SHARES,
    WORLD,
    Column,
)

# A world usually has rooms for two journeys for each post, and for this many at least. A world in which more people are
# under way at once stops with the alarm NO_ROOM, and `engine/rooms.py` begins it again with more rooms. In 300 worlds
# drawn from the baseline's priors at most 0.35 rooms for each post were in use.
JOURNEYS_LEAST = 1024
NO_ROOM = "overflow"

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
    Column("skill", OFFICIAL, np.uint32, SHARES, "earning power; the median official has 1"),
    Column("family_home", OFFICIAL, np.uint8, "0 or 1", "1 if a close relative is held at home", most=1),
    Column("linked", OFFICIAL, np.uint8, "0 or 1", "1 if linked to the faction that falls in 2013", most=1),
    Column("savings", OFFICIAL, np.int64, "US cents", "money held in the open", least=0),
    Column("earned", OFFICIAL, np.int64, "US cents", "income since the period began", least=0),
    Column("hidden", OFFICIAL, np.int64, "US cents", "money held in secret", least=0),
    Column("quota_type", OFFICIAL, np.uint8, "type", "which quota the employer sets: low, middle or high", most=2),
    Column("account", OFFICIAL, np.uint8, "account", "own, in a borrowed name, or none", most=NO_ACCOUNT),
    Column("bank_luck", OFFICIAL, np.int32, SHARES, "bank access at which the account is closed", least=0, most=ONE),
    Column("term", OFFICIAL, np.int16, "weeks", "planned length of the posting", least=1, neutral=1),
    Column("trailing", OFFICIAL, np.int64, "US cents", "income of the post over about the last year", least=0),
    Column("spent", OFFICIAL, np.int64, "US cents", "paid for staff, levies and quota since the period began", least=0),
    Column("arrears", OFFICIAL, np.int64, "US cents", "quota and levies owed: a claim, no money", least=0),
    Column("inherited", OFFICIAL, np.int64, "US cents", "arrears that the official found at the post", least=0),
    Column("paid", OFFICIAL, np.int64, "US cents", "quota paid since the year began", least=0),
    Column("week_due", OFFICIAL, np.int16, "week", "when an official who was ordered home has to go"),
    Column("prepared", OFFICIAL, np.uint8, "0 or 1", "1 once the official has prepared to leave", most=1),
    Column("push", OFFICIAL, np.int32, "power of two, out of 2**16", "what drives an official to leave"),
    Column(
        "standing",
        OFFICIAL,
        np.int32,
        SHARES,
        "share of the place's officials less likely to be recalled",
        least=0,
        most=ONE,
    ),
    Column("side_share", OFFICIAL, np.int32, SHARES, "share of working time that side work takes", least=0, most=ONE),
    Column(
        "suspicion", OFFICIAL, np.int32, SHARES, "how suspect the official is to those who watch", least=0, most=ONE
    ),
    # Journeys. Rows from `journeys_used` on have never been used.
    Column("journey_status", JOURNEY, np.uint8, "status", "whether and how a journey stands", most=ARRIVED),
    Column("journey_post", JOURNEY, np.uint32, "post", "the post that the official left"),
    Column("journey_overland", JOURNEY, np.uint8, "0 or 1", "1 if overland with a broker, 0 if by a mission", most=1),
    Column("journey_due", JOURNEY, np.int16, "week", "when the journey's next turn comes; -1 while that is open"),
    Column("journey_cents", JOURNEY, np.int64, "US cents", "money that travellers have with them", least=0),
    Column("journeys_used", WORLD, np.int64, "journeys", "rows that were ever used", least=0),
    # Dated inputs, a row a week.
    Column("imports", INPUT, np.int64, SHARES, "China's imports from the DPRK; 2013 is 1", least=0, most=8 * ONE),
    Column("exports", INPUT, np.int64, SHARES, "China's exports to the DPRK; 2013 is 1", least=0, most=8 * ONE),
    Column("bank_access", INPUT, np.int64, SHARES, "share of officials with the use of an account", least=0, most=ONE),
    Column("lockdown", INPUT, np.int64, SHARES, "how far the host's epidemic rules are in force", least=0, most=ONE),
    Column("border_open", INPUT, np.int64, SHARES, "1 while people may cross the border", least=0, most=ONE),
    Column("visa_pressure", INPUT, np.int64, SHARES, "how far hosts cut stays short", least=0, most=ONE),
    Column("permit", INPUT, np.int64, SHARES, "share of replacements that hosts let in", least=0, most=ONE),
    Column("families_allowed", INPUT, np.int64, SHARES, "1 while newcomers may bring families", least=0, most=ONE),
    Column("levy_time", INPUT, np.int64, SHARES, "how far levies are from early to late ones", least=0, most=ONE),
    Column("purge", INPUT, np.int64, SHARES, "1 in the week of a purge at the centre", least=0, most=ONE),
    Column("shock", INPUT, np.int64, SHARES, "strength of a political shock in its week", least=0, most=ONE),
    Column("policing", INPUT, np.int64, SHARES, "how far hosts' policing is from early to late", least=0, most=ONE),
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
    Column("market", PLACE, np.int64, SHARES, "trade that officials live on; 2013 is 1", LEVEL, least=0, neutral=ONE),
    Column("opportunity", PLACE, np.int64, SHARES, "openings for flight; usually 1", least=0, most=ONE, neutral=ONE),
    Column("alert", PLACE, np.int64, SHARES, "how tight control is", LEVEL, least=0, most=ONE),
    Column("unanswered", PLACE, np.int64, "persons", "flights that the centre has not yet learnt of", least=0),
    Column(
        "unanswered_groups",
        PLACE,
        np.int64,
        "groups",
        "of these, three or more persons, or a minder",
        least=0,
    ),
    Column("recall_seen", PLACE, np.int64, SHARES, "recalls carried out a year, per official, as seen there", least=0),
    Column("kept_home", PLACE, np.int64, "persons", "visitors not sent back whom colleagues don't miss yet", least=0),
    Column("flights_seen", PLACE, np.int64, SHARES, "flights a year, per hundred officials, as seen there", least=0),
    Column("free_time", PLACE, np.int64, SHARES, "time left for business", least=0, most=ONE, neutral=ONE),
    Column("travel", PLACE, np.int64, SHARES, "income left by limits on travel", least=0, most=ONE, neutral=ONE),
    # Branches.
    Column("fled_from", BRANCH, np.int64, "persons", "officials who fled and whom nobody has answered for", least=0),
    Column("watched", BRANCH, np.int64, SHARES, "how closely the manager watches after a flight", least=0, most=ONE),
    # The centre.
    Column("collected", WORLD, np.int16, "week", "last collection of quotas", neutral=-1),
    Column("purged", WORLD, np.uint8, "0 or 1", "1 once the faction has fallen", most=1),
    Column("fear_linked", WORLD, np.int64, SHARES, "fear of those linked to a fallen faction", least=0, most=4 * ONE),
    Column("fear_all", WORLD, np.int64, SHARES, "fear of everybody", least=0, most=4 * ONE),
    Column("push_most", WORLD, np.int64, "power of two, out of 2**16", "the strongest push of anybody", least=0),
    # Money.
    Column("accounts", ACCOUNT, np.int64, "US cents", "what each account has received less what it has given"),
    # What happens at a place, and may be reported.
    Column("fled", PLACE, np.int64, "persons", "officials who left their post without permission", FLOW, least=0),
    Column("minders_fled", PLACE, np.int64, "persons", "minders who left without permission", FLOW, least=0),
    Column("clampdowns", PLACE, np.int64, "clampdowns", "clampdowns ordered", FLOW, least=0),
    Column(
        "recalls_done",
        PLACE,
        np.int64,
        "persons",
        "officials who went home as ordered or were kept there",
        FLOW,
        least=0,
    ),
    # What is counted for the observables.
    Column("posted", PLACE, np.int64, "persons", "posts filled", LEVEL, least=0),
    Column("income_bins", PLACE_BIN, np.int64, "persons", "posted officials by income of the period", FLOW, least=0),
    Column("left_bins", PLACE_BIN, np.int64, "persons", "posted by income less staff and dues", FLOW, least=0),
    Column("tenure", PLACE, np.int64, "weeks", "time at the post, summed over those posted", LEVEL, least=0),
    Column("overstayed", PLACE, np.int64, "persons", "posted for more than three years", LEVEL, least=0),
    Column("with_account", PLACE, np.int64, "persons", "posted with an account of their own", LEVEL, least=0),
    Column("with_borrowed", PLACE, np.int64, "persons", "posted with an account in a borrowed name", LEVEL, least=0),
    Column("owing", PLACE, np.int64, "US cents", "arrears that those posted have run up themselves", LEVEL, least=0),
    Column(NO_ROOM, WORLD, np.int64, "journeys", "journeys for which there was no room", least=0, alarm=OVERFLOW),
    Column("saturated", WORLD, np.int64, "count", "chances above their majorant", least=0, alarm=SATURATION),
)


class Columns(NamedTuple):
    """The columns of a week: the shared ones, and those that its mechanisms bring."""

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


def rows(posts: int, branches: int, employers: int, rooms: int = 1) -> dict[str, int]:
    """Axis -> how many rows a world of that size has.

    rooms  for journeys, in multiples of the usual
    """
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
        JOURNEY: rooms * max(2 * posts, JOURNEYS_LEAST),
        PLACE_BIN: places * INCOME_BINS,
        PLACE_WEEK: places * CLUSTER_WEEKS,
        PLACE_STEP: places * RECALL_STEPS,
        OPEN_LEVY: LEVY_WEEKS,
        WORLD: 1,
    }


def check_ranges(columns: Mapping[str, np.ndarray], of: Columns) -> None:
    """Assert that every column holds what its declaration allows. Compiled code does not look, so the host does."""
    for column in of.state:
        values = columns[column.name]
        # What only its type limits is within these limits: to look would take a twentieth of a small world's time.
        if len(values) and column.least is not None:
            assert column.least <= values.min(), (column.name, int(values.min()))
        if len(values) and column.most is not None:
            assert values.max() <= column.most, (column.name, int(values.max()))

"""Flight: an official leaves the post without permission.

Claims:
    An official leaves with a small chance each week.
    Over all officials of 2012 the chance is what `attempts` says, whatever the effect of relatives at home.
    Pressure to leave (`intent`) and having prepared raise that chance.
    Close relatives who are kept at home lower it, by a factor that may be one, so perhaps not at all.
    Few openings to leave (`opportunity`) and tight control (`alert`) lower it.
    A leaver pays a broker for an overland route, or seeks refuge in the city.
    A leaver who cannot pay the broker goes overland only on credit.
    Close relatives who live abroad leave together with the official, and they all count as one case.

Leaves out:
    Officials do not leave together with other officials.
    Nobody calls relatives from home to come along.
    Brokers collect no debts: a leaver on credit pays what there is and owes nothing more.
    An official who could not pay is no likelier to try again in a later week.
    Refuge in the city costs nothing, and missions turn nobody away.
    Both ways out take equally long.
    The post of a leaver stays vacant until `posts` refills it, so head-counts decline by themselves.
    Exits follow one another within a week: the end of a term (`rotation`), a visit that does not end (`home_visits`),
        an order that is carried out (`recall`), flight, and death (`despair`). Who has gone home cannot flee.
    If exits acted at the same time, the chance of flight would be higher. This order lowers it by a share that is
        about half the chance of going home in that week: by one sixteenth for an official who has a chance of one
        eighth of going home each week.
    This order raises the chance of going home by the same amount.
    An official whose order falls due while the border is open cannot flee in that week.
    If `pursuit` or `arrivals` is switched off, journeys never end, and a world needs more and more rows for them.

Assumes:
    Control deters flight.
    In 2012 neither debts, fear, preparation nor control had changed the number of attempts much; what they did by then
        comes on top of `attempts`.
    Leavers take all their money along, open and hidden. No source says what leavers usually take.

Sources:
    nk-2019-intv-26  Relatives at home hold an official back. The official believes that they would be punished.
    nk-2019-intv-27  The same official would leave at once if the relatives were abroad.
    nk-2022-surv-08  People are caught on overland routes.
    nk-2022-surv-09  Limits on travel in an epidemic leave fewer openings.
    nk-2022-surv-17  Officials think of seeking refuge in a mission.
    nk-2022-surv-18  Some officials prepare to leave.
    pf-f-10  An official left together with others who were close by.
    pf-i-09  Brokers asked a price for an overland route in 2023.
    pf-i-13  Brokers asked a price for an overland route in 2011.
    pf-j-17  A spouse and perhaps one child may come along to a posting.

Readings:
    "would leave at once" (nk-2019-intv-27) -> the rate is higher without a hostage; the record gives no factor.
    "learned telephone numbers" (nk-2022-surv-18) -> officials who have prepared leave more often than others.

References:
    Hirschman 1970  Exit as one answer to decline; here with a hostage at home.
    Carling 2002  The wish to leave and the ability to leave are two things.
    Allison 1982  Competing exits in discrete time.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

import numpy as np

from legation.kernel.chance import candidates, draw, purpose
from legation.kernel.fixed_point import ONE, RATE_ONE, power_of_two, share_of, weekly_probability
from legation.kernel.marks import Write, rule, step
from legation.kernel.money import BROKERS, TRAVELLERS, transfer
from legation.kernel.units import Borrowed, NotBelow, Within
from legation.mechanisms.shared.journeys import NOWHERE, first_marked, free_row
from legation.mechanisms.shared.people import REMEMBERED, leaves_post, week_to_go
from legation.population.codes import POSTED, SUMMONED, TRANSIT, VACANT
from legation.population.declaration import FLOW, JOURNEY, OFFICIAL, PEAK, PLACE, WORLD, Column

LEAVES = purpose("flight: leaves the post")
OVERLAND = purpose("flight: goes overland")
CREDIT = purpose("flight: has credit for the way")
TRANSIT_TIME = purpose("flight: how long the way takes")

GROUP = 3  # persons: a flight of this many or more counts as one of a group (`alert`)
THOUSAND_DOLLARS = 100_000  # cents: the unit of the input `route_price`


class Parameters(NamedTuple):
    """Units, and the limits within which the code below works. The scenario has values, ranges and sources."""

    attempts: Annotated[int, "per 1,000 a year", Within(0, 52_000)]
    family_abroad: Annotated[int, "share", Borrowed("founding.family_abroad")]
    beta_hostage: Annotated[int, "log rate", Within(-5, 8)]
    beta_prepared: Annotated[int, "log rate", Within(-5, 8)]
    deterrence: Annotated[int, "share"]
    overland: Annotated[int, "share"]
    credit: Annotated[int, "share"]
    relatives: Annotated[int, "number", Within(0, 100)]
    transit_least: Annotated[int, "weeks", Within(1, 520)]
    transit_most: Annotated[int, "weeks", Within(1, 520), NotBelow("flight.transit_least")]


MOVES = frozenset({(POSTED, VACANT), (SUMMONED, VACANT)})

COLUMNS = (
    Column("leaving", OFFICIAL, np.uint8, "0 or 1", "1 while a leaver's journey has not begun", most=1),
    Column("journey_persons", JOURNEY, np.uint8, "persons", "travellers: the official and close relatives"),
    Column("fled_overland", PLACE, np.int64, "persons", "those of them who left overland", FLOW, least=0),
    Column("fled_in_a_week", WORLD, np.int64, "persons", "most officials who left in any one week", PEAK, least=0),
    Column("route_paid", PLACE, np.int64, "US cents", "paid to brokers", FLOW, least=0),
)


@rule
def raised(rate, power):
    """Multiply a rate by two to a power, rounded down. Rates above 8 a week make no difference, so it stops there.

    Factors of 2**15 and more keep 16 binary digits or more, so that the product stays below 2**63.
    """
    factor = power_of_two(power)
    times = share_of(rate, factor >> 15) << 15 if factor >= RATE_ONE else share_of(rate, factor)
    return min(times, 8 * RATE_ONE)


@rule
def reference_rate(p):
    """Flights a week, out of 2**31, of an official whom nothing drives and whose close relatives are at home.

    With those whose relatives are abroad the mean is `attempts`. Rounded down, and at most 1 a week.
    """
    mean = ONE - p.family_abroad + share_of(p.family_abroad, power_of_two(p.beta_hostage))
    return min(p.attempts * ONE // max(mean, 1), RATE_ONE)


@rule
def rate(p, push, prepared, family_home, opportunity, alert):
    """Flights a week of one official, out of 2**31."""
    power = push + (p.beta_prepared if prepared == 1 else 0) + (p.beta_hostage if family_home == 0 else 0)
    return share_of(raised(reference_rate(p), power), share_of(opportunity, ONE - share_of(p.deterrence, alert)))


@rule
def highest_rate(p, push_most):
    """A rate that no official exceeds: full opportunity, no control, the strongest push, and all that raises it."""
    return raised(reference_rate(p), push_most + max(p.beta_prepared, 0) + max(p.beta_hostage, 0))


@rule
def persons(p, family_home):
    """How many travel: an official whose close relatives are abroad goes with them."""
    return 1 + p.relatives if family_home == 0 else 1


@rule
def goes_overland(now, p, official):
    """Whether an official who leaves this week goes overland; if not, they seek refuge in the city."""
    return draw(now, OVERLAND, official) >> 16 < p.overland


@rule
def price(now, p, official, persons, route_price):
    """What leaving this week costs an official in cents, rounded down; refuge in the city costs nothing."""
    return share_of(route_price, THOUSAND_DOLLARS) * persons if goes_overland(now, p, official) else 0


@rule
def mark(now, p, place, status, motives, purse, surroundings, at_most, leaving, saturated):
    """Mark the officials who leave this week, if they can pay or have credit. Returns their number."""
    leavers = 0
    for official in candidates(now, LEAVES, at_most):
        if status[official] == VACANT:
            continue
        here, home = place[official], motives.family_home[official]
        urge = motives.push[official], motives.prepared[official], home
        chance = weekly_probability(rate(p, *urge, surroundings.opportunity[here], surroundings.alert[here]))
        saturated[0] += chance > at_most
        if draw(now, LEAVES, official) < chance:
            cost = price(now, p, official, persons(p, home), surroundings.route_price[here])
            cents = purse.savings[official] + purse.hidden[official]
            means = cents >= cost or draw(now, CREDIT, official) >> 16 < p.credit
            leaving[official] = means
            leavers += means
    return leavers


@rule
def set_out(now, p, official, row, cents, departures, progress):
    """Begin a journey in a free row."""
    departures.journey_post[row] = official
    departures.journey_overland[row] = goes_overland(now, p, official)
    departures.journeys_used[0] = max(departures.journeys_used[0], row + 1)
    luck = draw(now, TRANSIT_TIME, official)
    progress.journey_status[row] = TRANSIT
    progress.journey_due[row] = week_to_go(now.week, p.transit_least, p.transit_most, luck)
    progress.journey_cents[row] = cents


@rule
def forget_flights(flights_seen):
    """Let what colleagues have seen of flights fade by a week, in all places."""
    for here in range(len(flights_seen)):
        flights_seen[here] = share_of(flights_seen[here], REMEMBERED)


@rule
def sight(posted):
    """What one flight adds to flights a year per hundred officials, as so many posted colleagues see it."""
    return 100 * ONE // max(posted, 1)


@step
def run(
    now,
    p,
    place,
    branch,
    posted,
    motives,
    push_most,
    surroundings,
    status: Write,
    purse: Write,
    departures: Write,
    progress: Write,
    backlog: Write,
    fled_from: Write,
    fled: Write,
    flights_seen: Write,
    own: Write,
    accounts: Write,
    overflow: Write,
    saturated: Write,
):
    """Mark the officials who leave, then begin their journeys in the order of posts, seen by those who stay."""
    forget_flights(flights_seen)
    at_most = weekly_probability(highest_rate(p, push_most[0]))
    leavers = mark(now, p, place, status, motives, purse, surroundings, at_most, own.leaving, saturated)
    for _ in range(leavers):
        official = first_marked(own.leaving)
        row = free_row(progress.journey_status, departures.journeys_used[0])
        own.leaving[official] = 0
        if row == NOWHERE:
            overflow[0] += 1
            continue
        here, travellers = place[official], persons(p, motives.family_home[official])
        cents = purse.savings[official] + purse.hidden[official]
        cost = min(price(now, p, official, travellers, surroundings.route_price[here]), cents)
        leaves_post(official, TRAVELLERS, status, purse, accounts)
        transfer(accounts, TRAVELLERS, BROKERS, cost)
        set_out(now, p, official, row, cents - cost, departures, progress)
        own.journey_persons[row] = travellers
        backlog.unanswered[here] += 1
        backlog.unanswered_groups[here] += travellers >= GROUP
        fled_from[branch[official]] += 1
        flights_seen[here] += sight(posted[here])
        fled[here] += 1
        own.fled_overland[here] += goes_overland(now, p, official)
        own.route_paid[here] += cost
    own.fled_in_a_week[0] = max(own.fled_in_a_week[0], leavers)

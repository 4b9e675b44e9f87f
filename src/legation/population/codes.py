"""Codes: what the numbers in columns stand for, and how finely some of them count."""

from __future__ import annotations

# What a post holds, as `status` says. A later mechanism finds the status that earlier ones left.
VACANT, POSTED, SUMMONED = range(3)
STATUS_NAMES = ("vacant", "posted", "summoned")

# What bank account an official has, as `account` says.
OWN, BORROWED, NO_ACCOUNT = range(3)

# What a post is for, as `role` says.
TRADER, MANAGER = range(2)

# What a journey holds, as `journey_status` says: nobody, somebody under way, detained, or arrived and not yet counted.
NO_JOURNEY, TRANSIT, DETAINED, ARRIVED = range(4)

# What `journey_due` holds while nothing has set the week of the next turn.
UNDATED = -1

# Ranks in the order of recall are kept in this many steps.
RECALL_STEPS = 256

# Flights count as a cluster if the centre learns of them within this many weeks.
CLUSTER_WEEKS = 8

# A levy may be open in the week in which it is called and in up to sixteen after that: one slot for each of them.
LEVY_WEEKS = 17

# Income bins: number k holds incomes from 2**(k/2) to 2**((k+1)/2) dollars a period; the first also holds none.
INCOME_BINS = 40

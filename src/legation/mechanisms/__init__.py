"""The week: one file for each mechanism, in the order in which they act.

Within a mechanism everyone acts at once: it may look at another's row only in columns that it doesn't write, and sums
first what it needs of others. Between mechanisms this order holds: each finds what the earlier ones left.
"""

WEEK = (
    "environment",
    "purge",
    "posts",
    "rotation",
    "alert",
    "sessions",
    "trade",
    "banking",
    "side_work",
    "brokerage",
    "labour",
    "upkeep",
    "obligations",
    "home_visits",
    "whereabouts",
    "surveillance",
    "recall",
    "intent",
    "flight",
    "pursuit",
    "despair",
    "arrivals",
    "press",
)

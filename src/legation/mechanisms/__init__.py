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
    "brokerage",
    "labour",
    "upkeep",
    "obligations",
    "recall",
    "intent",
    "flight",
    "pursuit",
    "arrivals",
    "press",
)

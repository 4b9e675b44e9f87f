"""What a user waits for first: the baseline read, one world of 2,000 officials founded and run, a number printed."""

from __future__ import annotations

from benchmarks.worlds import baseline

base = baseline()
world = base.run(base.world(0, 2_000))
print(int(world.history["fled"].sum()))

#!/bin/sh
# arviz-stats 1.3.3 (psislw): the Pareto k of 25 to 29 draws.
# Expected: too few draws for a tail are refused, as they are up to 24, or a k is given, as it is from 30.
# Instead: for 25 to 29 draws k is NaN without a warning, and "k > 0.7" is false for NaN: the weights pass as good.
set -eu
. "$(dirname "$0")/lib.sh"
needs_python 3.12
needs arviz-stats==1.3.3 numpy==2.5.5 scipy==1.18.1
cat >try.py <<'PY'
import numpy as np
from arviz_stats.base import array_stats

for draws in (24, 25, 29, 30):
    weights = np.random.default_rng(1).normal(size=draws)
    try:
        k = array_stats.psislw(weights)[1]
    except ValueError as problem:
        print(draws, "draws:", problem)
    else:
        print(draws, "draws: k", k.round(2), "too large" if k > 0.7 else "passes")
PY
shows python try.py
expect <<'TEXT'
24 draws: n_draws_tail must be at least 5
25 draws: k nan passes
29 draws: k nan passes
30 draws: k 0.62 passes
TEXT

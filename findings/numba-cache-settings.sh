#!/bin/sh
# Numba 0.68.1: settings in the environment, and njit(cache=True).
# Expected: a run with other settings (NUMBA_BOUNDSCHECK, NUMBA_OPT) compiles anew, or keeps its code apart.
# Instead: settings are no part of the cache's key. On a filled cache NUMBA_BOUNDSCHECK=1 checks nothing; code that
# was once compiled with checks, or without the optimiser (NUMBA_OPT=0: slower), is used by every later run.
set -eu
. "$(dirname "$0")/lib.sh"
needs numba==0.68.1 numpy==2.4.6
cat >fourth.py <<'PY'
import numba
import numpy as np


@numba.njit(cache=True)
def fourth(values):
    return values[3]


whole = np.arange(10)  # the fourth number lies in this array, though not in the part that is handed over
try:
    print(fourth(whole[:3]))
except IndexError:
    print("IndexError")
PY
cat >total.py <<'PY'
import numba


@numba.njit(cache=True)
def total(count):
    found = 0
    for number in range(count):
        found += (number * number) ^ found
    return found


print(total(10), "from the cache" if sum(total.stats.cache_hits.values()) else "compiled")
PY
code() { cat __pycache__/*.nbc | cksum; }
{
    echo "plain: $(python fourth.py), then with checks: $(NUMBA_BOUNDSCHECK=1 python fourth.py)"
    rm -r __pycache__
    echo "with checks: $(NUMBA_BOUNDSCHECK=1 python fourth.py), then plain: $(python fourth.py)"
    rm -r __pycache__
    echo "without optimiser: $(NUMBA_OPT=0 python total.py)"; slow=$(code)
    echo "then plain: $(python total.py)"; [ "$slow" = "$(code)" ] && echo "It is the slow code."
    rm -r __pycache__
    echo "plain, without a cache: $(python total.py)"; [ "$slow" = "$(code)" ] || echo "It is other code."
} >outcome
shows cat outcome
expect <<'TEXT'
plain: 3, then with checks: 3
with checks: IndexError, then plain: IndexError
without optimiser: 933 compiled
then plain: 933 from the cache
It is the slow code.
plain, without a cache: 933 compiled
It is other code.
TEXT

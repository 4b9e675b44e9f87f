#!/bin/sh
# Numba 0.68.1: njit(cache=True), and an edit in a file that the cached function calls into.
# Expected: after the edit the function is compiled anew, or the cache says that it is older than its parts.
# Instead: only the file of the called function is watched. The old result comes back, and counts as a hit.
set -eu
. "$(dirname "$0")/lib.sh"
needs numba==0.68.1 numpy==2.4.6
cat >rates.py <<'PY'
import numba


@numba.njit
def rate():
    return 1
PY
cat >total.py <<'PY'
import numba
import rates


@numba.njit(cache=True)
def total():
    return 10 * rates.rate()


print(total(), "compiled;", rates.rate.py_func() * 10, "by the source; hits:", sum(total.stats.cache_hits.values()))
PY
python total.py >first
sed -i.old "s/return 1/return 2/" rates.py
python total.py >second
shows cat first second
expect <<'TEXT'
10 compiled; 10 by the source; hits: 0
10 compiled; 20 by the source; hits: 1
TEXT

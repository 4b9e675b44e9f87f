#!/bin/sh
# Dask 2026.8.0 (tokenize): the key of a frozenset.
# Expected: equal arguments have one key in every process, as a set of the same texts has; results stored under keys
# are found again.
# Instead: a frozenset of texts has another key under another hash seed, which Python draws anew for each process.
set -eu
. "$(dirname "$0")/lib.sh"
needs dask==2026.8.0
cat >try.py <<'PY'
import subprocess
import sys

ask = "from dask.base import tokenize; print(tokenize({}(['arrivals', 'flight', 'purge', 'trade'])))"
for kind in ("set", "frozenset", "tuple"):
    keys = {
        subprocess.check_output([sys.executable, "-c", ask.format(kind)], env={"PYTHONHASHSEED": seed})
        for seed in ("1", "2", "3", "4")
    }
    print(f"{kind}: {'one key' if len(keys) == 1 else 'several keys'} in four processes")
PY
shows python try.py
expect <<'TEXT'
set: one key in four processes
frozenset: several keys in four processes
tuple: one key in four processes
TEXT

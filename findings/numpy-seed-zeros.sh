#!/bin/sh
# NumPy 2.4.6 (default_rng, SeedSequence): seeds that are lists of numbers.
# Expected: [7], [7, 0] and [7, 0, 0] are three seeds, so (run, world, repeat) can be used as one.
# Instead: up to four numbers, zeros at the end don't count: the first repeat of the first world draws what the run
# itself drew. A number from 2**32 on is its two halves: 7 + 3 * 2**32 draws what [7, 3] draws.
set -eu
. "$(dirname "$0")/lib.sh"
needs numpy==2.4.6
cat >try.py <<'PY'
import numpy as np

for seed in (7, [7], [7, 0], [7, 0, 0, 0], [7, 0, 0, 0, 0], [7, 3], 7 + 3 * 2**32, [7, 3, 0]):
    print(f"{seed}: {np.random.default_rng(seed).integers(10**6)}")
PY
shows python try.py
expect <<'TEXT'
7: 944904
[7]: 944904
[7, 0]: 944904
[7, 0, 0, 0]: 944904
[7, 0, 0, 0, 0]: 305369
[7, 3]: 727918
12884901895: 727918
[7, 3, 0]: 727918
TEXT

#!/bin/sh
# SciPy 1.17.1 (scipy.stats.sobol_indices) and SALib 1.6.0 (SALib.analyze.sobol): one world of many has no result.
# Expected: the indices are NaN, or an error or a warning says that one of the outputs is missing.
# Instead: both say that no parameter matters at all, first-order and total 0, without a word.
# A constant output gives the same zeros in SciPy, though shares of no variance are undefined.
set -eu
. "$(dirname "$0")/lib.sh"
needs scipy==1.17.1 numpy==2.4.6 SALib==1.6.0
cat >try.py <<'PY'
import numpy as np
from SALib.analyze import sobol
from SALib.sample import sobol as sample
from scipy.stats import sobol_indices, uniform


def plain(x):
    return x[0] + 2 * x[1]


def one_missing(x):
    y = plain(x)
    y[3] = np.nan
    return y


def constant(x):
    return np.full(x.shape[1], 3.0)


problem = {"num_vars": 2, "names": ["a", "b"], "bounds": [[0, 1], [0, 1]]}
points = sample.sample(problem, 256, calc_second_order=False, seed=1)
for model in (plain, one_missing, constant):
    found = sobol_indices(func=model, n=256, dists=[uniform(), uniform()], rng=1)
    print("SciPy", model.__name__, found.first_order.round(1).tolist(), found.total_order.round(1).tolist())
for model in (plain, one_missing):
    found = sobol.analyze(problem, model(points.T.copy()), calc_second_order=False, seed=1)
    print("SALib", model.__name__, found["S1"].round(1).tolist(), found["ST"].round(1).tolist())
PY
shows python try.py
expect <<'TEXT'
SciPy plain [0.2, 0.8] [0.2, 0.8]
SciPy one_missing [0.0, 0.0] [0.0, 0.0]
SciPy constant [0.0, 0.0] [0.0, 0.0]
SALib plain [0.2, 0.8] [0.2, 0.8]
SALib one_missing [0.0, 0.0] [0.0, 0.0]
TEXT

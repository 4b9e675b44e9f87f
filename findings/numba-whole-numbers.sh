#!/bin/sh
# Numba 0.68.1 beside NumPy 2.4.6: whole numbers of mixed or unsigned types.
# Expected: a compiled function gives what NumPy gives for the same scalars, or fails as NumPy does.
# Instead: uint64 + int64 is a float in NumPy and wraps to a negative int64 in Numba; uint32 - uint32 wraps at 64 bits
# instead of 32; 2 to the power of -1 is refused by NumPy, 0.5 in Python and 0 in Numba.
set -eu
. "$(dirname "$0")/lib.sh"
needs numba==0.68.1 numpy==2.4.6
cat >try.py <<'PY'
import numba
import numpy as np


@numba.njit
def add(a, b):
    return a + b


@numba.njit
def subtract(a, b):
    return a - b


@numba.njit
def power(a, b):
    return a**b


def both(name, function, a, b):
    try:
        plain = function.py_func(a, b)
    except ValueError as problem:
        plain = f"ValueError ({problem})"
    print(f"{name}: NumPy {plain}, Numba {function(a, b)}")


np.seterr(over="ignore")
both("uint64 + int64", add, np.uint64(2**63), np.int64(1))
both("uint32 - uint32", subtract, np.uint32(1), np.uint32(2))
both("int64 ** int64", power, np.int64(2), np.int64(-1))
PY
shows python try.py
expect <<'TEXT'
uint64 + int64: NumPy 9.223372036854776e+18, Numba -9223372036854775807
uint32 - uint32: NumPy 4294967295, Numba 18446744073709551615
int64 ** int64: NumPy ValueError (Integers to negative integer powers are not allowed.), Numba 0
TEXT

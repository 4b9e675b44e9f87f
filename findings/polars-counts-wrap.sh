#!/bin/sh
# Polars 2.1.0: arithmetic with the counts that it makes itself.
# Expected: more departures than arrivals give a negative number; sums of counts go on above 4,294,967,295, as sums
# of 8- and 16-bit numbers do, which Polars widens.
# Instead: a count is a UInt32, a difference wraps to 4,294,967,295, and a sum starts again at 0. Nothing is said.
set -eu
. "$(dirname "$0")/lib.sh"
needs polars==2.1.0
cat >try.py <<'PY'
import polars as pl

moves = pl.DataFrame({"year": [2019, 2019, 2019], "kind": ["in", "out", "out"]})
table = moves.group_by("year").agg(came=(pl.col.kind == "in").sum(), left=(pl.col.kind == "out").sum(), all=pl.len())
print(dict(zip(table.columns, map(str, table.dtypes))))
print("came - left:", table.select(pl.col.came - pl.col.left).item())
print("left - all: ", table.select(pl.col.left - pl.col.all).item())
print("sum of 2**32 - 1 and 1 as UInt32:", pl.Series([2**32 - 1, 1], dtype=pl.UInt32).sum())
print("sum of 2**31 - 1 and 1 as Int32: ", pl.Series([2**31 - 1, 1], dtype=pl.Int32).sum())
print("sum of 100 and 100 as Int8:      ", pl.Series([100, 100], dtype=pl.Int8).sum())
PY
shows python try.py
expect <<'TEXT'
{'year': 'Int64', 'came': 'UInt32', 'left': 'UInt32', 'all': 'UInt32'}
came - left: 4294967295
left - all:  4294967295
sum of 2**32 - 1 and 1 as UInt32: 0
sum of 2**31 - 1 and 1 as Int32:  -2147483648
sum of 100 and 100 as Int8:       200
TEXT

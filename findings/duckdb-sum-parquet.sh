#!/bin/sh
# DuckDB 2.0.1: COPY of a sum of whole numbers to Parquet.
# Expected: a sum of BIGINT is a whole number in the file, as it is on the screen.
# Instead: the sum is a HUGEINT, which Parquet lacks, so the file holds a DOUBLE: from 2**53 on another number.
set -eu
. "$(dirname "$0")/lib.sh"
needs duckdb==2.0.1
cat >try.py <<'PY'
import duckdb

total = "select sum(cents) as total from (values (9007199254740992::bigint), (1)) as money(cents)"
print("query:", *duckdb.sql(f"select typeof(total), total from ({total})").fetchall()[0])
duckdb.sql(f"copy ({total}) to 'total.parquet'")
print("file: ", *duckdb.sql("select typeof(total), format('{:.0f}', total) from 'total.parquet'").fetchall()[0])
PY
shows python try.py
expect <<'TEXT'
query: HUGEINT 9007199254740993
file:  DOUBLE 9007199254740992
TEXT

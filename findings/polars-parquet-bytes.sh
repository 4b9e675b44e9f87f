#!/bin/sh
# Polars 2.1.0 (write_parquet): the bytes of equal tables.
# Expected: two tables that `equals` calls equal, written by one version with one setting, are equal files, so that a
# checksum tells whether results are the same.
# Instead: a large table that was put together from parts is written otherwise than one that was not; a small one isn't,
# so a test with a few rows doesn't show it.
set -eu
. "$(dirname "$0")/lib.sh"
needs polars==2.1.0
cat >try.py <<'PY'
import hashlib
import io

import polars as pl


def checksum(table):
    file = io.BytesIO()
    table.write_parquet(file)
    return hashlib.sha256(file.getvalue()).hexdigest()


for rows in (10, 300_000):
    whole = pl.DataFrame({"world": list(range(rows))})
    parts = pl.concat([whole[:5], whole[5:]], rechunk=False)
    print(f"{rows} rows, tables equal:", whole.equals(parts))
    print(f"{rows} rows, files equal:", checksum(whole) == checksum(parts))
    print(f"{rows} rows, files of one table equal:", checksum(whole) == checksum(whole))
    print(f"{rows} rows, files equal after rechunk:", checksum(whole) == checksum(parts.rechunk()))
PY
shows python try.py
expect <<'TEXT'
10 rows, tables equal: True
10 rows, files equal: True
10 rows, files of one table equal: True
10 rows, files equal after rechunk: True
300000 rows, tables equal: True
300000 rows, files equal: False
300000 rows, files of one table equal: True
300000 rows, files equal after rechunk: True
TEXT

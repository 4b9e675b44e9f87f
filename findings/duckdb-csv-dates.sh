#!/bin/sh
# DuckDB 2.0.1 (read_csv): dates written 04/05/2019.
# Expected: a date with two readings stays text, or is read in one way whatever else stands in the file.
# Instead: it is read day first; one later row that allows only the other order turns every earlier row round. The same
# line is 4 May in one file and 5 April in the next, and nothing is said.
set -eu
. "$(dirname "$0")/lib.sh"
needs duckdb==2.0.1
cat >try.py <<'PY'
from pathlib import Path

import duckdb

for later in ("06/07/2019", "07/13/2019"):
    Path("claims.csv").write_text(f"id,reported\n1,04/05/2019\n2,{later}\n")
    kind, day = duckdb.sql("select typeof(reported), reported from 'claims.csv' where id = 1").fetchall()[0]
    print(f"04/05/2019 in a file with {later}: {kind} {day:%d %B %Y}")
PY
shows python try.py
expect <<'TEXT'
04/05/2019 in a file with 06/07/2019: DATE 04 May 2019
04/05/2019 in a file with 07/13/2019: DATE 05 April 2019
TEXT

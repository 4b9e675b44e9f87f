#!/bin/sh
# Polars 2.1.0 writes Int128 to Parquet; PyArrow 26.0.1 and DuckDB 2.0.1 read it.
# Expected: write_parquet refuses a type that the format doesn't have, or other readers can read the file.
# Instead: the file is written. PyArrow (and pandas with it) can't even read its schema, which closes the other columns
# too; DuckDB reads the numbers as BLOB.
set -eu
. "$(dirname "$0")/lib.sh"
needs polars==2.1.0 pyarrow==26.0.1 duckdb==2.0.1
cat >try.py <<'PY'
import duckdb
import polars as pl
import pyarrow.parquet

pl.DataFrame({"year": [2019], "cents": [3]}, schema={"year": pl.Int16, "cents": pl.Int128}).write_parquet("x.parquet")
print("Polars:", pl.read_parquet("x.parquet").schema["cents"])
for name, read in (("schema", pyarrow.parquet.read_schema), ("table", pyarrow.parquet.read_table)):
    try:
        print(f"PyArrow, {name}:", read("x.parquet"))
    except NotImplementedError as problem:
        print(f"PyArrow, {name}: {type(problem).__name__}: {problem}")
print("DuckDB:", duckdb.sql("select typeof(cents), year from 'x.parquet'").fetchall()[0])
PY
shows python try.py
expect <<'TEXT'
Polars: Int128
PyArrow, schema: ArrowNotImplementedError: Integers with more than 64 bits not implemented
PyArrow, table: ArrowNotImplementedError: Integers with more than 64 bits not implemented
DuckDB: ('BLOB', 2019)
TEXT

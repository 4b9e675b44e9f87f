#!/bin/sh
# openpyxl 3.1.5 and XlsxWriter 3.3.1 (which Polars and pandas write with): a float, written and read.
# Expected: a double comes back as the same double, as from CSV written by Python; 17 digits are enough for all.
# Instead: both write 16 digits. About a fifth of random numbers come back as a neighbour, so a check by equality,
# or by a checksum of digits, finds a change.
set -eu
. "$(dirname "$0")/lib.sh"
needs openpyxl==3.1.5 xlsxwriter==3.3.1
cat >try.py <<'PY'
import random

import openpyxl
import xlsxwriter

lots = random.Random(1)
values = [lots.random() for _ in range(1000)] + [0.1 + 0.2]
book = openpyxl.Workbook()
for value in values:
    book.active.append([value])
book.save("a.xlsx")
with xlsxwriter.Workbook("b.xlsx") as other:
    other.add_worksheet().write_column(0, 0, values)
for name, file in (("openpyxl", "a.xlsx"), ("XlsxWriter", "b.xlsx")):
    read = [cell.value for cell in openpyxl.load_workbook(file).active["A"]]
    changed = sum(a != b for a, b in zip(values, read, strict=True))
    print(f"{name}: {changed} of {len(values)} differ; the last is", read[-1])
print("CSV:", sum(float(repr(value)) != value for value in values), "differ")
PY
shows python try.py
expect <<'TEXT'
openpyxl: 222 of 1001 differ; the last is 0.3
XlsxWriter: 222 of 1001 differ; the last is 0.3
CSV: 0 differ
TEXT

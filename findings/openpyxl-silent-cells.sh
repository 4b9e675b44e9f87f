#!/bin/sh
# openpyxl 3.1.5: a NaN, and a text of more than 32,767 characters.
# Expected: what a cell can't hold is refused, as control characters are; XlsxWriter 3.3.1 raises for the NaN.
# Instead: the text is cut, and NaN and infinity are saved as empty cells, which also mean "not asked" or "unknown".
set -eu
. "$(dirname "$0")/lib.sh"
needs openpyxl==3.1.5 xlsxwriter==3.3.1
cat >try.py <<'PY'
import openpyxl
import xlsxwriter

book = openpyxl.Workbook()
book.active.append([float("nan"), float("inf"), "word " * 8000])
book.save("cells.xlsx")
nan, infinite, text = (cell.value for cell in openpyxl.load_workbook("cells.xlsx").active[1])
print("openpyxl: NaN is", nan, "and infinity is", infinite)
print("openpyxl:", len(text), "of", len("word " * 8000), "characters")
with xlsxwriter.Workbook("other.xlsx") as other:
    sheet = other.add_worksheet()
    try:
        sheet.write(0, 0, float("nan"))
    except TypeError as problem:
        print("XlsxWriter:", problem)
    print("XlsxWriter, long text: code", sheet.write(0, 1, "word " * 8000))
PY
shows python try.py
expect <<'TEXT'
openpyxl: NaN is None and infinity is None
openpyxl: 32767 of 40000 characters
XlsxWriter: NAN/INF not supported in write_number() without 'nan_inf_to_errors' Workbook() option
XlsxWriter, long text: code -2
TEXT

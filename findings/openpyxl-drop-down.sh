#!/bin/sh
# openpyxl 3.1.5 beside XlsxWriter 3.3.1: a drop-down list of 601 characters.
# Expected: both refuse or warn: Excel takes at most 255 characters in a list that is written into the rule.
# Instead: XlsxWriter refuses and says so; openpyxl saves the workbook, reads it back, and says nothing.
set -eu
. "$(dirname "$0")/lib.sh"
needs openpyxl==3.1.5 xlsxwriter==3.3.1
cat >try.py <<'PY'
import warnings

import openpyxl
import xlsxwriter
from openpyxl.worksheet.datavalidation import DataValidation

items = [f"claim-{number:03}" for number in range(60)]
book = openpyxl.Workbook()
rule = DataValidation(type="list", formula1=f'"{",".join(items)}"')
rule.add("A1")
book.active.add_data_validation(rule)
book.save("list.xlsx")
read = openpyxl.load_workbook("list.xlsx").active.data_validations.dataValidation[0]
print("openpyxl: saved, read back with", len(read.formula1), "characters")
with xlsxwriter.Workbook("other.xlsx") as other, warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    answer = other.add_worksheet().data_validation("A1", {"validate": "list", "source": items})
    print("XlsxWriter:", answer, str(said[0].message).rpartition("' ")[2])
PY
shows python try.py
expect <<'TEXT'
openpyxl: saved, read back with 601 characters
XlsxWriter: -2 exceeds Excel's limit of 255, use a formula range instead
TEXT

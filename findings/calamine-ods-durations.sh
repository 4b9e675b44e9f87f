#!/bin/sh
# python-calamine 0.9.1: durations in an .ods sheet.
# Expected: a cell of durations has one type, as in .xlsx, where the same cells are timedelta.
# Instead: below 24 hours it is a time of day, and from 24 hours on the file's own code comes back as text, PT30H15M00S.
set -eu
. "$(dirname "$0")/lib.sh"
needs python-calamine==0.9.1 odfpy==1.4.1 openpyxl==3.1.5
cat >try.py <<'PY'
import datetime

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from python_calamine import CalamineWorkbook

document, table = OpenDocumentSpreadsheet(), Table(name="Delays")
document.spreadsheet.addElement(table)
book = openpyxl.Workbook()
for hours, minutes in ((12, 30), (30, 15)):
    row, cell = TableRow(), TableCell(valuetype="time", timevalue=f"PT{hours}H{minutes}M00S")
    cell.addElement(P(text=f"{hours}:{minutes}:00"))
    row.addElement(cell)
    table.addElement(row)
    book.active.append([datetime.timedelta(hours=hours, minutes=minutes)])
document.save("delays.ods")
book.save("delays.xlsx")
for file in ("delays.xlsx", "delays.ods"):
    print(file, [row[0] for row in CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()])
PY
shows python try.py
expect <<'TEXT'
delays.xlsx [datetime.timedelta(seconds=45000), datetime.timedelta(days=1, seconds=22500)]
delays.ods [datetime.time(12, 30), 'PT30H15M00S']
TEXT

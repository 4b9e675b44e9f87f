#!/bin/sh
# rich 15.0.0: square brackets in a quotation.
# Expected: a quotation given to Console.print or a table cell is printed as it is, or an unknown tag is an error.
# Instead: brackets around a small letter and more are taken for a style. [sic] and [yuan], which are none, vanish without
# a word. Brackets with a capital, a digit or dots stay, so a test with "[1]" doesn't show it.
set -eu
. "$(dirname "$0")/lib.sh"
needs rich==15.0.0
cat >try.py <<'PY'
from rich.console import Console
from rich.table import Table

quote = "[He] paid 300 [yuan] for the pasport [sic] [1] [...]"
console = Console(width=100)
console.print(quote)
table = Table("words")
table.add_row(quote)
console.print(table)
console.print(quote, markup=False)
PY
shows python try.py
expect <<'TEXT'
[He] paid 300  for the pasport  [1] [...]
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ words                                     ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ [He] paid 300  for the pasport  [1] [...] │
└───────────────────────────────────────────┘
[He] paid 300 [yuan] for the pasport [sic] [1] [...]
TEXT

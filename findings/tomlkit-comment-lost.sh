#!/bin/sh
# tomlkit 0.15.2, which keeps comments: one of several [[tables]] is removed.
# Expected: the comment above a table goes with that table, and stays when another is removed.
# Instead: it belongs to the table before it. Removing the first claim removes the remark on the second, and removing
# the second leaves its remark standing over the third.
set -eu
. "$(dirname "$0")/lib.sh"
needs tomlkit==0.15.2
cat >try.py <<'PY'
import tomlkit

ledger = """[[claims]]
id = "first"

# disputed by the second outlet
[[claims]]
id = "second"

[[claims]]
id = "third"
"""
for gone in (0, 1):
    document = tomlkit.parse(ledger)
    print(f"-- without {document['claims'].pop(gone)['id']}")
    print(tomlkit.dumps(document), end="")
PY
shows python try.py
expect <<'TEXT'
-- without first
[[claims]]
id = "second"

[[claims]]
id = "third"
-- without second
[[claims]]
id = "first"

# disputed by the second outlet
[[claims]]
id = "third"
TEXT

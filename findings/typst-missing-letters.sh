#!/bin/sh
# typst 0.15.2 (Python wheel): letters that no font at hand has.
# Expected: an error or a warning, as for a font family that isn't there.
# Instead: every such letter is the same crossed box, and the list of warnings is empty.
set -eu
. "$(dirname "$0")/lib.sh"
needs typst==0.15.2
cat >try.py <<'PY'
import re
from pathlib import Path

import typst


def shapes(text):
    Path("page.typ").write_text(text, "utf-8")
    page, warnings = typst.compile_with_warnings("page.typ", format="svg", ignore_system_fonts=True)
    drawn = re.findall(r'href="#(\w+)"', page.decode())
    return f"{len(drawn)} letters, {len(set(drawn))} shapes, warnings: {[warning.message for warning in warnings]}"


print("Latin: ", shapes("abcd"))
print("Hangul:", shapes("평양단동"))
print("Family:", shapes('#set text(font: "Nowhere Sans")\nabcd'))
PY
shows python try.py
expect <<'TEXT'
Latin:  4 letters, 4 shapes, warnings: []
Hangul: 4 letters, 1 shapes, warnings: []
Family: 4 letters, 4 shapes, warnings: ['unknown font family: nowhere sans']
TEXT

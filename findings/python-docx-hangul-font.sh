#!/bin/sh
# python-docx 1.2.0: font.name and Korean text.
# Expected: a run or style whose font.name is set to a Korean font uses it for Korean letters.
# Instead: only w:ascii and w:hAnsi are set. Word takes the font of Korean letters from w:eastAsia, which stays unset:
# the font that was asked for is used for everything but them.
set -eu
. "$(dirname "$0")/lib.sh"
needs python-docx==1.2.0
cat >try.py <<'PY'
import docx
from docx.oxml.ns import qn

document = docx.Document()
run = document.add_paragraph().add_run("해외 노동자")
run.font.name = document.styles["Normal"].font.name = "Batang"
for name, element in (("run", run._element), ("Normal", document.styles["Normal"].element)):
    fonts = element.rPr.rFonts
    print(name, {kind: fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia")})
PY
shows python try.py
expect <<'TEXT'
run {'ascii': 'Batang', 'hAnsi': 'Batang', 'eastAsia': None}
Normal {'ascii': 'Batang', 'hAnsi': 'Batang', 'eastAsia': None}
TEXT

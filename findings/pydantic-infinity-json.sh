#!/bin/sh
# pydantic 2.14.3: an open-ended range in JSON.
# Expected: what a model writes with model_dump_json, the same model reads with model_validate_json.
# Instead: infinity and NaN, which the field takes, are written as null, which the same field refuses; where the field
# may be None, "no upper end" comes back as "not known".
set -eu
. "$(dirname "$0")/lib.sh"
needs pydantic==2.14.3
cat >try.py <<'PY'
import math

import pydantic


class Range(pydantic.BaseModel):
    low: float
    high: float


class Known(Range):
    high: float | None


for kind in (Range, Known):
    text = kind(low=10, high=math.inf).model_dump_json()
    try:
        print(kind.__name__, text, "->", repr(kind.model_validate_json(text)))
    except pydantic.ValidationError as problem:
        print(kind.__name__, text, "->", problem.errors()[0]["msg"])
PY
shows python try.py
expect <<'TEXT'
Range {"low":10.0,"high":null} -> Input should be a valid number
Known {"low":10.0,"high":null} -> Known(low=10.0, high=None)
TEXT

#!/bin/sh
# xarray 2026.9.0 with netCDF4 1.7.5.1.post1: a missing text.
# Expected: a text that is missing before writing is missing after reading, as a missing number is.
# Instead: it comes back as an empty text, which isnull calls present. The number beside it stays missing.
set -eu
. "$(dirname "$0")/lib.sh"
needs xarray==2026.9.0 netCDF4==1.7.5.1.post1 numpy==2.4.6
cat >try.py <<'PY'
import numpy as np
import xarray

written = xarray.Dataset(
    {"place": ("claim", np.array(["Dandong", "", None], dtype=object)), "sum": ("claim", [1.0, 0.0, np.nan])}
)
written.to_netcdf("claims.nc")
with xarray.open_dataset("claims.nc") as read:
    for name in written:
        print(name, "missing before:", written[name].isnull().values.tolist())
        print(name, "missing after: ", read[name].isnull().values.tolist())
    print(read.place.values.tolist())
PY
shows python try.py
expect <<'TEXT'
place missing before: [False, False, True]
place missing after:  [False, False, False]
sum missing before: [False, False, True]
sum missing after:  [False, False, True]
['Dandong', '', '']
TEXT

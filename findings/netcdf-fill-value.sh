#!/bin/sh
# xarray 2026.9.0 with netCDF4 1.7.5.1.post1: whole numbers with a fill value.
# Expected: int64 numbers, none of them missing, come back as they were written.
# Instead: with a _FillValue they come back as floats; from 2**53 on the number read is another one, so a world can't
# be run again from the seed in its own file.
set -eu
. "$(dirname "$0")/lib.sh"
needs xarray==2026.9.0 netCDF4==1.7.5.1.post1 numpy==2.4.6
cat >try.py <<'PY'
import numpy as np
import xarray

seeds = xarray.Dataset({"seed": ("world", np.array([7, 2**53 + 1]))})
for name, encoding in (("plain", {}), ("with _FillValue", {"seed": {"_FillValue": -1}})):
    seeds.to_netcdf("seeds.nc", encoding=encoding)
    with xarray.open_dataset("seeds.nc") as read:
        print(f"{name}: {read.seed.dtype}", [int(seed) for seed in read.seed.values])
PY
shows python try.py
expect <<'TEXT'
plain: int64 [7, 9007199254740993]
with _FillValue: float64 [7, 9007199254740992]
TEXT

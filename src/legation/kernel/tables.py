"""Constant tables of whole numbers. Being constants, they can be gathered from in the middle of a vectorised sweep."""

from __future__ import annotations

import numpy as np

from legation.kernel.elementary import normal_quantile
from legation.kernel.fixed_point import ONE, powers_of_two

SIZE = 1024
LOG2_E_SHARE = 94548  # log2(e), out of 2**16

# Standard normal quantiles at the middle of each of 1,024 equal slices of chance, out of 2**16.
NORMAL = np.rint(normal_quantile((np.arange(SIZE) + 0.5) / SIZE) * ONE).astype(np.int64)


def _heavy_tailed() -> np.ndarray:
    powers = NORMAL * LOG2_E_SHARE // ONE
    sizes = powers_of_two(powers)
    return (sizes * (SIZE * ONE) // sizes.sum()).astype(np.uint32)


# A lognormal with mean 1 whose log has standard deviation 1, likewise: the heavy-tailed shape.
HEAVY_TAILED = _heavy_tailed()

"""Many numbers rounded at once to significant digits."""

from __future__ import annotations

import numpy as np

from legation.base.number_text import significant

# Within these a product or quotient with a power of ten is exact or correctly rounded, as the digits of a text are.
_LEAST, _MOST = 1e-12, 1e15
_POWERS = 10.0 ** np.arange(-13, 17)  # only to find between which a number lies
_TENS = np.array([float(10**power) for power in range(23)])
_NEAR = 1e-6  # to a half, or to a power of ten by this share: there the last bits of a product could decide


def significant_each(values: np.ndarray, digits: int) -> np.ndarray:
    """What `significant` makes of each number, to the last bit; `nan` stays."""
    assert 0 < digits <= 6, digits
    sizes = np.abs(values)
    within = (sizes >= _LEAST) & (sizes < _MOST)
    power = np.searchsorted(_POWERS, np.where(within, sizes, 1.0), side="right") - 14  # of ten, at or below each
    places = digits - 1 - power
    up, down = _TENS[np.maximum(places, 0)], _TENS[np.maximum(-places, 0)]
    scaled = np.where(within, values, 1.0) * up / down
    rounded = np.rint(scaled) / up * down
    near_half = np.abs(np.abs(scaled - np.rint(scaled)) - 0.5) < _NEAR
    top = float(10**digits)
    near_power = (np.abs(scaled) > top * (1 - _NEAR)) | (np.abs(scaled) < top / 10 * (1 + _NEAR))
    unsure = ~within | near_half | near_power
    rounded[unsure] = [value if value != value else significant(value, digits) for value in values[unsure].tolist()]
    return rounded

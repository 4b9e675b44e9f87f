"""Fixed-point arithmetic: shares out of 2**16, rates out of 2**31, whole numbers throughout.

Whole numbers give the same bits on every machine, with and without vector instructions, compiled and not. Compiled
numbers wrap silently at 2**63; Python's never do. The plain twins therefore assert that nothing would have wrapped,
and the oracle runs on them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import int32, int64, uint32, uint64

from legation.kernel.chance import LUCK
from legation.kernel.marks import compiled_twin, rule

ONE = 2**16  # the share 1
RATE_ONE = 2**31  # the rate 1 a week
SELDOM = 2**21  # the rate of about 1 in 1,000 weeks, below which two terms of the series are exact enough
KEEP_ONE = 2**30  # the share 1 where a loss of less than 1/65536 a week matters

# 2**f = 1 + the sum of these times f**k for 0 <= f < 1, out of 2**30: a least-squares fit at Chebyshev points,
# off by less than 2 in 10**7.
_C1, _C2, _C3, _C4, _C5 = 744267335, 257856477, 59972082, 9610589, 2035341


def share_of(amount: int, share: int) -> int:
    """`share` of `amount`, share out of 2**16; rounded down. Source: two's complement shift."""
    exact = amount * share
    assert -(2**63) <= exact < 2**63, (amount, share)
    return exact >> 16


@compiled_twin(share_of)
def _of(amount: Any, share: Any) -> Callable[..., Any]:
    def go(amount: Any, share: Any) -> Any:
        return (int64(amount) * int64(share)) >> 16

    return go


def share_of_u32(amount: int, share: int) -> int:
    """`share_of` for two whole numbers from 0 to below 2**32: a third of the time in long sweeps. Rounded down."""
    return product(amount, share) >> 16


@compiled_twin(share_of_u32)
def _of_u32(amount: Any, share: Any) -> Callable[..., Any]:
    def go(amount: Any, share: Any) -> Any:
        # Shifted before it has a sign, since vectors of signed numbers are shifted in three steps.
        return int64((uint64(uint32(amount)) * uint64(uint32(share))) >> uint64(16))

    return go


def share_of_short(amount: int, share: int) -> int:
    """`share_of` for an amount from 0 to below 2**15 and a share from 0 to 1: quicker in sweeps over narrow columns."""
    assert 0 <= amount < 2**15, amount
    assert 0 <= share <= ONE, share
    return amount * share >> 16


@compiled_twin(share_of_short)
def _of_short(amount: Any, share: Any) -> Callable[..., Any]:
    multiply, shift = _in_32_bits("mul"), _in_32_bits("ashr")

    def go(amount: Any, share: Any) -> Any:
        return shift(multiply(int32(amount), int32(share)), int32(16))

    return go


def share_of_u63(amount: int, share: int) -> int:
    """`share_of` for an amount of at least 0 and a share below 2**32: half the time in long sweeps. Rounded down."""
    assert 0 <= amount < 2**63, amount
    assert 0 <= share < 2**32, share
    exact = amount * share
    assert exact < 2**63, (amount, share)
    return exact >> 16


@compiled_twin(share_of_u63)
def _of_u63(amount: Any, share: Any) -> Callable[..., Any]:
    def go(amount: Any, share: Any) -> Any:
        # Two products of halves, which vectors can have in one step each; a whole one takes eight.
        whole, part = uint64(amount), uint64(uint32(share))
        low = uint64(uint32(whole)) * part
        return int64((((whole >> uint64(32)) * part) << uint64(16)) + (low >> uint64(16)))

    return go


def difference_of_short(one: int, other: int) -> int:
    """`one` less `other`, both below 2**15 in size, for sweeps over narrow columns."""
    assert max(abs(one), abs(other)) < 2**15, (one, other)
    return one - other


@compiled_twin(difference_of_short)
def _difference_of_short(one: Any, other: Any) -> Callable[..., Any]:
    subtract = _in_32_bits("sub")

    def go(one: Any, other: Any) -> Any:
        return subtract(int32(one), int32(other))

    return go


def _in_32_bits(operation: str) -> Any:
    """For compiled code: an operation on numbers of 32 bits, of which vectors hold twice as many.

    Numba itself computes in 64 bits, whatever the width of the columns, and its compiler doesn't see that 32 would do.
    """
    from numba.core import types
    from numba.extending import intrinsic

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return getattr(builder, operation)(*arguments)

    def narrow(typing: Any, one: Any, other: Any) -> Any:
        return types.int32(types.int32, types.int32), generate

    return intrinsic(narrow)


def product(one: int, other: int) -> int:
    """The exact product of two whole numbers from 0 to below 2**32, which must lie below 2**63."""
    assert min(one, other) >= 0, (one, other)
    assert max(one, other) < 2**32, (one, other)
    assert one * other < 2**63, (one, other)
    return one * other


@compiled_twin(product)
def _product(one: Any, other: Any) -> Callable[..., Any]:
    def go(one: Any, other: Any) -> Any:
        return int64(uint64(uint32(one)) * uint64(uint32(other)))

    return go


@rule
def power_of_two(power: Any) -> Any:
    """Two to a power, both out of 2**16. Powers below -16 give 0 or 1; powers above 30 count as 30."""
    power = min(max(power, -17 * ONE), 30 * ONE)
    part = power & 0xFFFF
    size = (product(_C5, part) >> 16) + _C4
    size = (product(size, part) >> 16) + _C3
    size = (product(size, part) >> 16) + _C2
    size = (product(size, part) >> 16) + _C1
    size = (product(size, part) >> 16) + KEEP_ONE
    return (size << 17) >> (31 - (power >> 16))


def after_decay(amount: int, keep: int) -> int:
    """What is left of `amount` after a week in which the share `keep`, out of 2**30, stays; rounded down."""
    exact = amount * keep
    assert -(2**63) <= exact < 2**63, (amount, keep)
    return exact >> 30


@compiled_twin(after_decay)
def _kept(amount: Any, keep: Any) -> Callable[..., Any]:
    def go(amount: Any, keep: Any) -> Any:
        return (int64(amount) * int64(keep)) >> 30

    return go


def powers_of_two(powers: np.ndarray) -> np.ndarray:
    """`power_of_two` for a whole array of int64, for the host; a test compares the two."""
    powers = np.clip(powers, -17 * ONE, 30 * ONE)
    part = powers & 0xFFFF
    size = np.full_like(powers, _C5)
    for coefficient in (_C4, _C3, _C2, _C1, KEEP_ONE):
        size = (size * part >> 16) + coefficient
    return (size << 17) >> (31 - (powers >> 16))


@rule
def weekly_probability(rate: Any) -> Any:
    """Chance that an event of this rate happens within a week, out of 2**32: 1 - exp(-rate), rate out of 2**31.

    Off by at most 1 out of 2**32 for rates below `SELDOM`, and by at most 64 above. Rates above 8 a week count as 8.
    """
    if rate < SELDOM:
        return 2 * rate - ((rate * rate) >> 31)
    slow = min(rate, 8 * RATE_ONE) >> 4
    stay = RATE_ONE - slow // 7
    stay = RATE_ONE - ((slow * stay) >> 31) // 6
    stay = RATE_ONE - ((slow * stay) >> 31) // 5
    stay = RATE_ONE - ((slow * stay) >> 31) // 4
    stay = RATE_ONE - ((slow * stay) >> 31) // 3
    stay = RATE_ONE - ((slow * stay) >> 31) // 2
    stay = RATE_ONE - ((slow * stay) >> 31)
    stay = (stay * stay) >> 31
    stay = (stay * stay) >> 31
    stay = (stay * stay) >> 31
    stay = (stay * stay) >> 31
    return min((RATE_ONE - stay) << 1, LUCK)


def lookup(table: Any, position: int) -> int:
    """One number of a constant table, as a whole number of the language that asks."""
    assert 0 <= position < len(table), position
    return int(table[position])


@compiled_twin(lookup)
def _lookup(table: Any, position: Any) -> Callable[..., Any]:
    def go(table: Any, position: Any) -> Any:
        return int64(table[uint64(position)])

    return go


def digits(number: int) -> int:
    """How many binary digits a whole number has; 0 has none."""
    assert number >= 0, number
    return number.bit_length()


@compiled_twin(digits)
def _digits(number: Any) -> Callable[..., Any]:
    from llvmlite import ir
    from numba import int64 as word
    from numba.extending import intrinsic

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctlz(arguments[0], ir.Constant(ir.IntType(1), 0))

    def leading_zeros(typing: Any, number: Any) -> Any:
        return word(word), generate

    zeros: Any = intrinsic(leading_zeros)

    def go(number: Any) -> Any:
        return 64 - zeros(int64(number))

    return go

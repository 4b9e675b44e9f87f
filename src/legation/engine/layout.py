"""Memory layout: where compiled units find a world's columns.

A unit is handed two addresses. Behind the first stand the words that all units of a world share: its identity, the
week, room for luck, and what a unit leaves when it stops the world. Behind the second stands the unit's own row: its
parameters, then two words for each of its columns, address and length. So a unit knows nothing of columns that it
doesn't name, and adding one leaves its code as it is.

Units run as they stand in the oracle, too. There the words hold checked columns instead of addresses.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import int64, types
from numba.core import cgutils
from numba.extending import intrinsic, lower_builtin, register_jitable, type_callable
from numba.np import arrayobj

from legation.kernel.chance import this_week

# What a unit returns: the week goes on, or it stops, and the words at CODE, POSITION and AMOUNT say why.
GOES_ON, STOPS = 0, 1

# The shared words. A column takes two: its address, and its length or a row's width.
SEED, NUMBER, WEEK, CODE, POSITION, AMOUNT, FLAGS, WORDS, PICKS = 0, 1, 2, 3, 4, 5, 6, 8, 10
SHARED = 12

WORD_BYTES = 8


def view(address: Any, length: int, dtype: Any) -> Any:
    """An array over memory that somebody else owns; in the oracle, what the words hold in place of its address."""
    return address


@type_callable(view)
def _type_of_view(context: Any) -> Any:
    return lambda address, length, dtype: types.Array(dtype.dtype, 1, "C")


@lower_builtin(view, types.Integer, types.Integer, types.Any)
def _view(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Fill in an array structure. `numba.carray` would do, but is compiled anew for each type in each unit."""
    address, length = (context.cast(builder, arguments[k], signature.args[k], int64) for k in (0, 1))
    dtype = signature.return_type.dtype
    size = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(dtype)))
    array = arrayobj.make_array(signature.return_type)(context, builder)
    arrayobj.populate_array(
        array,
        data=builder.inttoptr(address, array.data.type),
        shape=cgutils.pack_array(builder, [length]),
        strides=cgutils.pack_array(builder, [size]),
        itemsize=size,
        meminfo=None,
    )
    return array._getvalue()


@intrinsic
def call(typing: Any, entry: Any, shared: Any, own: Any) -> Any:
    """Run the compiled unit whose code begins at `entry`. Returns what it returns, or -1 if it raised."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        convention, types_of = context.call_conv, (int64, int64)
        unit = builder.inttoptr(arguments[0], convention.get_function_type(int64, types_of).as_pointer())
        status, result = convention.call_function(builder, unit, int64, types_of, arguments[1:])
        return builder.select(status.is_ok, result, ir.Constant(ir.IntType(64), -1))

    return int64(int64, int64, int64), generate


@register_jitable
def row(words: Any, at: int, k: int) -> Any:
    """Row k of the table whose address and width stand at `at`: an input's week, or a period of the history."""
    return view(words[at] + WORD_BYTES * words[at + 1] * k, words[at + 1], np.int64)


@register_jitable
def now_of(words: Any) -> Any:
    """The week that a step is given, from the shared words."""
    size = words[PICKS + 1]
    flags, picks = view(words[FLAGS], words[FLAGS + 1], np.uint8), view(words[PICKS], size, np.uint32)
    luck = view(words[WORDS], words[WORDS + 1], np.uint64)
    return this_week(words[SEED], words[NUMBER], words[WEEK], size, flags, luck, picks)


@register_jitable
def stop(words: Any, code: int, position: int, amount: int) -> int:
    """Leave word of what stops the world, and say that it stops."""
    words[CODE], words[POSITION], words[AMOUNT] = code, position, amount
    return STOPS

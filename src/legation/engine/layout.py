"""Handing a world to compiled steps: everything that it holds, as one row of words.

Each mechanism is compiled by itself, so that editing one leaves the others compiled and two processors can share the
work. What such steps have in common is therefore no list of arguments but one number: the address of a row of whole
numbers that says where every column is. Each function stands here twice, as in `base/`: the plain twin asks the world
that the oracle hands over, on checked columns; the compiled one reads memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import int64, types, uint8, uint32, uint64
from numba.core import cgutils
from numba.extending import intrinsic, lower_builtin, overload, type_callable
from numba.np import arrayobj

from legation.kernel.chance import this_week

# What a unit returns: the week goes on, or it stops, and the words at CODE, POSITION and AMOUNT say why.
GOES_ON, STOPS = 0, 1

# Words of their own at the beginning of the row. A column takes two: its address, and its length or a row's width.
SEED, NUMBER, WEEK, CODE, POSITION, AMOUNT, FLAGS, WORDS, PICKS = 0, 1, 2, 3, 4, 5, 6, 8, 10
FIRST_FREE = 12

WORD = ir.IntType(64)


def _machine_code(function: Any) -> Any:
    """Mark a function that writes instructions itself."""
    return intrinsic(function)


@_machine_code
def _load(typing: Any, address: Any, position: Any) -> Any:
    """The word at a position of the row that begins at an address."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        return _word(builder, given[0], given[1])

    return int64(int64, int64), generate


@_machine_code
def _store(typing: Any, address: Any, position: Any, word: Any) -> Any:
    """Put a word at a position of the row that begins at an address."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        words = builder.inttoptr(given[0], WORD.as_pointer())
        builder.store(given[2], builder.gep(words, [given[1]]))
        return given[2]

    return int64(int64, int64, int64), generate


@_machine_code
def call(typing: Any, entry: Any, world: Any) -> Any:
    """Run the compiled unit whose code begins at `entry`. Returns what it returns, or -1 if it raised."""

    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        convention = context.call_conv
        unit = builder.inttoptr(given[0], convention.get_function_type(int64, (int64,)).as_pointer())
        status, result = convention.call_function(builder, unit, int64, (int64,), [given[1]])
        return builder.select(status.is_ok, result, ir.Constant(WORD, -1))

    return int64(int64, int64), generate


def number(world: Any, position: int) -> int:
    """One whole number that the host has set: a parameter."""
    return int(world.numbers[position])


@overload(number)
def _number(world: Any, position: Any) -> Callable[..., Any]:
    def go(world: Any, position: Any) -> Any:
        return _load(world, position)

    return go


def column(world: Any, position: int, dtype: Any) -> Any:
    """A column."""
    return world.columns[position]


@type_callable(column)
def _type_of_column(context: Any) -> Callable[..., Any]:
    return lambda world, position, dtype: types.Array(dtype.dtype, 1, "C")


@lower_builtin(column, types.Integer, types.Integer, types.Any)
def _column(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    world, position = given[0], context.cast(builder, given[1], signature.args[1], int64)
    address, length = _word(builder, world, position), _word(builder, world, position, 1)
    return _array(context, builder, signature.return_type, address, length)


def row(world: Any, position: int, at: int) -> Any:
    """One row of a table of whole numbers: an input's week, or a kept column's period."""
    return world.columns[position][at]


@type_callable(row)
def _type_of_row(context: Any) -> Callable[..., Any]:
    return lambda world, position, at: types.Array(int64, 1, "C")


@lower_builtin(row, types.Integer, types.Integer, types.Integer)
def _row(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    position, at = (context.cast(builder, given[k], signature.args[k], int64) for k in (1, 2))
    width = _word(builder, given[0], position, 1)
    before = builder.mul(builder.mul(width, at), ir.Constant(WORD, 8))
    address = builder.add(_word(builder, given[0], position), before)
    return _array(context, builder, signature.return_type, address, width)


def _word(builder: Any, world: Any, position: Any, further: int = 0) -> Any:
    """The word at a position of the row that begins at an address, or so many further."""
    words = builder.inttoptr(world, WORD.as_pointer())
    return builder.load(builder.gep(words, [builder.add(position, ir.Constant(WORD, further))]))


def _array(context: Any, builder: Any, kind: Any, address: Any, length: Any) -> Any:
    """An array over memory that somebody else owns. What Numba offers for this compiles a function for each type."""
    made = arrayobj.make_array(kind)(context, builder)
    size = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(kind.dtype)))
    arrayobj.populate_array(
        made,
        data=builder.inttoptr(address, made.data.type),
        shape=cgutils.pack_array(builder, [length]),
        strides=cgutils.pack_array(builder, [size]),
        itemsize=size,
        meminfo=None,
    )
    return made._getvalue()


def now_of(world: Any) -> Any:
    """The week that a step is told."""
    return this_week(world.numbers[SEED], world.numbers[NUMBER], world.numbers[WEEK], world.size, None, None, None)


@overload(now_of)
def _now_of(world: Any) -> Callable[..., Any]:
    def go(world: Any) -> Any:
        size = _load(world, PICKS + 1)
        room = column(world, FLAGS, uint8), column(world, WORDS, uint64), column(world, PICKS, uint32)
        return this_week(uint64(_load(world, SEED)), _load(world, NUMBER), _load(world, WEEK), size, *room)

    return go


def stop(world: Any, code: int, position: int, amount: int) -> int:
    """Leave word of what stops the world, and say that it stops."""
    world.numbers[CODE], world.numbers[POSITION], world.numbers[AMOUNT] = code, position, amount
    return STOPS


@overload(stop)
def _stop(world: Any, code: Any, position: Any, amount: Any) -> Callable[..., Any]:
    def go(world: Any, code: Any, position: Any, amount: Any) -> Any:
        _store(world, CODE, code)
        _store(world, POSITION, position)
        _store(world, AMOUNT, amount)
        return STOPS

    return go

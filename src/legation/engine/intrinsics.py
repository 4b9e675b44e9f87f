"""Intrinsics: the two things of compiled units that Numba has no words for. Imported only to compile."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import int64, types
from numba.core import cgutils
from numba.extending import intrinsic, lower_builtin, overload, register_jitable, type_callable
from numba.np import arrayobj

from legation.engine.layout import view
from legation.kernel import marks

# Compiled code calls rules and steps; nothing else does, so nobody needs a way in from Python or C. Each costs time.
_LEAN = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def register_marked() -> None:
    """Tell Numba of every function that is marked and that it doesn't know yet."""
    while marks.COMPILED:
        register_jitable(**_LEAN)(marks.COMPILED.pop())
    while marks.TWINS:
        plain, twin = marks.TWINS.pop()
        overload(plain)(twin)


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


def _call(typing: Any, entry: Any, shared: Any, own: Any) -> Any:
    """Run the compiled unit whose code begins at `entry`. Returns what it returns, or -1 if it raised."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        convention, types_of = context.call_conv, (int64, int64)
        unit = builder.inttoptr(arguments[0], convention.get_function_type(int64, types_of).as_pointer())
        status, result = convention.call_function(builder, unit, int64, types_of, arguments[1:])
        return builder.select(status.is_ok, result, ir.Constant(ir.IntType(64), -1))

    return int64(int64, int64, int64), generate


call: Any = intrinsic(_call)

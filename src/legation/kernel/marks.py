"""Marks for what compiled code may call: the rules and the step of a mechanism."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from numba.extending import register_jitable

# Compiled code calls rules and steps; nothing else does, so nobody needs a way in from Python or C. Each costs time.
_LEAN = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

Function = TypeVar("Function", bound=Callable[..., object])


def rule(function: Function) -> Function:
    """Mark a scalar function of whole numbers, or a sweep over columns cut to one place, that compiled code may call.

    It stays an ordinary Python function: the oracle calls it as it stands.
    """
    compiled: Function = register_jitable(**_LEAN)(function)
    return compiled


def step(function: Function) -> Function:
    """Mark the one function of a mechanism that the week calls; it too stays an ordinary function."""
    compiled: Function = register_jitable(**_LEAN)(function)
    return compiled

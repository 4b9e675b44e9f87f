"""Marked functions stay ordinary ones, and compiled code may call them."""

from numba import njit

from legation.engine.intrinsics import register_marked
from legation.kernel.marks import compiled_twin, rule, step


@rule
def doubled(cents):
    return 2 * cents


@step
def give(savings, cents):
    for official in range(len(savings)):
        savings[official] += doubled(cents)


def test_a_marked_function_can_be_called_as_it_stands():
    savings = [1, 2, 3]
    give(savings, 5)
    assert savings == [11, 12, 13]


def plainly(cents):
    return f"{cents} cents"


@compiled_twin(plainly)
def _compiled(cents):
    return lambda cents: -cents


def test_compiled_code_may_call_a_rule():
    register_marked()
    assert njit(lambda cents: doubled(cents) + 1)(20) == 41


def test_compiled_code_calls_the_twin_and_python_the_plain_function():
    register_marked()
    assert plainly(5) == "5 cents"
    assert njit(lambda cents: plainly(cents))(5) == -5

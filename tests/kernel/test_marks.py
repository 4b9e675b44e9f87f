"""Marked functions stay ordinary ones, and compiled code may call them."""

from numba import njit

from legation.kernel.marks import rule, step


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


def test_compiled_code_may_call_a_rule():
    assert njit(lambda cents: doubled(cents) + 1)(20) == 41

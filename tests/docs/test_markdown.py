"""Rows keep their cells, whatever stands in them."""

from docs.markdown import row


def test_a_bar_inside_a_cell_does_not_end_it():
    assert row("a", "b | c", "") == "| a | b \\| c |  |"

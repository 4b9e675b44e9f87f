"""Mistakes in the words of a command become faults; the corpus in `test_faults.py` shows them through the program."""

from __future__ import annotations

import click
import pytest

from legation.cli.usage import fault_of


@click.command()
@click.argument("name")
@click.option("--size", type=click.IntRange(1, 9))
@click.option("--kind", type=click.Choice(["small", "large"]))
def command(name, size, kind):
    """A command to be called wrongly."""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "NAME: found nothing; expected an argument. Write: demo NAME. See: demo --help"),
        (["a", "--size", "12"], '--size: found "12"; expected a whole number from 1 to 9. See: demo --help'),
        (["a", "--size", "''"], "--size: found \"''\"; expected a whole number from 1 to 9. See: demo --help"),
        (["a", "--size"], "--size: found no value; expected a value after it."),
        (["a", "--sze", "3"], "found --sze; expected an option that this command has. Did you mean --size?"),
        (["a", "b c"], 'found "b c"; expected no more arguments. See: demo --help'),
        (["a", "--kind", "huge"], '--kind: found "huge"; expected one of small, large. See: demo --help'),
        (["a", "--kind", "it's"], '--kind: found "it\'s"; expected one of small, large. See: demo --help'),
    ],
)
def test_a_wrong_command_line_says_what_would_be_right(words, message):
    with pytest.raises(click.UsageError) as wrong:
        command(words, prog_name="demo", standalone_mode=False)
    assert str(fault_of(wrong.value)) == f"command line: {message}"


def test_an_option_that_a_command_needs_is_named_as_it_is_written():
    @click.command()
    @click.argument("name")
    @click.option("--out", metavar="FILE", required=True)
    def needing(name, out):
        """A command to be called wrongly."""

    with pytest.raises(click.UsageError) as wrong:
        needing(["a"], prog_name="demo", standalone_mode=False)
    message = "--out: found nothing; expected this option with a value. Write: demo NAME --out FILE. See: demo --help"
    assert str(fault_of(wrong.value)) == f"command line: {message}"

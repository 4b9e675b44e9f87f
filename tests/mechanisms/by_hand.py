"""Columns for worked examples: a few rows, written out, with the ranges that a world's columns have."""

from collections import namedtuple

from legation.engine.oracle import CheckedColumn, Store
from legation.engine.week import the_week
from legation.kernel import chance
from legation.mechanisms.form import OWN, describe
from legation.population.groups import GROUPS


def columns(**values):
    """Columns by name from lists of whole numbers; all may be written."""
    declared = the_week().columns.by_name
    return {
        name: CheckedColumn(Store(name, list(rows), declared[name].low, declared[name].high, may_write=True))
        for name, rows in values.items()
    }


def act(module, now, p, columns):
    """Call the step of a mechanism with the columns that it asks for, by name or in groups; it must ask for all."""
    signature = describe(module).signature
    assert {name for argument in signature for name in argument.columns} == set(columns), module.__name__
    module.run(now, p, *(_handed(argument, columns) for argument in signature))


def group(name, columns):
    """A group, such as a `purse`, of these columns."""
    return GROUPS[name](*(columns[column] for column in GROUPS[name]._fields))


def _handed(argument, columns):
    if argument.name == OWN:
        return namedtuple("Own", argument.columns)(*(columns[name] for name in argument.columns))
    return group(argument.name, columns) if argument.is_group else columns[argument.name]


def rows(column):
    """The whole numbers of a column."""
    return [column[row] for row in range(len(column))]


def this_week(week=0, *, posts=0, seed=1):
    """The week that a step is told."""
    return chance.this_week(seed, 0, week, posts, *chance.scratch(posts))


def luck(*numbers):
    """A `draw` that gives these numbers to posts 0, 1, 2 …, whatever is asked."""

    def draw(now, why, who):
        return numbers[who]

    return draw

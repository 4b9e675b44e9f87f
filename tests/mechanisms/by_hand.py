"""Columns for worked examples: a few rows, written out, with the ranges that a world's columns have."""

from legation.engine.oracle import Column, Store
from legation.kernel import chance
from legation.population.columns import OURS


def columns(**values):
    """Columns by name from lists of whole numbers; all may be written."""
    return {
        name: Column(Store(name, list(rows), OURS.by_name[name].low, OURS.by_name[name].high, may_write=True))
        for name, rows in values.items()
    }


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

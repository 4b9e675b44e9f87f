"""Groups of columns: each stands for shared columns, under a name that is no column."""

from legation.engine.week import the_week
from legation.population.columns import OURS
from legation.population.groups import GROUPS, Purse


def test_a_group_is_called_what_its_class_is():
    assert GROUPS["purse"] is Purse
    assert all(name == group.__name__.lower() and group.__doc__ for name, group in GROUPS.items())


def test_a_group_stands_for_shared_columns_and_its_name_for_no_column():
    for name, group in GROUPS.items():
        assert set(group._fields) <= OURS.by_name.keys(), name
        assert name not in the_week().columns.by_name


def test_no_column_is_in_two_groups():
    columns = [column for group in GROUPS.values() for column in group._fields]
    assert len(columns) == len(set(columns))


def test_every_group_is_asked_for_by_a_step():
    asked = {argument.name for mechanism in the_week().mechanisms for argument in mechanism.signature}
    assert GROUPS.keys() <= asked

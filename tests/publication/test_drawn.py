"""What each world drew: world by world, in the order of the scenario."""

from __future__ import annotations

import pytest

from legation.base.value_store import ValueStore
from tests.publication.helpers import INCOME, LEAVE, two_worlds


@pytest.mark.parametrize("held", [2**20, 0], ids=["in memory", "on the disk"])
def test_a_table_has_a_row_for_each_world_and_parameter(held, tmp_path):
    drawn = two_worlds(ValueStore(tmp_path, held=held))
    assert dict(drawn) == {
        "world": [0, 0, 3, 3], "name": [LEAVE, INCOME] * 2, "unit": ["weeks", "USD/yr"] * 2,
        "human": [2.0, 100.0, 3.0, 250.0],
        "machine": [int(drawn.parameters[name].machine(value)) for name, value in
                    ((LEAVE, 2.0), (INCOME, 100.0), (LEAVE, 3.0), (INCOME, 250.0))],
    }  # fmt: skip


def test_a_parameter_and_some_worlds_are_read_alone():
    drawn = two_worlds()
    assert drawn.of(INCOME).tolist() == [100.0, 250.0]
    assert {name: values.tolist() for name, values in drawn.of_worlds(slice(1, 2)).items()} == {
        LEAVE: [3.0],
        INCOME: [250.0],
    }
    assert drawn.columns(slice(1, 2))["world"] == [3, 3]
    with pytest.raises(KeyError):
        drawn["weather"]


def test_tables_of_the_same_draws_are_equal():
    assert two_worlds() == two_worlds() == dict(two_worlds())

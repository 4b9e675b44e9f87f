"""Layers: every value remembers the file and line from which it came."""

from legation.base.toml import parse_toml
from legation.scenario.layers import LayerEntry

BELOW = parse_toml(b'[a]\ntitle = "below"\nunit = "share"\n', "below.toml")
ABOVE = parse_toml(b'\n\n[a]\ntitle = "above"\n', "above.toml")


def laid():
    entry = LayerEntry((BELOW, ("a",)), [])
    entry.put(BELOW, ("a",), BELOW.data["a"])
    entry.put(ABOVE, ("a",), ABOVE.data["a"])
    return entry


def test_a_key_above_replaces_the_key_below_and_leaves_the_others():
    assert laid().values == {"title": "above", "unit": "share"}


def test_a_fault_points_to_the_file_that_gave_the_key():
    entry = laid()
    for key in ("title", "unit", "range"):
        entry.refuse((key,), "this", "that")
    assert [(fault.file, fault.line) for fault in entry.faults] == [
        ("above.toml", 4),
        ("below.toml", 3),
        ("below.toml", 1),
    ]


def test_a_wrong_value_above_does_not_let_the_value_below_through():
    entry = laid()
    entry.put(ABOVE, ("a",), {"unit": 7})
    assert entry.values["unit"] == 7


def test_a_forgotten_key_is_gone_with_its_place():
    entry = laid()
    entry.forget(("unit", "never there"))
    assert "unit" not in entry.values
    assert "unit" not in entry.places

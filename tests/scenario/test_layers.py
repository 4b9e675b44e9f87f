"""Layers: every value remembers the file and line from which it came."""

from legation.base.toml import parse_toml
from legation.scenario.layers import LayerEntry
from legation.scenario.tables import ReasonedTable

BELOW = parse_toml(b'[a]\ntitle = "below"\nunit = "share"\n', "below.toml")
ABOVE = parse_toml(b'\n\n[a]\ntitle = "above"\n', "above.toml")


def laid():
    entry = LayerEntry()
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


def test_a_new_value_takes_its_reason_and_its_prior_of_the_layers_below_away():
    entry = LayerEntry()
    entry.put(BELOW, ("a",), {"title": "A", "default": 1, "prior": {"kind": "uniform"}, "records": ["x"], "note": "y"})
    entry.put(ABOVE, ("a",), {"default": 2, "assumed": "z"})
    assert entry.values == {"title": "A", "default": 2, "assumed": "z"}
    entry.put(ABOVE, ("a",), {"series": "s", "assumed": "z"})
    entry.put(ABOVE, ("a",), {"base": 1})
    assert entry.values == {"title": "A", "default": 2, "base": 1}
    assert [(fault.file, fault.found) for fault in entry.faults] == [("above.toml", "no reason")]


def test_a_value_that_is_replaced_above_is_read_all_the_same():
    entry = LayerEntry()
    entry.put(BELOW, ("a",), {"note": 7})
    entry.put(ABOVE, ("a",), {"note": "right"})
    assert entry.read(ReasonedTable) == ReasonedTable(note="right")
    assert [(fault.file, fault.found) for fault in entry.faults] == [("below.toml", "7")]

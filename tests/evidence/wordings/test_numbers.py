"""Each number of the observation model stands with its reason, and is the one that wordings use."""

from __future__ import annotations

from legation.base.shipped_tables import read_shipped
from legation.evidence.csv_tables import RECORDS
from legation.evidence.wordings import word
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.numbers import FILE, number, numbers


def test_every_wording_that_needs_a_number_has_it_there_with_a_reason():
    tables = {name: table for name, table in read_shipped(RECORDS / FILE).data.items() if name != "format"}
    assert set(tables) - set(WORDINGS) == {"some"}  # It is said, and no claim has it.
    assert set(WORDINGS) - set(tables) == {"none"}
    for name, table in tables.items():
        assert len(table.get("assumed") or table.get("source") or "") > 12, name
        assert len(table) > 1, name


def test_wordings_have_the_tolerances_of_the_file():
    for name, wording in WORDINGS.items():
        if wording.tolerance:
            assert wording.tolerance == number(name, "tolerance"), name
    assert WORDINGS["exact"].size == number("exact", "size") == 10


def test_several_has_one_chance_more_than_it_has_limits():
    assert len(numbers("several", "said")) == len(numbers("several", "from")) + 1
    assert numbers("several", "said") == word.SAID_OF

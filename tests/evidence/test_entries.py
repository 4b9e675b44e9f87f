"""Entries are frozen, equal by their fields, and share no list."""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError

import pytest

from legation.evidence.entries import Entry, fields_of


class Inner(Entry):
    """A list, and a text that must be there."""

    names: list[str] = []
    title: str


class Outer(Entry):
    """An entry within another."""

    id: str
    inner: Inner | None = None


def test_entries_are_equal_if_all_their_fields_are() -> None:
    assert Outer(id="a", inner=Inner(title="x")) == Outer(id="a", inner=Inner(title="x", names=[]))
    assert Outer(id="a", inner=Inner(title="x")) != Outer(id="a", inner=Inner(title="y"))
    assert Outer(id="a") != Outer(id="b")


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Outer(id="a").id = "b"  # type: ignore[misc]


def test_each_entry_has_a_list_of_its_own() -> None:
    first, second = Inner(title="x"), Inner(title="x")
    first.names.append("n")
    assert second.names == [] and fields_of(Inner)["names"] == []


def test_a_field_without_a_default_must_be_filled_in() -> None:
    with pytest.raises(TypeError, match="title"):
        Inner()  # type: ignore[call-arg]
    assert fields_of(Inner) == {"names": [], "title": MISSING}

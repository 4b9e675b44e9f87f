"""Registered mechanisms: found by their entry points, and told with their packages, without importing anything."""

from __future__ import annotations

import pytest

from legation.base.registered import package_of, registered_mechanisms, way_out


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package of two mechanisms as an installer leaves it, whose modules don't exist."""
    about = tmp_path / "errands-0.1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: errands\nVersion: 0.1\n", encoding="utf-8")
    points = "[legation.mechanisms]\nparcels = errands.parcels\nerrands = errands.errands\n"
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    registered_mechanisms.cache_clear()
    yield
    registered_mechanisms.cache_clear()


def test_what_is_registered_comes_in_the_order_of_names_with_its_package(installed):
    points = [point for point in registered_mechanisms() if package_of(point) == "errands 0.1"]
    assert [point.value for point in points] == ["errands.errands", "errands.parcels"]


def test_the_way_out_names_the_package_and_is_none_for_ours(installed):
    assert way_out("parcels") == "To go on without it, uninstall the package errands."
    assert way_out("trade") == ""
    assert way_out("parcels", []) == ""

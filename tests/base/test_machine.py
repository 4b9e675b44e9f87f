"""What is asked of the machine."""

from types import SimpleNamespace

from legation.base import machine


def test_at_least_one_processor_is_available(monkeypatch):
    assert machine.processors() >= 1
    monkeypatch.setattr(machine, "os", SimpleNamespace(cpu_count=lambda: None))
    assert machine.processors() == 1

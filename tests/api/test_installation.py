"""The self-test of an installation."""

from __future__ import annotations

from legation import api
from legation.api.installation import announce_compiling
from legation.engine import compiler, selftest


def test_a_sound_installation_is_well_and_one_that_computes_wrongly_is_not(monkeypatch):
    assert api.doctor().well
    monkeypatch.setattr(selftest, "differences", lambda *_: ["savings"])
    health = api.doctor()
    assert (health.well, health.findings["self-test"]) == (False, "they differ in savings")


def test_compiling_is_announced_only_where_it_will_happen(monkeypatch):
    said = []
    for compiled in (True, False):
        monkeypatch.setattr(compiler, "is_compiled", lambda units, compiled=compiled: compiled)
        announce_compiling(lambda: said.append("compiling"))
        assert said == ([] if compiled else ["compiling"])

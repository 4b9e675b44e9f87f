"""Units are named after everything that can reach their compiled code, and after nothing else."""

import importlib
from collections import Counter

from legation.base import sources
from legation.base.digest import source
from legation.engine import unit_sources
from legation.engine.codegen import GeneratedUnit
from legation.engine.unit_sources import mechanism_of, module_of, named, reaching
from legation.engine.week import compose, the_week
from legation.mechanisms import WEEK


def test_a_unit_is_named_after_its_mechanism_its_text_and_how_it_is_compiled(monkeypatch, tmp_path):
    one = named("flight", GeneratedUnit("", "def unit(shared, own):\n    return 0\n"))
    other = named("flight", GeneratedUnit("", "def unit(shared, own):\n    return 1\n"))
    assert mechanism_of(one) == mechanism_of(other) == "flight"
    assert one.name != other.name
    assert one.rules != other.rules
    edited = tmp_path / "compilation.py"
    edited.write_text("# in another way\n")
    monkeypatch.setattr(unit_sources, "COMPILATION", edited)
    again = named("flight", one._replace(name=""))
    assert again.name != one.name
    assert again.rules == one.rules, "the same rules, whatever makes code of them"


def test_the_module_of_a_unit_is_plain_python():
    assert module_of(GeneratedUnit("seven", "def unit(shared, own):\n    return 7\n")).unit(None, None) == 7


def test_an_edited_file_renames_the_units_that_import_it_and_no_other():
    """Whatever reads claims, prints, explains or checks is not among what names compiled code."""
    files = {unit.name.split("_")[1]: set(reaching(unit)) for unit in the_week().units}
    for names in files.values():
        assert not names & {"legation.engine.oracle", "legation.engine.postmortem", "legation.base.faults"}
        assert "legation.population.columns" not in names
        assert {"legation.engine.layout", "legation.kernel.chance"} <= names
    flight = [name for name, texts in files.items() if "legation.mechanisms.flight" in texts]
    assert flight == ["flight"]
    assert {name for name, texts in files.items() if "legation.mechanisms.shared.people" in texts} >= {"flight"}


def test_naming_all_units_reads_each_file_once(monkeypatch):
    read = Counter()

    def counted(path):
        read[path] += 1
        return source(path)

    monkeypatch.setattr(sources.digest, "source", counted)
    sources.text_of.cache_clear()
    sources._imports_of.cache_clear()
    ours = compose(importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK)
    assert set(read.values()) == {1}
    assert len(read) > len(ours.mechanisms)

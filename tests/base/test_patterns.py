"""Late patterns are compiled at their first use, and are right."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import legation
from legation.base.patterns import LatePattern, late_pattern


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch):
    compiled = []
    monkeypatch.setattr(
        re, "compile", lambda text, flags, compile_=re.compile: compiled.append(text) or compile_(text, flags)
    )
    pattern = late_pattern("a+")
    assert compiled == []
    assert pattern.search("baa")[0] == "aa" and pattern.fullmatch("aab") is None
    assert compiled == ["a+"]


def test_a_late_pattern_answers_as_a_compiled_one_does():
    late, eager = late_pattern("(?P<one>A)b", re.IGNORECASE), re.compile("(?P<one>A)b", re.IGNORECASE)
    text = "ab cAB"
    assert late.pattern == eager.pattern and late.flags == eager.flags and late.groupindex == eager.groupindex
    assert [match.span() for match in late.finditer(text)] == [match.span() for match in eager.finditer(text)]
    assert late.findall(text) == eager.findall(text) and late.split(text) == eager.split(text)
    assert late.sub("x", text) == eager.sub("x", text) and late.subn("x", text) == eager.subn("x", text)
    assert late.match(text, 4)["one"] == eager.match(text, 4)["one"] == "A"


def test_what_is_no_regular_expression_is_refused_at_the_first_use():
    wrong = late_pattern("(a")
    with pytest.raises(re.error, match="unterminated subpattern"):
        wrong.search("a")


def test_every_late_pattern_of_the_package_can_be_compiled():
    patterns = [pattern for module in _modules() for pattern in _late_in(vars(module).values())]
    assert len(patterns) > 150
    for pattern in patterns:
        assert pattern.groups >= 0


def _modules():
    for module in walk_packages(legation.__path__, "legation."):
        yield import_module(module.name)


def _late_in(values):
    """The late patterns among values, and in the tables and tuples among them."""
    for value in values:
        if isinstance(value, LatePattern):
            yield value
        elif isinstance(value, tuple | list):
            yield from _late_in(value)
        elif isinstance(value, dict):
            yield from _late_in(value.values())

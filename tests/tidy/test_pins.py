"""What pyproject.toml asks for, and the two files with exact versions of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HOME = Path(__file__).parents[2]
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
FILES = ("constraints.txt", "constraints-lowest.txt")


def _pins(name):
    lines = [line.partition("#")[0].strip() for line in (HOME / name).read_text("utf-8").splitlines()]
    pins = [Requirement(line) for line in lines if line]
    assert len({canonicalize_name(pin.name) for pin in pins}) == len(pins), f"{name} pins a package twice"
    return {canonicalize_name(pin.name): str(pin.specifier) for pin in pins}


def _asked(*lists):
    return {canonicalize_name(asked.name): asked.specifier for words in lists for asked in map(Requirement, words)}


@pytest.mark.parametrize("name", FILES)
def test_every_pin_is_one_exact_version(name):
    assert {pin: version for pin, version in _pins(name).items() if not re.fullmatch(r"==[0-9][0-9.]*", version)} == {}


def test_the_lowest_versions_are_those_that_the_project_asks_for():
    asked = _asked(PROJECT["project"]["dependencies"])
    pins = _pins("constraints-lowest.txt")
    told = {name: Version(str(bounds).removeprefix(">=")) for name, bounds in asked.items()}
    assert told == {name: Version(pins[name].removeprefix("==")) for name in asked if name in pins}


def test_the_pinned_versions_satisfy_the_project():
    project, build = PROJECT["project"], PROJECT["build-system"]["requires"]
    asked = _asked(project["dependencies"], *project["optional-dependencies"].values(), build)
    pins = _pins("constraints.txt")
    assert asked.keys() - pins.keys() == set()
    assert [name for name, bounds in asked.items() if pins[name].removeprefix("==") not in bounds] == []


def test_what_the_lowest_versions_bring_along_is_pinned_elsewhere_too():
    assert _pins("constraints-lowest.txt").keys() - _pins("constraints.txt").keys() == set()
